/** The way of one import: what was opened, how its columns are read, what a dry run says, and how it ended. */
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPlan } from '../../../shared/domain/import/plan.ts';
import { matchTemplate, recogniseTemplate, TEMPLATES, type Mapping, type Match, type TemplateName } from '../../../shared/domain/import/templates.ts';
import { isRefusal, type Result } from '../../../shared/result.ts';
import { commitBulk } from '../../data/bulk.ts';
import { discardFiles } from '../../data/discard-file.ts';
import { existingForImport, type IdRange } from '../../data/queries/import.ts';
import { today } from '../../data/rules.ts';
import { newId } from '../../data/store.ts';
import { undoGroup, undoSettled, type UndoResult, type UndoWatch } from '../../data/undo.ts';
import { pickFiles, readVaultFile } from '../../data/vault.ts';
import { withProgress } from '../../session/progress.ts';
import { showRefusal } from '../../session/trouble.ts';
import type { DocumentError } from '../../documents/document-error.ts';
import type { ReadTable } from '../../documents/read-table.ts';
import { runDocument } from '../../workers/documents.ts';
import { importEdits } from './import-edits.ts';
import { useRowsChanged } from './use-rows-changed.ts';

export type Opened = {
  name: string;
  table: ReadTable;
  template: TemplateName;
  match: Match | null;
  mapping: Mapping;
  /** lines like a sum that come in all the same */ taken: readonly number[];
};
export type ImportState =
  | { kind: 'empty' }
  | { kind: 'reading'; name: string }
  | { kind: 'failed'; words: string }
  /** `again`: it says something else than the one that was on the screen when 导入 was pressed */
  | { kind: 'planned'; plan: ImportPlan; again?: boolean }
  | { kind: 'running' }
  | Ended;
/** `count`: rows that were made, of which `left` stood when it ended; `cancelled`: the person stopped it. */
export type Ended = { kind: 'ended'; template: TemplateName; count: number; left: number; skipped: number; group: string; ids: IdRange; cancelled: boolean };

/** What is in the library is read here and now: the same file asked twice may get two answers. */
async function dryRun(of: Opened, match: Match): Promise<Result<ImportPlan, DocumentError>> {
  const { keys, names } = await existingForImport(of.template);
  return runDocument({ kind: 'plan-import', table: of.table, match, mapping: of.mapping, keys, names, today: today(), taken: of.taken });
}

const sameRows = (a: ImportPlan, b: ImportPlan): boolean =>
  a.duplicates.length === b.duplicates.length && a.rows.length === b.rows.length && a.rows.every((r, i) => r.key === b.rows[i]!.key);

export function useImport(wanted: TemplateName | undefined) {
  const { t } = useTranslation('import');
  const [opened, setOpened] = useState<Opened | null>(null);
  const [state, setState] = useState<ImportState>({ kind: 'empty' });
  const bytes = useRef<{ name: string; bytes: Uint8Array } | null>(null);
  /** of several dry runs under way the last one counts */
  const turn = useRef(0);

  const failed = useCallback((e: unknown) => setState({ kind: 'failed', words: `${e instanceof Error ? e.message : String(e)} ${t('failure.safe')}` }), [t]);

  const plan = useCallback(
    async (of: Opened) => {
      if (!of.match) return setState({ kind: 'empty' });
      turn.current++;
      setState({ kind: 'reading', name: of.name });
      const made = await dryRun(of, of.match);
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
          taken: [],
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
      if (!file) return;
      // its rows are what is kept of a table
      const content = await readVaultFile(file.hash).finally(() => discardFiles([file]));
      await start(file.name, content);
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

  /** The dry run on the screen is made anew under the eyes of the person: it stays until the next one is there. */
  const refresh = useCallback(
    async (of: Opened) => {
      if (!of.match) return;
      const mine = ++turn.current;
      try {
        const made = await dryRun(of, of.match);
        if (made.ok) setState((now) => (now.kind === 'planned' && turn.current === mine ? { ...now, plan: made.value } : now));
      } catch (e) {
        failed(e);
      }
    },
    [failed],
  );
  const counting = state.kind === 'planned' || state.kind === 'reading';
  useRowsChanged(opened?.match && counting ? opened.template : null, () => void (opened && refresh(opened)));

  /** Lines that look like a sum, into the import or out of it again. */
  const takeIn = useCallback(
    (lines: readonly number[], on: boolean) => {
      if (!opened) return;
      const next = { ...opened, taken: [...opened.taken.filter((l) => !lines.includes(l)), ...(on ? lines : [])] };
      setOpened(next);
      void refresh(next);
    },
    [opened, refresh],
  );

  /** Rows of an import are taken back under their own progress, which can be stopped: what stands then can be taken back again. */
  const withdrawing = useCallback(
    (takeBack: (watch: UndoWatch) => Promise<UndoResult>) =>
      withProgress({ title: t('run.takingBack'), writes: true }, (report, signal) => takeBack({ onProgress: report, signal })),
    [t],
  );

  const run = useCallback(async () => {
    if (!opened?.match || state.kind !== 'planned') return;
    turn.current++;
    setState({ kind: 'reading', name: opened.name });
    try {
      // rows that are being taken back would be counted as there
      await undoSettled();
      const made = await dryRun(opened, opened.match);
      if (!made.ok || !sameRows(made.value, state.plan)) return setState(made.ok ? { kind: 'planned', plan: made.value, again: true } : state);
      const { rows, duplicates } = made.value;
      setState({ kind: 'running' });
      const { edits, ids } = importEdits(opened.template, rows, newId);
      const result = await withProgress({ title: t('run.title', { name: opened.name }), total: edits.length, writes: true }, (report, signal) =>
        commitBulk({ intent: `${opened.template}.import`, note: opened.name, origin: 'import' }, edits, {
          onProgress: (done) => report(done),
          signal,
          whileTakingBack: withdrawing,
        }),
      );
      if (isRefusal(result)) {
        showRefusal(result);
        setState(state);
      } else
        setState({
          kind: 'ended',
          template: opened.template,
          count: result.done,
          left: result.ok ? result.done : result.left,
          skipped: duplicates.length,
          group: result.group,
          ids,
          cancelled: !result.ok,
        });
    } catch (e) {
      failed(e);
    }
  }, [opened, state, t, failed, withdrawing]);

  const undo = useCallback(async () => {
    if (state.kind !== 'ended') return;
    const done = await withdrawing((watch) => undoGroup(state.group, watch));
    if (isRefusal(done)) showRefusal(done);
  }, [state, withdrawing]);

  const reset = useCallback(() => {
    bytes.current = null;
    setOpened(null);
    setState({ kind: 'empty' });
  }, []);
  return { opened, state, take, pick, open, map, takeIn, run, undo, reset };
}
