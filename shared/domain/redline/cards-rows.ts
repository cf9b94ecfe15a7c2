/** Accepted rows of a contract's tables: the records they are made from, where a column is a field of one. */
import { NONE } from '../contract/contract-tables.ts';
import { chineseDay } from '../contract/fill.ts';
import { FURTHER_KEYS } from '../contract/several.ts';
import type { Instalment } from '../contract.ts';
import type { Party } from '../party.ts';
import type { Contributor } from '../portfolio.ts';
import { formatYuan, parseMoney } from '../../money.ts';
import type { LineSource, Sources } from './cards-values.ts';
import { cellsOf } from './cards-shares.ts';
import { foldWidth } from './classify-fold.ts';
import type { OurLine } from './clauses.ts';
import { chineseDate } from './values.ts';

/** Why something that was taken over is not in the next version by itself. */
export const WHYS = [
  'identity',
  'register',
  'column',
  'unreadable',
  'paid',
  'since',
  'cells',
  'heading',
  'frame',
  'carries',
  'place',
  'parties',
  'elsewhere',
  'sum',
] as const;
export type Why = (typeof WHYS)[number];

/** What the tables are printed from. `paid`: ids of payment nodes against which money came in. */
export type Records = {
  instalments: readonly Instalment[];
  paid: ReadonlySet<string>;
  buyer?: Party;
  seller?: Party;
  /** 丙方, 丁方 … in their order */
  further?: readonly (Party | undefined)[];
  contributors: readonly Contributor[];
};
/** A payment node of the next version; without an id it is new. Money in 元. */
export type NodeRow = Pick<Instalment, 'name' | 'dueOn' | 'condition' | 'amount'> & { id?: string };
export type RecordChanges = {
  /** all payment nodes in the order of their table, where any of it changed */
  nodes?: NodeRow[];
  /** ids of payment nodes that were taken out */
  gone: string[];
  parties: { id: string; fields: Partial<Party> }[];
  contributors: { id: string; fields: Partial<Contributor> }[];
};

const PARTY: Readonly<Record<string, 'address' | 'legalRep' | 'contact' | 'phone' | 'zip' | 'email'>> = {
  住所地: 'address',
  法定代表人: 'legalRep',
  项目联系人: 'contact',
  电话: 'phone',
  邮政编码: 'zip',
  电子信箱: 'email',
};
/** Why no row comes into or goes out of these tables. */
const FIXED: Readonly<Partial<Record<Row['row'], Why>>> = {
  buyer: 'frame',
  seller: 'frame',
  contributors: 'identity',
  patents: 'register',
  rights: 'register',
  // each party of the contract has a row
  shares: 'parties',
};
const fixed = (row: Row['row']): Why => FIXED[row] ?? (isParty(row) ? 'frame' : 'column');
/** `A`, `B`, `C` … of a table of party data; undefined of another. */
const letterOf = (row: Row['row']): string | undefined =>
  row === 'buyer' ? 'A' : row === 'seller' ? 'B' : isParty(row) ? row.slice('party'.length) : undefined;
const isParty = (row: Row['row']): boolean => (FURTHER_KEYS as readonly string[]).includes(row);
const NODE = [undefined, 'name', 'dueOn', 'condition', 'amount'] as const;

type Row = Extract<LineSource, { row: unknown }>;
/** `row`: our printed line; none of one that was put in. */
type Entry = { row?: string; node: NodeRow };

const said = (cell: string): string | undefined => (cell.trim() === '' || cell.trim() === NONE ? undefined : cell.trim());
const printedNode = (i: Instalment): string => [i.name || NONE, chineseDay(i.dueOn) ?? NONE, i.condition || NONE, formatYuan(i.amount)].join('\t');

/** A cell of a node's row as its field keeps it; null where it cannot be read. */
function nodeValue(field: 'name' | 'dueOn' | 'condition' | 'amount', cell: string): string | undefined | null {
  const text = said(cell);
  if (text === undefined || field === 'name' || field === 'condition') return text;
  const folded = foldWidth(text).trim();
  return (field === 'dueOn' ? chineseDate(folded) : parseMoney(folded.replace(/元$/, ''))?.yuan) ?? null;
}

export class Rows {
  readonly #records: Records;
  readonly #answer: (key: string, value: string) => boolean;
  readonly #nodes: Entry[];
  readonly #parties = new Map<string, Partial<Party>>();
  readonly #contributors = new Map<string, Partial<Contributor>>();
  readonly #gone: string[] = [];
  #touched = false;

  /** `answer` gives a value to a question of the interview; false where it is not asked. */
  constructor(records: Records, lines: readonly OurLine[], sources: Sources, answer: (key: string, value: string) => boolean) {
    this.#records = records;
    this.#answer = answer;
    this.#nodes = records.instalments.map(({ id, name, dueOn, condition, amount }) => ({ node: { id, name, dueOn, condition, amount } }));
    for (const { id, text } of lines) {
      const source = sources.get(id);
      if (!source || !('row' in source) || source.row !== 'instalments' || source.no < 0) continue;
      // the records may have changed since this text was kept: a row is the record that still says it
      const printed = cellsOf(text).slice(1).join('\t');
      const at = records.instalments.findIndex((i, n) => printedNode(i) === printed && this.#nodes[n]!.row === undefined);
      if (at !== -1) this.#nodes[at]!.row = id;
    }
  }

  changes(): RecordChanges {
    const list = <F>(map: ReadonlyMap<string, F>): { id: string; fields: F }[] => [...map].map(([id, fields]) => ({ id, fields }));
    return {
      ...(this.#touched ? { nodes: this.#nodes.map((e) => e.node) } : {}),
      gone: this.#gone,
      parties: list(this.#parties),
      contributors: list(this.#contributors),
    };
  }

  change(id: string, source: Row, ours: string, theirs: string): Why | null {
    const [was, now] = [cellsOf(ours), cellsOf(theirs)];
    if (was.length !== now.length) return 'cells';
    const differing = was.flatMap((cell, i) => (cell.trim() === now[i]!.trim() ? [] : [i]));
    switch (source.row) {
      case 'instalments':
        return source.no < 0 ? 'frame' : this.#changeNode(id, now, differing);
      case 'contributors':
        return this.#changeContributor(source.no, was, now, differing);
      case 'patents':
      case 'rights':
        return 'register';
      default:
        return letterOf(source.row) === undefined ? 'column' : this.#changeParty(source, was, now, differing);
    }
  }

  #changeNode(id: string, now: readonly string[], differing: readonly number[]): Why | null {
    const entry = this.#nodes.find((e) => e.row === id);
    if (!entry) return 'since';
    const next: NodeRow = { ...entry.node };
    for (const i of differing) {
      const field = NODE[i];
      // the number of a row follows from its place
      if (field === undefined) continue;
      const value = nodeValue(field, now[i]!);
      if (value === null) return 'unreadable';
      next[field] = value;
    }
    entry.node = next;
    this.#touched ||= differing.some((i) => i > 0);
    return null;
  }

  #changeContributor(no: number, was: readonly string[], now: readonly string[], differing: readonly number[]): Why | null {
    if (no < 0) return 'frame';
    if (differing.includes(1)) return 'identity';
    const found = this.#records.contributors.find((c, i) => i === no && (c.name || NONE) === was[1] && (c.role || NONE) === was[2]);
    if (!found) return 'since';
    if (differing.includes(2)) this.#contributors.set(found.id, { role: said(now[2]!) });
    return null;
  }

  #changeParty({ row, no }: Row, was: readonly string[], now: readonly string[], differing: readonly number[]): Why | null {
    const { buyer, seller, further = [] } = this.#records;
    const letter = letterOf(row)!;
    const party = [buyer, seller, ...further]['ABCDEFGH'.indexOf(letter)];
    if (no === 0) return 'identity';
    const next: [(typeof PARTY)[string], string | undefined][] = [];
    for (const i of differing) {
      const label = i % 2 === 1 ? was[i - 1]!.trim() : '';
      if (label === '统一社会信用代码') return 'identity';
      const field = PARTY[label];
      if (field === undefined) return 'frame';
      next.push([field, said(now[i]!)]);
      // whom the interview names as contact stands in the article on contacts as well
      if (field !== 'contact' && (party?.[field] || NONE) !== was[i]!.trim()) return 'since';
    }
    if (!party) return 'since';
    for (const [field, value] of next) {
      if (field === 'contact' && this.#answer(`contact${letter}`, value ?? '')) continue;
      this.#parties.set(party.id, { ...this.#parties.get(party.id), [field]: value });
    }
    return null;
  }

  /** Behind our row, its table's head being one; a row that is no payment node finds no place. */
  add(behind: string, source: Row, words: string): Why | null {
    if (source.row !== 'instalments') return fixed(source.row);
    const cells = cellsOf(words);
    if (cells.length !== NODE.length) return 'cells';
    const node: NodeRow = {};
    for (const [i, field] of NODE.entries()) {
      const value = field && nodeValue(field, cells[i]!);
      if (value === null) return 'unreadable';
      if (field && value !== undefined) node[field] = value;
    }
    const at = source.no < 0 ? 0 : this.#nodes.findIndex((e) => e.row === behind) + 1;
    if (source.no >= 0 && at === 0) return 'since';
    this.#nodes.splice(at, 0, { node });
    this.#touched = true;
    return null;
  }

  remove(id: string, source: Row): Why | null {
    if (source.row !== 'instalments') return fixed(source.row);
    const at = this.#nodes.findIndex((e) => e.row === id);
    if (at === -1) return source.no < 0 ? 'frame' : 'since';
    if (this.#records.paid.has(this.#nodes[at]!.node.id ?? '')) return 'paid';
    const [entry] = this.#nodes.splice(at, 1);
    if (entry?.node.id !== undefined) this.#gone.push(entry.node.id);
    this.#touched = true;
    return null;
  }

  move(id: string, behind: string, target: LineSource | undefined): Why | null {
    const from = this.#nodes.findIndex((e) => e.row === id);
    const head = target && 'row' in target && target.row === 'instalments' && target.no < 0;
    if (from === -1 || (!head && !this.#nodes.some((e) => e.row === behind))) return 'place';
    const [entry] = this.#nodes.splice(from, 1);
    this.#nodes.splice(head ? 0 : this.#nodes.findIndex((e) => e.row === behind) + 1, 0, entry!);
    this.#touched = true;
    return null;
  }
}
