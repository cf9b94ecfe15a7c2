import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { summaryOf, type How } from '../../../../shared/domain/redline/summary.ts';
import { inOrder, lineOf } from '../../../../shared/domain/contract-versions.ts';
import { MakeFile, LatestFile, useWatermark, type MakingFile } from '../../../documents/MadeFile.tsx';
import { pdfOf } from '../../../documents/print-pdf.tsx';
import { paperOfVersion, redlineOf } from '../../../documents/redline-input.ts';
import { summaryPaper } from '../../../documents/redline-paper.ts';
import { useViewState } from '../../../session/view-state.ts';
import { Page } from '../../../ui/Page.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { runDocument } from '../../../workers/documents.ts';
import { Changes } from './Changes.tsx';
import { useVersionName } from '../kind-name.ts';
import { VersionTree, type Chosen } from './VersionTree.tsx';
import { useRules } from '../../../data/day.ts';
import './redline.css';

const HOWS: readonly How[] = ['changed', 'inserted', 'deleted', 'moved'];

/** Any two versions of a deal's contract: what changed, to read, to print, and as a Word file of revisions. */
export function Redline({ file, contractId, onClose }: { file: DealFile; contractId: string; onClose: () => void }) {
  const { t } = useTranslation('redline');
  const watermark = useWatermark();
  const name = useVersionName(file);
  const [chosen, choose] = useViewState<Chosen>(`contracts.redline.${file.deal.id}`, firstChoice(file, contractId));
  const rules = useRules(file.seller?.region);
  const [old, next] = useMemo(
    () =>
      [chosen.old, chosen.next].map((id) => {
        const contract = file.contracts.find((c) => c.id === id);
        return contract && { contract, paper: paperOfVersion(file, contract, rules) };
      }),
    [file, chosen.old, chosen.next, rules],
  );
  const summary = useMemo(() => (old?.paper && next?.paper ? summaryOf(old.paper, next.paper) : null), [old, next]);
  const both = old?.paper && next?.paper ? { old: { ...old, paper: old.paper }, next: { ...next, paper: next.paper } } : null;
  const same = summary !== null && summary.changes.length === 0 && summary.renumbered === 0;
  const reason = !both ? t('noPaper') : same ? t('same') : '';
  const job = { dealId: file.deal.id, sourceTable: 'contracts' as const, sourceId: chosen.next, intent: 'contract.file' };
  const word = (): MakingFile => {
    if (!both) return null;
    const { name: called, ...redline } = redlineOf(file, both.old, both.next, new Date().toISOString(), watermark);
    const bytes = async () => {
      const made = await runDocument({ kind: 'redline', redline });
      if (!made.ok) throw new Error(made.error.key);
      return made.value;
    };
    return { name: called, contentId: both.next.paper.contentId, bytes };
  };
  const paper = (): MakingFile => {
    if (!both || !summary) return null;
    const document = summaryPaper(redlineOf(file, both.old, both.next, '', watermark), summary);
    // kept under the version it leads to, like the comparison itself: its own name would be no version's
    return { name: document.name, contentId: both.next.paper.contentId, bytes: () => pdfOf(document.paper) };
  };
  return (
    <Page title={t('title')}>
      <div className="toolbar">
        <Button onClick={onClose}>{t('back')}</Button>
        <span className="spring" />
        <MakeFile
          job={{ ...job, kind: 'contract-redline' }}
          type="primary"
          label={t('makeWord')}
          failed="redline:failed"
          disabled={!both || same}
          title={reason}
          build={word}
        />
        <MakeFile job={{ ...job, kind: 'contract-summary' }} label={t('makePdf')} failed="redline:failed" disabled={!both} build={paper} />
      </div>
      <LatestFile sourceId={chosen.next} kinds={['contract-redline', 'contract-summary']} />
      <Panel title={t('tree.title')}>
        <VersionTree file={file} chosen={chosen} onChoose={choose} />
      </Panel>
      <Panel title={old && next ? t('between', { old: name(old.contract), next: name(next.contract) }) : t('changes')}>
        {!both && <p className="muted">{t('noPaper')}</p>}
        {same && <p className="muted">{t('same')}</p>}
        {summary && !same && (
          <>
            <p className="muted small">
              {HOWS.flatMap((how) => {
                const count = summary.changes.filter((c) => c.how === how).length;
                return count > 0 ? [t(`count.${how}`, { count })] : [];
              }).join(t('ui:comma'))}
            </p>
            <Changes summary={summary} />
          </>
        )}
      </Panel>
    </Page>
  );
}

/** The version on the screen against the one before it; the first one against the next. */
function firstChoice(file: DealFile, contractId: string): Chosen {
  const versions = inOrder(file.contracts);
  const of = versions.find((c) => c.id === contractId);
  const own = versions.filter((c) => of && lineOf(c) === lineOf(of));
  // the only version of its kind has another contract beside it and none before
  const ids = (own.length > 1 ? own : versions).map((c) => c.id);
  const at = Math.max(1, ids.indexOf(contractId));
  return { old: ids[at - 1] ?? '', next: ids[at] ?? '' };
}
