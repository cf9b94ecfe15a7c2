/** Weighted scores over a tree of factors, three levels deep at most; every score has its reason. */
import { z } from 'zod';
import { refuse, type Refusal } from '../result.ts';
import { sumProduct, type Num } from './expr.ts';
import { series, share } from './fields.ts';
import type { Sheet } from './sheet.ts';
import { itemName, reason, score, weightsRefusal, weightTotal } from './weights.ts';

const part = z.strictObject({ key: itemName(), weight: share().optional(), score: score(), reason: reason() });
/** A factor is scored itself, or through its parts. */
export const scoredFactor = z.strictObject({
  key: itemName(),
  weight: share().optional(),
  score: score().optional(),
  reason: reason().optional(),
  parts: series(part).optional(),
});
export const factorGroup = z.strictObject({ key: itemName(), weight: share().optional(), factors: series(scoredFactor) });

/** Weights that are custom, by key: figures of experience (经验值, 待确认), not of any standard; all may be changed. */
export type Customary = Readonly<Record<string, { readonly weight?: number; readonly parts?: Customary }>>;

const SYMBOL = { group: { weight: 'W', score: 'S' }, factor: { weight: 'w', score: 's' }, part: { weight: 'u', score: 'x' } } as const;
type Level = 'group' | 'factor' | 'part';
type Scored = { key: string; weight?: number; score?: number; reason?: string; factors?: Scored[]; parts?: Scored[] };
/** What a sheet of scores says beside its numbers: names and reasons by cell, and which figures are only custom. */
export type ScoreNotes = { names: Record<string, string>; reasons: Record<string, string>; customary: string[] };

export class Scoring {
  readonly notes: ScoreNotes = { names: {}, reasons: {}, customary: [] };
  readonly #lists = { factor: 0, part: 0 };

  constructor(readonly sheet: Sheet) {}

  /** Σ w_i·score_i (0…100) of one list, numbered within its level; the parts of a factor come before the factor. */
  weigh(nodes: readonly Scored[], at: string, level: Level, customary: Customary = {}): Num | Refusal {
    const weights = nodes.map((n) => n.weight ?? customary[n.key]?.weight);
    const missing = weights.findIndex((w) => w === undefined);
    if (missing >= 0) return refuse('valuation.weightMissing', { field: `${at}.${missing}.weight`, params: { key: nodes[missing]!.key } });
    const refused = weightsRefusal(at, weights as number[]);
    if (refused) return refused;
    // there is one list of groups, and one or more of the others
    const item = level === 'group' ? undefined : ++this.#lists[level];
    const scores: Num[] = [];
    for (const [i, node] of nodes.entries()) {
      const found = this.#scoreOf(node, `${at}.${i}`, level, customary[node.key]?.parts);
      if ('refused' in found) return found;
      const naming = { symbol: SYMBOL[level].score, k: i + 1, item };
      scores.push(
        typeof found.score === 'number'
          ? this.sheet.input(`${level}Score`, found.score, 'factor', naming)
          : this.sheet.step(`${level}Score`, found.score, 'factor', naming),
      );
      this.#note(node, level, [...(item === undefined ? [] : [item]), i + 1].join('.'));
    }
    const cells = this.sheet.inputs(`${level}Weight`, weights as number[], 'rate', SYMBOL[level].weight, item);
    weightTotal(this.sheet, cells, { symbol: `Σ${SYMBOL[level].weight}`, name: `${level}WeightTotal`, item });
    return sumProduct(cells, scores);
  }

  #note(node: Scored, level: Level, place: string): void {
    this.notes.names[`${level}Score.${place}`] = node.key;
    if (node.reason !== undefined) this.notes.reasons[`${level}Score.${place}`] = node.reason;
    if (node.weight === undefined) this.notes.customary.push(`${level}Weight.${place}`);
  }

  #scoreOf(node: Scored, at: string, level: Level, customary: Customary | undefined): { score: number | Num } | Refusal {
    const below = node.factors ?? node.parts;
    const own = node.score !== undefined;
    if (own === (below !== undefined)) return refuse('valuation.scoreOrParts', { field: at, params: { key: node.key } });
    if (own) {
      if (node.reason === undefined) return refuse('valuation.reasonMissing', { field: `${at}.reason`, params: { field: `${at}.reason` } });
      return { score: node.score! };
    }
    const score = this.weigh(below!, `${at}.${node.factors ? 'factors' : 'parts'}`, level === 'group' ? 'factor' : 'part', customary);
    return 'refused' in score ? score : { score };
  }
}
