/** A lattice in a workbook: a row a step, a column a number of rises, every node a formula of the nodes of the step after it. */
import { columnLetters, excelFormula, reference, type Place, type Places } from './excel.ts';
import type { Num } from './expr.ts';
import { latticeNodes, latticeNumbers } from './options/lattice-value.ts';

/** Nodes of one formula, written once in the first of them and taken up by the others. */
export type SharedFormula = { from: Place; to: Place; formula: string };
export type LatticeBlock = {
  /** numbers of the steps down, of the rises across: the formulas read them */
  marks: { place: Place; value: number }[];
  /** steps before the last, and the last */
  shared: SharedFormula[];
  nodes: { place: Place; value: number; shared: number }[];
  lastRow: number;
  columns: number;
};

/** Lays the nodes of a `lattice` formula out with V₀,₀ at `root`; the rises stand in the row above, the steps in the column before. */
export function latticeBlock(args: readonly Num[], root: Place, places: Places): LatticeBlock {
  const { steps, endsAs, early } = latticeNumbers(args.map((x) => x.value));
  const fixed = (x: Num): string =>
    x.kind === 'cell' ? absolute(places(x.at)) : `(${excelFormula(x, (at) => places(at))})`.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2');
  const [spot, up, down, p, discount] = args.slice(0, 5).map(fixed) as [string, string, string, string, string];
  const lines = args.slice(8);
  const at = (j: number, i: number): Place => ({ row: root.row + j, column: root.column + i });
  const formulaFor = (j: number): string => {
    const here = at(j, 0);
    const rises = `${columnLetters(here.column)}$${root.row - 1}`;
    const step = `$${columnLetters(root.column - 1)}${here.row}`;
    const asset = `${spot}*${up}^${rises}*${down}^(${step}-${rises})`;
    const later = `${discount}*(${p}*${reference(at(j + 1, 1))}+(1-${p})*${reference(at(j + 1, 0))})`;
    const goingOn = j === steps ? (endsAs === 'project' ? asset : '0') : later;
    if (j < steps && !early) return goingOn;
    const taken = Array.from({ length: lines.length / 2 }, (_, n) => `${fixed(lines[2 * n]!)}*${asset}+${fixed(lines[2 * n + 1]!)}`);
    return `MAX(${[goingOn, ...taken].join(',')})`;
  };
  const shared: SharedFormula[] = [
    { from: at(0, 0), to: at(steps - 1, steps - 1), formula: formulaFor(0) },
    { from: at(steps, 0), to: at(steps, steps), formula: formulaFor(steps) },
  ];
  const nodes = latticeNodes(latticeNumbers(args.map((x) => x.value))).flatMap((row, j) =>
    row.map((value, i) => ({ place: at(j, i), value, shared: j === steps ? 1 : 0 })),
  );
  const numbers = Array.from({ length: steps + 1 }, (_, n) => n);
  const marks = [
    ...numbers.map((n) => ({ place: { row: root.row - 1, column: root.column + n }, value: n })),
    ...numbers.map((n) => ({ place: { row: root.row + n, column: root.column - 1 }, value: n })),
  ];
  return { marks, shared, nodes, lastRow: root.row + steps, columns: steps + 1 };
}

const absolute = ({ row, column }: Place): string => `$${columnLetters(column)}$${row}`;
