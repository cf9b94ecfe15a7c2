import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { archiveRow } from '../../data/edit-row.ts';
import { openNew } from '../../data/new-record.ts';
import { useObserve } from '../../data/observe.ts';
import { demandRows, type DemandRow } from '../../data/queries/demands.ts';
import { useTableExport } from '../../data/use-table-export.tsx';
import { useCommands } from '../../session/commands.ts';
import { navigate } from '../../session/route.ts';
import { useUnits } from '../../session/settings.ts';
import { copyText } from '../../ui/copy-text.ts';
import { ListEmpty, ListPage, NameCell, NewButton, useListView } from '../../ui/ListPage.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { moneyFigure } from '../../ui/Money.tsx';
import { matches } from '../../ui/pinyin.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { demandGaps } from './demand-gaps.ts';
import { startDealFrom } from './start-deal-from.ts';

export function DemandList() {
  const { t } = useTranslation('demands');
  const units = useUnits();
  const all = useObserve(demandRows, []);
  const view = useListView('demands');
  const { search, archived, pinyin } = view;
  const rows = useMemo(
    () =>
      all?.filter(
        ({ demand: d, party }) =>
          (archived || d.archived !== true) && matches(search, `${d.title ?? ''} ${party} ${d.field ?? ''} ${d.detail ?? ''} ${d.indicators ?? ''}`, pinyin),
      ),
    [all, archived, search, pinyin],
  );

  const columns = useMemo<Column<DemandRow>[]>(
    () => [
      {
        key: 'title',
        header: t('field.title'),
        value: (r) => r.demand.title,
        width: 4,
        filter: false,
        cell: ({ demand: d }) => <NameCell name={d.title} untitled={t('untitled')} archived={d.archived} />,
      },
      { key: 'party', header: t('field.partyId'), value: (r) => r.party, width: 2.4, filter: 'choice' },
      { key: 'field', header: t('field.field'), value: (r) => r.demand.field, width: 1.4, filter: 'choice', hideBelow: 760 },
      {
        key: 'budget',
        header: t('field.budget'),
        unit: t(`unit.${units}`),
        value: (r) => r.demand.budget,
        cell: (r) => moneyFigure(r.demand.budget, units),
        width: 164,
        fixed: true,
        align: 'right',
        sort: 'number',
        filter: false,
      },
      { key: 'deadline', header: t('field.deadline'), value: (r) => r.demand.deadline, width: 110, fixed: true, filter: false },
      {
        key: 'gaps',
        header: t('ask.title'),
        value: (r) => demandGaps(r.demand).length,
        cell: (r) => {
          const n = demandGaps(r.demand).length;
          return n === 0 ? '' : <StatusTag tone="attention">{n}</StatusTag>;
        },
        width: 88,
        fixed: true,
        align: 'right',
        sort: 'number',
        filter: false,
        hideBelow: 900,
      },
    ],
    [t, units],
  );

  const { bar, busy, run } = useTableExport();
  const exportAll = useCallback(
    () =>
      run<DemandRow>({
        fileName: t('title'),
        sheetName: t('sheetName'),
        rows: rows ?? [],
        columns: [
          { header: t('field.title'), kind: 'text', width: 36, value: (r) => r.demand.title },
          { header: t('field.partyId'), kind: 'text', width: 28, value: (r) => r.party },
          ...(['field', 'detail', 'indicators', 'conditions', 'cooperation', 'contact', 'phone', 'note'] as const).map((f) => ({
            header: t(`field.${f}`),
            kind: 'text' as const,
            width: 24,
            value: (r: DemandRow) => r.demand[f],
          })),
          { header: t('ui:inUnit', { name: t('field.budget'), unit: t('unit.yuan') }), kind: 'money', width: 16, value: (r) => r.demand.budget },
          { header: t('field.deadline'), kind: 'day', width: 14, value: (r) => r.demand.deadline },
        ],
      }),
    [run, rows, t],
  );
  useCommands(
    'demands.list',
    useMemo(
      () => [
        { id: 'demands.new', label: t('new'), also: 'xinjianxuqiu xjxq new demand', keys: 'Ctrl+N', run: () => void openNew('demands') },
        { id: 'demands.export', label: t('exportExcel'), also: 'daochu dc export', run: () => void exportAll() },
      ],
      [t, exportAll],
    ),
  );

  const open = (r: DemandRow) => navigate({ room: 'demands', id: r.demand.id });
  return (
    <ListPage
      title={t('title')}
      words="demands"
      onNew={() => void openNew('demands')}
      view={view}
      exporting={{ busy, run: () => void exportAll() }}
      printable={(rows?.length ?? 0) > 0}
      bar={bar}
    >
      <DataTable<DemandRow>
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={(r) => r.demand.id}
        stateKey="demands"
        onOpen={open}
        rowMenu={(r) => [
          { key: 'open', label: t('action.open'), onClick: () => open(r) },
          { key: 'deal', label: t('action.startDeal'), onClick: () => void startDealFrom(r.demand) },
          { key: 'copy', label: t('action.copyTitle'), onClick: () => void copyText(r.demand.title ?? '') },
          {
            key: 'archive',
            label: t(r.demand.archived ? 'ui:list.restore' : 'ui:list.archive'),
            onClick: () => void archiveRow('demands', r.demand.id, !r.demand.archived, r.demand.title),
          },
        ]}
        empty={
          <ListEmpty words="demands" onClear={search === '' ? null : () => view.setSearch('')}>
            <NewButton words="demands" onNew={() => void openNew('demands')} />
          </ListEmpty>
        }
      />
    </ListPage>
  );
}
