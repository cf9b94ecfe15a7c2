/** Contracts of the workspace whose text stands in another one; fingerprints are kept, and made in slices so that no frame waits. */
import { z } from 'zod';
import { alike, fingerprint, type Fingerprint, type Likeness } from '../../../shared/domain/precheck/likeness.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { otherTexts } from '../queries/precheck.ts';

const SLICE_MS = 8;
const kept = new Map<string, Fingerprint>();
const shareRule = z.object({ share: z.string() });

async function printOf(stamp: string, text: string): Promise<Fingerprint> {
  const known = kept.get(stamp);
  if (known) return known;
  const made = fingerprint(text);
  kept.set(stamp, made);
  return made;
}

/** Of other deals, and none where the pack names no limit. `everyday`: texts whose words are everybody's, as the model clauses. */
export async function likeTexts(
  one: { dealId: string; contractId: string; text: string },
  rules: RuleBook,
  everyday: readonly string[],
): Promise<(Likeness & { name: string })[]> {
  const least = Number(rules.value('house.sameText', shareRule)?.share);
  if (!(least > 0) || one.text === '') return [];
  const others = (await otherTexts()).filter((o) => o.dealId !== one.dealId);
  const prints: { id: string; print: Fingerprint }[] = [];
  let started = performance.now();
  const pause = async () => {
    if (performance.now() - started < SLICE_MS) return;
    await new Promise((done) => setTimeout(done));
    started = performance.now();
  };
  for (const { id, stamp, text } of others) {
    prints.push({ id, print: await printOf(stamp, text) });
    await pause();
  }
  const models: Fingerprint[] = [];
  for (const [i, text] of everyday.entries()) {
    models.push(await printOf(`model ${i}`, text));
    await pause();
  }
  const names = new Map(others.map((o) => [o.id, o.name]));
  return alike({ id: one.contractId, print: fingerprint(one.text) }, prints, least, models).map((x) => ({ ...x, name: names.get(x.id) ?? '' }));
}
