import { Button } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { latestFiling, latestSigning, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing, FilingState } from '../../../shared/domain/filing.ts';
import { stopsFirst } from '../../../shared/domain/filing-rules.ts';
import { blocks, openAsks } from '../../../shared/domain/finding.ts';
import { isOrgReturn } from '../../../shared/domain/org-review.ts';
import { filedDeal } from '../../../shared/domain/standing-signing.ts';
import { groundsOf } from '../../../shared/domain/supplement-draft.ts';
import { isRefusal } from '../../../shared/result.ts';
import { useRules } from '../../data/day.ts';
import { FILING_TONES } from '../../data/filing-tones.ts';
import { useFormLists, type FormLists } from '../../data/form-lists.ts';
import { findingLines } from '../../data/findings.ts';
import { useObserve } from '../../data/observe.ts';
import { useStateNow } from '../../data/on-the-way.ts';
import { dealFile } from '../../data/queries/deals.ts';
import { RiskFlags } from '../../data/precheck/RiskFlags.tsx';
import { RoomMissing } from '../../data/RoomMissing.tsx';
import { packInForce, packName } from '../../data/rules.ts';
import { MODEL_TEXTS } from '../../documents/clauses.ts';
import { roomLines } from '../../documents/room-lines.ts';
import { showRefusal } from '../../session/trouble.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { LockIcon, StaleMark, StatusTag } from '../../ui/marks.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Assistant } from './Assistant.tsx';
import { VersionDifference } from './correction/Difference.tsx';
import { ReturnGrounds } from './correction/Grounds.tsx';
import { begin, freeze, thaw } from './edit-filing.ts';
import { Certificate } from './Certificate.tsx';
import { FilingClocks } from './FilingClocks.tsx';
import { Changed } from './followups/Changed.tsx';
import { Followups } from './followups/Followups.tsx';
import { FormTable } from './FormTable.tsx';
import { Musts } from './Musts.tsx';
import { KeptProofs } from './KeptProofs.tsx';
import { OpenAsks } from './OpenAsks.tsx';
import { OrgReview } from './OrgReview.tsx';
import { Pack } from './Pack.tsx';
import { Correction, PortalAnswer } from './PortalAnswer.tsx';
import { Ended, Receipt, Timeline } from './Progress.tsx';
import { readFiling, readStored } from './reading.ts';
import { Send } from './Send.tsx';
import { useNextStep } from './use-next-step.ts';
import './registration.css';

const AWAY: ReadonlySet<FilingState> = new Set([
  'queued',
  'sending',
  'unknown',
  'orgReview',
  'submitted',
  'accepted',
  'secondReview',
  'registered',
  'cancelled',
  'revoked',
]);

/** 认定登记 of one deal: the form from what is known, its checks, and its way to the registry. */
export function DealFiling({ dealId }: { dealId: string }) {
  const { t } = useTranslation('registration');
  const file = useObserve(() => dealFile(dealId), [dealId]);
  const lists = useFormLists();
  if (!file || !lists) return <Loading />;
  const start = () =>
    void begin(file, packName(packInForce())).then((a) => {
      if (isRefusal(a)) showRefusal(a);
    });
  const filing = latestFiling(file);
  if (!filing) {
    return (
      <Page title={t('title')}>
        <EmptyState title={t('empty')} text={t('emptyText')}>
          <Button type="primary" onClick={start}>
            {t('start')}
          </Button>
        </EmptyState>
      </Page>
    );
  }
  return <FilingPage whole={file} filing={filing} lists={lists} onStart={start} />;
}

function FilingPage({ whole, filing, lists, onStart }: { whole: DealFile; filing: Filing; lists: FormLists; onStart: () => void }) {
  // what was filed rests on its own paper; agreements signed since stand beside it
  const file = useMemo(() => filedDeal(whole, filing), [whole, filing]);
  const { t } = useTranslation('registration');
  const rules = useRules(file.seller?.region);
  const reading = useMemo(() => readFiling(file, filing, lists, rules), [file, filing, lists, rules]);
  const state = filing.state ?? 'draft';
  const shown = useStateNow(filing) ?? 'draft';
  const grounds = useMemo(() => groundsOf(file, reading.form.fields), [file, reading.form]);
  const musts = stopsFirst(blocks(reading.findings, file.answers));
  const must = musts.length;
  const asks = openAsks(reading.findings, file.answers);
  const [asked, setAsked] = useState(false);
  const page = useRef<HTMLDivElement>(null);
  useNextStep(filing, page);
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  // what lies with the registry lacks nothing that could be mended here, but a number that was copied from it may look odd
  const open = AWAY.has(state) ? reading.findings.filter((f) => f.where.field === 'registerNo') : reading.findings;
  const lines = roomLines(t, file, open, rules);
  const { achievementId } = file.deal;
  const named = (these: typeof musts) => findingLines(t, these, { dealId: file.deal.id, ...(achievementId ? { achievementId } : {}), answers: file.answers });
  const freezeNow = async () => {
    const stored = await readStored(whole.deal.id, filing.id, lists);
    if (!stored) return;
    const { findings, values } = stored.reading;
    const open = { musts: blocks(findings, stored.file.answers).length, asks: openAsks(findings, stored.file.answers).length };
    const answer = await freeze(stored.file, filing.id, values, open);
    setAsked(isRefusal(answer) && answer.key === 'filing.asksOpen');
    say(answer);
  };
  const typed = Object.fromEntries(reading.form.fields.filter((f) => f.origin === 'typed').map((f) => [f.key, f.value]));
  const pack = <Pack file={file} filing={filing} form={reading.form} rules={rules} />;
  return (
    <Page
      title={t('title')}
      record={{ table: 'filings', id: filing.id }}
      rail={lines.length > 0 && <RoomMissing dealId={file.deal.id} title={t('rail.missing')} none={t('rail.none')} lines={lines} />}
    >
      <div ref={page}>
        <div className="toolbar" role="group" aria-label={t('title')} data-step="top">
          <StatusTag tone={FILING_TONES[shown]}>{t(isOrgReturn(filing) ? 'portal:org.givenBack' : `state.${shown}`)}</StatusTag>
          <span className="muted small">{t('version', { n: filing.version ?? 1 })}</span>
          {reading.frozen && (
            <span className="muted small" title={filing.frozenHash}>
              <LockIcon /> {t('frozenHash', { hash: (filing.frozenHash ?? '').slice(0, 12) })}
            </span>
          )}
          <span className="spring" />
          {!reading.frozen && (
            <>
              {must > 0 && <span className="small form-must">{t('freezeBlocked', { count: must })}</span>}
              {must === 0 && asks.length > 0 && <span className="muted small">{t('asksOpen', { count: asks.length })}</span>}
              <Button type="primary" data-act="freeze" title={t('freezeText')} onClick={() => void freezeNow()}>
                {t('freeze')}
              </Button>
            </>
          )}
          {state === 'ready' && <Button onClick={() => void thaw(filing.id, typed).then(say)}>{t('thaw')}</Button>}
        </div>
        {!reading.frozen && <Musts lines={named(musts)} />}
        {!reading.frozen && asked && <OpenAsks dealId={file.deal.id} lines={named(asks)} />}
        <Timeline filing={filing} state={shown} />
        <FilingClocks file={file} filing={filing} />
        {reading.moved.length > 0 && state === 'ready' && (
          <p>
            <StaleMark
              changed={t('unfrozenStale', { fields: reading.moved.join(t('ui:comma')) })}
              remakeLabel={t('thaw')}
              onRemake={() => void thaw(filing.id, typed).then(say)}
            />
          </p>
        )}
        <div data-step="receipt">
          <Receipt file={file} filing={filing} contractNo={latestSigning(file)?.contractNo ?? ''} />
        </div>
        <Changed file={whole} filing={filing} form={reading.form} />
        <div data-step="ended">
          <Ended filing={filing} />
        </div>
        <div data-step="grounds">
          <ReturnGrounds file={file} whole={whole} filing={filing} form={reading.form} onAgain={onStart} />
        </div>
        <VersionDifference file={file} whole={whole} filing={filing} form={reading.form} values={reading.values} lists={lists} />
        <div data-step="review">
          <OrgReview file={file} filing={filing} grounds={grounds} />
        </div>
        <div data-step="answer">
          <PortalAnswer filing={filing} rules={rules} grounds={grounds} />
        </div>
        <KeptProofs filing={filing} />
        <Certificate file={file} filing={filing} />
        <Correction filing={filing} rules={rules} grounds={grounds} />
        <div data-step="pack">
          {' '}
          {state === 'ready' && (
            <Panel title={t('choose.pack')}>
              <p className="muted">{t('choose.packText')}</p>
              {pack}
            </Panel>
          )}
        </div>{' '}
        {state === 'ready' && <Assistant file={file} filing={filing} form={reading.form} />}
        {(['ready', 'queued', 'sending', 'unknown'].includes(state) ||
          (filing.carrier === 'http' && ['submitted', 'accepted', 'supplement', 'secondReview'].includes(state))) && (
          <div data-step="send">
            <Send file={file} filing={filing} typed={typed} />
          </div>
        )}
        {reading.frozen && state !== 'ready' && (
          <Panel title={t('pack.title')}>
            <p className="muted">{t('pack.kept')}</p>
            {pack}
          </Panel>
        )}
        <Followups file={whole} filing={filing} form={reading.form} />
        <RiskFlags file={file} filing={filing} form={reading.values} rules={rules} everyday={MODEL_TEXTS} />
        <FormTable file={file} filing={filing} reading={reading} />
      </div>
    </Page>
  );
}
