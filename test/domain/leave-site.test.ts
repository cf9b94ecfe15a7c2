/** 离场核对: what a second trip would be made for stands on the sheet before anybody leaves. */
import { describe, expect, it } from 'vitest';
import { leaveSiteDocument } from '../../renderer/documents/leave-site.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import type { Signing } from '../../shared/domain/contract.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { openPromises, siteLines, type SiteInput, type SiteLine } from '../../shared/domain/leave-site.ts';
import { signed } from './support.ts';

const inputOf = (f: DealFile, more: Partial<Signing> = {}): SiteInput => ({
  signing: { ...f.signings[0]!, lockedPages: 2, ...more },
  contract: f.contracts[0]!,
  seller: f.seller!,
  buyer: f.buyer!,
  attachments: f.attachments,
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
    const line = siteLines(inputOf(with_, { ...delegate, buyerProofIds: ['p'] })).find((l) => l.group === 'buyer' && l.what === 'proof');
    expect(line).toMatchObject({ state: 'ok', says: '授权委托书.pdf' });
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
    expect(lines.filter((l) => l.group === 'paper' && l.state !== 'ok').map((l) => l.what)).toEqual(['signedOn', 'copies', 'crossPageSeal', 'pages']);
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
      words: { line: (l) => l.what, group: (g) => g, state: (s) => s },
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
