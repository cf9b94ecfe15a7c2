/** What was read from a file as lines to confirm, and every other field as a line to fill in. */
import { FILE_FIELDS, type Adopted, type FileField } from '../../../shared/domain/deal-from-file.ts';
import type { ContractProposal, Proposed } from '../../../shared/domain/contract/proposal.ts';
import type { Quote } from '../../../shared/domain/finding.ts';

export type Line = { field: FileField; read: string | undefined; quote: Quote | undefined };
export type Choice = { state: 'open' | 'adopted' | 'skipped'; value: string };
export type Choices = Partial<Record<FileField, Choice>>;

/** Fields that were read come first in the order a contract tells them; the others stay to be typed. */
export function linesOf(proposal: ContractProposal | undefined): Line[] {
  const lines = FILE_FIELDS.map((field): Line => {
    const found = proposal?.[field] as Proposed | undefined;
    return { field, read: found?.value, quote: found?.source };
  });
  return [...lines.filter((l) => l.read !== undefined), ...lines.filter((l) => l.read === undefined)];
}

/** A field that was not read counts as adopted as soon as a person types it. */
export const choiceOf = (choices: Choices, line: Line): Choice => choices[line.field] ?? { state: 'open', value: line.read ?? '' };

export function adoptedOf(choices: Choices): Adopted {
  return Object.fromEntries(Object.entries(choices).flatMap(([field, c]) => (c.state === 'adopted' && c.value.trim() !== '' ? [[field, c.value.trim()]] : [])));
}

/** What was read and nobody has said anything about yet. */
export const pendingOf = (lines: readonly Line[], choices: Choices): Line[] =>
  lines.filter((l) => l.read !== undefined && choiceOf(choices, l).state === 'open');

/** The choices with everything pending adopted as it was read. */
export const withAll = (lines: readonly Line[], choices: Choices): Choices => ({
  ...choices,
  ...Object.fromEntries(pendingOf(lines, choices).map((l) => [l.field, { ...choiceOf(choices, l), state: 'adopted' as const }])),
});
