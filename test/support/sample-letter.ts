/** A complete filing that a registry takes for review; plainly sample data. */
import type { FollowupContent } from '../../shared/registry/followup-letter.ts';
import { filingLetter, frozenBody, type FilingContent } from '../../shared/registry/letter.ts';
import { sha256Hex } from '../../shared/change/chain.ts';

const party = (who: 'buyer' | 'seller', name: string, code: string): Record<string, string> => ({
  [`${who}Name`]: name,
  [`${who}Type`]: '事业单位',
  [`${who}Country`]: '142',
  [`${who}Region`]: '440100',
  [`${who}Address`]: '示例路 1 号',
  [`${who}Rep`]: '代表人甲',
  [`${who}Contact`]: '联系人乙',
  [`${who}Tel`]: '02000000000',
  [`${who}Zip`]: '510000',
  [`${who}IsTTO`]: '否',
  [`${who}IsRD`]: '是',
  [`${who}Industry`]: '科学研究和技术服务业',
  [`${who}CreditCode`]: code,
});

export const SELLER = '示例农业研究所';
export const BUYER = '示例种业公司';

/** R-017's licence; `n` tells filings apart. */
export function sampleContent(n = 1, change: Partial<FilingContent> = {}): FilingContent {
  return {
    filingId: `filing-${n}`,
    version: 1,
    form: {
      projectName: '低温等离子体种子处理装置专利实施许可',
      contractType: '技术许可/专利实施许可',
      signDate: '2026-03-12',
      validFrom: '2026-03-12',
      validTo: '2031-03-11',
      totalAmount: '1500000.00',
      technicalAmount: '1500000.00',
      payMethod: '提成支付附加预付入门费',
      isRelated: '否',
      planSource: '计划外',
      ipr: '发明专利',
      techField: '农业技术',
      socioEconomic: '促进农林牧渔业发展',
      serviceIndustry: '农业',
      ...party('seller', SELLER, ''),
      ...party('buyer', BUYER, ''),
    },
    facts: {
      contractNo: `XK-2026-${n}`,
      title: '低温等离子体种子处理装置专利实施许可',
      kind: 'XK-ZL',
      signedOn: '2026-03-12',
      effectiveOn: '2026-03-12',
      validFrom: '2026-03-12',
      validTo: '2031-03-11',
      sellerName: SELLER,
      sellerSealName: SELLER,
      sellerSignatory: '代表人甲',
      buyerName: BUYER,
      buyerSealName: BUYER,
      buyerSignatory: '代表人丙',
      totalAmount: '1500000',
      technicalAmount: '1500000',
      pages: 12,
    },
    proofs: [{ kind: 'signedScan', name: '合同.pdf', sha256: sha256Hex(`scan-${n}`), size: 120_000 }],
    ...change,
  };
}

/** Its letter as it goes out. */
export function sampleLetter(n = 1, change: Partial<FilingContent> = {}): { id: string; text: string; content: FilingContent } {
  const content = sampleContent(n, change);
  return { id: sha256Hex(`letter-${n}`), text: frozenBody(filingLetter('simulated', `deal-${n}`, content)).text, content };
}

type FollowupKind = FollowupContent['kind'];
/** What follows the registration of a sample filing; `note` is what a change changes, from and to. */
export function sampleFollowup(
  kind: FollowupKind,
  of: { filingId: string; followupId: string; version: number; registerNo: string; registryId: string },
  note: { before: string; after: string },
): FollowupContent {
  const { registryId, registerNo, ...ids } = of;
  const base = { ...ids, proofs: [{ kind: 'agreement', name: '补充协议.pdf', sha256: sha256Hex(`agreement-${ids.followupId}`), size: 50_000 }] };
  switch (kind) {
    case 'filing.change':
      return { ...base, kind, registerNo, changes: { note }, reason: '双方签订补充协议', on: '2026-05-20' };
    case 'filing.cancel':
      return { ...base, kind, registerNo, cause: 'terminated', reason: '双方协议解除合同', on: '2026-06-01' };
    case 'filing.income':
      return {
        ...base,
        kind,
        registerNo,
        from: '2026-03-12',
        to: '2026-06-30',
        amount: '500000.00',
        technicalIncome: '500000.00',
        rows: [{ on: '2026-04-01', amount: '500000.00' }],
      };
    case 'filing.dispute':
      return { ...base, kind, about: registryId, text: '不认可退回意见' };
  }
}
