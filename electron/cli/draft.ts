/** `kezhuan draft LIST.xlsx --kind KIND --out FOLDER`: a draft for every line of a list, one after the other, and a report of all. */
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TFunction } from 'i18next';
import type { ContractInput } from '../../shared/domain/contract/build.ts';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import { inSeveral } from '../../shared/domain/contract/several.ts';
import { namedIn, type ContractProblem } from '../../shared/domain/contract/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import { inputOf, listColumns, type ListColumn, type ReadCell } from './draft-list.ts';
import { amissIn } from './draft-amiss.ts';
import { choicesOf, columnGuide, languageOf, reportOf, templateOf, titleOf, type Line, type Sheet } from './draft-sheets.ts';
import type { Wrong } from './input.ts';
import { loadClauses, loadKinds } from './resources.ts';

type ListLine = { line: number; cells: string[]; rounded?: number[] };
type Fault = { key: string; params?: Record<string, string | number> };
/** What stands with the documents and is handed in by whoever starts the program. */
export type Makers = {
  /** `rounded`: cells whose number lost digits before it was read */
  table(bytes: Uint8Array, name: string): Result<{ lines: ListLine[] }, Fault>;
  contract(
    set: ClauseSet,
    input: ContractInput,
  ): Result<{ bytes: Uint8Array; name: string; problems: ContractProblem[] }, Fault & { problems?: ContractProblem[] }>;
  sheet(table: Sheet): Uint8Array;
};
export type Drafted = { code: 0 | 1; body: unknown } | Wrong;
type Call = { file: string | undefined; named: Readonly<Record<string, string>>; makers: Makers; rules: RuleBook; t: TFunction };

const TEMPORARY = '.kezhuan-draft-';

/** Exit 0: every line drafted with nothing missing; 1: answered, with lines left out or places open. */
export async function draftBatch({ file, named, makers, rules, t }: Call): Promise<Drafted> {
  const wrong = (field: string, key: string, params: Record<string, string | number> = {}): Wrong => ({ field, message: t(`cli:draft.${key}`, params) });
  const kind = named['template'] ?? named['kind'] ?? '';
  const written = await loadClauses(kind);
  if (written === undefined)
    return wrong(named['template'] === undefined ? '--kind' : '--template', 'noKind', { kind, kinds: (await loadKinds()).join(' / ') });
  if (file === undefined) return wrong('file', 'noFile');
  // a list is for contracts of two parties
  const set = inSeveral(written, 0);
  const columns = listColumns(set, languageOf(t));
  if (named['template'] !== undefined) {
    await whole(file, makers.sheet(templateOf(set, columns, t)));
    return { code: 0, body: { kind, title: titleOf(set, t), file, columns: columnGuide(columns, t) } };
  }
  const folder = named['out'] ?? '';
  if (folder === '') return wrong('--out', 'noOut');
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return { field: 'file', message: t('cli:file.missing', { name: file }) };
  const read = makers.table(new Uint8Array(bytes), file);
  if (!read.ok) return { field: 'file', message: t(`cli:unread.${read.error.key}`, read.error.params ?? {}) };
  const found = headOf(read.value.lines, columns);
  if (found === undefined)
    return wrong('file', 'noHead', {
      columns: columns
        .filter((c) => c.required && c.field?.when === undefined)
        .map((c) => c.label)
        .join(t('cli:draft.comma')),
    });
  const { byCell, strange, body } = found;
  if (body.length === 0) return wrong('file', 'noRows');
  const blocked = await mkdir(folder, { recursive: true }).then(
    () => undefined,
    (fault: NodeJS.ErrnoException) => fault.code ?? fault.message,
  );
  if (blocked !== undefined) return wrong('--out', ['EEXIST', 'ENOTDIR'].includes(blocked) ? 'outIsFile' : 'outClosed', { folder, fault: blocked });
  for (const left of await readdir(folder)) if (left.startsWith(TEMPORARY)) await rm(join(folder, left));
  const stop = { asked: false };
  const onSignal = (): void => void (stop.asked = true);
  process.once('SIGINT', onSignal);
  const lines: Line[] = [];
  const seen = new Map<string, number>();
  try {
    for (const [i, row] of body.entries()) {
      const { line } = row;
      const said = row.cells.join('\n');
      const same = seen.get(said);
      seen.set(said, same ?? line);
      if (stop.asked) lines.push({ line, result: 'left', file: '', missing: [], problems: [t('cli:draft.stopped')] });
      else lines.push(await draftLine({ ...row, same, byCell, columns, set, folder, no: String(i + 1).padStart(3, '0'), makers, rules, t }));
    }
  } finally {
    process.off('SIGINT', onSignal);
  }
  const count = (result: Line['result']): number => lines.filter((l) => l.result === result).length;
  const report = {
    kind,
    title: titleOf(set, t),
    date: rules.date,
    lines: lines.length,
    drafted: count('drafted'),
    skipped: count('skipped'),
    ...(stop.asked ? { left: count('left') } : {}),
    ...(strange.length > 0 ? { unknownColumns: strange } : {}),
    rows: lines,
  };
  await whole(join(folder, `${t('cli:draft.report')}.json`), `${JSON.stringify(report, null, 2)}\n`);
  await whole(join(folder, `${t('cli:draft.report')}.xlsx`), makers.sheet(reportOf(set, lines, t)));
  return { code: lines.every((l) => l.result === 'drafted' && l.missing.length + l.problems.length === 0) ? 0 : 1, body: report };
}

const bare = (text: string): string => text.normalize('NFKC').replace(/[\s*]/g, '');

type Head = { byCell: (ListColumn | undefined)[]; strange: string[]; body: ListLine[] };

/** The line of the list that names most columns, among the first ten. */
function headOf(lines: readonly ListLine[], columns: readonly ListColumn[]): Head | undefined {
  const known = new Map(columns.flatMap((c) => c.names.map((name) => [bare(name), c] as const)));
  const named = (cells: readonly string[]): (ListColumn | undefined)[] => cells.map((text) => known.get(bare(text)));
  const counts = lines.slice(0, 10).map(({ cells }) => named(cells).filter(Boolean).length);
  const most = Math.max(0, ...counts);
  if (most < 2) return undefined;
  const at = counts.indexOf(most);
  const { cells } = lines[at]!;
  const byCell = named(cells);
  return {
    byCell,
    strange: cells.filter((text, i) => text.trim() !== '' && byCell[i] === undefined),
    body: lines.slice(at + 1).filter((l) => l.cells.some((text) => text.trim() !== '')),
  };
}

/** Told of a right that is not there, or lacks what says which it is. */
const OF_RIGHT: readonly string[] = ['noRight', 'noPatent', 'secretData', 'rightData', 'patentData'];

type OneLine = ListLine & {
  /** the line that says the same, further up */
  same: number | undefined;
  byCell: readonly (ListColumn | undefined)[];
  columns: readonly ListColumn[];
  set: ClauseSet;
  folder: string;
  no: string;
} & Pick<Call, 'makers' | 'rules' | 't'>;

async function draftLine({ line, cells, rounded = [], same, byCell, columns, set, folder, no, makers, rules, t }: OneLine): Promise<Line> {
  const values = new Map<string, string>();
  const faulty: ListColumn[] = columns.filter((c) => /^(buyer|seller)\.name$/.test(c.key) && !(cells[byCell.indexOf(c)] ?? '').trim());
  const faults = faulty.map((c) => t('cli:draft.nameless', { label: c.label }));
  byCell.forEach((column, i) => {
    const text = (cells[i] ?? '').trim();
    if (column === undefined || text === '') return;
    const read: ReadCell = rounded.includes(i) ? { unreadable: 'rounded' } : column.read(text);
    if ('value' in read) return void values.set(column.key, read.value);
    faulty.push(column);
    const choices = choicesOf(column.field, t).join(t('cli:draft.between'));
    faults.push(t(`cli:draft.unreadable.${read.unreadable}`, { label: column.label, text: text.slice(0, 60), choices, ...read.params }));
  });
  const input = inputOf(set, values, rules);
  const made = makers.contract(set, input);
  const told = (p: ContractProblem): string => t(`documents:problem.${p.key}`, { ...namedIn(languageOf(t), set, p), defaultValue: p.key });
  const open = (p: ContractProblem): boolean => p.key === 'missing' || p.key === 'blank';
  const problems = made.ok ? made.value.problems : (made.error.problems ?? []);
  const unidentified = columns.filter((c) => c.required && c.key.startsWith('right.') && !(cells[byCell.indexOf(c)] ?? '').trim()).map((c) => c.label);
  const missing = [...new Set([...problems.filter(open).map((p) => String(namedIn(languageOf(t), set, p)?.['label'] ?? p.key)), ...unidentified])];
  // what identifies the right is named by its columns
  const others = problems.filter((p) => !open(p) && !(unidentified.length > 0 && OF_RIGHT.includes(p.key)));
  if (!made.ok || faults.length > 0) {
    const known = new Set(faulty.flatMap((c) => [c.label, c.field?.label[languageOf(t)] ?? c.label]));
    // what is said of sums and rights hangs on the figures that could not be read; a missing name is said already
    const shaky = faulty.some((c) => c.kind === 'money' || c.key.startsWith('right.'));
    const rest = shaky ? [] : others.filter((p) => !(faults.length > 0 && ['noBuyer', 'noSeller'].includes(p.key)));
    return { line, result: 'skipped', file: '', missing: missing.filter((label) => !known.has(label)), problems: [...faults, ...rest.map(told)] };
  }
  const name = `${no}_${made.value.name}`;
  await whole(join(folder, name), made.value.bytes);
  const again = same === undefined ? [] : [t('cli:draft.again', { line: same })];
  return { line, result: 'drafted', file: name, missing, problems: [...again, ...others.map(told), ...amissIn({ set, input, values, columns, rules }, t)] };
}

/** The file is there whole or not at all: a run that is broken off leaves none half written. */
async function whole(path: string, content: Uint8Array | string): Promise<void> {
  const at = path.lastIndexOf('/') + 1;
  const temporary = `${path.slice(0, at)}${TEMPORARY}${process.pid}.tmp`;
  await writeFile(temporary, content);
  await rename(temporary, path);
}
