/** Accepted rows of the table of shares: a cell is an answer of the interview, or a sum of such. */
import { runText } from '../contract/blocks.ts';
import { NONE, sharesTable } from '../contract/contract-tables.ts';
import type { InterviewField } from '../contract/clause-set.ts';
import { furtherKey } from '../contract/several.ts';
import type { Why } from './cards-rows.ts';
import type { LineSource, Sources } from './cards-values.ts';
import { readValue, type NewValue } from './values.ts';

/** Keys of the answers in the row of the party at `no` (甲方 is 0), by column; undefined where a name or a sum stands. */
export function shareCells(no: number): (string | undefined)[] {
  const letter = no < 2 ? 'AB'[no]! : furtherKey(no - 2).slice(-1);
  return [undefined, `cash${letter}`, `kind${letter}Value`, undefined, `share${letter}`];
}

type Row = Extract<LineSource, { row: unknown }>;
export const cellsOf = (text: string): string[] => text.split('\t');

/** What their cells say to the answers printed in ours; a cell that cannot be read says nothing. */
export function cellValues({ cells = [] }: Row, ours: string, theirs: string, fields: ReadonlyMap<string, InterviewField>): NewValue[] {
  const [was, now] = [cellsOf(ours), cellsOf(theirs)];
  if (was.length !== now.length) return [];
  return now.flatMap((cell, i) => {
    const key = cells[i];
    const field = key === undefined ? undefined : fields.get(key);
    if (!field || cell.trim() === was[i]!.trim()) return [];
    const value = figure(cell, field.type === 'rate');
    return value === undefined ? [] : [{ key: field.key, now: value, said: cell.trim() }];
  });
}

/** 元 or a decimal share; '' where nothing is said. */
function figure(cell: string, rate: boolean): string | undefined {
  const said = cell.trim();
  return said === '' || said === NONE ? '' : readValue(said, rate ? 'percent' : 'money');
}

export class Shares {
  readonly #parties: number;
  readonly #fields: ReadonlyMap<string, InterviewField>;
  readonly #rows: { card: string; source: Row; cells: string[] }[] = [];

  /** `fields` are those whose value may be taken over. */
  constructor(sources: Sources, fields: ReadonlyMap<string, InterviewField>) {
    this.#parties = [...sources.values()].filter((s) => 'row' in s && s.row === 'shares' && s.cells !== undefined).length;
    this.#fields = fields;
  }

  /** The values of a row that is ours but for some of its figures. */
  take(card: string, source: Row, ours: string, theirs: string): NewValue[] | Why {
    const [was, now] = [cellsOf(ours), cellsOf(theirs)];
    if (was.length !== now.length) return 'cells';
    if (source.no < 0) return 'frame';
    if (was[0]!.trim() !== now[0]!.trim()) return 'identity';
    if (now.some((cell, i) => i > 0 && figure(cell, i === RATE) === undefined)) return 'unreadable';
    this.#rows.push({ card, source, cells: now });
    return cellValues(source, ours, theirs, this.#fields);
  }

  /** Rows that will not print what was taken over: a sum is made of its parts, and a figure may stand otherwise in a clause. */
  unlike(answers: Readonly<Record<string, string>>): { card: string; why: Why }[] {
    if (this.#rows.length === 0) return [];
    const { rows } = sharesTable({ further: Array.from({ length: this.#parties - 2 }, () => ({ role: '' })) }, answers);
    return this.#rows.flatMap(({ card, source, cells }) => {
      const printed = rows[source.no + 1]!.map((c) => runText(c.runs));
      const off = cells.flatMap((cell, i) => (i > 0 && figure(cell, i === RATE) !== figure(printed[i]!, i === RATE) ? [i] : []));
      return off.length === 0 ? [] : [{ card, why: off.some((i) => source.cells?.[i] !== undefined) ? 'elsewhere' : 'sum' }];
    });
  }
}
/** The column of shares; the others but the first are amounts. */
const RATE = 4;
