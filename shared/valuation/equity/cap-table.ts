/** 股权结构表 over financing rounds (valuation.md 2.15). */
import { z } from 'zod';
import { isRefusal, refuse, type Refusal } from '../../result.ts';
import { add, call, div, min, mul, num, product, sub, sum, type Num } from '../expr.ts';
import { count, positiveAmount, share, words } from '../fields.ts';
import { method, type Warning } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { wholeParts } from './largest-remainder.ts';
import { safe } from './safes.ts';
import { BASIS_POINTS, MOST_SHARES } from './technology-shares.ts';

const round = z
  .object({
    preMoney: positiveAmount(),
    investments: z
      .array(z.object({ name: words(), cash: positiveAmount() }).strict())
      .min(1)
      .max(8),
    /** added to the pool, as a share of the whole after the round */
    poolAdded: share().default(0),
    /** whose shares the addition dilutes */
    poolBorneBy: z.enum(['existing', 'all']).default('existing'),
    /** post-money SAFEs that convert in this round */
    safes: z.array(safe).max(8).default([]),
  })
  .strict();
type Round = z.output<typeof round>;

type Holder = { name?: string; kind: 'holder' | 'pool' };
type Table = { holders: Holder[]; shares: Num[] };

/** A name already in the table gets the new shares on top of its own. */
function enter(table: Table, holder: Holder): number {
  const at = table.holders.findIndex((h) => h.kind === holder.kind && h.name === holder.name);
  if (at !== -1) return at;
  return table.holders.push(holder) - 1;
}

/** One round as cells: price, new whole shares by largest remainder, and the table after it. */
function played(s: Sheet, before: Table, r: Round, j: number): { table: Table; price: Num; post: Num; kept: Num; warnings: Warning[] } | Refusal {
  const at = { k: j };
  const field = `rounds.${j - 1}`;
  if (r.poolAdded === 1) return refuse('valuation.poolTakesAll', { field: `${field}.poolAdded`, params: { field: `${field}.poolAdded` } });
  const pre = s.input('preMoney', r.preMoney, 'money', { symbol: 'pre', ...at });
  const cash = s.inputs(
    'investment',
    r.investments.map((i) => i.cash),
    'money',
    'cash',
    j,
  );
  const post = s.step('postMoney', add(pre, sum(cash)), 'money', { symbol: 'post', ...at });
  const old = s.step('sharesBefore', sum(before.shares), 'count', { symbol: 'E', ...at });
  const pool = s.input('poolAdded', r.poolAdded, 'rate', { symbol: 'pool', ...at });
  const inPre = r.poolAdded > 0 && r.poolBorneBy === 'existing';
  const forOld = s.step('preForShares', inPre ? sub(pre, mul(pool, post)) : pre, 'money', { symbol: 'pre′', ...at });
  if (forOld.value <= 0) return refuse('valuation.poolEatsPreMoney', { field: `${field}.poolAdded`, params: { round: j } });
  const warnings: Warning[] = [];
  // post-money SAFE: amount/cap of what there is before the new money; where the round is cheaper than the cap, at the round's price
  const amounts = s.inputs(
    'safeAmount',
    r.safes.map((x) => x.amount),
    'money',
    'a',
    j,
  );
  const caps = s.inputs(
    'safeCap',
    r.safes.map((x) => x.cap),
    'money',
    'cap',
    j,
  );
  const stakes = s.steps('safePart', amounts, (a, i) => div(a, min(caps[i]!, forOld)), 'rate', 'S', j);
  const safes = s.step('safeSum', sum(stakes.length > 0 ? stakes : [0]), 'rate', { symbol: 'ΣS', ...at });
  if (safes.value >= 1) return refuse('valuation.safesTakeAll', { field: `${field}.safes`, params: { round: j } });
  r.safes.forEach((x) => x.cap > forOld.value && warnings.push({ key: 'capNotBinding', params: { name: x.name, round: j } }));
  const capital = s.step('capitalization', div(old, sub(1, safes)), 'factor', { symbol: 'C', ...at });
  const price = s.step('price', div(forOld, capital), 'money', { symbol: 'price', ...at });
  const bought = s.steps('boughtQuota', cash, (c) => div(c, price), 'factor', 'q_cash', j);
  const added = r.poolAdded === 0 ? [] : [inPre ? div(mul(pool, post), price) : mul(div(pool, sub(1, pool)), add(capital, sum(bought)))];
  const quotas = s.steps('newQuota', [...stakes.map((x) => mul(x, capital)), ...bought, ...added], (q) => q, 'factor', 'q_new', j);
  const quotaSum = sum(quotas);
  const fresh = s.step('newShares', call('round', quotaSum, 0), 'count', { symbol: 'ΔN', ...at });
  if (fresh.value < 1 || add(old, fresh).value > MOST_SHARES) return refuse('valuation.sharesOutOfRange', { field, params: { round: j, most: MOST_SHARES } });
  const parts = s.steps('newPart', quotas, (q) => div(q, quotaSum), 'rate', 'b', j);
  const issued = wholeParts(s, parts, fresh, { name: 'issued', symbol: 'Δn', item: j });
  const table: Table = { holders: [...before.holders], shares: [] };
  const gets = [...r.safes.map((x) => x.name), ...r.investments.map((x) => x.name)].map((name) => enter(table, { name, kind: 'holder' }));
  if (r.poolAdded > 0) gets.push(enter(table, { kind: 'pool' }));
  const has = table.holders.map((_, h) => (h < before.shares.length ? [before.shares[h]!] : []));
  issued.forEach((x, q) => has[gets[q]!]!.push(x));
  table.shares = s.steps('shares', has, sum, 'count', 'n', j);
  const total = s.step('sharesAfter', sum(table.shares), 'count', { symbol: 'N', ...at });
  s.steps('holding', table.shares, (x) => div(x, total), 'rate', 'h', j);
  const kept = s.step('kept', div(old, total), 'rate', { symbol: 'E÷N', ...at });
  return { table, price, post, kept, warnings };
}

/**
 * Post = pre + cash; investor % = cash/post. A pool added before the money is borne by those who were there:
 * price = (pre − pool%·post)/shares; added for all, it dilutes the investors too: pool shares = pool%/(1 − pool%)·(shares + new).
 * Post-money SAFEs take amount/cap of the company before the new money, stacked, or convert at the round's price where that
 * is lower. New shares are whole, by largest remainder; the last table's percent sum to 100 % exactly.
 */
export const capTable = method({
  id: 'cap-table',
  family: 'equity',
  level: 'everyday',
  hasMoney: true,
  input: z.object({
    holders: z
      .array(z.object({ name: words(), shares: count(1, MOST_SHARES) }).strict())
      .min(1)
      .max(20),
    /** shares kept for the pool before the first round */
    poolShares: count(0, MOST_SHARES).default(0),
    rounds: z.array(round).min(1).max(8),
  }),
  run({ holders, poolShares, rounds }, s) {
    if (new Set(holders.map((h) => h.name)).size < holders.length) return refuse('valuation.namesTwice', { field: 'holders', params: { field: 'holders' } });
    const start = [...holders.map((h): Holder => ({ name: h.name, kind: 'holder' })), ...(poolShares > 0 ? [{ kind: 'pool' } as const] : [])];
    let table: Table = {
      holders: start,
      shares: s.inputs('sharesAtStart', [...holders.map((h) => h.shares), ...(poolShares > 0 ? [poolShares] : [])], 'count', 'n₀'),
    };
    const warnings: Warning[] = [];
    const kept: Num[] = [];
    const outputs: Record<string, Num> = {};
    let post = num(0);
    for (const [i, r] of rounds.entries()) {
      const next = played(s, table, r, i + 1);
      if (isRefusal(next)) return next;
      ({ table, post } = next);
      kept.push(next.kept);
      warnings.push(...next.warnings);
      outputs[`price.${i + 1}`] = next.price;
      outputs[`postMoney.${i + 1}`] = next.post;
    }
    const whole = sum(table.shares);
    const points = wholeParts(
      s,
      s.steps('lastPart', table.shares, (x) => div(x, whole), 'rate', 'h'),
      s.input('basisPoints', BASIS_POINTS, 'count', { symbol: '10⁴' }),
      { name: 'points', symbol: 'bp' },
    );
    s.steps('percent', points, (x) => div(x, BASIS_POINTS), 'rate', '%').forEach((x, i) => (outputs[`percent.${i + 1}`] = x));
    table.shares.forEach((x, i) => (outputs[`shares.${i + 1}`] = x));
    outputs['percentSum'] = s.step('percentSum', div(sum(points), BASIS_POINTS), 'rate', { symbol: 'Σ%' });
    outputs['keptFromStart'] = s.step('keptFromStart', product(kept), 'rate', { symbol: 'ΠE÷N' });
    outputs['dilution'] = s.step('dilution', sub(1, outputs['keptFromStart']), 'rate', { symbol: '1−ΠE÷N' });
    return { value: post, unit: 'money', outputs, facts: { holders: table.holders }, warnings };
  },
});
