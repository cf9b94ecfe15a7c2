/** 保留价与谈判区间 (valuation.md 2.13): only the surplus over each side's alternatives is there to be split. */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { add, div, max, min, sub, type Num } from '../expr.ts';
import { amount, money } from '../fields.ts';
import { plainNumber } from '../formula-text.ts';
import { method, type Warning } from '../method.ts';

const rounded = (x: number): string => plainNumber(Number(x.toPrecision(8)));

const FLOOR_SYMBOL = { minimumFee: 'Fee_min', sellerAlternative: 'NPV_alt_s', holdValue: 'V_hold' } as const;

/**
 * R_s = max(最低收费额, NPV of the best alternative, value of keeping it) + cost of the deal;
 * R_b = NPV with − NPV of the best alternative − margin, and no more than design-around cost + loss by delay.
 * Sunk cost is no part of the seller's figures. Money in the request's unit.
 */
export const reservePrices = method({
  id: 'reserve-prices',
  family: 'deal',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    minimumFee: amount().optional(),
    sellerAlternative: money().optional(),
    holdValue: money().optional(),
    sellerDealCost: amount().default(0),
    buyerWith: money(),
    buyerAlternative: money(),
    buyerMargin: amount().default(0),
    designAroundCost: amount().optional(),
    delayLoss: amount().optional(),
  }),
  run(input, s) {
    const floors = (['minimumFee', 'sellerAlternative', 'holdValue'] as const).flatMap((name) =>
      input[name] === undefined ? [] : [{ name, cell: s.input(name, input[name], 'money', { symbol: FLOOR_SYMBOL[name] }) }],
    );
    if (floors.length === 0) return refuse('valuation.sellerFloorMissing', { field: 'minimumFee' });
    if (input.delayLoss !== undefined && input.designAroundCost === undefined)
      return refuse('valuation.missing', { field: 'designAroundCost', params: { field: 'designAroundCost' } });
    const floor = s.step('sellerFloor', floors.length === 1 ? floors[0]!.cell : max(...floors.map((f) => f.cell)), 'money', { symbol: 'F_s' });
    const sellerReserve = s.step('sellerReserve', add(floor, s.input('sellerDealCost', input.sellerDealCost, 'money', { symbol: 'c_s' })), 'money', {
      symbol: 'R_s',
    });
    const surplus = sub(
      sub(
        s.input('buyerWith', input.buyerWith, 'money', { symbol: 'NPV_with' }),
        s.input('buyerAlternative', input.buyerAlternative, 'money', { symbol: 'NPV_alt' }),
      ),
      s.input('buyerMargin', input.buyerMargin, 'money', { symbol: 'm_b' }),
    );
    let buyerReserve: Num;
    let binds = 'buyerSurplus';
    if (input.designAroundCost === undefined) {
      buyerReserve = s.step('buyerReserve', surplus, 'money', { symbol: 'R_b' });
    } else {
      const gain = s.step('buyerSurplus', surplus, 'money', { symbol: 'G_b' });
      const round = s.step(
        'designAround',
        add(
          s.input('designAroundCost', input.designAroundCost, 'money', { symbol: 'C_da' }),
          s.input('delayLoss', input.delayLoss ?? 0, 'money', { symbol: 'L_delay' }),
        ),
        'money',
        { symbol: 'DA' },
      );
      buyerReserve = s.step('buyerReserve', min(gain, round), 'money', { symbol: 'R_b' });
      if (round.value < gain.value) binds = 'designAround';
    }
    const range = s.step('range', sub(buyerReserve, sellerReserve), 'money', { symbol: 'R_b−R_s' });
    const warnings: Warning[] = [
      ...(floors.length < 3 ? [{ key: 'floorsPartly', params: { given: floors.length } }] : []),
      ...(buyerReserve.value <= 0 ? [{ key: 'buyerGainsNothing' }] : []),
      ...(range.value < 0 ? [{ key: 'noZopa', params: { gap: rounded(-range.value) } }] : []),
    ];
    return {
      value: sellerReserve,
      unit: 'money',
      outputs: { sellerReserve, buyerReserve, range },
      facts: { sellerBinds: floors.find((f) => f.cell.value === floor.value)!.name, buyerBinds: binds },
      warnings,
    };
  },
});

/** ZOPA = [R_s, R_b] where R_s ≤ R_b, otherwise none: the gap is shown. A price given is placed in it. */
export const zopa = method({
  id: 'zopa',
  family: 'deal',
  level: 'everyday',
  hasMoney: true,
  input: z.object({ sellerReserve: money(), buyerReserve: money(), price: money().optional() }),
  run(input, s) {
    const low = s.input('sellerReserve', input.sellerReserve, 'money', { symbol: 'R_s' });
    const high = s.input('buyerReserve', input.buyerReserve, 'money', { symbol: 'R_b' });
    const range = s.step('range', sub(high, low), 'money', { symbol: 'R_b−R_s' });
    const gap = s.step('zopaGap', max(0, sub(low, high)), 'money', { symbol: 'gap' });
    const warnings: Warning[] = range.value < 0 ? [{ key: 'noZopa', params: { gap: rounded(gap.value) } }] : range.value === 0 ? [{ key: 'zopaIsPoint' }] : [];
    const facts = { exists: range.value >= 0 };
    const outputs: Record<string, Num> = { range, gap };
    if (range.value >= 0) outputs['middle'] = s.step('middle', div(add(low, high), 2), 'money', { symbol: 'mid' });
    if (input.price === undefined) return { value: range, unit: 'money', outputs, facts, warnings };
    const price = s.input('price', input.price, 'money', { symbol: 'P' });
    outputs['sellerGain'] = s.step('sellerGain', sub(price, low), 'money', { symbol: 'G_s' });
    outputs['buyerGain'] = s.step('buyerGain', sub(high, price), 'money', { symbol: 'G_b' });
    if (range.value > 0) outputs['position'] = s.step('position', div(sub(price, low), range), 'rate', { symbol: 'α' });
    if (input.price < input.sellerReserve) warnings.push({ key: 'priceBelowSeller' });
    if (input.price > input.buyerReserve) warnings.push({ key: 'priceAboveBuyer' });
    return { value: range, unit: 'money', outputs, facts, warnings };
  },
});
