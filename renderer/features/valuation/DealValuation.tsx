import { Button, Segmented, Select } from 'antd';
import type { TFunction } from 'i18next';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pricesResult } from '../../../shared/domain/checks/priced-route.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { latestWorksheet } from '../../../shared/domain/deal-file.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { isRefusal } from '../../../shared/result.ts';
import { today } from '../../data/rules.ts';
import { useObserve } from '../../data/observe.ts';
import { dealFile } from '../../data/queries/deals.ts';
import { usedIn } from '../../data/queries/valuation.ts';
import { useViewState } from '../../session/view-state.ts';
import { showRefusal } from '../../session/trouble.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { LockIcon, StatusTag } from '../../ui/marks.tsx';
import { Page } from '../../ui/Page.tsx';
import { freezeSheet, nextVersion, startWorksheet } from './edit-worksheet.ts';
import { numberWords, rightWords } from './right-words.ts';
import { chosenByHand } from './open-sheet.ts';
import { useAfterPaint } from './use-after-paint.ts';
import { WorksheetPage } from './WorksheetPage.tsx';
import './valuation.css';

/** 估值 of one deal: its worksheets by version, the newest first on screen. */
export function DealValuation({ dealId }: { dealId: string }) {
  const { t } = useTranslation('valuation');
  const file = useObserve(() => dealFile(dealId), [dealId]);
  const [chosen, choose] = useViewState<string>(`valuation.${dealId}`, '');
  const sheet = useMemo(() => file && (file.worksheets.find((w) => w.id === chosen) ?? latestWorksheet(file)), [file, chosen]);
  if (!file) return <Loading />;
  const start = async () => {
    const id = await startWorksheet(file, {
      today: today(),
      name: t('default.name'),
      purpose: t('default.purpose'),
      right: (right) => rightWords(t as TFunction, right),
      legalEnd: ({ right, years, rule }) =>
        t('default.legalEnd', {
          name: numberWords(right) || (right.name ?? ''),
          filed: right.filedOn,
          years,
          law: `${rule.source.document}${rule.source.article ?? ''}`,
        }),
    });
    if (isRefusal(id)) showRefusal(id);
    else choose(id);
  };
  if (!sheet) {
    return (
      <Page title={t('title')}>
        <p className="valuation-banner">{t('banner')}</p>
        <EmptyState title={t('empty')} text={t(pricesResult(file.deal) ? 'emptyText' : 'byRoute')}>
          <Button type="primary" onClick={() => void start()}>
            {t('new')}
          </Button>
        </EmptyState>
      </Page>
    );
  }
  return <Versions file={file} sheet={sheet} onChoose={choose} />;
}

function Versions({ file, sheet, onChoose }: { file: DealFile; sheet: Worksheet; onChoose: (id: string) => void }) {
  const { t } = useTranslation('valuation');
  // only a version chosen by hand starts afresh: the one an edit opens takes over what is being typed, and where
  const [turn, setTurn] = useState(0);
  const whole = useAfterPaint();
  const pick = (id: string): void => {
    chosenByHand(id);
    onChoose(id);
    setTurn((n) => n + 1);
  };
  const rounds = usedIn(sheet.id, file.rounds);
  const locked = sheet.frozen === true || rounds.length > 0;
  const another = async () => {
    const id = await nextVersion(sheet, today());
    if (isRefusal(id)) showRefusal(id);
    else pick(id);
  };
  const lock = async () => {
    const done = await freezeSheet(sheet.id);
    if (!isRefusal(done)) return;
    const { namedRefusal } = await import('./weigh-words.ts');
    showRefusal(namedRefusal(t as TFunction, done));
  };
  const versions = [...file.worksheets].sort((a, b) => (a.version ?? 0) - (b.version ?? 0));
  const head = (
    <>
      <VersionPicker versions={versions} chosen={sheet.id} onPick={pick} />
      {locked && (
        <StatusTag tone="neutral">
          <LockIcon />
          {rounds.length > 0 ? t('usedBy', { rounds: rounds.join(t('ui:comma')) }) : t('frozen')}
        </StatusTag>
      )}
      <span className="spring" />
      {!locked && (
        <Button data-act="lock-version" title={t('lockText')} onClick={() => void lock()}>
          {t('lock')}
        </Button>
      )}
      <Button onClick={() => void another()}>{t('newVersion')}</Button>
    </>
  );
  return <WorksheetPage key={turn} file={file} sheet={sheet} locked={locked} head={head} whole={whole} />;
}

/** More do not fit in a row, and two hundred buttons take longer than all figures. */
const MOST_IN_A_ROW = 6;

function VersionPicker({ versions, chosen, onPick }: { versions: readonly Worksheet[]; chosen: string; onPick: (id: string) => void }) {
  const { t } = useTranslation('valuation');
  const options = versions.map((w) => ({ value: w.id, label: t('version', { n: w.version ?? 1 }) }));
  if (options.length <= MOST_IN_A_ROW) return <Segmented value={chosen} options={options} onChange={onPick} aria-label={t('col.version')} />;
  return (
    <Select
      value={chosen}
      options={options.toReversed()}
      onChange={onPick}
      showSearch
      optionFilterProp="label"
      className="version-select"
      aria-label={t('col.version')}
    />
  );
}
