/** Several versions of one contract signed one after the other: filing, deadlines and papers follow the one that counts. */
import { describe, expect, it } from 'vitest';
import { checkSigningOrder } from '../../shared/domain/checks/signing-order.ts';
import type { Signing } from '../../shared/domain/contract.ts';
import { dealFacts } from '../../shared/domain/contract/deal-facts.ts';
import { clocksOf } from '../../shared/domain/clocks/clocks-of.ts';
import { latestSigning, signedContract, type DealFile } from '../../shared/domain/deal-file.ts';
import { contractFactsOf, filingContent } from '../../shared/domain/filing-rules.ts';
import { filedDeal, replacedSignings } from '../../shared/domain/standing-signing.ts';
import { keys, rulesOn, signed } from './support.ts';

/** The signed deal with a second version locked after it, and what was recorded of that. */
function second(more: Partial<Signing> | null): DealFile {
  const f = signed();
  const s2: Signing = { ...f.signings[0]!, id: 's0', contractId: 'c2', contractNo: '示例2026-002', validTo: '2033-05-31', ...more };
  return {
    ...f,
    contracts: [...f.contracts, { ...f.contracts[0]!, id: 'c2', version: 2, lockedHash: 'b'.repeat(64) }],
    // by its id the second stands before the first
    signings: more === null ? f.signings : [s2, ...f.signings],
  };
}

describe('a version locked after a signed one', () => {
  it('leaves the signed paper in force until it is signed itself, and is asked about', () => {
    for (const f of [second(null), second({ signedOn: undefined })]) {
      expect(latestSigning(f)?.id).toBe('s1');
      expect(signedContract(f)?.id).toBe('c1');
      expect(keys(checkSigningOrder(f, f.signings.at(-1)!))).toContain('signing.newerLocked');
      expect(contractFactsOf(f).contractNo).toBe('示例2026-001');
    }
    expect(checkSigningOrder(second(null), signed().signings[0]!).find((x) => x.message.key === 'signing.newerLocked')?.message.params).toEqual({
      newer: 2,
      signed: 1,
    });
  });

  it('takes its place once it is signed: in filing, papers and deadlines', () => {
    const f = second({});
    expect(latestSigning(f)?.id).toBe('s0');
    expect(contractFactsOf(f)).toMatchObject({ contractNo: '示例2026-002', validTo: '2033-05-31', lockedHash: 'b'.repeat(64) });
    expect(dealFacts(f, signedContract(f))).toMatchObject({ no: '示例2026-002' });
    expect(
      clocksOf(f, rulesOn('2026-06-01'), '2026-06-01')
        .filter((d) => d.kind === 'validity')
        .map((d) => d.day),
    ).toEqual(['2033-05-31']);
    expect([...replacedSignings(f.signings, f.contracts)]).toEqual(['s1']);
    expect(keys(checkSigningOrder(f, f.signings[0]!))).not.toContain('signing.newerLocked');
  });

  it('a paper begun and not signed is none once a newer version is locked', () => {
    const f = second(null);
    const begun = { ...f, signings: [{ ...f.signings[0]!, signedOn: undefined }] };
    expect(latestSigning(begun)).toBeUndefined();
    expect(signedContract(begun)?.id).toBe('c2');
  });

  it('an agreement beside the contract takes the place of nothing', () => {
    const f = second({});
    const beside = { ...f, contracts: f.contracts.map((c) => (c.id === 'c2' ? { ...c, kind: 'BM' } : c)) };
    expect(latestSigning(beside)?.id).toBe('s1');
    expect([...replacedSignings(beside.signings, beside.contracts)]).toEqual([]);
  });

  it('a frozen filing goes on with the paper it was frozen with', () => {
    const f = second({});
    const filing = { id: 'f1', dealId: f.deal.id, signingId: 's1', contractId: 'c1', state: 'ready' as const, frozenHash: 'c'.repeat(64) };
    expect(filingContent(f, filing, {}).facts).toEqual(contractFactsOf(signed()));
    expect(keys(checkSigningOrder(filedDeal(f, filing), f.signings[1]!))).not.toContain('signing.newerLocked');
    expect(filingContent(f, { ...filing, frozenHash: undefined }, {}).facts.contractNo).toBe('示例2026-002');
  });

  it('a signed 补充协议 goes with it, and one signed after the form was frozen does not', () => {
    const f = second({});
    const scan = { id: 'bs', name: '补充协议.pdf', hash: 'd'.repeat(64), size: 3 };
    const more = (signedOn: string) => ({
      ...f,
      contracts: [...f.contracts, { id: 'bc', kind: 'BC', version: 1, state: 'locked' as const }],
      signings: [...f.signings, { id: 's3', contractId: 'bc', signedOn, scanIds: ['bs'] }],
      attachments: [...f.attachments, scan],
    });
    const filing = {
      id: 'f1',
      dealId: f.deal.id,
      signingId: 's1',
      contractId: 'c1',
      state: 'ready' as const,
      frozenHash: 'c'.repeat(64),
      frozenOn: '2026-06-01T02:00:00Z',
    };
    const supplements = (signedOn: string): number => filingContent(more(signedOn), filing, {}).proofs.filter((p) => p.kind === 'supplement').length;
    // frozen at ten in the morning of the first there
    expect([supplements('2026-06-01'), supplements('2026-06-02'), supplements('')]).toEqual([1, 0, 0]);
    const late = { ...filing, frozenOn: '2026-06-01T16:00:00Z' };
    expect(filingContent(more('2026-06-02'), late, {}).proofs.filter((p) => p.kind === 'supplement')).toHaveLength(1);
    expect(filingContent(more('2026-06-01'), filing, {}).facts).toEqual(contractFactsOf(signed()));
  });
});
