/** Our own draft after a person changed it: read by the same rules, each finding at its clause. */
import { describe, expect, it } from 'vitest';
import { checkDraftWording } from '../../shared/domain/checks/contract-wording.ts';
import { detailOf } from '../../shared/domain/contract-text/proposed.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { clauses, CODES, parsed } from '../documents/clause-files.ts';
import { kindInput } from '../documents/kinds-fixture.ts';
import { rulesOn } from './support.ts';

const rules = rulesOn('2026-11-22');
/** A draft whose penalty is one that anybody would sign. */
function found(kind: string, clauseTexts: Record<string, string> = {}, chosen: Record<string, string> = {}) {
  const set = clauses(kind);
  const input = kindInput(set, chosen);
  const built = buildContract(set, { ...input, clauseTexts });
  return checkDraftWording({ id: 'c', kind, clauseTexts }, plainLines(built.document), built.clauses, rules, built.answers);
}
const KINDS = CODES.filter((code) => parsed(code).set?.flavour === 'contract' && code !== 'YX' && /^(KF|ZR|XK|SY|ZX|FW)/.test(code));

describe('a draft', () => {
  it.each(KINDS)('%s as it comes has nothing to find but the penalty the fixture answers', (kind) =>
    expect(found(kind).filter((f) => detailOf(f) !== 'penaltyHigh')).toEqual([]),
  );
  it('whose clause cites a repealed law is told at that clause, with the words', () => {
    const set = clauses('XK-ZL');
    const { id } = buildContract(set, kindInput(set)).clauses.at(-1)!;
    const [one] = found('XK-ZL', { [id]: '本合同依照《中华人民共和国合同法》生效。' }).filter((f) => f.level === 'must');
    expect(one).toMatchObject({
      message: { key: 'text.repealedLaw' },
      where: { table: 'contracts', id: 'c', field: `clauseTexts.${id}` },
      quote: { start: 6 },
    });
  });
  it('that says of its price neither 含税 nor 不含税 is told at the question, or at the clause of a text that does not ask it', () => {
    const open = { taxIncluded: '', taxRate: '', invoiceKind: '', invoice: '合法有效的发票', royaltyBase: '净销售额', terms: '' };
    const [one, ...more] = found('XK-ZL', {}, open).filter((f) => f.message.key === 'text.taxUnsaid');
    expect(one).toMatchObject({
      level: 'ask',
      where: { table: 'contracts', id: 'c', field: 'fields.taxIncluded' },
      message: { params: { text: expect.stringContaining('600,000') as string } },
    });
    expect(more).toEqual([]);
    for (const taxIncluded of ['included', 'excluded'])
      expect(found('XK-ZL', {}, { ...open, taxIncluded }).filter((f) => f.message.key === 'text.taxUnsaid')).toEqual([]);
    const set = clauses('XK-ZL');
    const built = buildContract(set, kindInput(set, open));
    const own = checkDraftWording({ id: 'c' }, plainLines(built.document), built.clauses, rules, new Set());
    expect(own.find((f) => f.message.key === 'text.taxUnsaid')?.where.field).toBe('clauseTexts.fee.total');
  });
  it('whose wording leaves out what the law asks for says so', () => {
    const set = clauses('ZR-MM');
    const reworded = Object.fromEntries(
      buildContract(set, kindInput(set))
        .clauses.filter((c) => /合法|有权|权利人|所有人|持有|拥有|无误/.test(c.text))
        .map((c) => [c.id, '双方另行协商。']),
    );
    expect(found('ZR-MM', reworded).map(detailOf)).toContain('duty.warranty');
    expect(found('ZR-MM').map(detailOf)).not.toContain('duty.warranty');
  });
});
