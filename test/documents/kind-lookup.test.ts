/** A history knows the key of a question and the id of a clause: both are named in words, whichever kind they come from. */
import { expect, it } from 'vitest';
import { articleOf, clausesOf, KINDS, paperOf, questionOf } from '../../renderer/documents/clauses.ts';
import { interviewFields } from '../../shared/domain/contract/clause-set.ts';

it.each(KINDS.map((k) => k.code))('every question and clause of %s has a name', (code) => {
  const set = clausesOf(code) ?? paperOf(code)!;
  expect(interviewFields(set).filter((f) => questionOf(f.key) === undefined)).toEqual([]);
  if (set.flavour === 'contract') expect(set.articles.flatMap((a) => a.clauses).filter((c) => articleOf(c.id) === undefined)).toEqual([]);
});

it('what no kind asks has none', () => {
  expect([questionOf('noSuchKey'), articleOf('no.such')]).toEqual([undefined, undefined]);
});
