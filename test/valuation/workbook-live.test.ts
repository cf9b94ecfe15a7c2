/**
 * What a reader changes in the workbook must do there what it does here. Every blue number of every method is moved a little,
 * the sheet is computed from its formulas, and every computed cell must be what the engine makes of the moved number.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { methodsToXlsx, type MethodWords } from '../../renderer/documents/method-xlsx.ts';
import { isRefusal } from '../../shared/result.ts';
import { reference } from '../../shared/valuation/excel.ts';
import { call, type Num } from '../../shared/valuation/expr.ts';
import { valueBy, type MethodResult } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { layOut, type LiveCell } from '../../shared/valuation/workbook.ts';
import { convert } from '../documents/office.ts';
import { figuresIn } from '../documents/recalculate.ts';
import { LIVE_VARIANTS, SAMPLES, VARIANTS } from './samples.ts';

type Path = readonly (string | number)[];

const TOP = 8;
const words: MethodWords = {
  sheet: 'm',
  title: '示例',
  banner: '示例',
  about: ['编制人：示例', '版本：1'],
  heads: {
    name: '名称',
    symbol: '符号',
    unit: '单位',
    difference: '差',
    figures: '数值',
    own: '科转台结果',
    most: '最大差',
    still: '不随之变',
    lattice: '节点',
  },
  cell: (name) => name,
  unit: (u) => u,
  evidence: () => '',
};

const numbersIn = (x: unknown, path: Path = []): { path: Path; value: number }[] => {
  if (typeof x === 'number') return [{ path, value: x }];
  if (typeof x !== 'object' || x === null) return [];
  return Object.entries(x).flatMap(([k, y]) => numbersIn(y, [...path, Array.isArray(x) ? Number(k) : k]));
};
const withNumber = (x: unknown, [head, ...rest]: Path, value: number): unknown => {
  if (head === undefined) return value;
  if (Array.isArray(x)) return x.map((y: unknown, i) => (i === head ? withNumber(y, rest, value) : y));
  return { ...(x as object), [head]: withNumber((x as Record<string, unknown>)[head], rest, value) };
};
const blue = (result: MethodResult): LiveCell[] =>
  layOut(result.cells, TOP).rows.flatMap((row) => row.cells.filter((c) => c.formula === undefined && c.still === undefined));

type Move = { name: string; request: unknown; engine: MethodResult; id: string; value: number };
const answered = (id: string, request: unknown): MethodResult => {
  const result = valueBy(METHODS.get(id)!, request);
  if (isRefusal(result)) throw new Error(`${id}: ${JSON.stringify(result)}`);
  return result;
};

/** One number of the request moved as little as the engine takes, where exactly one blue cell is that number. */
function moveOf(id: string, request: unknown, { path, value }: { path: Path; value: number }, wrong: string[]): Move | undefined {
  const own = new Map(blue(answered(id, request)).map((c) => [c.id, c.value]));
  for (const to of [value === 0 ? 0.01 : value * 1.01, value * 0.99, value + 1, value - 1]) {
    const next = withNumber(request, path, to);
    const engine = valueBy(METHODS.get(id)!, next);
    if (isRefusal(engine)) continue;
    const changed = engine.cells.filter((c) => !c.made && own.has(c.id) && own.get(c.id) !== c.value);
    const name = `${id} ${path.join('.')} ${value} → ${to}`;
    if (changed.length > 1) wrong.push(`${name}: ${changed.map((c) => c.id).join(' and ')} move together`);
    return changed.length === 1 ? { name, request: next, engine, id: changed[0]!.id, value: changed[0]!.value } : undefined;
  }
  return undefined;
}

/** The formulas of a sheet, computed again with other numbers in its blue cells. */
function computed(sheet: MethodResult, put: ReadonlyMap<string, number>): Map<string, number> {
  const values: number[] = [];
  const of = (x: Num): number => (x.kind === 'const' ? x.value : x.kind === 'cell' ? values[x.at]! : call(x.fn, ...x.args.map(of)).value);
  for (const c of sheet.cells) values.push(c.made ? of(c.made) : (put.get(c.id) ?? c.value));
  return new Map(sheet.cells.map((c, i) => [c.id, values[i]!]));
}

const differ = (a: number | undefined, b: number | undefined): boolean =>
  a === undefined || b === undefined || Math.abs(a - b) > 1e-6 * Math.max(Math.abs(b), 1e-3);
const ALL = [...Object.entries(SAMPLES), ...VARIANTS, ...LIVE_VARIANTS];

it('every blue number, moved by itself, moves the formulas as it moves the engine', () => {
  const wrong: string[] = [];
  let count = 0;
  for (const [id, request] of ALL) {
    const base = answered(id, request);
    for (const number of numbersIn(request)) {
      const move = moveOf(id, request, number, wrong);
      if (!move) continue;
      count += 1;
      const engine = new Map(move.engine.cells.map((c) => [c.id, c.value]));
      for (const [cell, value] of computed(base, new Map([[move.id, move.value]])))
        if (base.cells.find((c) => c.id === cell)!.made && differ(value, engine.get(cell)))
          wrong.push(`${move.name}: ${cell} is ${value}, not ${engine.get(cell)}`);
    }
  }
  expect(wrong.slice(0, 60)).toEqual([]);
  expect(count).toBeGreaterThan(400);
}, 120_000);

/** The workbook without a value in any formula cell, so that there is nothing LibreOffice could merely repeat. */
function bare(sheets: readonly MethodResult[]): Uint8Array {
  const parts = unzipSync(
    methodsToXlsx(
      '示例',
      'content',
      sheets.map((result) => ({ result, words })),
    ),
  );
  for (const [name, part] of Object.entries(parts))
    if (name.startsWith('xl/worksheets/')) parts[name] = strToU8(strFromU8(part).replace(/(<\/f>|<f[^>]*\/>)<v>[^<]*<\/v>/g, '$1'));
  return zipSync(parts);
}

/** LibreOffice takes four times as long for twice as many sheets. */
const A_BOOK = 28;

it('all of them moved at once, LibreOffice computes what the engine says', () => {
  const moved = ALL.map(([id, request]) => {
    const put = new Map<string, number>();
    let [asked, engine] = [request, answered(id, request)];
    for (const { path } of numbersIn(request)) {
      const value = numbersIn(asked).find((n) => n.path.join('.') === path.join('.'))!.value;
      const move = moveOf(id, asked, { path, value }, []);
      // a number that makes other rows is left alone here
      if (!move || move.engine.cells.length !== engine.cells.length) continue;
      put.set(move.id, move.value);
      ({ request: asked, engine } = move);
    }
    const base = answered(id, request);
    return { id, engine, sheet: { ...base, cells: base.cells.map((c) => (put.has(c.id) ? { ...c, value: put.get(c.id)! } : c)) } };
  });
  const books = Array.from({ length: Math.ceil(moved.length / A_BOOK) }, (_, n) => moved.slice(n * A_BOOK, (n + 1) * A_BOOK));
  const again = books.map((book) => unzipSync(readFileSync(convert(bare(book.map((m) => m.sheet)), 'XLSX', 'xlsx'))));
  const wrong = moved.flatMap(({ id, sheet, engine }, i) => {
    const seen = figuresIn(strFromU8(again[Math.floor(i / A_BOOK)]![`xl/worksheets/sheet${(i % A_BOOK) + 1}.xml`]!));
    const values = new Map(engine.cells.map((c) => [c.id, c.value]));
    return layOut(sheet.cells, TOP).rows.flatMap((row) =>
      row.cells.flatMap((c) => {
        const [there, here] = [seen.get(reference(c.place))?.value, values.get(c.id)];
        return c.formula !== undefined && differ(there, here) ? [`${id}: ${c.id} =${c.formula} is ${there}, not ${here}`] : [];
      }),
    );
  });
  expect(wrong.slice(0, 60)).toEqual([]);
}, 240_000);

it('a tree of more steps than a workbook takes has nothing to type over, and the result says so', () => {
  const tree = (steps: number) => answered('option-binomial', { underlying: 100, strike: 90, riskFreeRate: 0.05, volatility: 0.3, term: 2, steps });
  const [written, told] = [tree(250), tree(251)];
  expect(layOut(written.cells, TOP).block!.nodes).toHaveLength((251 * 252) / 2);
  expect(layOut(written.cells, TOP).block!.nodes[0]!.value).toBeCloseTo(written.value, 8);
  expect(blue(written).map((c) => c.id)).not.toContain('steps');
  expect([layOut(told.cells, TOP).block, blue(told)]).toEqual([undefined, []]);
  expect(written.warnings.map((w) => w.key)).toContain('latticeNotShown');
  expect(told.warnings.map((w) => w.key)).toContain('latticeNotLive');
});
