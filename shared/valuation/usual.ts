/** Trees of factors as they are usually scored: their names and weights are custom (经验值), scores and reasons a person's own. */
import type { Typed } from '../domain/deal.ts';
import type { Method } from './method.ts';
import { USUAL_RISKS } from './rates/build-up.ts';
import type { Customary } from './scoring.ts';
import { USUAL_TREE } from './share/scored.ts';

type Tree = { readonly field: string; readonly tree: Customary };
const TREES: Readonly<Record<string, Tree>> = {
  'profit-share-scored': { field: 'groups', tree: USUAL_TREE },
  'risk-build-up': { field: 'risks', tree: USUAL_RISKS },
};
/** What the children of each level stand under. */
const BELOW = ['factors', 'parts'] as const;

const typedOf = (tree: Customary, level = 0): Typed[] =>
  Object.entries(tree).map(([key, { parts }]) => ({ key, ...(parts ? { [BELOW[level]!]: typedOf(parts, level + 1) } : {}) }));

/** The usual tree of a method as it would be typed, weights left to custom; none where it has no such tree. */
export function usualTyped(m: Method): { field: string; typed: Typed[] } | undefined {
  const found = TREES[m.id];
  return found && { field: found.field, typed: typedOf(found.tree) };
}

const keysOf = (tree: Customary): string[] => Object.entries(tree).flatMap(([key, { parts }]) => [key, ...(parts ? keysOf(parts) : [])]);

/** The keys that have a usual weight: what stands for them on screen is a word. */
export const usualKeys = (m: Method): readonly string[] => keysOf(TREES[m.id]?.tree ?? {});
