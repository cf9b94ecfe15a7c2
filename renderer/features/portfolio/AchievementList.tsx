import { Button } from 'antd';
import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Achievement } from '../../../shared/domain/portfolio.ts';
import { startFromAchievement } from '../../data/start-deal.ts';
import { achievementRows } from '../../data/queries/portfolio.ts';
import { archiveRow } from '../../data/edit-row.ts';
import { openNew } from '../../data/new-record.ts';
import { useTableExport } from '../../data/use-table-export.tsx';
import { useCommands } from '../../session/commands.ts';
import { holdFiles, useDropTarget } from '../../session/drop.ts';
import { navigate } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';
import { isRefusal } from '../../../shared/result.ts';
import { copyText } from '../../ui/copy-text.ts';
import { ListEmpty, ListPage, NameCell } from '../../ui/ListPage.tsx';
import type { Column } from '../../ui/table/column.ts';
import { LazyTable, type TableHandle } from '../../ui/table/DataTable.tsx';
import { useAchievementRows } from './use-achievement-rows.ts';

const DISCLOSED = ['public', 'internal', 'tradeSecret'] as const;
const SHEET = /\.(xlsx|xls|csv)$/i;

/** The deal opens where its first gap is. */
export async function startDealFrom(a: Achievement): Promise<void> {
  const id = await startFromAchievement(a.id, a.title ?? '');
  if (isRefusal(id)) showRefusal(id);
  else navigate({ room: 'deals', id });
}

export function AchievementList() {
  const { t } = useTranslation('portfolio');
  const label = useCallback((v: string) => t(`disclosure.${v}`), [t]);
  const value = useCallback((l: string) => DISCLOSED.find((v) => t(`disclosure.${v}`) === l) ?? l, [t]);
  const { lazy, ids, whole, total, search, setSearch, archived, setArchived } = useAchievementRows(value, label);
  const table = useRef<TableHandle<Achievement>>(null);

  const columns = useMemo<Column<Achievement>[]>(
    () => [
      {
        key: 'title',
        header: t('field.title'),
        value: (a) => a.title,
        width: 4,
        filter: false,
        cell: (a) => <NameCell name={a.title} untitled={t('untitled')} archived={a.archived} />,
      },
      { key: 'no', header: t('field.no'), value: (a) => a.no, width: 110, fixed: true, filter: false, sort: 'text', hideBelow: 900 },
      { key: 'field', header: t('field.field'), value: (a) => a.field, width: 1.4, filter: 'choice' },
      { key: 'maturity', header: t('field.maturity'), value: (a) => a.maturity, width: 1.2, filter: 'choice', hideBelow: 760 },
      { key: 'owner', header: t('field.owner'), value: (a) => a.owner ?? a.unit, width: 2, sort: false, filter: false },
      { key: 'contact', header: t('field.contact'), value: (a) => a.contact, width: 1, sort: false, filter: false, hideBelow: 1000 },
      { key: 'price', header: t('field.price'), value: (a) => a.price, width: 1.1, sort: false, filter: false, hideBelow: 900 },
      {
        key: 'disclosure',
        header: t('field.disclosure'),
        value: (a) => (a.disclosure ? t(`disclosure.${a.disclosure}`) : ''),
        width: 96,
        fixed: true,
        sort: false,
        filter: 'choice',
      },
    ],
    [t],
  );

  const { bar, busy, run } = useTableExport();
  const exportAll = useCallback(async () => {
    if (!whole) return;
    const rows: Achievement[] = [];
    for (let at = 0; at < ids.length; at += 1000) rows.push(...(await achievementRows(ids.slice(at, at + 1000))));
    const { achievementColumns } = await import('./achievement-export.ts');
    await run({ fileName: t('printTitle'), sheetName: t('sheetName'), columns: achievementColumns(t), rows });
  }, [ids, whole, run, t]);

  useCommands(
    'portfolio.list',
    useMemo(
      () => [
        { id: 'portfolio.new', label: t('new'), also: 'xinjianchengguo xjcg new achievement', keys: 'Ctrl+N', run: () => void openNew('achievements') },
        { id: 'portfolio.import', label: t('importExcel'), also: 'daoru dr import', run: () => navigate({ room: 'import', tab: 'achievements' }) },
        { id: 'portfolio.export', label: t('exportExcel'), also: 'daochu dc export', run: () => void exportAll() },
      ],
      [t, exportAll],
    ),
  );
  useDropTarget(
    useCallback((files: File[]) => {
      if (!files.some((f) => SHEET.test(f.name))) return false;
      holdFiles(files);
      navigate({ room: 'import', tab: 'achievements' });
      return true;
    }, []),
  );

  const open = (a: Achievement) => navigate({ room: 'portfolio', id: a.id });
  const empty = total === 0 && search === '';
  return (
    <ListPage
      title={t('title')}
      words="portfolio"
      onNew={() => void openNew('achievements')}
      view={{ search, setSearch, archived, setArchived }}
      tools={
        search !== '' && (
          <span className="muted small" role="status">
            {t('searchHit', { total: ids.length })}
          </span>
        )
      }
      buttons={<Button onClick={() => navigate({ room: 'import', tab: 'achievements' })}>{t('importExcel')}</Button>}
      exporting={{ busy, ready: !empty && whole, run: () => void exportAll() }}
      printable={!empty}
      bar={bar}
    >
      <LazyTable<Achievement>
        label={t('title')}
        columns={columns}
        rowKey={(a) => a.id}
        stateKey="portfolio"
        lazy={lazy}
        onOpen={open}
        handle={table}
        rowMenu={(a) => [
          { key: 'open', label: t('action.open'), onClick: () => open(a) },
          { key: 'deal', label: t('action.startDeal'), onClick: () => void startDealFrom(a) },
          { key: 'copy', label: t('action.copyTitle'), onClick: () => void copyText(a.title ?? '') },
          {
            key: 'archive',
            label: t(a.archived ? 'ui:list.restore' : 'ui:list.archive'),
            onClick: () => void archiveRow('achievements', a.id, !a.archived, a.title),
          },
        ]}
        empty={
          <ListEmpty words="portfolio" onClear={search === '' ? null : () => setSearch('')}>
            <Button type="primary" onClick={() => navigate({ room: 'import', tab: 'achievements' })}>
              {t('importExcel')}
            </Button>
            <Button onClick={() => void openNew('achievements')}>{t('new')}</Button>
          </ListEmpty>
        }
      />
    </ListPage>
  );
}
