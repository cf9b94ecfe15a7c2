/** Contracts of the workspace whose text stands in another one; fingerprints are kept, and made in slices so that no frame waits. */
import { z } from 'zod';
import { comparison, fingerprint, type Fingerprint, type Likeness } from '../../../shared/domain/precheck/likeness.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import type { OtherText } from '../queries/precheck.ts';

const SLICE_MS = 8;
const kept = new Map<string, Fingerprint>();
const shareRule = z.object({ share: z.string() });

function printOf(stamp: string, words: () => string): Fingerprint {
  const known = kept.get(stamp);
  if (known) return known;
  const made = fingerprint(words());
  kept.set(stamp, made);
  return made;
}

/** Of other deals, and none where the pack names no limit. `everyday`: texts whose words are everybody's, as the model clauses. */
export async function likeTexts(
  contractId: string,
  texts: readonly OtherText[],
  rules: RuleBook,
  everyday: readonly string[],
): Promise<(Likeness & { name: string })[]> {
  const least = Number(rules.value('house.sameText', shareRule)?.share);
  const one = texts.find((x) => x.id === contractId);
  if (!(least > 0) || !one) return [];
  let started = performance.now();
  const pause = async () => {
    if (performance.now() - started < SLICE_MS) return;
    await new Promise((done) => setTimeout(done));
    started = performance.now();
  };
  const models: Fingerprint[] = [];
  for (const [i, text] of everyday.entries()) {
    models.push(printOf(`model ${i}`, () => text));
    await pause();
  }
  const against = comparison(printOf(one.stamp, one.words), models);
  const others = texts.filter((o) => o.dealId !== one.dealId);
  for (const { id, stamp, words } of others) {
    against.see(id, printOf(stamp, words));
    await pause();
  }
  const names = new Map(others.map((o) => [o.id, o.name]));
  return against.found(least).map((x) => ({ ...x, name: names.get(x.id) ?? '' }));
}
