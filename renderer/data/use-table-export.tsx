/** 导出 Excel of a list: made in the worker, kept in the vault, then 打开 / 另存 / 复制 as for every produced file. */
import { useCallback, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultFile } from '../../shared/bridge.ts';
import { sha256Hex } from '../../shared/change/chain.ts';
import { withProgress } from '../session/progress.ts';
import { raise } from '../session/trouble.ts';
import { FileDone } from '../ui/FileDone.tsx';
import type { TableColumn } from '../../shared/sheet/table-xlsx.ts';
import { runDocument } from '../workers/documents.ts';
import { fileActions, fileName } from './produced.ts';
import { today } from './rules.ts';
import { workspace } from './store.ts';
import { storeFile } from './vault.ts';

export type ExportColumn<R> = TableColumn & { value: (row: R) => string | undefined };
export type TableSpec<R> = {
  fileName: string;
  sheetName: string;
  columns: readonly ExportColumn<R>[];
  rows: readonly R[];
  /** said above the table on every page */ note?: string;
  /** a sheet behind it */
  second?: SecondSheet;
};
export type SecondSheet = { sheet: string; columns: readonly TableColumn[]; rows: readonly (readonly string[])[] };

/** `bar` is what to show where the list's toolbar ends; empty until a file was made. */
export function useTableExport(): { bar: ReactNode; busy: boolean; run: <R>(spec: TableSpec<R>) => Promise<void> } {
  const { t } = useTranslation('export');
  const [made, setMade] = useState<VaultFile | null>(null);
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    async <R,>(spec: TableSpec<R>) => {
      setBusy(true);
      setMade(null);
      try {
        const rows = spec.rows.map((r) => spec.columns.map((c) => c.value(r)));
        const name = fileName(`${spec.fileName} ${today()}.xlsx`);
        const file = await withProgress({ title: t('making', { name }), cancellable: false }, async () => {
          const band = [workspace() === 'work' ? '' : t(`band.${workspace()}`), spec.note ?? ''].filter(Boolean).join(' · ');
          const columns = spec.columns.map(({ header, width, kind }) => ({ header, width, kind }));
          const sheet = await runDocument({
            kind: 'table-xlsx',
            table: {
              title: spec.fileName,
              sheet: spec.sheetName,
              columns,
              rows,
              contentId: sha256Hex(JSON.stringify(rows)),
              ...(band === '' ? {} : { band }),
              ...(spec.second ? { second: spec.second } : {}),
            },
          });
          if (!sheet.ok) throw new Error(sheet.error.key);
          return storeFile({ name, bytes: sheet.value });
        });
        setMade(file);
      } catch (e) {
        raise({
          intent: 'table.export',
          what: { of: 'export:failed' },
          safe: 'export:safe',
          detail: e instanceof Error ? e.message : String(e),
          repair: { label: 'export:again', run: () => void run(spec) },
        });
      } finally {
        setBusy(false);
      }
    },
    [t],
  );
  return { bar: made && <FileDone name={made.name} {...fileActions(made)} />, busy, run };
}
