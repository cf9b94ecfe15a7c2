/** Profit share from a range and a weighted score (综合评价法). */
import { z } from 'zod';
import { isRefusal, refuse } from '../../result.ts';
import { add, div, mul, sub } from '../expr.ts';
import { series, share } from '../fields.ts';
import { method } from '../method.ts';
import { factorGroup, Scoring, type Customary } from '../scoring.ts';
import { marginField, salesRoyalty } from './share-of-sales.ts';

/** The usual tree; every weight is custom (经验值, valuation.md 2.4 [R]) and may be changed. */
export const USUAL_TREE: Customary = {
  legal: { weight: 0.3, parts: { status: { weight: 0.4 }, scope: { weight: 0.3 }, infringement: { weight: 0.3 } } },
  technology: {
    weight: 0.5,
    parts: {
      field: { weight: 0.1 },
      substitution: { weight: 0.2 },
      advancement: { weight: 0.2 },
      innovation: { weight: 0.1 },
      maturity: { weight: 0.2 },
      application: { weight: 0.1 },
      defence: { weight: 0.1 },
    },
  },
  economic: { weight: 0.2, parts: { supplyDemand: { weight: 1 } } },
};

/**
 * ρ = m + (n−m)·s, s = Σ w_i·score_i/100 over a tree of factors; weights total 100 % in every list, every score has a
 * reason. A weight left out is the usual tree's, if the key is one of its. Source: valuation.md 2.4.
 */
export const profitShareScored = method({
  id: 'profit-share-scored',
  family: 'share',
  level: 'everyday',
  hasMoney: false,
  input: z.object({ low: share(), high: share(), groups: series(factorGroup), ...marginField }),
  run({ low, high, groups, operatingMargin }, s) {
    if (low > high) return refuse('valuation.lowOverHigh', { field: 'low', params: { low: 'low', high: 'high' } });
    const m = s.input('low', low, 'rate', { symbol: 'm' });
    const n = s.input('high', high, 'rate', { symbol: 'n' });
    const scoring = new Scoring(s);
    const points = scoring.weigh(groups, 'groups', 'group', USUAL_TREE);
    if (isRefusal(points)) return points;
    const score = s.step('score', div(points, 100), 'factor', { symbol: 's' });
    const value = s.step('rate', add(m, mul(sub(n, m), score)), 'rate', { symbol: 'ρ' });
    return {
      value,
      unit: 'rate',
      outputs: { score, rate: value, ...salesRoyalty(s, value, operatingMargin) },
      warnings: scoring.notes.customary.length > 0 ? [{ key: 'customaryWeights', params: { count: scoring.notes.customary.length } }] : [],
      facts: { ...scoring.notes },
    };
  },
});
