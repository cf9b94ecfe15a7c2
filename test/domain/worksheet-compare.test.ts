import { describe, expect, it } from 'vitest';
import type { AppliedMethod, Worksheet } from '../../shared/domain/deal.ts';
import type { DrawnInput } from '../../shared/domain/simulation.ts';
import { compareSheets } from '../../shared/domain/worksheet-compare.ts';
import { r017 } from './support.ts';

const base = r017().worksheets[0]!;
const fee: AppliedMethod = { id: 'c', method: 'minimum-fee', request: { bookCost: '100', priceFactors: ['1.1', '1.2'] }, weight: '0.3' };

describe('two versions', () => {
  it('do not differ from themselves', () =>
    expect(compareSheets(base, { ...base, id: 'v2', version: 2 })).toEqual({ differences: [], added: [], removed: [] }));
  it('say every input old → new, with who entered it', () => {
    const next: Worksheet = {
      ...base,
      inputs: { ...base.inputs, discountRate: { ...base.inputs!['discountRate'], value: '0.12', by: '示例经理' } },
      revenues: ['3000000', '5000000', '8000000', '9500000'],
      approaches: { market: '没有可比交易' },
    };
    expect(compareSheets(base, next).differences).toEqual([
      { path: 'revenues/3', part: 'value', from: '9000000', to: '9500000' },
      { path: 'revenues/4', part: 'value', from: '9000000', to: '' },
      { path: 'inputs/discountRate', part: 'value', from: '0.15', to: '0.12', by: '示例经理' },
      { path: 'approaches/market', part: 'value', from: '', to: '没有可比交易' },
    ]);
  });
  it('say what became uncertain, of the forecast and of a method, and the mean that was found', () => {
    const drawn = (mode: string): DrawnInput => ({ variable: 'royaltyRate', kind: 'triangular', typed: { low: '0.03', mode, high: '0.08' } });
    const settings = { uncertain: [drawn('0.05')], trials: 1000, seed: 7 };
    const next = { ...settings, uncertain: [{ ...drawn('0.06'), evidence: { source: '台账', by: '示例经理' } }], floor: '800000', quasi: true };
    const paid: AppliedMethod = { id: 'p', method: 'payment-value', request: {}, simulation: settings };
    const found = compareSheets({ ...base, simulation: settings, applied: [paid] }, { ...base, simulation: next, applied: [{ ...paid, simulation: next }] });
    const by = '示例经理';
    expect(found.differences).toEqual([
      { path: 'simulation/uncertain/royaltyRate/typed/mode', part: 'value', from: '0.05', to: '0.06', by },
      { path: 'simulation/uncertain/royaltyRate/evidence/source', part: 'source', from: '', to: '台账', by },
      { path: 'simulation/quasi', part: 'value', from: '', to: 'true' },
      { path: 'simulation/floor', part: 'value', from: '', to: '800000' },
      { path: 'applied/p/simulation.uncertain.royaltyRate.typed.mode', part: 'value', from: '0.05', to: '0.06', method: 'payment-value', by },
      { path: 'applied/p/simulation.uncertain.royaltyRate.evidence.source', part: 'source', from: '', to: '台账', method: 'payment-value', by },
      { path: 'applied/p/simulation.quasi', part: 'value', from: '', to: 'true', method: 'payment-value' },
      { path: 'applied/p/simulation.floor', part: 'value', from: '', to: '800000', method: 'payment-value' },
    ]);
  });
  it('say methods added, taken away and changed', () => {
    const other: AppliedMethod = { id: 'd', method: 'market-comparables', request: {} };
    const changed: AppliedMethod = {
      ...fee,
      request: { bookCost: '120', priceFactors: ['1.1'] },
      weight: '0.4',
      evidence: { bookCost: { source: '台账', by: '示例经理' } },
    };
    const c = compareSheets({ ...base, applied: [fee, other] }, { ...base, applied: [changed, { ...other, id: 'e' }] });
    expect([c.added.map((a) => a.id), c.removed.map((a) => a.id)]).toEqual([['e'], ['d']]);
    expect(c.differences).toEqual([
      { path: 'applied/c/bookCost', part: 'value', from: '100', to: '120', method: 'minimum-fee', by: '示例经理' },
      { path: 'applied/c/priceFactors.1', part: 'value', from: '1.2', to: '', method: 'minimum-fee' },
      { path: 'applied/c/weight', part: 'value', from: '0.3', to: '0.4', method: 'minimum-fee' },
      { path: 'applied/c/bookCost', part: 'source', from: '', to: '台账', method: 'minimum-fee', by: '示例经理' },
    ]);
  });
});
