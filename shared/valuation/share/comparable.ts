/** Share of sales from listed peers (对比公司法). */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { call, div, mul } from '../expr.ts';
import { money, positiveAmount, rate, series, share } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import { itemName } from '../weights.ts';

const FEW = 3;

/**
 * Per peer: technology contribution = intangible share of capital × technology's share of the intangibles;
 * s_c = contribution × EBITDA_c / sales_c. The median is taken and adjusted for the margin gap, subject / median peer.
 * The answer is a share of sales as a decimal. Custom (经验值), source: valuation.md 2.4 [R].
 */
export const profitShareComparable = method({
  id: 'profit-share-comparable',
  family: 'share',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    peers: series(z.strictObject({ name: itemName(), intangibleShare: share(), technologyShare: share(), ebitda: money(), sales: positiveAmount() })),
    /** EBITDA margin of the subject's product, on the same basis as the peers' */
    subjectMargin: rate().optional(),
  }),
  run({ peers, subjectMargin }, s) {
    if (subjectMargin !== undefined && subjectMargin <= 0)
      return refuse('valuation.marginNotPositive', { field: 'subjectMargin', params: { field: 'subjectMargin' } });
    const intangible = s.inputs(
      'intangibleShare',
      peers.map((p) => p.intangibleShare),
      'rate',
      'i',
    );
    const technology = s.inputs(
      'technologyShare',
      peers.map((p) => p.technologyShare),
      'rate',
      'j',
    );
    const ebitda = s.inputs(
      'ebitda',
      peers.map((p) => p.ebitda),
      'money',
      'E',
    );
    const sales = s.inputs(
      'sales',
      peers.map((p) => p.sales),
      'money',
      'R',
    );
    const contribution = s.steps('contribution', intangible, (x, i) => mul(x, technology[i]!), 'rate', 'c');
    const margins = s.steps('margin', ebitda, (e, i) => div(e, sales[i]!), 'rate', 'M');
    const royalties = s.steps('peerRoyalty', contribution, (c, i) => mul(c, margins[i]!), 'rate', 'ρ');
    const median = s.step('medianRoyalty', call('median', ...royalties), 'rate', { symbol: 'ρ_m' });
    const lower = s.step('lowerQuartile', call('quartile', ...royalties, 1), 'rate', { symbol: 'Q₁' });
    const upper = s.step('upperQuartile', call('quartile', ...royalties, 3), 'rate', { symbol: 'Q₃' });
    const medianMargin = s.step('medianMargin', call('median', ...margins), 'rate', { symbol: 'M_m' });
    const warnings: Warning[] = [
      ...(peers.length < FEW ? [{ key: 'fewPeers', params: { count: peers.length, least: FEW } }] : []),
      ...peers.filter((p) => p.ebitda > p.sales).map((p) => ({ key: 'marginOverOne', params: { name: p.name } })),
      ...peers.filter((p) => p.ebitda <= 0).map((p) => ({ key: 'peerLoss', params: { name: p.name } })),
    ];
    const facts = { names: Object.fromEntries(peers.map((p, i) => [`peerRoyalty.${i + 1}`, p.name])) };
    const outputs = { median, lower, upper, medianMargin };
    if (subjectMargin === undefined)
      return { value: median, unit: 'rate', outputs: { ...outputs, rate: median }, warnings: [...warnings, { key: 'marginNotAdjusted' }], facts };
    if (medianMargin.value <= 0) return refuse('valuation.marginNotPositive', { field: 'peers', params: { field: 'peers' } });
    const gap = s.step('marginGap', div(s.input('subjectMargin', subjectMargin, 'rate', { symbol: 'M_s' }), medianMargin), 'factor', { symbol: 'g' });
    const value = s.step('rate', mul(median, gap), 'rate', { symbol: 'ρ' });
    return { value, unit: 'rate', outputs: { ...outputs, marginGap: gap, rate: value }, warnings, facts };
  },
});
