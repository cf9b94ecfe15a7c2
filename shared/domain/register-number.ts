/** 登记编号 as a registry gives it: only stored and looked at, never made here. */
import type { Workspace } from '../bridge.ts';
import { mayHoldNumber } from '../registry/simulated.ts';
import { refuse, type Refusal } from '../result.ts';
import { isConfirmed, type RuleBook } from '../rules/engine.ts';
import type { RuleEntry } from '../rules/pack.ts';
import { numberRule } from '../rules/shapes.ts';

/** Without blanks, full-width digits as plain ones. */
export const bareNumber = (typed: string): string => typed.normalize('NFKC').replace(/\s/g, '');

/** Numbers of 16 digits (14 in the old numbering) in a text, each once; figures set apart by blanks are one number. */
export const numbersIn = (text: string): string[] => [
  ...new Set([...text.normalize('NFKC').matchAll(/(?<![\dA-Za-z])\d(?: ?\d){13}(?:(?: ?\d){2})?(?!\d)/g)].map((m) => m[0].replace(/ /g, ''))),
];

/** A paper that shows simulated numbers and no other is no 登记证明 of the 正式库, whatever number is recorded. `numbers`: as read from it. */
export function certificateRefusal(numbers: readonly string[], workspace: Workspace): Refusal | null {
  const barred = numbers.map((no) => mayHoldNumber(workspace, no));
  return barred.every((b) => b !== null) ? (barred[0] ?? null) : null;
}

/** The rule whose shape the number lacks (16 digits, 14 in the old numbering); undefined where it fits or no shape is known. */
export function misshapen(no: string, rules: RuleBook): RuleEntry | undefined {
  const shape = rules.value('filing.registerNumber', numberRule);
  return shape && !new RegExp(shape.pattern).test(no) && !new RegExp(shape.old).test(no) ? rules.entry('filing.registerNumber') : undefined;
}

/** Why a typed number is not taken: a simulated one in the 正式库, or a shape that is certainly wrong. A 待确认 shape only asks (checkRegisterNo). */
export function registerNoRefusal(no: string, rules: RuleBook, workspace: Workspace): Refusal | null {
  const barred = mayHoldNumber(workspace, no);
  if (barred) return barred;
  const rule = misshapen(no, rules);
  return rule && isConfirmed(rule)
    ? refuse('filing.registerNoShape', { field: 'registerNo', params: { no, length: no.length }, source: `《${rule.source.document}》` })
    : null;
}
