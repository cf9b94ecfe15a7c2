import { Button } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { buildPaper } from '../../../../shared/domain/contract/paper.ts';
import { interviewFields, type PaperSet } from '../../../../shared/domain/contract/clause-set.ts';
import { placeOfPath } from '../../../../shared/domain/contract/path-place.ts';
import { namedIn } from '../../../../shared/domain/contract/problems.ts';
import type { Paper } from '../../../../shared/domain/contract.ts';
import { signedContract, type DealFile } from '../../../../shared/domain/deal-file.ts';
import { isRefusal, refuse } from '../../../../shared/result.ts';
import { placeOf } from '../../../data/findings.ts';
import { RoomMissing } from '../../../data/RoomMissing.tsx';
import { useRules } from '../../../data/day.ts';
import { paperOf } from '../../../documents/clauses.ts';
import { useKindTitle } from '../../../documents/kind-title.ts';
import { sourcesOf } from '../../../documents/contract-input.ts';
import { MakeFile, useWatermark, type MakingFile } from '../../../documents/MadeFile.tsx';
import { paperSetDocx } from '../../../documents/paper-docx.ts';
import { blocksToPrintDocument } from '../../../documents/print-page.tsx';
import { pdfOf } from '../../../documents/print-pdf.tsx';
import { here, navigate, useRoute } from '../../../session/route.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { useViewState, writeView } from '../../../session/view-state.ts';
import type { FindingLine } from '../../../ui/FindingList.tsx';
import { Page } from '../../../ui/Page.tsx';
import { Tabs } from '../../../ui/Tabs.tsx';
import { fieldName } from '../../../ui/RecordForm.tsx';
import { Files } from '../Files.tsx';
import { Interview } from '../Interview.tsx';
import { answerPaper, archivePaper } from './edit-papers.ts';
import '../../../documents/print-page.css';

type Props = { file: DealFile; paper: Paper; onBack: () => void };

/** One paper: its questions, the paper as it will be, and its files. */
export function OnePaper({ file, paper, onBack }: Props) {
  const { t } = useTranslation('contracts');
  const set = paperOf(paper.kind ?? '');
  return set ? (
    <Known file={file} paper={paper} onBack={onBack} set={set} />
  ) : (
    <Page title={paper.kind ?? ''}>
      <p className="muted">{t('paper.unknown', { kind: paper.kind ?? '' })}</p>
      <Button onClick={onBack}>{t('paper.all')}</Button>
    </Page>
  );
}

function Known({ file, paper, onBack, set }: Props & { set: PaperSet }) {
  const { t, i18n } = useTranslation('contracts');
  const title = useKindTitle();
  const zh = i18n.language !== 'en';
  const watermark = useWatermark();
  const [tab, setTab] = useViewState<'interview' | 'preview'>(`contracts.paperTab.${paper.id}`, 'interview');
  const rules = useRules(file.seller?.region);
  const input = useMemo(
    () => ({ typed: paper.fields ?? {}, sources: sourcesOf(file, signedContract(file), rules), watermark }),
    [file, paper, rules, watermark],
  );
  const { document, answers, problems } = useMemo(() => buildPaper(set, input), [set, input]);
  /** The Word file, and the PDF of the same words; refused where it says what no paper of ours may say. */
  const making = (extension: 'docx' | 'pdf') => (): MakingFile => {
    const made = paperSetDocx(set, input);
    if (made.ok) {
      const { document: of, bytes, name, contentId } = made.value;
      return extension === 'docx'
        ? { name, contentId, bytes: () => Promise.resolve(bytes) }
        : { name: name.replace(/docx$/, 'pdf'), contentId, bytes: () => pdfOf(of) };
    }
    showRefusal(refuse(`documents.${made.error.key}`, made.error.params ? { params: made.error.params } : {}));
    return null;
  };
  const job = { dealId: file.deal.id, sourceTable: 'papers' as const, sourceId: paper.id, intent: 'paper.file' };
  const asked = new Set(interviewFields(set).map((f) => f.key));
  const { focus } = useRoute();
  useEffect(() => {
    if (focus?.startsWith(`papers/${paper.id}/`)) setTab('interview');
  }, [focus, paper.id, setTab]);
  const toRecord = (path: string) => {
    const where = placeOfPath(path, file);
    const place = where && placeOf(where, file.deal.id, file.deal.achievementId);
    return (
      place &&
      (() => {
        // the contract's own questions stand in this tab, behind the papers
        if (where.table === 'contracts') writeView(`contracts.papers.${file.deal.id}`, false);
        navigate(place);
      })
    );
  };
  const lines = problems.map((p): FindingLine => ({
    key: `${p.key}:${p.field ?? ''}`,
    level: p.level,
    confirmed: true,
    text: t(`documents:problem.${p.key}` as never, { ...namedIn(i18n.language, set, p), defaultValue: p.key }) as string,
    ...(p.field && asked.has(p.field) ? { onOpen: () => navigate({ ...here(), focus: fieldName('papers', paper.id, `fields.${p.field}`) }) } : {}),
  }));
  const putAside = async () => {
    const done = await archivePaper(paper.id);
    if (isRefusal(done)) showRefusal(done);
    else onBack();
  };
  return (
    <Page
      title={title(set.kind)}
      record={{ table: 'papers', id: paper.id }}
      rail={lines.length > 0 && <RoomMissing dealId={file.deal.id} title={t('rail.checks')} none={t('rail.none')} lines={lines} />}
    >
      <div className="toolbar">
        <Button onClick={onBack}>{t('paper.all')}</Button>
        <MakeFile job={{ ...job, kind: 'paper' }} label={t('paper.docx')} type="primary" build={making('docx')} failed="contracts:make.failed" />
        <MakeFile job={{ ...job, kind: 'paper-pdf' }} label={t('make.pdf')} build={making('pdf')} failed="contracts:make.failed" />
        <span className="spring" />
        <Button onClick={() => void putAside()}>{t('paper.archive')}</Button>
      </div>
      {set.purpose && <p className="muted">{zh ? set.purpose.zh : set.purpose.en}</p>}
      <Files contractId={paper.id} contentId={document.contentId} />
      <Tabs
        open={tab}
        onOpen={setTab}
        items={[
          {
            key: 'interview',
            label: t('tab.interview'),
            body: (
              <Interview
                steps={set.steps}
                answers={answers}
                row={{ table: 'papers', id: paper.id }}
                locked={false}
                onAnswer={(key, value) => answerPaper(paper.id, key, value)}
                toRecord={toRecord}
              />
            ),
          },
          {
            key: 'preview',
            label: t('tab.preview'),
            body: (
              <div className="contract-paper" data-testid="contract-paper">
                {blocksToPrintDocument(document)}
              </div>
            ),
          },
        ]}
      />
    </Page>
  );
}
