import { Button, Segmented, Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LedgerLine } from '../../../shared/domain/ledger-lines.ts';
import { archiveRow } from '../../data/edit-row.ts';
import { FILING_TONES } from '../../data/filing-tones.ts';
import { useObserve } from '../../data/observe.ts';
import { ledgerLines } from '../../data/queries/ledger.ts';
import { today } from '../../data/rules.ts';
import { useTableExport } from '../../data/use-table-export.tsx';
import { useCommands } from '../../session/commands.ts';
import { navigate } from '../../session/route.ts';
import { changeSettings, useUnits, type Units } from '../../session/settings.ts';
import { useViewState } from '../../session/view-state.ts';
import { useCodes } from '../../ui/codes.ts';
import { copyText } from '../../ui/copy-text.ts';
import { ListEmpty, ListPage } from '../../ui/ListPage.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { moneyFigure } from '../../ui/Money.tsx';
import { matches, usePinyin } from '../../ui/pinyin.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { ledgerColumns, ledgerPaper, ledgerSums } from './ledger-export.ts';
import { lineWords, stateWords, totalWords } from './line-words.ts';

const ALL = 'all';

/** 合同台账: imported lines and signed deals in one table. */
export function ReportsRoom() {
  const { t } = useTranslation('reports');
  const units = useUnits();
  const areas = useCodes('areas');
  const techFields = useCodes('tech-fields');
  const lines = useObserve(ledgerLines, []);
  const [search, setSearch] = useViewState('ledger.search', '');
  const [year, setYear] = useViewState('ledger.year', ALL);
  const pinyin = usePinyin(search !== '');
  const words = useMemo(() => lineWords(t, areas, techFields), [t, areas, techFields]);
  const years = useMemo(() => [...new Set((lines ?? []).map((l) => l.signedOn.slice(0, 4)).filter((y) => /^\d{4}$/.test(y)))].sort().reverse(), [lines]);
  const rows = useMemo(
    () =>
      lines
        ?.map(words)
        .filter((l) => (year === ALL || l.signedOn.startsWith(year)) && matches(search, `${l.projectName} ${l.partner} ${l.leader} ${l.contractNo}`, pinyin)),
    [lines, words, year, search, pinyin],
  );

  const marked = rows?.some((l) => l.simulated && l.registerNo !== '') ?? false;
  const columns = useMemo<Column<LedgerLine>[]>(() => {
    const text = (
      key:
        'serial' | 'department' | 'leader' | 'phone' | 'partnerRegion' | 'partnerKind' | 'techField' | 'contractType' | 'registrar' | 'contractNo' | 'partner',
      width: number,
      more: Partial<Column<LedgerLine>> = {},
    ): Column<LedgerLine> => ({ key, header: t(`field.${key}`), value: (l) => l[key], width, filter: false, ...more });
    return [
      text('serial', 76, { fixed: true }),
      text('department', 1.4, { filter: 'choice', hideBelow: 1360 }),
      text('leader', 88, { fixed: true, filter: 'choice', hideBelow: 1100 }),
      { key: 'projectName', header: t('field.projectName'), value: (l) => l.projectName, width: 3.4, filter: false },
      text('partner', 2.2, { filter: 'choice' }),
      text('partnerRegion', 1.2, { filter: 'choice', hideBelow: 1520 }),
      text('partnerKind', 1, { filter: 'choice', hideBelow: 1600 }),
      {
        key: 'amount',
        header: t('amount'),
        unit: t(`unit.${units}`),
        value: (l) => l.amount,
        cell: (l) => moneyFigure(l.amount, units),
        width: 160,
        fixed: true,
        align: 'right',
        sort: 'number',
        filter: false,
      },
      { key: 'signedOn', header: t('field.signedOn'), value: (l) => l.signedOn, width: 100, fixed: true, filter: false },
      { key: 'effectiveOn', header: t('field.effectiveOn'), value: (l) => l.effectiveOn, width: 100, fixed: true, filter: false, hideBelow: 1300 },
      text('techField', 1.2, { filter: 'choice', hideBelow: 1440 }),
      text('contractType', 136, { fixed: true, filter: 'choice' }),
      text('registrar', 0.9, { hideBelow: 1600 }),
      {
        key: 'registerNo',
        header: t('field.registerNo'),
        value: (l) => l.registerNo,
        // 16 digits are compared one by one: none is hidden, with 模拟 (or its longer English) beside them where there is one
        width: marked ? 180 + t('simulatedMark').length * 7 : 140,
        fixed: true,
        filter: false,
        hideBelow: 900,
        cell: (l) => (
          <span className="td-text" title={l.registerNo}>
            {l.simulated && <StatusTag tone="unconfirmed">{t('simulatedMark')}</StatusTag>} {l.registerNo}
          </span>
        ),
      },
      {
        key: 'registerState',
        header: t('field.registerState'),
        value: (l) => stateWords(t, l),
        cell: (l) => l.registerState && <StatusTag tone={FILING_TONES[l.registerState]}>{stateWords(t, l)}</StatusTag>,
        // the longest state in either language, never cut
        width: 168,
        fixed: true,
        filter: 'choice',
      },
      { key: 'origin', header: t('origin.label'), value: (l) => t(`origin.${l.origin}`), width: 84, fixed: true, filter: 'choice', hideBelow: 1300 },
    ];
  }, [t, units, marked]);

  const { sums, unread } = useMemo(() => totalWords(t, rows ?? [], units), [t, rows, units]);
  const filed = rows?.some((l) => l.registerState !== undefined) ?? false;
  const paper = useMemo(
    () => ({ columns: ledgerPaper(t, units, filed), note: [today(), ...sums, unread].filter(Boolean).join(' · ') }),
    [t, units, filed, sums, unread],
  );

  const { bar, busy, run } = useTableExport();
  const exportAll = useCallback(
    () =>
      run<LedgerLine>({
        fileName: t('fileName'),
        sheetName: t('sheetName'),
        columns: ledgerColumns(t, units),
        rows: rows ?? [],
        second: ledgerSums(t, rows ?? [], units),
      }),
    [run, t, units, rows],
  );
  useCommands(
    'reports.ledger',
    useMemo(
      () => [
        { id: 'ledger.import', label: t('importLedger'), also: 'daoru dr import ledger', run: () => navigate({ room: 'import', tab: 'ledger' }) },
        { id: 'ledger.export', label: t('exportExcel'), also: 'daochu dc export', run: () => void exportAll() },
      ],
      [t, exportAll],
    ),
  );

  const open = (l: LedgerLine) => {
    if (l.dealId) navigate({ room: 'deals', id: l.dealId });
  };
  const clear = () => {
    setSearch('');
    setYear(ALL);
  };
  return (
    <ListPage
      title={t('ledger')}
      action={
        <Button type="primary" loading={busy} disabled={!rows?.length} onClick={() => void exportAll()}>
          {t('exportExcel')}
        </Button>
      }
      words="reports"
      view={{ search, setSearch }}
      tools={
        <>
          <Select<string>
            aria-label={t('year')}
            value={year}
            options={[{ value: ALL, label: t('allYears') }, ...years.map((y) => ({ value: y, label: y }))]}
            onChange={setYear}
          />
          <Segmented<Units>
            aria-label={t('unit.label')}
            value={units}
            options={(['yuan', 'wan'] as const).map((value) => ({ value, label: t(`unit.${value}`) }))}
            onChange={(u) => changeSettings({ units: u })}
          />
        </>
      }
      buttons={<Button onClick={() => navigate({ room: 'import', tab: 'ledger' })}>{t('importLedger')}</Button>}
      printable={(rows?.length ?? 0) > 0}
      bar={
        <>
          {rows && rows.length > 0 && (
            <div className="toolbar" role="status">
              {sums.map((words, i) => (
                <span key={words} className="figure">
                  {i > 0 ? `· ${words}` : words}
                </span>
              ))}
              {unread && <StatusTag tone="attention">{unread}</StatusTag>}
            </div>
          )}
          {bar}
        </>
      }
    >
      <DataTable<LedgerLine>
        label={t('ledger')}
        columns={columns}
        rows={rows}
        rowKey={(l) => l.key}
        stateKey="ledger"
        paper={paper}
        onOpen={open}
        rowMenu={(l) => [
          { key: 'open', label: t('action.openDeal'), onClick: () => open(l), disabled: !l.dealId },
          { key: 'copy', label: t('action.copyRow'), onClick: () => void copyText(columns.map((c) => String(c.value(l) ?? '')).join('\t')) },
          {
            key: 'archive',
            label: t('action.archive'),
            onClick: () => void (l.ledgerId && archiveRow('ledger', l.ledgerId, true, l.projectName)),
            disabled: l.origin === 'deal',
          },
        ]}
        empty={
          <ListEmpty words="reports" onClear={search === '' && year === ALL ? null : clear}>
            <Button type="primary" onClick={() => navigate({ room: 'import', tab: 'ledger' })}>
              {t('importLedger')}
            </Button>
          </ListEmpty>
        }
      />
    </ListPage>
  );
}
