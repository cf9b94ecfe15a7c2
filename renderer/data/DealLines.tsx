import { Button } from 'antd';
import { useCallback, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../session/commands.ts';
import { navigate } from '../session/route.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ListPage } from '../ui/ListPage.tsx';
import type { Column } from '../ui/table/column.ts';
import { DataTable } from '../ui/table/DataTable.tsx';
import { useTableExport } from './use-table-export.tsx';

type Props<R> = {
  /** namespace whose `room.*` words name the list, its emptiness and the first step */
  words: 'valuation' | 'negotiation' | 'contracts' | 'registration';
  columns: readonly Column<R>[];
  rows: readonly R[] | undefined;
  rowKey: (row: R) => string;
  onOpen: (row: R) => void;
  /** what the lines are not: above them on screen, on paper and in Excel */
  note?: string;
  /** other pages of the room, in its toolbar */
  buttons?: ReactNode;
};

/** A room's list over all deals: opened by double click, to Excel, on paper. Each line belongs to a deal and opens there. */
export function DealLines<R>({ words, columns, rows, rowKey, onOpen, note, buttons }: Props<R>) {
  const { t } = useTranslation(words);
  const { t: ui } = useTranslation('export');
  const { bar, busy, run } = useTableExport();
  const title = t('room.title');
  const exportAll = useCallback(
    () =>
      run<R>({
        fileName: title,
        sheetName: title,
        rows: rows ?? [],
        ...(note ? { note } : {}),
        columns: columns.map((c) => ({
          header: c.unit ? ui('ui:inUnit', { name: c.header, unit: c.unit }) : c.header,
          kind: c.figure ?? ('text' as const),
          width: c.fixed ? 22 : c.width > 3 ? 36 : 18,
          value: (r: R) => String(c.value(r) ?? ''),
        })),
      }),
    [run, rows, columns, title, ui, note],
  );
  useCommands(
    `${words}.list`,
    useMemo(
      () => [{ id: `${words}.export`, label: ui('ui:named', { name: ui('excel'), what: title }), also: 'daochu dc export', run: () => void exportAll() }],
      [words, ui, title, exportAll],
    ),
  );
  return (
    <ListPage
      title={title}
      words={words}
      tools={<span className="muted">{rows ? t('room.count', { count: rows.length }) : ''}</span>}
      buttons={buttons}
      exporting={{ busy, run: () => void exportAll() }}
      printable={(rows?.length ?? 0) > 0}
      bar={
        <>
          {note && <p className="list-note">{note}</p>}
          {bar}
        </>
      }
    >
      <DataTable
        label={title}
        stateKey={words}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        onOpen={onOpen}
        rowMenu={(r) => [{ key: 'open', label: ui('open'), onClick: () => onOpen(r) }]}
        empty={
          <EmptyState title={t('room.empty')} text={t('room.emptyText')}>
            <Button type="primary" onClick={() => navigate({ room: 'deals' })}>
              {t('room.openDeals')}
            </Button>
          </EmptyState>
        }
      />
    </ListPage>
  );
}
