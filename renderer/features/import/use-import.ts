/** The way of one import: what was opened, how its columns are read, what a dry run says, and how it ended. */
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPlan } from '../../../shared/domain/import/plan.ts';
import { matchTemplate, recogniseTemplate, TEMPLATES, type Mapping, type Match, type TemplateName } from '../../../shared/domain/import/templates.ts';
import { isRefusal } from '../../../shared/result.ts';
import { commitBulk } from '../../data/bulk.ts';
import { existingForImport } from '../../data/queries/import.ts';
import { today } from '../../data/rules.ts';
import { newId } from '../../data/store.ts';
import { undoGroup } from '../../data/undo.ts';
import { pickFiles, readVaultFile } from '../../data/vault.ts';
import { withProgress } from '../../session/progress.ts';
import { showRefusal } from '../../session/trouble.ts';
import type { ReadTable } from '../../documents/read-table.ts';
import { runDocument } from '../../workers/documents.ts';
import { importEdits } from './import-edits.ts';

export type Opened = { name: string; table: ReadTable; template: TemplateName; match: Match | null; mapping: Mapping };
export type ImportState =
  | { kind: 'empty' }
  | { kind: 'reading'; name: string }
  | { kind: 'failed'; words: string }
  | { kind: 'planned'; plan: ImportPlan }
  | { kind: 'running' }
  | { kind: 'done'; count: number; skipped: number; group: string; undone?: boolean }
  | { kind: 'cancelled'; count: number };

export function useImport(wanted: TemplateName | undefined) {
  const { t } = useTranslation('import');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [state, setState] = useState<ImportState>({ kind: 'empty' });
  const bytes = useRef<{ name: string; bytes: Uint8Array } | null>(null);

  const failed = useCallback((e: unknown) => setState({ kind: 'failed', words: `${e instanceof Error ? e.message : String(e)} ${t('failure.safe')}` }), [t]);

  const plan = useCallback(
    async (of: Opened) => {
      if (!of.match) return setState({ kind: 'empty' });
      setState({ kind: 'reading', name: of.name });
      const { keys, names } = await existingForImport(of.template);
      const made = await runDocument({ kind: 'plan-import', table: of.table, match: of.match, mapping: of.mapping, keys, names, today: today() });
      if (made.ok) setState({ kind: 'planned', plan: made.value });
      else setState({ kind: 'failed', words: t(`documents:error.${made.error.key}`, { ...made.error.params, defaultValue: made.error.key }) });
    },
    [t],
  );

  /** A template that was asked for is looked for alone; else the one whose names fit best. */
  const read = useCallback(
    async (file: { name: string; bytes: Uint8Array }, how: { sheet?: string; template?: TemplateName }) => {
      setState({ kind: 'reading', name: file.name });
      try {
        const answer = await runDocument({ kind: 'read-table', bytes: file.bytes, name: file.name, ...(how.sheet ? { sheet: how.sheet } : {}) });
        if (!answer.ok) {
          setOpened(null);
          return setState({
            kind: 'failed',
            // a door for tables names tables, not every file the program reads
            words: answer.error.key === 'unknownKind' ? t('failure.unknownKind') : t(`documents:error.${answer.error.key}`, answer.error.params ?? {}),
          });
        }
        const { lines } = answer.value;
        const match = (how.template ? matchTemplate(lines, TEMPLATES[how.template]) : recogniseTemplate(lines)) ?? null;
        const next: Opened = {
          name: file.name,
          table: answer.value,
          template: match?.template ?? how.template ?? wanted ?? 'achievements',
          match,
          mapping: match?.mapping ?? {},
        };
        setOpened(next);
        await plan(next);
      } catch (e) {
        failed(e);
      }
    },
    [plan, t, wanted, failed],
  );

  const open = useCallback(
    async ({ sheet, template }: { sheet?: string; template?: TemplateName }) => {
      if (!bytes.current) return;
      const chosen = sheet ?? (opened?.table.sheet || undefined);
      await read(bytes.current, { ...(chosen ? { sheet: chosen } : {}), ...(template ? { template } : sheet || !opened ? {} : { template: opened.template }) });
    },
    [opened, read],
  );

  const start = useCallback(
    async (name: string, content: Uint8Array) => {
      bytes.current = { name, bytes: content };
      setOpened(null);
      await read(bytes.current, {});
    },
    [read],
  );

  const take = useCallback(async (file: File) => start(file.name, new Uint8Array(await file.arrayBuffer())), [start]);
  const pick = useCallback(async () => {
    try {
      const [file] = await pickFiles(['xlsx', 'csv']);
      if (file) await start(file.name, await readVaultFile(file.hash));
    } catch (e) {
      failed(e);
    }
  }, [start, failed]);

  const map = useCallback(
    (mapping: Mapping) => {
      if (!opened) return;
      const next = { ...opened, mapping };
      setOpened(next);
      void plan(next).catch(failed);
    },
    [opened, plan, failed],
  );

  const run = useCallback(async () => {
    if (!opened || state.kind !== 'planned') return;
    const { rows, duplicates } = state.plan;
    const before = state;
    setState({ kind: 'running' });
    try {
      const edits = importEdits(opened.template, rows, newId);
      const result = await withProgress({ title: t('run.title', { name: opened.name }), total: edits.length }, (report, signal) =>
        commitBulk({ intent: `${opened.template}.import`, note: opened.name, origin: 'import' }, edits, { onProgress: (done) => report(done), signal }),
      );
      if (isRefusal(result)) {
        showRefusal(result);
        setState(before);
      } else if (result.ok) setState({ kind: 'done', count: result.done, skipped: duplicates.length, group: result.group });
      else setState({ kind: 'cancelled', count: result.undone });
    } catch (e) {
      failed(e);
    }
  }, [opened, state, t, failed]);

  const undo = useCallback(async () => {
    if (state.kind !== 'done') return;
    const done = await undoGroup(state.group, 'undo');
    if (isRefusal(done)) showRefusal(done);
    else setState({ ...state, undone: true });
  }, [state]);

  const reset = useCallback(() => {
    bytes.current = null;
    setOpened(null);
    setState({ kind: 'empty' });
  }, []);
  return { opened, state, take, pick, open, map, run, undo, reset };
}
