import { Alert, Button, Segmented } from 'antd';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkContractText } from '../../../shared/domain/contract-text/check.ts';
import { takeOver } from '../../../shared/domain/contract-text/take-over.ts';
import { inOrder, type Finding, type Quote } from '../../../shared/domain/finding.ts';
import { partyLines, partySaid, partyTakes } from '../../../shared/domain/precheck/party-lines.ts';
import { isRefusal } from '../../../shared/result.ts';
import { findingLines } from '../../data/findings.ts';
import type { PickedForm } from '../../data/precheck/pick-form.ts';
import { rulesAt } from '../../data/rules.ts';
import { startFromFile } from '../../data/start-from-file.ts';
import { openVaultFile } from '../../data/vault.ts';
import { navigate } from '../../session/route.ts';
import { notify, showRefusal } from '../../session/trouble.ts';
import { copyText } from '../../ui/copy-text.ts';
import { FindingList } from '../../ui/FindingList.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { ContractText } from './ContractText.tsx';
import { MendText } from './MendText.tsx';
import { ProposalTable } from './ProposalTable.tsx';
import { Registration } from './Registration.tsx';
import { adoptedOf, linesOf, pendingOf, withAll, type Choices } from './proposals.ts';
import { ScanView } from './ScanView.tsx';
import { Undecided } from './Undecided.tsx';
import type { ContractFile } from './use-contract-file.ts';

type Part = 'findings' | 'proposal' | 'registration';
const NO_ANSWERS: never[] = [];
const NONE: Finding[] = [];

/** `dropped`: a form that came with the contract, until it is read. */
type Props = { contract: ContractFile; dropped: File | null; onTaken: () => void; onAgain: () => void };

/** What is wrong with a contract drafted elsewhere, what it says, and the way to make a deal of it. */
export function Review({ contract: { file, read, seconds, scan }, dropped, onTaken, onAgain }: Props) {
  const { t } = useTranslation('deals');
  const [choices, setChoices] = useState<Choices>({});
  const [called, setCalled] = useState<Quote | null>(null);
  const [busy, setBusy] = useState(false);
  const [undecided, setUndecided] = useState(false);
  const [form, setForm] = useState<PickedForm | null>(null);
  const [part, setPart] = useState<Part>(read ? 'findings' : 'proposal');
  useEffect(() => {
    if (dropped) setPart('registration');
  }, [dropped]);
  const text = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(read?.proposal), [read]);
  const heads = useMemo(() => partyLines(read?.text ?? ''), [read]);
  // null: the text as it was read; otherwise a wording that is being tried, checked as it is typed
  const [mended, setMended] = useState<string | null>(null);
  const tried = useDeferredValue(mended);
  const findings = useMemo(
    () => inOrder(tried === null ? (read?.findings ?? NONE) : checkContractText({ contractId: 'new', text: tried }, rulesAt())),
    [read, tried],
  );
  const quotes = useMemo(() => findings.flatMap((f) => (f.quote ? [f.quote] : [])), [findings]);
  const adopted = adoptedOf(choices);
  const pending = pendingOf(lines, choices);
  const adoptedCount = Object.keys(adopted).length;
  const must = findings.filter((f) => f.level === 'must').length;

  const shown = findingLines(t, findings, { answers: NO_ANSWERS, route: read?.proposal.route?.value }).map((line) => {
    const found = findings.find((f) => f.key === line.key);
    const quote = found?.quote;
    const { onOpen: _nowhere, ...placeless } = line;
    // while words are being typed the places of the findings are those of a moment ago
    const mendedBy = found && line.proposed !== undefined && read && tried === mended ? takeOver(mended ?? read.text, found, line.proposed) : undefined;
    const rest = mendedBy === undefined ? placeless : { ...placeless, onTake: () => setMended(mendedBy) };
    return quote
      ? {
          ...rest,
          detail: [t('ui:named', { name: t('review.quote'), what: `“${quote.text}”` }), rest.detail].filter(Boolean).join(' '),
          onOpen: () => setCalled({ ...quote }),
        }
      : rest;
  });
  const make = async (values = adopted) => {
    setUndecided(false);
    setBusy(true);
    const id = await startFromFile(file, values, read?.text ?? '', form?.handed.form);
    setBusy(false);
    if (isRefusal(id)) showRefusal(id);
    else navigate({ room: 'deals', id }, { replace: true });
  };
  // what was read is looked at before a deal is made of it: left out only by a person's word
  const start = () => {
    if (pending.length === 0) void make();
    else if (part !== 'proposal') setPart('proposal');
    else setUndecided(true);
  };
  return (
    <Page
      title={t('review.title2', { name: file.name })}
      crumbs={[{ label: t('title'), to: { room: 'deals' } }]}
      action={
        <Button type="primary" loading={busy} onClick={start}>
          {adoptedCount > 0 ? t('proposal.create', { count: adoptedCount }) : t('review.toDeal')}
        </Button>
      }
    >
      <div className="toolbar">
        {read && (
          <span className="muted small" role="status">
            {t('review.done', { chars: read.text.length, seconds: Math.max(1, Math.ceil(seconds)) })} ·{' '}
            {findings.length === 0 ? t('review.clean') : t('review.found', { must, ask: findings.length - must })}
          </span>
        )}
        <span className="spring" />
        <Button onClick={() => void openVaultFile(file.hash, file.name)}>{t('action.open')}</Button>
        <Button onClick={() => window.print()}>{t('review.print')}</Button>
        <Button onClick={onAgain}>{t('review.again')}</Button>
      </div>
      {scan && <Alert className="page-note" type="warning" showIcon title={t('proposal.scan')} />}
      {read?.tracked && <Alert className="page-note" type="warning" showIcon title={t('review.tracked')} />}
      {read && read.scannedPages.length > 0 && (
        <Alert className="page-note" type="warning" showIcon title={t('review.scannedPages', { pages: read.scannedPages.join(t('ui:comma')) })} />
      )}
      <div className="review">
        <div>
          <Segmented<Part>
            className="review-part"
            value={part}
            onChange={setPart}
            options={[
              ...(read ? [{ value: 'findings' as const, label: `${t('review.findings')} ${findings.length}` }] : []),
              { value: 'registration', label: t('precheck:open') },
              { value: 'proposal', label: `${t('proposal.title')} ${pending.length > 0 ? t('proposal.pendingShort', { count: pending.length }) : ''}` },
            ]}
          />
          {part === 'registration' && (
            <Registration
              text={tried ?? read?.text ?? ''}
              scannedPages={read?.scannedPages ?? []}
              file={read ? undefined : file}
              form={form}
              dropped={dropped}
              onForm={(picked) => {
                setForm(picked);
                onTaken();
              }}
              onQuote={(q) => setCalled({ ...q })}
            />
          )}
          {read && part === 'findings' && (
            <Panel title={t('review.findings')}>
              <FindingList findings={shown} none={t('review.clean')} />
            </Panel>
          )}
          {part === 'proposal' && (
            <Panel
              title={scan ? t('proposal.byHand') : t('proposal.title')}
              extra={pending.length > 0 && <span className="muted small">{t('proposal.pending', { count: pending.length })}</span>}
            >
              <p className="muted small">{t(scan ? 'proposal.scanHint' : 'proposal.hint')}</p>
              <ProposalTable
                lines={lines}
                choices={choices}
                saidOf={(name) => partyTakes(partySaid(name, heads, form?.handed.form ?? {}))}
                onChange={setChoices}
                onQuote={(q) => setCalled({ ...q })}
              />
            </Panel>
          )}
        </div>
        <Panel
          title={scan ? t('section.source') : t('review.text')}
          extra={
            read && (
              <>
                {mended !== null && (
                  <Button size="small" onClick={() => copyText(mended) && notify(t('review.mendCopied'), 'done')}>
                    {t('review.mendCopy')}
                  </Button>
                )}{' '}
                <Button size="small" data-act="mend" onClick={() => setMended(mended === null ? read.text : null)}>
                  {t(mended === null ? 'review.mend' : 'review.mendBack')}
                </Button>
              </>
            )
          }
        >
          {mended !== null && <p className="muted small">{t('review.mendNote')}</p>}
          {scan ? (
            <ScanView file={file} />
          ) : mended === null ? (
            <ContractText box={text} text={read?.text ?? ''} quotes={quotes} called={called} />
          ) : (
            <MendText text={mended} called={called} onChange={setMended} />
          )}
        </Panel>
      </div>
      <p className="muted small">{t('review.disclaimer')}</p>
      <Undecided
        open={undecided}
        pending={pending}
        adopted={adoptedCount}
        onBack={() => setUndecided(false)}
        onAdopted={() => void make()}
        onAll={() => void make(adoptedOf(withAll(lines, choices)))}
      />
    </Page>
  );
}
