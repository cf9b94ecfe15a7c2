/** What differs between two versions of a worksheet: inputs and texts old → new, methods added and taken away. */
import { APPROACHES, type AppliedMethod, type Typed, type Worksheet, type WorksheetInput } from './deal.ts';
import type { DrawnInput, Simulation } from './simulation.ts';

/**
 * `path` names the place: a field, `inputs/<name>`, `revenues/<year from 0>`, `simulation/<place>`, `applied/<id>/<input>` or
 * `applied/<id>/simulation.<place>`. A place of a simulation is one in its settings, an uncertain input called by its name.
 */
export type Difference = {
  path: string;
  /** which part of an input: what it is worth, or where it is from */
  part: 'value' | 'source' | 'sourceDate' | 'grade';
  from: string;
  to: string;
  /** the applied method it belongs to */
  method?: string;
  /** who entered the new one, where the input says so */
  by?: string;
};
export type Compared = { differences: Difference[]; added: AppliedMethod[]; removed: AppliedMethod[] };

const FIELDS = [
  'purpose',
  'valueType',
  'valueTypeReason',
  'baseDate',
  'preparedOn',
  'preparer',
  'reviewer',
  'object',
  'lowRate',
  'highRate',
  'royaltyWeight',
  'royaltyWeightReason',
  'equalWeightsReason',
  'rejected',
  'note',
] as const;
const PARTS = ['value', 'source', 'sourceDate', 'grade'] as const;

const differ = (path: string, from = '', to = '', more: Partial<Difference> = {}): Difference[] =>
  from === to ? [] : [{ path, part: 'value', from, to, ...more }];

function inputs(at: string, from: Record<string, WorksheetInput> = {}, to: Record<string, WorksheetInput> = {}, method?: string): Difference[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((name) =>
    PARTS.flatMap((part) =>
      differ(`${at}/${name}`, from[name]?.[part], to[name]?.[part], { part, ...(to[name]?.by ? { by: to[name].by } : {}), ...(method ? { method } : {}) }),
    ),
  );
}

/** Texts of a typed form by their paths. */
function leaves(typed: Typed | undefined, path: string): [string, string][] {
  if (typed === undefined) return [];
  if (typeof typed === 'string') return [[path, typed]];
  return Object.entries(typed).flatMap(([name, inner]) => leaves(inner, path === '' ? name : `${path}.${name}`));
}

const SETTINGS = ['repairCorrelations', 'trials', 'seed', 'quasi', 'floor'] as const;
const textOf = (x: string | number | boolean | undefined): string => (x === undefined || x === false ? '' : String(x));

/** Uncertain inputs and settings that differ, and the mean the last run found; `at` writes a place as its path. */
function simulated(
  at: (place: readonly string[]) => string,
  a: Simulation | undefined,
  b: Simulation | undefined,
  more: Partial<Difference> = {},
): Difference[] {
  const drawn = (s: Simulation | undefined, variable: string): DrawnInput | undefined => s?.uncertain.find((u) => u.variable === variable);
  const variables = [...new Set([...(a?.uncertain ?? []), ...(b?.uncertain ?? [])].map((u) => u.variable))];
  const pairs = (s: Simulation | undefined): string => (s?.correlations ?? []).map((c) => `${c.a} ${c.b} ${c.rho}`).join('、');
  return [
    ...variables.flatMap((v) => {
      const [was, now] = [drawn(a, v), drawn(b, v)];
      const place = ['uncertain', v];
      const by = now?.evidence?.by;
      const own = by ? { ...more, by } : more;
      return [
        ...differ(at([...place, 'kind']), was?.kind, now?.kind, own),
        ...[...new Set([...Object.keys(was?.typed ?? {}), ...Object.keys(now?.typed ?? {})])].flatMap((p) =>
          differ(at([...place, 'typed', p]), was?.typed[p], now?.typed[p], own),
        ),
        ...(['source', 'sourceDate', 'grade'] as const).flatMap((part) =>
          differ(at([...place, 'evidence', part]), was?.evidence?.[part], now?.evidence?.[part], { ...own, part }),
        ),
      ];
    }),
    ...differ(at(['correlations']), pairs(a), pairs(b), more),
    ...SETTINGS.flatMap((name) => differ(at([name]), textOf(a?.[name]), textOf(b?.[name]), more)),
    ...differ(at(['result', 'figures', 'mean']), textOf(a?.result?.figures.mean), textOf(b?.result?.figures.mean), more),
  ];
}

function method(a: AppliedMethod, b: AppliedMethod): Difference[] {
  const at = `applied/${b.id}`;
  const [old, now] = [new Map(leaves(a.request, '')), new Map(leaves(b.request, ''))];
  const more = { method: b.method };
  return [
    ...[...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
      const by = b.evidence?.[path.split('.')[0]!]?.by;
      return differ(`${at}/${path}`, old.get(path), now.get(path), by ? { ...more, by } : more);
    }),
    ...(['money', 'name', 'low', 'high', 'weight', 'weightReason'] as const).flatMap((field) => differ(`${at}/${field}`, a[field], b[field], more)),
    ...inputs(at, a.evidence, b.evidence, b.method),
    ...simulated((place) => `${at}/${['simulation', ...place].join('.')}`, a.simulation, b.simulation, more),
  ];
}

/** From `a` to `b`; a version copies its methods with their ids, so that they are told apart by them. */
export function compareSheets(a: Worksheet, b: Worksheet): Compared {
  const [before, after] = [a.applied ?? [], b.applied ?? []];
  const years = Math.max(a.revenues?.length ?? 0, b.revenues?.length ?? 0);
  return {
    differences: [
      ...Array.from({ length: years }, (_, i) => differ(`revenues/${i}`, a.revenues?.[i], b.revenues?.[i])).flat(),
      ...inputs('inputs', a.inputs, b.inputs),
      ...simulated((place) => ['simulation', ...place].join('/'), a.simulation, b.simulation),
      ...after.flatMap((now) => {
        const was = before.find((x) => x.id === now.id);
        return was ? method(was, now) : [];
      }),
      ...FIELDS.flatMap((field) => differ(field, a[field], b[field])),
      ...APPROACHES.flatMap((x) => differ(`approaches/${x}`, a.approaches?.[x], b.approaches?.[x])),
    ],
    added: after.filter((now) => !before.some((x) => x.id === now.id)),
    removed: before.filter((was) => !after.some((x) => x.id === was.id)),
  };
}
