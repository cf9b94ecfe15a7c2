/** What must be known of all decisions together before any of them is carried out. */
import { arranged } from '../contract/arrange.ts';
import { referencesOf } from '../contract/build.ts';
import type { InterviewField } from '../contract/clause-set.ts';
import type { Sources } from './cards-values.ts';
import type { Before, Wanted } from './cards-shapes.ts';
import type { Moves } from './cards-order.ts';
import { keysIn } from './values.ts';

/** Fields whose value may be taken over: another clause that prints the field says the same new value, or stays ours in spite of it. */
export function agreed(wanted: readonly Wanted[], sources: Sources, fields: ReadonlyMap<string, InterviewField>): ReadonlyMap<string, InterviewField> {
  const said = new Map<string, Map<string, string>>();
  for (const c of wanted)
    if (c.decision === 'accept')
      for (const v of c.values) for (const line of c.lines) said.set(v.key, (said.get(v.key) ?? new Map<string, string>()).set(line, v.conflict ? '' : v.now));
  const left = new Set(wanted.filter((c) => c.change === 'removed' || c.change === 'rewritten').flatMap((c) => c.lines));
  const clash = new Set<string>();
  for (const [line, source] of sources) {
    // what stands on the cover and in the table of shares follows the field
    if (!('template' in source) || line.startsWith('cover:') || left.has(line)) continue;
    for (const key of keysIn(source.template)) {
      const values = said.get(key);
      if (values && [...values].some(([from, value]) => !from.startsWith('cover:') && value !== values.get(line))) clash.add(key);
    }
  }
  return new Map([...fields].filter(([key]) => !clash.has(key)));
}

/**
 * Fields a card names a new value for that would stay as they are if it were accepted: another clause prints the field and is not
 * changed in the same way. What nobody has decided about yet counts as accepted.
 */
export function heldBack(
  card: Pick<Wanted, 'id' | 'values'>,
  cards: readonly Wanted[],
  sources: Sources,
  fields: ReadonlyMap<string, InterviewField>,
): ReadonlySet<string> {
  const wanted = cards.flatMap((c) => {
    const decision = c.id === card.id ? 'accept' : (c.decision ?? 'accept');
    return decision === 'accept' || decision === 'counter' ? [{ ...c, decision }] : [];
  });
  const free = agreed(wanted, sources, fields);
  return new Set(card.values.flatMap(({ key, conflict }) => (!conflict && fields.has(key) && !free.has(key) ? [key] : [])));
}

/** What cross-references print once all of it is taken over. */
export function numbersOf(wanted: readonly Wanted[], { set, answers, clauseTexts }: Before, { order }: Moves): ReadonlyMap<string, string> {
  const gone = wanted.filter((c) => c.change === 'removed' && c.decision === 'accept').flatMap((c) => c.lines);
  const said = wanted.filter((c) => c.decision === 'accept').flatMap((c) => c.values.map((v) => [v.key, v.now] as const));
  const texts = { ...clauseTexts, ...Object.fromEntries(gone.map((id) => [id, ''])) };
  return referencesOf(arranged(set, order ? { order } : {}), { ...answers, ...Object.fromEntries(said) }, texts);
}
