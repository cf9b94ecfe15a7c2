import { Button, Checkbox } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isAbroad, type Party } from '../../../shared/domain/party.ts';
import { isUscc } from '../../../shared/ids.ts';
import { isRefusal } from '../../../shared/result.ts';
import { archiveRow, makeRow } from '../../data/edit-row.ts';
import { useObserve } from '../../data/observe.ts';
import { partyRows } from '../../data/queries/parties.ts';
import { newId } from '../../data/store.ts';
import { useTableExport } from '../../data/use-table-export.tsx';
import { useCommands } from '../../session/commands.ts';
import { navigate } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';
import { useViewState } from '../../session/view-state.ts';
import { codeName, useCodes } from '../../ui/codes.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Page } from '../../ui/Page.tsx';
import { matches, usePinyin } from '../../ui/pinyin.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import type { Column } from '../../ui/table/column.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';

async function newParty(): Promise<void> {
  const id = newId();
  const done = await makeRow('parties', { id });
  if (isRefusal(done)) showRefusal(done);
  else navigate({ room: 'parties', id, focus: `parties/${id}/name` });
}

export function PartyList() {
  const { t } = useTranslation('parties');
  const all = useObserve(partyRows, []);
  const areas = useCodes('areas');
  const [search, setSearch] = useViewState('parties.search', '');
  const [archived, setArchived] = useViewState('parties.archived', false);
  const pinyin = usePinyin(search !== '');
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
          <span className="td-text" title={p.name}>
            {p.name || <span className="muted">{t('untitled')}</span>}{' '}
            {isAbroad(p) && (
              <StatusTag tone="attention" title={t('hint.abroad')}>
                {t('abroadMark')}
              </StatusTag>
            )}{' '}
            {p.archived && <StatusTag tone="neutral">{t('archivedMark')}</StatusTag>}
          </span>
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
        { id: 'parties.new', label: t('new'), also: 'xinjiandanwei xjdw new party', keys: 'Ctrl+N', run: () => void newParty() },
        { id: 'parties.export', label: t('exportExcel'), also: 'daochu dc export', run: () => void exportAll() },
      ],
      [t, exportAll],
    ),
  );

  const open = (p: Party) => navigate({ room: 'parties', id: p.id });
  return (
    <Page
      fill
      title={t('title')}
      action={
        <Button type="primary" onClick={() => void newParty()}>
          {t('new')}
        </Button>
      }
    >
      <div className="toolbar">
        <SearchBox value={search} onSearch={setSearch} label={t('search')} />
        <Checkbox checked={archived} onChange={(e) => setArchived(e.target.checked)}>
          {t('showArchived')}
        </Checkbox>
        <span className="spring" />
        <Button loading={busy} disabled={!rows?.length} onClick={() => void exportAll()}>
          {t('exportExcel')}
        </Button>
        <Button disabled={!rows?.length} onClick={() => window.print()}>
          {t('print')}
        </Button>
      </div>
      {bar}
      <DataTable<Party>
        label={t('title')}
        columns={columns}
        rows={rows}
        rowKey={(p) => p.id}
        stateKey="parties"
        onOpen={open}
        rowMenu={(p) => [
          { key: 'open', label: t('action.open'), onClick: () => open(p) },
          { key: 'copyName', label: t('action.copyName'), onClick: () => void navigator.clipboard.writeText(p.name ?? '') },
          { key: 'copyUscc', label: t('action.copyUscc'), onClick: () => void navigator.clipboard.writeText(p.uscc ?? ''), disabled: !p.uscc },
          { key: 'archive', label: t(p.archived ? 'action.restore' : 'action.archive'), onClick: () => void archiveRow('parties', p.id, !p.archived, p.name) },
        ]}
        empty={
          search === '' ? (
            <EmptyState title={t('empty.title')} text={t('empty.text')}>
              <Button type="primary" onClick={() => void newParty()}>
                {t('new')}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState title={t('noMatch')} text={t('noMatchHint')}>
              <Button onClick={() => setSearch('')}>{t('clearFilters')}</Button>
            </EmptyState>
          )
        }
      />
    </Page>
  );
}
