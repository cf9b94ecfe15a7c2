import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isAbroad, type Party } from '../../../shared/domain/party.ts';
import { isUscc } from '../../../shared/ids.ts';
import { archiveRow } from '../../data/edit-row.ts';
import { openNew } from '../../data/new-record.ts';
import { useObserve } from '../../data/observe.ts';
import { partyRows } from '../../data/queries/parties.ts';
import { useTableExport } from '../../data/use-table-export.tsx';
import { useCommands } from '../../session/commands.ts';
import { navigate } from '../../session/route.ts';
import { copyText } from '../../ui/copy-text.ts';
import { codeName, useCodes } from '../../ui/codes.ts';
import { ListEmpty, ListPage, NameCell, NewButton, useListView } from '../../ui/ListPage.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { matches } from '../../ui/pinyin.ts';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';

export function PartyList() {
  const { t } = useTranslation('parties');
  const all = useObserve(partyRows, []);
  const areas = useCodes('areas');
  const view = useListView('parties');
  const { search, archived, pinyin } = view;
  const rows = useMemo(
    () => all?.filter((p) => (archived || p.archived !== true) && matches(search, `${p.name ?? ''} ${p.uscc ?? ''} ${p.contact ?? ''}`, pinyin)),
    [all, archived, search, pinyin],
  );

  const columns = useMemo<Column<Party>[]>(
    () => [
      {
        key: 'name',
        header: t('field.name'),
        value: (p) => p.name,
        width: 4,
        sort: 'text',
        filter: false,
        cell: (p) => (
          <NameCell name={p.name} untitled={t('untitled')} archived={p.archived}>
            {isAbroad(p) && (
              <StatusTag tone="attention" title={t('hint.abroad')}>
                {t('abroadMark')}
              </StatusTag>
            )}
          </NameCell>
        ),
      },
      {
        key: 'uscc',
        header: t('field.uscc'),
        value: (p) => p.uscc,
        width: 270,
        fixed: true,
        filter: false,
        hideBelow: 760,
        cell: (p) => (
          <span className="td-text">
            {p.uscc}{' '}
            {p.uscc && !isUscc(p.uscc) && !isAbroad(p) && (
              <StatusTag tone="blocked" title={t('hint.usccBad')}>
                {t('badMark')}
              </StatusTag>
            )}
          </span>
        ),
      },
      { key: 'kind', header: t('field.kind'), value: (p) => (p.kind ? t(`kind.${p.kind}`) : ''), width: 110, fixed: true, filter: 'choice' },
      { key: 'region', header: t('field.region'), value: (p) => codeName(areas, p.region), width: 1.6, filter: 'choice', hideBelow: 900 },
      { key: 'contact', header: t('field.contact'), value: (p) => p.contact, width: 1, filter: false },
      { key: 'phone', header: t('field.phone'), value: (p) => p.phone, width: 130, fixed: true, sort: false, filter: false, hideBelow: 900 },
    ],
    [t, areas],
  );

  const { bar, busy, run } = useTableExport();
  const exportAll = useCallback(
    () =>
      run({
        fileName: t('title'),
        sheetName: t('sheetName'),
        rows: rows ?? [],
        columns: columns.map((c) => ({
          header: c.header,
          kind: 'text' as const,
          width: c.key === 'name' ? 36 : 20,
          value: (p: Party) => String(c.value(p) ?? ''),
        })),
      }),
    [run, rows, columns, t],
  );
  useCommands(
    'parties.list',
    useMemo(
      () => [
        { id: 'parties.new', label: t('new'), also: 'xinjiandanwei xjdw new party', keys: 'Ctrl+N', run: () => void openNew('parties') },
        { id: 'parties.export', label: t('exportExcel'), also: 'daochu dc export', run: () => void exportAll() },
      ],
      [t, exportAll],
    ),
  );

  const open = (p: Party) => navigate({ room: 'parties', id: p.id });
  return (
    <ListPage
      title={t('title')}
      words="parties"
      onNew={() => void openNew('parties')}
      view={view}
      exporting={{ busy, run: () => void exportAll() }}
      printable={(rows?.length ?? 0) > 0}
      bar={bar}
    >
      <DataTable<Party>
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={(p) => p.id}
        stateKey="parties"
        onOpen={open}
        rowMenu={(p) => [
          { key: 'open', label: t('action.open'), onClick: () => open(p) },
          { key: 'copyName', label: t('action.copyName'), onClick: () => void copyText(p.name ?? '') },
          { key: 'copyUscc', label: t('action.copyUscc'), onClick: () => void copyText(p.uscc ?? ''), disabled: !p.uscc },
          {
            key: 'archive',
            label: t(p.archived ? 'ui:list.restore' : 'ui:list.archive'),
            onClick: () => void archiveRow('parties', p.id, !p.archived, p.name),
          },
        ]}
        empty={
          <ListEmpty words="parties" onClear={search === '' ? null : () => view.setSearch('')}>
            <NewButton words="parties" onNew={() => void openNew('parties')} />
          </ListEmpty>
        }
      />
    </ListPage>
  );
}
