/** Our version as it stood when it was sent, and what the decisions make of it. */
import type { ClauseSet } from '../contract/clause-set.ts';
import type { ChangeCard } from './cards-kept.ts';
import type { RecordChanges, Records, Why } from './cards-rows.ts';
import type { OurLine } from './clauses.ts';
import type { Place } from './values.ts';

export type Answers = Readonly<Record<string, string>>;
/** How a value is printed at a place: `1500000` as money is 1,500,000.00. */
export type Prints = (place: Place, value: string) => string | undefined;
/** Our version. `answers` are what it printed, `set` its clauses in its order, `lines` its printed lines. */
export type Before = {
  answers: Answers;
  fields: Answers;
  clauseTexts: Answers;
  order?: readonly string[];
  headings?: Answers;
  set: ClauseSet;
  lines: readonly OurLine[];
  records: Records;
};
export type Outcome = {
  fields: Record<string, string>;
  clauseTexts: Record<string, string>;
  order?: string[];
  headings?: Record<string, string>;
  records: RecordChanges;
  /** accepted or countered, but not what the next version can be given, with the reason */
  byHand: { id: string; why: Why }[];
  /** cards whose words leave choices answering something else */
  doubts: { id: string; keys: string[] }[];
};
export type Wanted = Pick<ChangeCard, 'id' | 'change' | 'lines' | 'after' | 'behind' | 'ours' | 'theirs' | 'values' | 'decision' | 'counter'>;
