/** The two sides of a paper are headed by the roles of that paper, whatever the deal is about. */
import type { TFunction } from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { clausesOf, KINDS } from '../../renderer/documents/clauses.ts';
import { sideTitle } from '../../renderer/features/signing/side-title.ts';
import { isMainKind } from '../../shared/domain/contract/kinds.ts';
import { signed } from '../domain/support.ts';

let zh: TFunction<'signing'>;
let en: TFunction<'signing'>;
beforeAll(async () => {
  const { i18n, startI18n } = await import('../../renderer/app/i18n.ts');
  startI18n('en');
  [zh, en] = [i18n.getFixedT('zh', 'signing'), i18n.getFixedT('en', 'signing')];
});

const f = signed();
const heads = (kind: string | undefined, t = zh): string[] =>
  (['buyer', 'seller'] as const).map((side) => sideTitle(t, f, { id: 'c', ...(kind ? { kind } : {}) }, side));
const CONTRACTS = KINDS.filter((k) => k.flavour === 'contract').map((k) => k.code);
/** 甲方（被许可人） of the paper is 被许可方（买方） on the screen, 研究开发人 a 受托方. */
const asHead = (role: string, side: string): string =>
  role.replace(/^.方（(.*)人）$/, (_, r: string) => `${/研究开发|培训/.test(r) ? '受托' : r}方（${side}）`);

describe('in a deal of licence', () => {
  it.each(CONTRACTS.filter(isMainKind))('%s', (code) => {
    const set = clausesOf(code)!;
    const [buyer, seller] = heads(code);
    expect([set.partyA, asHead(set.partyA, '买方')]).toContain(buyer);
    expect([set.partyB, asHead(set.partyB, '卖方')]).toContain(seller);
    expect(heads(code, en).every((head) => /^[A-Z]/.test(head) && !/^(Buyer|Seller)$/.test(head))).toBe(true);
  });
  it('an agreement around it has parties, a text from elsewhere goes the way of the deal', () => {
    expect([heads('BM'), heads('foreign'), heads(undefined)]).toEqual([
      ['甲方', '乙方'],
      ['被许可方（买方）', '许可方（卖方）'],
      ['被许可方（买方）', '许可方（卖方）'],
    ]);
  });
});
