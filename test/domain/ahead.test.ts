/** A day ahead is no day on which anything was held, decided or signed: it is asked about, and the stage is not done by it. */
import { expect, it } from 'vitest';
import { stageRail, type Stage } from '../../shared/domain/stages.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { rulesOn, signed } from './support.ts';

const rules = rulesOn('2026-05-28');
const stageOf = (f: DealFile, stage: Stage) => stageRail(f, rules).find((s) => s.stage === stage)!;
const asked = (f: DealFile, stage: Stage) =>
  stageOf(f, stage).missing.flatMap(({ finding: x }) =>
    x.message.key.endsWith('.inFuture') ? [[x.message.key, x.level, x.where.field, x.message.params?.['day']]] : [],
  );

it('今天 or before is silent', () => {
  const f = signed();
  const on = { ...f, rounds: f.rounds.map((r) => ({ ...r, heldOn: '2026-05-28' })), pricings: f.pricings.map((p) => ({ ...p, decidedOn: '2026.5.28' })) };
  expect([asked(on, 'negotiation'), asked(on, 'pricing')]).toEqual([[], []]);
});

it('会谈日期 and 决策日期 ahead are asked about at their field; an archived round is not', () => {
  const f = signed();
  const [first, ...rest] = f.rounds;
  expect(asked({ ...f, rounds: [{ ...first!, heldOn: '2030.3.5' }, ...rest] }, 'negotiation')).toEqual([['round.inFuture', 'ask', 'heldOn', '2030-03-05']]);
  expect(asked({ ...f, rounds: [{ ...first!, heldOn: '2030-03-05', archived: true }, ...rest] }, 'negotiation')).toEqual([]);
  expect(asked({ ...f, pricings: f.pricings.map((p) => ({ ...p, decidedOn: '2027-03-23' })) }, 'pricing')).toEqual([
    ['pricing.inFuture', 'ask', 'decidedOn', '2027-03-23'],
  ]);
});

it('签署 is not done by a day of signing ahead', () => {
  const f = signed();
  const [s] = f.signings;
  const whole = {
    ...s!,
    scanIds: ['scan'],
    pages: 1,
    lockedPages: 1,
    pagesEqual: [1],
    sellerSealKind: '公章',
    buyerSealKind: '公章',
    sellerAuthority: '法定代表人',
    buyerAuthority: '法定代表人',
  };
  const done = { ...f, signings: [whole], contracts: f.contracts.map((c) => ({ ...c, state: 'locked' as const, lockedHash: 'a'.repeat(64) })) };
  expect(stageOf(done, 'signing').state).toBe('done');
  const ahead = { ...done, signings: [{ ...whole, signedOn: '2027-05-20', effectiveOn: '2027-05-20' }] };
  expect(stageOf(ahead, 'signing').state).toBe('current');
});
