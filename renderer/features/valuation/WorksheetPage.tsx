import { Button } from 'antd';
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { checkWorksheet, worksheetGate, type GateItem } from '../../../shared/domain/checks/worksheet.ts';
import { valuedIn } from '../../../shared/domain/checks/worksheet-says.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { latestWorksheet } from '../../../shared/domain/deal-file.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { blocks, openAsks } from '../../../shared/domain/finding.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { RoomMissing } from '../../data/RoomMissing.tsx';
import { rulesAt } from '../../data/rules.ts';
import { roomLines } from '../../documents/room-lines.ts';
import { useViewState } from '../../session/view-state.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RailList, RailSection } from '../../ui/Rail.tsx';
import { figuresOf, type Figures } from './compute.ts';
import { InputTable, NotesTable } from './InputTable.tsx';
import { ResultBand } from './ResultBand.tsx';
import { Sensitivity } from './Sensitivity.tsx';
import { StaleUses } from './StaleUses.tsx';
import { LimitsForm, WhatForm } from './WorksheetForms.tsx';
import { MadeNote, NoteFile, WorkbookFile } from './NoteFile.tsx';
import { useMethods } from '../../data/use-methods.ts';
import { useOpenCalled } from './go-to-field.ts';
import { YearTable } from './YearTable.tsx';

// the methods and their schemas come after the forecast is on screen
const MethodsPanel = lazy(() => import('./MethodsPanel.tsx').then((m) => ({ default: m.MethodsPanel })));
const WeighPanel = lazy(() => import('./WeighPanel.tsx').then((m) => ({ default: m.WeighPanel })));
const ComparePanel = lazy(() => import('./ComparePanel.tsx').then((m) => ({ default: m.ComparePanel })));
const GatePanel = lazy(() => import('./GatePanel.tsx').then((m) => ({ default: m.GatePanel })));
const ApproachTable = lazy(() => import('./ApproachTable.tsx').then((m) => ({ default: m.ApproachTable })));

const ForecastSimulation = lazy(() => import('./simulation/ForecastSimulation.tsx').then((m) => ({ default: m.ForecastSimulation })));

type Props = {
  file: DealFile;
  sheet: Worksheet;
  locked: boolean;
  head: ReactNode;
  /** false for the first picture: only what is in sight */
  whole: boolean;
};

/** One version of a worksheet: result in sight, then the story in the order a person tells it. */
export function WorksheetPage({ file, sheet, locked, head, whole }: Props) {
  const { t } = useTranslation('valuation');
  const figures = useMemo(() => figuresOf(sheet), [sheet]);
  const methods = useMethods((sheet.applied ?? []).length > 0);
  const valued = useMemo(() => valuedIn(file), [file]);
  const findings = useMemo(() => checkWorksheet(sheet, methods, valued), [sheet, methods, valued]);
  const gate = useMemo(() => worksheetGate(sheet, methods, valued), [sheet, methods, valued]);
  useOpenCalled(sheet);
  const [comparing, compare] = useViewState(`valuation.compare.${file.deal.id}`, false);
  const lines = roomLines(t, file, findings, rulesAt(undefined, file.seller?.region), methods);
  const sources = Object.entries(sheet.inputs ?? {}).filter(([, i]) => (i.source ?? '') !== '');
  const rail = (
    <>
      {lines.length > 0 && <RoomMissing dealId={file.deal.id} title={t('rail.missing')} none={t('gate.done')} lines={lines} />}
      <RailSection kind="sources" title={t('rail.sources')} count={sources.length}>
        <RailList
          none={t('rail.noSources')}
          items={sources.map(([name, i]) => ({
            key: name,
            text: t([`input.${name}`, `notes.${name}`]),
            detail: [i.source, i.sourceDate, i.grade ? t(`grade.${i.grade}`) : '', i.by].filter(Boolean).join(' · '),
          }))}
        />
      </RailSection>
    </>
  );
  return (
    <Page title={t('title')} rail={rail} record={{ table: 'worksheets', id: sheet.id }}>
      <div className="toolbar">
        {head}
        {file.worksheets.length > 1 && (
          <Button aria-expanded={comparing} onClick={() => compare(!comparing)}>
            {t(comparing ? 'weigh:compare.close' : 'weigh:compare.open')}
          </Button>
        )}
        <WorkbookFile file={file} sheet={sheet} figures={figures} />
        <NoteFile file={file} sheet={sheet} figures={figures} />
      </div>
      {comparing && (
        <Suspense fallback={<Loading />}>
          <ComparePanel file={file} sheet={sheet} />
        </Suspense>
      )}
      {locked && <p className="muted small valuation-locked">{t('frozenText', { n: sheet.version ?? 1 })}</p>}
      <p className="valuation-banner">{t('banner')}</p>
      <ResultBand
        sheet={sheet}
        figures={figures}
        must={blocks(findings).length}
        ask={openAsks(findings, file.answers).length}
        met={gate.filter((g) => g.met).length}
        all={gate.length}
      />
      <MadeNote file={file} sheet={sheet} figures={figures} />
      {sheet.id === latestWorksheet(file)?.id && <StaleUses file={file} sheet={sheet} />}
      <Panel title={t('section.forecast')}>
        <YearTable sheet={sheet} figures={figures} />
      </Panel>
      <Panel title={t('section.inputs')}>
        <InputTable sheet={sheet} />
      </Panel>
      {whole && <Rest sheet={sheet} figures={figures} gate={gate} />}
    </Page>
  );
}

/** What stands below the figures: further methods, 综合, texts and the acceptance list. */
function Rest({ sheet, figures, gate }: { sheet: Worksheet; figures: Figures | Refusal; gate: readonly GateItem[] }) {
  const { t } = useTranslation('valuation');
  return (
    <>
      {!isRefusal(figures) && <Sensitivity figures={figures} />}
      <Suspense fallback={<Loading />}>
        <ForecastSimulation sheet={sheet} />
        <MethodsPanel sheet={sheet} />
        <WeighPanel sheet={sheet} />
      </Suspense>
      <Panel title={t('section.what')}>
        <WhatForm sheet={sheet} />
      </Panel>
      <Panel title={t('section.notes')}>
        <NotesTable sheet={sheet} />
      </Panel>
      <Panel title={t('section.method')}>
        <Suspense fallback={<Loading />}>
          <ApproachTable sheet={sheet} />
        </Suspense>
        <LimitsForm sheet={sheet} />
      </Panel>
      <Suspense fallback={<Loading />}>
        <GatePanel sheet={sheet} gate={gate} />
      </Suspense>
    </>
  );
}
