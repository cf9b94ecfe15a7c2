/** Every text of a worksheet that gets onto a printed sheet, looked through for words of a statutory appraisal. */
import type { AppliedMethod, Typed, Worksheet, WorksheetInput } from '../deal.ts';
import { APPROACHES } from '../deal.ts';
import { finding, type Finding } from '../finding.ts';
import type { Simulation } from '../simulation.ts';
import { appraisalWords } from './words.ts';
import type { Valued } from './worksheet-says.ts';

type Printed = readonly [field: string, text: string | undefined];

const OWN = [
  'name',
  'purpose',
  'object',
  'rejected',
  'note',
  'valueType',
  'valueTypeReason',
  'royaltyWeightReason',
  'equalWeightsReason',
  'preparer',
  'reviewer',
] as const;

/** The words of an input that are free: what is written, where it is from, in what unit, by whom. */
const ofInput = (field: string, i: WorksheetInput): Printed[] => [i.value, i.source, i.sourceDate, i.unit, i.by].map((text) => [field, text]);
const textsIn = (typed: Typed): string[] => (typeof typed === 'string' ? [typed] : Object.values(typed).flatMap(textsIn));
const ofSimulation = (field: string, s: Simulation | undefined): Printed[] =>
  (s?.uncertain ?? []).flatMap((u) => [u.evidence?.source, u.evidence?.by].map((text): Printed => [field, text]));

const ofMethod = (a: AppliedMethod): Printed[] => [
  [`applied/${a.id}/name`, a.name],
  [`applied/${a.id}/weightReason`, a.weightReason],
  ...Object.entries(a.request).flatMap(([name, typed]) => textsIn(typed).map((text): Printed => [`applied/${a.id}/${name}`, text])),
  ...Object.entries(a.evidence ?? {}).flatMap(([path, i]) => ofInput(`applied/${a.id}/${path}`, i)),
  ...ofSimulation(`applied/${a.id}/name`, a.simulation),
];

const printed = (w: Worksheet): Printed[] => [
  ...OWN.map((field): Printed => [field, w[field]]),
  ...APPROACHES.map((a): Printed => [`approaches/${a}`, w.approaches?.[a]]),
  ...Object.entries(w.inputs ?? {}).flatMap(([name, i]) => ofInput(name === 'revenues' ? 'inputs/revenues' : name, i)),
  ...ofSimulation('simulation', w.simulation),
  ...(w.applied ?? []).flatMap(ofMethod),
];

/** One finding a field, with the first of its words. What the paper takes from the deal and its rights is looked at where it stands. */
export function bannedWords(w: Worksheet, of: Valued | undefined): Finding[] {
  const found = new Map<string, Finding>();
  const look = (where: Finding['where'], text: string | undefined): void => {
    const hit = appraisalWords(text ?? '')[0];
    const key = `${where.table}/${where.id}/${where.field}`;
    if (hit && !found.has(key)) found.set(key, finding('worksheet.bannedWord', where, { params: { text: hit.text }, quote: hit }));
  };
  for (const [field, text] of printed(w)) look({ table: 'worksheets', id: w.id, field }, text);
  if (of?.deal) look({ table: 'deals', id: of.deal.id, field: 'name' }, of.deal.name);
  for (const right of of?.rights ?? []) look({ table: 'rights', id: right.id, field: 'name' }, right.name);
  return [...found.values()];
}
