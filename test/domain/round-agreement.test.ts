/** A round counts as agreed once it says what a contract is made from; the one a signed contract rests on stands. */
import { describe, expect, it } from 'vitest';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import type { Round } from '../../shared/domain/deal.ts';
import { agreementGaps, agreeRound, archiveRound, editRound, signedDay } from '../../shared/domain/round-rules.ts';
import { good, r017, refusalKey, signed } from './support.ts';

const f = r017();
const whole: Round = {
  id: 'sample-round-1',
  dealId: f.deal.id,
  no: 1,
  licenseMode: 'sole',
  territory: '中国境内',
  years: 5,
  entryFee: '1500000',
  royaltyRate: '0.025',
  royaltyBase: '净销售额',
  outcome: 'open',
};
const gaps = (more: Partial<Round>, route: DealFile['deal']['route'] = 'license') =>
  agreementGaps({ ...f.deal, route }, { ...whole, ...more }, []).map((x) => `${x.message.key} ${x.where.field}`);

describe('agreeing', () => {
  it('asks for what the round does not say, each by its field', () => {
    expect(gaps({})).toEqual([]);
    expect(gaps({ licenseMode: undefined, territory: ' ', years: undefined, royaltyBase: '' })).toEqual([
      'round.modeMissing licenseMode',
      'round.royaltyBaseMissing royaltyBase',
      'round.territoryMissing territory',
      'round.termMissing termTo',
    ]);
    expect(gaps({ entryFee: '', royaltyRate: undefined })).toEqual(['round.offerMissing entryFee']);
    // without a royalty there is no base; a term by its last day; another route is no licence
    expect([gaps({ royaltyRate: '0', royaltyBase: '' }), gaps({ years: undefined, termTo: '2031-05-31' })]).toEqual([[], []]);
    expect(gaps({ licenseMode: undefined, territory: '', years: undefined, royaltyBase: '' }, 'transfer')).toEqual(['round.royaltyBaseMissing royaltyBase']);
    expect(agreeRound(f, { ...whole, territory: '', years: undefined })).toMatchObject({ key: 'round.gaps', field: 'territory', params: { no: 1, count: 2 } });
  });
  it('takes a written reason, and an earlier agreement gives way', () => {
    const open = { ...whole, territory: '' };
    const [asked] = agreementGaps(f.deal, open, []);
    const answered = { ...f, answers: [{ id: 'a', findingKey: asked!.key, reason: '按产品销售地，合同另定' }] };
    expect(refusalKey(agreeRound(f, open))).toBe('round.gaps');
    expect(good(agreeRound(answered, open))).toMatchObject([
      { id: 'sample-round-3', fields: { outcome: 'countered' } },
      { id: 'sample-round-1', fields: { outcome: 'agreed' } },
    ]);
  });
});

describe('the round a signed contract rests on', () => {
  const file = signed();
  const agreed = file.rounds.find((r) => r.outcome === 'agreed')!;
  it('is not put aside, taken back or overtaken', () => {
    const day = signedDay(file);
    expect(day).toBe('2026-05-20');
    expect(archiveRound(agreed, day)).toMatchObject({ key: 'round.signed', params: { no: 3, signed: '2026-05-20' } });
    expect(refusalKey(editRound(agreed, { outcome: 'countered' }, day))).toBe('round.signed');
    expect(refusalKey(agreeRound(file, whole))).toBe('round.signed');
  });
  it('is one among others before the signing, and so are the others after it', () => {
    expect(good(archiveRound(agreed, signedDay(f)))).toEqual([{ op: 'set', table: 'rounds', id: agreed.id, fields: { archived: true } }]);
    expect(good(archiveRound(file.rounds[0]!, '2026-05-20'))).toHaveLength(1);
    expect(good(editRound(agreed, { outcome: 'countered' }))).toHaveLength(1);
    expect(good(editRound(agreed, { minutes: 'x', outcome: 'agreed' }, '2026-05-20'))).toHaveLength(1);
  });
});
