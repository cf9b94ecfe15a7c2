/** Numbers of versions count within one contract, and which version of several contracts is the last. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeContractVersion } from '../../shared/domain/contract-rules.ts';
import { inOrder, lineOf, newestOf, nextNumber } from '../../shared/domain/contract-versions.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import { emptyDealFile, latestContract } from '../../shared/domain/deal-file.ts';
import { makeNext } from '../../shared/domain/redline/cards-decide.ts';
import { isRefusal } from '../../shared/result.ts';
import { randomRuns } from '../support/random.ts';
import { redlineOf } from '../../renderer/documents/redline-input.ts';

const deal = { id: 'd', name: '示例项目' };
/** Ids as the store makes them: they grow with time. */
const made = (n: number): string => `019aa000-0000-7000-8000-${String(n).padStart(12, '0')}`;

function drafted(kinds: readonly (string | undefined)[]): Contract[] {
  const versions: Contract[] = [];
  for (const [i, kind] of kinds.entries()) {
    const [edit] = makeContractVersion(deal, versions, undefined, made(i), kind);
    if (edit?.op !== 'make') throw new Error('no version');
    versions.push(edit.row as Contract);
  }
  return versions;
}

describe('numbers', () => {
  it('the first draft of a second kind is its first version', () => {
    const versions = drafted(['XK-ZL', 'XK-ZL', 'XK-ZL', 'FW-YB', 'BC', 'FW-YB', undefined]);
    expect(versions.map((c) => `${c.kind} ${c.version}`)).toEqual(['XK-ZL 1', 'XK-ZL 2', 'XK-ZL 3', 'FW-YB 1', 'BC 1', 'FW-YB 2', 'FW-YB 3']);
    expect(nextNumber(versions, 'foreign')).toBe(1);
  });
  it('whatever comes in whatever order, each kind counts from one and the last made is the last', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('XK-ZL', 'FW-YB', 'KF-WT', 'BM'), { minLength: 1, maxLength: 12 }), (kinds) => {
        const versions = drafted(kinds);
        for (const kind of new Set(kinds)) {
          const own = versions.filter((c) => c.kind === kind);
          expect(own.map((c) => c.version)).toEqual(own.map((_, i) => i + 1));
        }
        expect(newestOf(versions)).toBe(versions.at(-1));
        expect(latestContract({ ...emptyDealFile(deal), contracts: versions.toReversed() })?.id).toBe(versions.findLast((c) => c.kind !== 'BM')?.id);
        const order = inOrder(versions.toReversed());
        expect(order).toHaveLength(versions.length);
        expect([...new Set(order.map(lineOf))]).toEqual([...new Set(kinds)]);
      }),
      randomRuns(200),
    );
  });
  it('versions of when all kinds counted together keep their numbers; the next of each kind follows its own', () => {
    const old: Contract[] = [
      { id: made(1), dealId: 'd', version: 1 },
      { id: made(2), dealId: 'd', version: 2, kind: 'FW-YB' },
      { id: made(3), dealId: 'd', version: 3, kind: 'XK-ZL' },
    ];
    expect(latestContract({ ...emptyDealFile(deal), contracts: old })?.version).toBe(3);
    expect([nextNumber(old, 'XK-ZL'), nextNumber(old, 'FW-YB'), nextNumber(old, 'KF-WT')]).toEqual([4, 3, 1]);
  });
  it('a draft of another kind is newer than the contract a sample came with', () => {
    const sample: Contract = { id: 'sample-contract', dealId: 'd', version: 2, kind: 'XK-ZL' };
    expect(newestOf([sample, { id: made(1), dealId: 'd', version: 1, kind: 'FW-YB' }])?.kind).toBe('FW-YB');
  });
  it('the version made of a returned file follows the one it answers', () => {
    const versions = drafted(['XK-ZL', 'XK-ZL', 'FW-YB']);
    const next = makeNext({ id: 'r', dealId: 'd' }, [], {
      deal,
      versions,
      answered: versions[2]!,
      outcome: { fields: {}, clauseTexts: {}, records: { gone: [], parties: [], contributors: [] }, byHand: [], doubts: [] } as never,
      newId: 'n',
    });
    if (isRefusal(next)) throw new Error(next.key);
    expect(next[0]).toMatchObject({ row: { kind: 'FW-YB', version: 2 } });
  });
});

it('a comparison of two kinds names both, one of one kind only the numbers', () => {
  const [a, b, c] = drafted(['XK-ZL', 'XK-ZL', 'FW-YB']);
  const of = (contract: Contract, title: string) => ({ contract, paper: { title, contentId: '0'.repeat(64), blocks: [] } as never });
  const file = emptyDealFile(deal);
  const name = (old: Contract, next: Contract, ...titles: [string, string]) => redlineOf(file, of(old, titles[0]), of(next, titles[1]), '', '');
  expect(name(a!, b!, '许可合同', '许可合同')).toMatchObject({
    name: '示例项目_许可合同_修订对照 v1-v2.docx',
    header: expect.stringMatching(/^修订对照 v1 → v2 ·/),
  });
  expect(name(a!, c!, '许可合同', '技术服务合同').header).toMatch(/^修订对照 许可合同v1 → 技术服务合同v1 ·/);
});
