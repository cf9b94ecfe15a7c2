/** 离场核对: what a second trip would be made for stands on the sheet before anybody leaves. */
import { describe, expect, it } from 'vitest';
import { leaveSiteDocument } from '../../renderer/documents/leave-site.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import type { Signing } from '../../shared/domain/contract.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { openPromises, siteLines, type SiteInput, type SiteLine } from '../../shared/domain/leave-site.ts';
import { signed } from './support.ts';

const inputOf = (f: DealFile, more: Partial<Signing> = {}): SiteInput => ({
  file: f,
  signing: { ...f.signings[0]!, lockedPages: 2, copiesCounted: 6, ...more },
  contract: f.contracts[0]!,
  today: '2026-06-01',
});
const stateOf = (lines: readonly SiteLine[], group: string, what: string): string | undefined => lines.find((l) => l.group === group && l.what === what)?.state;

describe('the sheet for leaving the site', () => {
  it('is all in order for a paper that is signed in full', () => {
    expect(siteLines(inputOf(signed())).filter((l) => l.state !== 'ok')).toEqual([]);
  });

  it('names the seal whose name is not the registered one', () => {
    const lines = siteLines(inputOf(signed(), { buyerSealName: '示例种业股份有限公司' }));
    expect(stateOf(lines, 'buyer', 'seal')).toBe('wrong');
    expect(stateOf(lines, 'seller', 'seal')).toBe('ok');
  });

  it('asks for the power of attorney of whoever signs in the place of the legal representative', () => {
    const delegate = { buyerSignatory: '示例代理人', buyerAuthority: '委托代理人（有授权书）' };
    expect(stateOf(siteLines(inputOf(signed())), 'buyer', 'proof')).toBeUndefined();
    expect(stateOf(siteLines(inputOf(signed(), delegate)), 'buyer', 'proof')).toBe('open');
    const f = signed();
    const with_ = { ...f, attachments: [...f.attachments, { id: 'p', ownerTable: 'signings', ownerId: 's1', kind: 'delegation', name: '授权委托书.pdf' }] };
    const proof = (more: Partial<Signing>) =>
      siteLines(inputOf(with_, { ...delegate, buyerProofIds: ['p'], ...more })).find((l) => l.group === 'buyer' && l.what === 'proof');
    expect(proof({})).toMatchObject({ state: 'open', says: '授权委托书.pdf' });
    const read = { buyerProofScope: '签署本合同', buyerProofFrom: '2026-05-01', buyerProofTo: '2026-06-30' };
    expect(proof(read)).toMatchObject({ state: 'ok', says: '授权委托书.pdf · 签署本合同 · 2026-05-01 – 2026-06-30' });
    expect(proof({ ...read, buyerProofTo: '2026-05-19' })).toMatchObject({ state: 'wrong', findings: [{ level: 'must', where: { field: 'buyerProofTo' } }] });
    // the day this side sealed counts, where it is not the day of the paper
    expect(proof({ ...read, buyerProofTo: '2026-05-22', buyerSealedOn: '2026-05-24' })).toMatchObject({ state: 'wrong' });
  });

  it('names each annex that is not at hand, and what is still missing on the paper', () => {
    const lines = siteLines(
      inputOf(signed(), {
        annexes: '技术资料清单\n专利证书复印件',
        annexesHere: ['技术资料清单'],
        crossPageSeal: false,
        copies: undefined,
        pagesEqual: [1],
        signedOn: '',
      }),
    );
    expect(lines.filter((l) => l.group === 'annex').map((l) => [l.says, l.state])).toEqual([
      ['技术资料清单', 'ok'],
      ['专利证书复印件', 'open'],
    ]);
    expect(lines.filter((l) => l.group === 'annex').flatMap((l) => l.findings.map((x) => [x.message.key, x.message.params?.['names']]))).toEqual([
      ['signing.annexOpen', '专利证书复印件'],
    ]);
    expect(lines.filter((l) => l.group === 'paper' && l.state !== 'ok').map((l) => l.what)).toEqual(['signedOn', 'copies', 'crossPageSeal', 'pages']);
  });

  it.each([
    // field, what it says now, the line of the sheet, its state, the strength and the field that is opened
    [{ effectiveOn: '2026-05-19' }, 'effective', 'wrong', 'signing.effectiveFirst', 'must', 'effectiveOn'],
    [{ validFrom: '2026-05-19' }, 'validity', 'ask', 'signing.validityFirst', 'ask', 'validFrom'],
    [{ validFrom: '2026-04-01', validTo: '2026-05-19', effectiveOn: '' }, 'validity', 'wrong', 'signing.validityOver', 'must', 'validTo'],
    [{ signedOn: '2026-05-17', effectiveOn: '2026-05-25' }, 'signedOn', 'ask', 'signing.beforeLock', 'ask', 'signedOn'],
    [{ copiesCounted: 5 }, 'copies', 'ask', 'signing.copiesCounted', 'ask', 'copiesCounted'],
  ] as const)('judges days and copies: %j', (more, what, state, key, level, field) => {
    const line = siteLines(inputOf(signed(), more)).find((l) => l.what === what)!;
    expect(line.state).toBe(state);
    expect(line.findings.map((f) => [f.message.key, f.level, f.where.field])).toContainEqual([key, level, field]);
  });

  it('a seal put before the text was locked is asked about on the line of that seal', () => {
    const lines = siteLines(inputOf(signed(), { buyerSealedOn: '2026-05-17', sellerSealedOn: '2026-05-25' }));
    expect(stateOf(lines, 'buyer', 'seal')).toBe('ask');
    expect(stateOf(lines, 'seller', 'seal')).toBe('ok');
  });

  it('a written reason settles what only asks, and never what must be mended', () => {
    const f = signed();
    const reasoned = (key: string) => ({ ...f, answers: [{ id: 'x', dealId: f.deal.id, findingKey: key, reason: '合同第三条约定追溯' }] });
    expect(stateOf(siteLines(inputOf(reasoned('signing.validityFirst:signings:s1:validFrom'), { validFrom: '2026-05-19' })), 'paper', 'validity')).toBe(
      'explained',
    );
    expect(stateOf(siteLines(inputOf(reasoned('signing.effectiveFirst:signings:s1:effectiveOn'), { effectiveOn: '2026-05-19' })), 'paper', 'effective')).toBe(
      'wrong',
    );
  });

  it('names the annex of the locked text that the list leaves out', () => {
    const f = signed();
    const annexed = { ...f, contracts: [{ ...f.contracts[0]!, fields: { ...f.contracts[0]!.fields, annexes: '技术资料清单\n验收标准：按本附件执行' } }] };
    const lines = siteLines(inputOf(annexed, { annexes: '技术资料清单', annexesHere: ['技术资料清单'] }));
    expect(lines.filter((l) => l.what === 'annexes').flatMap((l) => l.findings.map((x) => x.message.params?.['name']))).toEqual(['验收标准']);
  });

  it('asks for the day only once a condition has been met', () => {
    const line = siteLines(inputOf(signed(), { effectiveOn: '', effectiveCondition: '经主管部门批准' })).find((l) => l.what === 'effective')!;
    expect(line).toMatchObject({ state: 'open', findings: [{ message: { key: 'signing.conditionOpen' }, level: 'ask' }] });
  });

  it('prints every line and every open promise once, the nearest day first', () => {
    const lines = siteLines(inputOf(signed(), { annexes: '专利证书复印件' }));
    const promises = openPromises([
      { id: '1', by: '示例种业有限公司', what: '补盖骑缝章' },
      { id: '2', by: '示例农业研究所', what: '寄送发票', dueOn: '2026-06-10' },
      { id: '3', what: '已办的', dueOn: '2026-06-02', doneOn: '2026-06-01' },
      { id: '4', what: '移走的', archived: true },
    ]);
    expect(promises.map((p) => p.id)).toEqual(['2', '1']);
    const document = leaveSiteDocument({
      dealName: '示例项目',
      contractNo: 'SL-1',
      day: '2026-06-01',
      lines,
      promises,
      words: { line: (l) => l.what, group: (g) => g, state: (s) => s, finding: (f) => f.message.key },
      ourName: '示例农业研究所',
      theirName: '示例种业有限公司',
      watermark: '',
    });
    const text = plainLines(document);
    expect(text.filter((l) => l === '□')).toHaveLength(lines.length);
    expect(text).toEqual(expect.arrayContaining(['寄送发票', '2026年6月10日', '补盖骑缝章', '专利证书复印件']));
    expect(text.join()).not.toContain('已办的');
  });
});
