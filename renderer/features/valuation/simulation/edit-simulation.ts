/** Edits of what a worksheet or a method in it simulates. They follow the worksheet's own rule: a used version opens the next. */
import type { WorksheetInput } from '../../../../shared/domain/deal.ts';
import { DRAWN_BY, type DrawnBy, type DrawnInput, type FinishedRun, type Simulation } from '../../../../shared/domain/simulation.ts';
import { who } from '../../../data/store.ts';
import { change, clean, type Answer } from '../edit-worksheet.ts';
import type { SimulationAt } from './subject.ts';

export const TRIALS = [10_000, 100_000, 1_000_000] as const;

export const newSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0]!;
const start = (): Simulation => ({ uncertain: [], trials: 100_000, seed: newSeed() });

function edit(at: SimulationAt, how: (s: Simulation) => Simulation, intent = 'worksheet.simulation'): Answer {
  const first = start();
  const next = ({ simulation }: { simulation?: Simulation | undefined }) => ({ simulation: clean(how(simulation ?? first)) });
  return change(at.sheetId, { intent }, (sheet) =>
    at.applied === undefined ? next(sheet) : { applied: (sheet.applied ?? []).map((a) => (a.id === at.applied ? { ...a, ...next(a) } : a)) },
  );
}

export const editSettings = (at: SimulationAt, part: Partial<Simulation>): Answer => edit(at, (s) => ({ ...s, ...part }));

/** `known` is what the sheet says of the input: its most likely value until somebody says otherwise. */
export const addInput = (at: SimulationAt, variable: string, known: string | undefined): Answer =>
  edit(at, (s) => ({
    ...s,
    uncertain: [...s.uncertain.filter((u) => u.variable !== variable), { variable, kind: 'triangular', typed: clean({ mode: known ?? '' }) }],
  }));

export const removeInput = (at: SimulationAt, variable: string): Answer =>
  edit(at, (s) => ({
    ...s,
    uncertain: s.uncertain.filter((u) => u.variable !== variable),
    correlations: s.correlations?.filter((c) => c.a !== variable && c.b !== variable),
  }));

const edited = (at: SimulationAt, variable: string, how: (u: DrawnInput) => DrawnInput): Answer =>
  edit(at, (s) => ({ ...s, uncertain: s.uncertain.map((u) => (u.variable === variable ? how(u) : u)) }));

/** Parameters of the same name are kept; the middle of one kind is the middle of another. */
export const editKind = (at: SimulationAt, variable: string, kind: DrawnBy): Answer =>
  edited(at, variable, (u) => {
    const middle = u.typed['mode'] ?? u.typed['mean'];
    const typed = Object.fromEntries(
      DRAWN_BY[kind].flatMap((name) => {
        const text = u.typed[name] ?? (name === 'mode' || name === 'mean' ? middle : undefined);
        return text === undefined ? [] : [[name, text]];
      }),
    );
    return { ...u, kind, typed };
  });

export const editParameter = (at: SimulationAt, variable: string, name: string, text: string | undefined): Answer =>
  edited(at, variable, (u) => ({ ...u, typed: clean({ ...u.typed, [name]: text ?? '' }) }));

/** Where the distribution is from, signed by who said it. */
export const editEvidence = (at: SimulationAt, variable: string, part: Partial<WorksheetInput>): Answer =>
  edited(at, variable, (u) => ({ ...u, evidence: clean({ ...u.evidence, ...part, by: who() }) }));

export const editCorrelation = (at: SimulationAt, a: string, b: string, rho: string | undefined): Answer =>
  edit(at, (s) => {
    const others = (s.correlations ?? []).filter((c) => !(c.a === a && c.b === b) && !(c.a === b && c.b === a));
    return { ...s, correlations: rho === undefined || rho === '' ? others : [...others, { a, b, rho }] };
  });

/** Keeps what a run found with what it was drawn from. */
export const keepRun = (at: SimulationAt, result: FinishedRun): Answer => edit(at, (s) => ({ ...s, result }), 'worksheet.simulated');
