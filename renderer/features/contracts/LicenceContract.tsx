import { lazy, Suspense, useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../shared/domain/contract.ts';
import { placeOfPath } from '../../../shared/domain/contract/path-place.ts';
import { isFrozen } from '../../../shared/domain/contract-rules.ts';
import { lineOf } from '../../../shared/domain/contract-versions.ts';
import { namedIn, type ContractProblem } from '../../../shared/domain/contract/problems.ts';
import { latestContract, type DealFile } from '../../../shared/domain/deal-file.ts';
import { useRules } from '../../data/day.ts';
import { placeOf } from '../../data/findings.ts';
import { RoomMissing } from '../../data/RoomMissing.tsx';
import { clausesFor, writtenFor } from '../../documents/clauses.ts';
import { roomLines } from '../../documents/room-lines.ts';
import { navigate, useRoute } from '../../session/route.ts';
import { useViewState } from '../../session/view-state.ts';
import type { FindingLine } from '../../ui/FindingList.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useUnconfirmed } from './back-in/use-unconfirmed.ts';
import { mustCount, readContract } from './built.ts';
import { Clauses } from './Clauses.tsx';
import { answer } from './edit-contract.ts';
import { Files } from './Files.tsx';
import { Interview } from './Interview.tsx';
import { LockedClauses } from './LockedClauses.tsx';
import { LockedText } from './LockedText.tsx';
import { LockPanel } from './LockPanel.tsx';
import { ClauseHistory } from './notes/ClauseHistory.tsx';
import { ClauseNotes } from './notes/ClauseNotes.tsx';
import { MakeContract } from './MakeContract.tsx';
import { Parties } from './Parties.tsx';
import { takeable } from './take-clause.ts';
import { wordingOf } from './wording.ts';

const Preview = lazy(() => import('./Preview.tsx').then((m) => ({ default: m.Preview })));
type Tab = 'interview' | 'clauses' | 'preview';

/** What a person's own wording of a clause says wrong: its field is the clause. */
const ofClause = ({ key }: { key: string }): boolean => key === 'badReference' || key === 'wordingDiffers';

/** One version of the licence: questions, clauses, paper; what is wrong stands in the rail. */
export function LicenceContract({ file, contract, head, onNext }: { file: DealFile; contract: Contract; head: ReactNode; onNext: () => void }) {
  const { t, i18n } = useTranslation('contracts');
  const { focus } = useRoute();
  const [tab, setTab] = useViewState<Tab>(`contracts.tab.${contract.id}`, 'interview');
  const rules = useRules(file.seller?.region);
  const reading = useMemo(() => readContract(file, contract, rules), [file, contract, rules]);
  useEffect(() => {
    if (focus?.startsWith(`contracts/${contract.id}/fields.`) || focus?.startsWith(`contracts/${contract.id}/furtherParties`)) setTab('interview');
    if (focus?.startsWith(`contracts/${contract.id}/clauseTexts.`)) setTab('clauses');
  }, [focus, contract.id, setTab]);
  const locked = isFrozen(contract);
  const must = mustCount(reading);
  const { fields: unconfirmed, left } = useUnconfirmed(file, contract);
  const set = clausesFor(contract);
  const { steps } = set;
  const answering = {
    steps,
    unconfirmed,
    row: { table: 'contracts' as const, id: contract.id },
    toRecord: (path: string) => {
      const where = placeOfPath(path, file);
      const to = where?.table === 'contracts' ? undefined : where && placeOf(where, file.deal.id, file.deal.achievementId);
      return to && (() => navigate(to));
    },
    onAnswer: (key: string, value: string | undefined) => answer(contract.id, key, value),
  };
  const written = writtenFor(contract);
  const first = {
    id: 'parties',
    title: t('parties.title'),
    open: reading.problems.filter((p) => p.level === 'must' && p.field === 'furtherParties').length,
    body: <Parties file={file} contract={contract} locked={locked} />,
  };
  const kept = reading.says.standing === 'kept' ? reading.says.text : null;
  const asked = new Set(steps.flatMap((s) => s.fields).map((f) => f.key));
  /** What no question asks stands in a record: nothing leads to one that is not there. */
  const led = ({ field, id }: ContractProblem): Pick<FindingLine, 'onOpen'> => {
    const where = field === undefined ? undefined : placeOfPath(field, file);
    const to = where && placeOf(id === undefined ? where : { ...where, id }, file.deal.id, file.deal.achievementId);
    return to ? { onOpen: () => navigate(to) } : {};
  };
  const place = (field: string) => () => navigate({ room: 'deals', id: file.deal.id, tab: 'contract', focus: `contracts/${contract.id}/${field}` });
  const lines: FindingLine[] = [
    ...roomLines(t, file, reading.findings, rules).map((line) => (locked ? line : takeable(line, contract, reading.findings))),
    ...reading.problems.map((p): FindingLine => ({
      key: [p.key, p.field ?? '', ...(p.id ? [p.id] : [])].join(':'),
      level: p.level,
      confirmed: true,
      text: t(`documents:problem.${p.key}` as never, { ...namedIn(i18n.language, set, p), defaultValue: p.key }) as string,
      ...(p.source ? { source: p.source } : {}),
      ...(p.field === 'furtherParties'
        ? { onOpen: place(p.field) }
        : p.field && ofClause(p)
          ? { onOpen: place(`clauseTexts.${p.field}`) }
          : p.field && asked.has(p.field)
            ? { onOpen: place(`fields.${p.field}`) }
            : led(p)),
    })),
    ...steps
      .flatMap((s) => s.fields)
      .filter((f) => unconfirmed.has(f.key))
      .map((f): FindingLine => ({
        key: `unconfirmed:${f.key}`,
        level: 'ask',
        confirmed: true,
        text: t('backin:fieldOpen', { label: i18n.language === 'en' ? f.label.en : f.label.zh }),
        onOpen: place(`fields.${f.key}`),
      })),
    // a card that names a field of the interview is told with the field
    ...left
      .filter((c) => !c.keys.some((key) => asked.has(key)))
      .map((c): FindingLine => ({
        key: `left:${c.id}`,
        level: 'ask',
        confirmed: true,
        text: t('backin:leftOpen', { where: c.where || t(`backin:change.${c.change}`), why: t(`backin:hand.${c.byHand}` as never) as string }),
      })),
  ];
  return (
    <Page
      title={t('title')}
      record={{ table: 'contracts', id: contract.id }}
      rail={lines.length > 0 && <RoomMissing dealId={file.deal.id} title={t('rail.checks')} none={t('rail.none')} lines={lines} />}
    >
      {head}
      <div className="toolbar contract-acts">
        <MakeContract file={file} contract={contract} rules={rules} says={reading.says} must={must} />
        <span className="spring" />
        <LockPanel contract={contract} dealId={file.deal.id} contentId={reading.contentId} must={must} text={reading.says.now.text} />
      </div>
      <LockedText contract={contract} reading={reading} {...(latestContract(file)?.id === contract.id ? { onNext } : {})} />
      <Files contractId={contract.id} contentId={reading.contentId} />
      <Tabs
        open={tab}
        onOpen={setTab}
        items={[
          {
            key: 'interview',
            label: t('tab.interview'),
            body: <Interview {...answering} {...(written.further ? { first } : {})} answers={reading.answers} locked={locked} />,
          },
          {
            key: 'clauses',
            label: t('tab.clauses'),
            body: kept ? (
              <LockedClauses contractId={contract.id} text={kept} under={notesUnder(file, contract)} />
            ) : reading.says.text ? (
              <Clauses contract={contract} built={reading.says.now} locked={locked} under={notesUnder(file, contract)} />
            ) : (
              <p className="muted">{t('kept.noPaper')}</p>
            ),
          },
          {
            key: 'preview',
            label: t('tab.preview'),
            body: (
              <Suspense fallback={<Loading label={t('preview.making')} />}>
                <Preview file={file} contract={contract} rules={rules} says={reading.says} onClause={() => setTab('clauses')} />
              </Suspense>
            ),
          },
        ]}
      />
    </Page>
  );
}

/** Notes and history of each clause. */
function notesUnder(file: DealFile, contract: Contract) {
  // clauses of another kind may have the same ids
  const other = new Set(file.contracts.filter((c) => lineOf(c) !== lineOf(contract)).map((c) => c.id));
  const contracts = file.contracts.filter((c) => !other.has(c.id)).map(({ id, version }) => ({ id, version: version ?? 1 }));
  const versions = new Map(contracts.map((c) => [c.id, c.version]));
  const notes = file.clauseNotes.filter((n) => !other.has(n.contractId ?? ''));
  const set = clausesFor(contract);
  const standard = new Map(set.articles.flatMap((a) => a.clauses.map((c) => [c.id, c.text])));
  const { toShown } = wordingOf(set);
  return (clauseId: string) => (
    <ClauseNotes contract={contract} clauseId={clauseId} notes={notes} versions={versions}>
      <ClauseHistory contracts={contracts} clauseId={clauseId} standard={standard.get(clauseId) ?? ''} shown={toShown} />
    </ClauseNotes>
  );
}
