/** 技术成果投资入股的所得税: now, or deferred under 财税〔2016〕101号, or with the technology-transfer relief (valuation.md 2.15). */
import { z } from 'zod';
import { refuse } from '../../result.ts';
import { add, discount, div, max, min, mul, sub, type Num } from '../expr.ts';
import { amount, confirmed, positiveAmount, rate, taxRate, yearsFromNow } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';

/** Rates where none is given: 财税〔2016〕101号's holders. Editable. */
const USUAL_RATE = { enterprise: 0.25, individual: 0.2 } as const;
/** Exempt transfer gain a tax year (企业所得税法实施条例 第九十条), in 元. */
const EXEMPT_YUAN = 5_000_000;
const WAN = 10_000;
/** What keeps the deferral closed, by the condition not confirmed. */
const CLOSED = { residentInvestee: 'deferralNotResident', entirelyShares: 'deferralNotShares', filed: 'deferralNotFiled' } as const;

const gain = (s: Sheet, name: string, symbol: string, made: Num, warnings: Warning[]): Num => {
  if (made.value < 0 && !warnings.some((w) => w.key === 'lossNotTaxed')) warnings.push({ key: 'lossNotTaxed' });
  return s.step(name, max(0, made), 'money', { symbol });
};

/**
 * Now: (V − cost)·T and (exit − V − taxes)·T at exit. Deferred: (exit − cost − taxes)·T at exit, open only where the investee is a
 * resident enterprise, pays entirely in shares, and the filing is done; each must be said. Enterprises may instead take the
 * transfer relief on the gain now: up to 5,000,000 元 of a year's gains exempt, above it half at T. What is compared is the
 * present value of the taxes. No opinion on tax; losses are not set off.
 */
export const technologyShareTax = method({
  id: 'technology-share-tax',
  family: 'equity',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    holder: z.enum(['enterprise', 'individual']),
    shareValue: positiveAmount(),
    originalCost: amount(),
    exitProceeds: amount(),
    exitCosts: amount().default(0),
    exitYear: yearsFromNow(),
    discountRate: rate().min(0),
    taxRate: taxRate().optional(),
    /** the investee is a resident enterprise */
    residentInvestee: confirmed(),
    /** the price is paid entirely in shares */
    entirelyShares: confirmed(),
    /** the filing with the tax authority is made */
    filed: confirmed(),
    /** the conditions of the transfer relief are met and kept as evidence */
    transferRelief: confirmed().default(false),
    /** other gains under the relief in the same tax year */
    otherTransferGains: amount().default(0),
    exemptLimit: amount().optional(),
  }),
  run(input, s, money) {
    if (input.transferRelief && input.holder === 'individual') return refuse('valuation.reliefForEnterprises', { field: 'transferRelief' });
    const warnings: Warning[] = [{ key: 'taxIsNoOpinion' }];
    const t = s.input('taxRate', input.taxRate ?? USUAL_RATE[input.holder], 'rate', { symbol: 'T' });
    const value = s.input('shareValue', input.shareValue, 'money', { symbol: 'V' });
    const cost = s.input('originalCost', input.originalCost, 'money', { symbol: 'cost' });
    const exit = s.input('exitProceeds', input.exitProceeds, 'money', { symbol: 'exit' });
    const fees = s.input('exitCosts', input.exitCosts, 'money', { symbol: 'c_exit' });
    const df = s.step(
      'discountFactor',
      discount(s.input('discountRate', input.discountRate, 'rate', { symbol: 'r' }), s.input('exitYear', input.exitYear, 'years', { symbol: 't' })),
      'factor',
      { symbol: 'v' },
    );
    const gainNow = gain(s, 'gainNow', 'g₀', sub(value, cost), warnings);
    const gainLater = gain(s, 'gainLater', 'g₁', sub(sub(exit, value), fees), warnings);
    const taxNow = s.step('taxNow', mul(gainNow, t), 'money', { symbol: 'tax₀' });
    const taxLater = s.step('taxLater', mul(gainLater, t), 'money', { symbol: 'tax₁' });
    const nowPresent = s.step('nowPresent', add(taxNow, mul(taxLater, df)), 'money', { symbol: 'PV_now' });
    const outputs: Record<string, Num> = { immediateTax: taxNow, laterTaxIfImmediate: taxLater, immediatePresent: nowPresent };
    const ways: { way: string; present: Num }[] = [{ way: 'now', present: nowPresent }];

    const missing = (['residentInvestee', 'entirelyShares', 'filed'] as const).filter((c) => !input[c]);
    warnings.push(...missing.map((c) => ({ key: CLOSED[c] })));
    if (missing.length === 0) {
      const gainDeferred = gain(s, 'gainDeferred', 'g_d', sub(sub(exit, cost), fees), warnings);
      const deferred = s.step('taxDeferred', mul(gainDeferred, t), 'money', { symbol: 'tax_d' });
      const present = s.step('deferredPresent', mul(deferred, df), 'money', { symbol: 'PV_defer' });
      Object.assign(outputs, {
        deferredTax: deferred,
        deferredPresent: present,
        deferralSaves: s.step('deferralSaves', sub(nowPresent, present), 'money', { symbol: 'Δ_defer' }),
      });
      ways.push({ way: 'deferred', present });
    }
    if (input.transferRelief) {
      const limit = s.input('exemptLimit', input.exemptLimit ?? (money === '元' ? EXEMPT_YUAN : EXEMPT_YUAN / WAN), 'money', { symbol: 'L' });
      const others = s.input('otherTransferGains', input.otherTransferGains, 'money', { symbol: 'g_o' });
      const above = s.step('gainAboveLimit', sub(max(0, sub(add(others, gainNow), limit)), max(0, sub(others, limit))), 'money', { symbol: 'g_above' });
      const relieved = s.step('taxRelieved', mul(div(above, 2), t), 'money', { symbol: 'tax_r' });
      const present = s.step('relievedPresent', add(relieved, mul(taxLater, df)), 'money', { symbol: 'PV_relief' });
      Object.assign(outputs, {
        reliefTax: relieved,
        reliefPresent: present,
        reliefSaves: s.step('reliefSaves', sub(nowPresent, present), 'money', { symbol: 'Δ_relief' }),
      });
      ways.push({ way: 'relief', present });
      warnings.push({ key: 'reliefConditions' });
      if (t.value !== USUAL_RATE.enterprise) warnings.push({ key: 'reliefRateUnsure' });
    }
    const least = s.step('leastPresent', min(...ways.map((w) => w.present)), 'money', { symbol: 'PV_min' });
    return { value: least, unit: 'money', outputs, facts: { way: ways.find((w) => w.present.value === least.value)!.way, missing }, warnings };
  },
});
