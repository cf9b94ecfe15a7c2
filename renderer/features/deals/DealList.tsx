import { Button } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { agreedRound, latestContract, latestPricing, type DealFile } from '../../../shared/domain/deal-file.ts';
import { currentStage, whatIsMissing, type Stage } from '../../../shared/domain/stages.ts';
import type { Methods } from '../../../shared/valuation/weigh.ts';
import { useRules } from '../../data/day.ts';
import { archiveRow } from '../../data/edit-row.ts';
import { useObserve } from '../../data/observe.ts';
import { allDealFiles } from '../../data/queries/deal-list.ts';
import { dealRail } from '../../documents/deal-rail.ts';
import { appliesMethods, useMethods } from '../../data/use-methods.ts';
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
import type { RuleBook } from '../../../shared/rules/engine.ts';

type Row = { file: DealFile; stage: Stage; must: number; price: string | undefined };

/** The fixed part agreed so far: contract, decision, round. */
const priceOf = (f: DealFile): string | undefined => latestContract(f)?.fields?.['fixedFee'] ?? latestPricing(f)?.price ?? agreedRound(f)?.entryFee;

function rowOf(file: DealFile, rules: RuleBook, methods: Methods | undefined): Row {
  const rail = dealRail(file, rules, methods);
  return { file, stage: currentStage(rail), must: whatIsMissing(rail).filter((m) => m.finding.level === 'must').length, price: priceOf(file) };
}

export function DealList() {
  const { t } = useTranslation('deals');
  const units = useUnits();
  const files = useObserve(allDealFiles, []);
  const view = useListView('deals');
  const { search, archived, pinyin } = view;
  const methods = useMethods(appliesMethods(files ?? []));
  const rules = useRules();
  const all = useMemo(() => files?.map((f) => rowOf(f, rules, methods)), [files, rules, methods]);
  const rows = useMemo(
    () =>
      all?.filter(
        ({ file: f }) =>
          (archived || f.deal.archived !== true) &&
          matches(search, `${f.deal.no ?? ''} ${f.deal.name ?? ''} ${f.seller?.name ?? ''} ${f.buyer?.name ?? ''}`, pinyin),
      ),
    [all, archived, search, pinyin],
  );

  const columns = useMemo<Column<Row>[]>(
    () => [
      { key: 'no', header: t('field.no'), value: (r) => r.file.deal.no, width: 100, fixed: true, filter: false },
      {
        key: 'name',
        header: t('field.name'),
        value: (r) => r.file.deal.name,
        width: 4,
        filter: false,
        cell: ({ file: { deal: d } }) => <NameCell name={d.name} untitled={t('untitled')} archived={d.archived} />,
      },
      {
        key: 'route',
        header: t('field.route'),
        value: (r) => (r.file.deal.route ? t(`route.${r.file.deal.route}`) : ''),
        width: 90,
        fixed: true,
        filter: 'choice',
        hideBelow: 760,
      },
      { key: 'seller', header: t('field.seller'), value: (r) => r.file.seller?.name, width: 2, filter: 'choice', hideBelow: 1000 },
      { key: 'buyer', header: t('field.buyer'), value: (r) => r.file.buyer?.name, width: 2, filter: 'choice' },
      {
        key: 'price',
        header: t('field.price'),
        unit: t(`unit.${units}`),
        value: (r) => r.price,
        cell: (r) => moneyFigure(r.price, units),
        width: 164,
        fixed: true,
        align: 'right',
        sort: 'number',
        filter: false,
      },
      {
        key: 'stage',
        header: t('field.stage'),
        value: (r) => t(`stage.${r.stage}`),
        cell: (r) => <StatusTag tone="current">{t(`stage.${r.stage}`)}</StatusTag>,
        width: 120,
        fixed: true,
        filter: 'choice',
      },
      {
        key: 'must',
        header: t('field.must'),
        value: (r) => r.must,
        cell: (r) => (r.must > 0 ? <StatusTag tone="blocked">{r.must}</StatusTag> : ''),
        width: 84,
        fixed: true,
        align: 'right',
        sort: 'number',
        filter: false,
        hideBelow: 900,
      },
      { key: 'startedOn', header: t('field.startedOn'), value: (r) => r.file.deal.startedOn, width: 104, fixed: true, filter: false, hideBelow: 1250 },
    ],
    [t, units],
  );

  const { bar, busy, run } = useTableExport();
  const exportAll = useCallback(
    () =>
      run<Row>({
        fileName: t('title'),
        sheetName: t('sheetName'),
        rows: rows ?? [],
        columns: columns.map((c) =>
          c.key === 'price'
            ? { header: t('ui:inUnit', { name: t('field.price'), unit: t('unit.yuan') }), kind: 'money' as const, width: 16, value: (r: Row) => r.price }
            : {
                header: c.header,
                kind: c.key === 'startedOn' ? ('day' as const) : ('text' as const),
                width: c.key === 'name' ? 36 : 18,
                value: (r: Row) => String(c.value(r) ?? ''),
              },
        ),
      }),
    [run, rows, columns, t],
  );
  useCommands(
    'deals.list',
    useMemo(
      () => [
        { id: 'deals.new', label: t('new'), also: 'lixiang lx new deal', keys: 'Ctrl+N', run: () => navigate({ room: 'deals', tab: 'new' }) },
        { id: 'deals.review', label: t('review.open'), also: 'yushen ys review contract', run: () => navigate({ room: 'deals', tab: 'from-file' }) },
        { id: 'deals.export', label: t('exportExcel'), also: 'daochu dc export', run: () => void exportAll() },
      ],
      [t, exportAll],
    ),
  );

  const open = (r: Row) => navigate({ room: 'deals', id: r.file.deal.id });
  return (
    <ListPage
      title={t('title')}
      words="deals"
      onNew={() => navigate({ room: 'deals', tab: 'new' })}
      view={view}
      buttons={<Button onClick={() => navigate({ room: 'deals', tab: 'from-file' })}>{t('review.open')}</Button>}
      exporting={{ busy, run: () => void exportAll() }}
      printable={(rows?.length ?? 0) > 0}
      bar={bar}
    >
      <DataTable<Row>
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={(r) => r.file.deal.id}
        stateKey="deals"
        onOpen={open}
        rowMenu={(r) => [
          { key: 'open', label: t('action.open'), onClick: () => open(r) },
          { key: 'copyName', label: t('action.copyName'), onClick: () => void copyText(r.file.deal.name ?? '') },
          { key: 'copyNo', label: t('action.copyNo'), onClick: () => void copyText(r.file.deal.no ?? '') },
          {
            key: 'archive',
            label: t(r.file.deal.archived ? 'ui:list.restore' : 'ui:list.archive'),
            onClick: () => void archiveRow('deals', r.file.deal.id, !r.file.deal.archived, r.file.deal.name),
          },
        ]}
        empty={
          <ListEmpty words="deals" onClear={search === '' ? null : () => view.setSearch('')}>
            <NewButton words="deals" onNew={() => navigate({ room: 'deals', tab: 'new' })} />
            <Button onClick={() => navigate({ room: 'deals', tab: 'from-file' })}>{t('review.open')}</Button>
          </ListEmpty>
        }
      />
    </ListPage>
  );
}
