/** Our own draft after a person changed it: read by the same rules, each finding at its clause. */
import { describe, expect, it } from 'vitest';
import { checkDraftWording } from '../../shared/domain/checks/contract-wording.ts';
import { detailOf } from '../../shared/domain/contract-text/proposed.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { interviewFields } from '../../shared/domain/contract/clause-set.ts';
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
  it.each(KINDS.filter((k) => /^(XK|SY)/.test(k)))('%s contradicts itself with no choice of mode and sublicence', (kind) => {
    const set = clauses(kind);
    const values = (key: string): string[] =>
      interviewFields(set)
        .find((f) => f.key === key)
        ?.choices?.map((c) => c.value) ?? [''];
    const told = values('licenseMode').flatMap((licenseMode) =>
      values('sublicense').flatMap((sublicense) =>
        values('soleOrdinary').flatMap((soleOrdinary) => found(kind, {}, { licenseMode, sublicense, soleOrdinary }).flatMap((f) => f.quote?.text ?? [])),
      ),
    );
    expect(told.filter((text) => /许可/.test(text))).toEqual([]);
  });
  it('of a broker paid by a share is not asked to open books: the royalties are those of another contract', () => {
    const chosen = { feeKind: 'rate', brokerRate: '0.08', feeWhen: 'made' };
    expect(found('FW-ZJ', {}, chosen).map(detailOf)).not.toContain('auditMissing');
    expect(
      found('FW-ZJ', {}, { ...chosen, brokerBase: '成交总额，其中的提成按照实际收付的金额计算' })
        .map(detailOf)
        .filter((d) => /^(audit|royalty)/.test(d)),
    ).toEqual([]);
  });
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

describe('a wording of our own', () => {
  const set = clauses('XK-ZL');
  const problems = (id: string, text: string, chosen: Record<string, string> = {}) =>
    buildContract(set, { ...kindInput(set, { payKind: 'once', fixedFee: '1500000', ...chosen }), clauseTexts: { [id]: text } })
      .problems.filter((p) => ['wordingDiffers', 'badReference'].includes(p.key))
      .map((p) => [p.key, p.level, p.field, ...Object.values(p.params ?? {})]);
  const fee = 'fee.total';
  it('that writes another amount than the question holds is told at the clause, with both', () => {
    expect(problems(fee, '许可使用费总额为人民币1,800,000.00元。')).toEqual([
      ['wordingDiffers', 'must', fee, expect.any(String), '1,800,000.00元', '1,500,000.00元'],
    ]);
    for (const same of [
      '总额为人民币150万元。',
      '总额为人民币{fixedFee|money}元。',
      '总额150万元，逾期的违约金为2万元。',
      '分两期：60万元和90万元。',
      '双方另行商定。',
    ])
      expect([same, problems(fee, same)]).toEqual([same, []]);
  });
  it('that names an article or a 款 that is not there is told, one that is there or stands in a law is not', () => {
    for (const [text, at] of [
      ['见第九十九条。', '第九十九条'],
      ['按本合同第三十条处理。', '第三十条'],
      ['依照第5.99款办理。', '第5.99款'],
    ] as const)
      expect(problems(fee, text)).toEqual([['badReference', 'must', fee, at]]);
    for (const text of ['见第三条。', '依照《中华人民共和国民法典》第八百四十五条。', '专利法第六十五条另有规定。', '依照民法典，按第八百四十七条处理。'])
      expect([text, problems(fee, text)]).toEqual([text, []]);
  });
  it('that writes another rate or day is told too', () => {
    expect(problems('fee.royalty', '甲方按净销售额的5%提成，逾期的违约金为1%。', { payKind: 'royalty', royaltyRate: '0.03' })).toEqual([
      ['wordingDiffers', 'must', 'fee.royalty', expect.any(String), '5%', '3%'],
    ]);
    expect(problems('fee.royalty', '甲方按净销售额的3%提成。', { payKind: 'royalty', royaltyRate: '0.03' })).toEqual([]);
    expect(problems('grant.term', '许可期限自2026年1月1日至2031年12月31日。', { termFrom: '2026-01-01', termTo: '2030-12-31' })).toEqual([
      ['wordingDiffers', 'must', 'grant.term', expect.any(String), '2031年12月31日', '2030年12月31日'],
    ]);
  });
  it('that writes another penalty than the one its clause is about is told too', () => {
    const late = set.articles.flatMap((a) => a.clauses).find((c) => c.text.includes('{lateRate|percent}'))!.id;
    expect(problems(late, '每逾期一日，按逾期金额的0.3%支付违约金。', { lateRate: '0.0005' })).toEqual([
      ['wordingDiffers', 'must', late, expect.any(String), '0.3%', '0.05%'],
    ]);
  });
  it.each(KINDS)('%s: that says what the standard one prints has nothing wrong', (kind) => {
    const kindSet = clauses(kind);
    const input = kindInput(kindSet);
    const clauseTexts = Object.fromEntries(buildContract(kindSet, input).clauses.map((c) => [c.id, c.text]));
    const { problems: all } = buildContract(kindSet, { ...input, clauseTexts });
    expect(all.filter((p) => ['wordingDiffers', 'badReference'].includes(p.key))).toEqual([]);
  });
});
