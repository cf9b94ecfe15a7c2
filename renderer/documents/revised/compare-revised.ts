/** Their lines against ours, in the documents worker: cards with the values they give to the interview. */
import type { ClauseSet } from '../../../shared/domain/contract/clause-set.ts';
import { cardsOf } from '../../../shared/domain/redline/cards.ts';
import { fieldsOf, sourcesOfLines, withValues, type ValuedCard } from '../../../shared/domain/redline/cards-values.ts';
import type { OurLine, TheirLine } from '../../../shared/domain/redline/clauses.ts';
import { FACES } from '../docx-look.ts';

export function compareRevised(ours: readonly OurLine[], theirs: readonly TheirLine[], set: ClauseSet, own: Readonly<Record<string, string>>): ValuedCard[] {
  const [sources, fields] = [sourcesOfLines(set, own, ours), fieldsOf(set)];
  return cardsOf(ours, theirs, FACES).map((card) => withValues(card, sources, fields));
}
