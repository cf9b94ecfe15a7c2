/** What papers take from the records beyond what contracts do: made up as it is to be read. Nothing internal is here. */
import { amountInWords, formatRate, formatYuan } from '../../money.ts';
import { addMonths, parseDay } from '../../time.ts';
import { originOf } from '../party.ts';
import type { RowOf } from '../tables.ts';
import type { ContractSources } from './answers.ts';
import { chineseDay } from './fill.ts';
import { RIGHT_NAMES } from './right-names.ts';

/** Answers of the contract that papers about it take over. */
const SAID = ['materials', 'materialPlace', 'indicators', 'acceptanceWay', 'annexes', 'acts', 'researchFunds', 'researchReward', 'costItems'] as const;

export const PAPER_PATHS = [
  ...SAID.map((key) => `contract.${key}` as const),
  'contract.effectiveOn',
  'contract.recordBy',
  'contract.validTo',
  'contract.copies',
  'contract.pages',
  'contract.signatory',
  'contract.mark',
  'contract.origin',
  'amounts.total',
  'amounts.technical',
  'amounts.royalty',
  'deal.route',
  'deal.isRelated',
  'deal.consent',
  'deal.money',
  'other.name',
  'office.uscc',
  'office.legalRep',
  'office.contactPhone',
  'seller.contactPhone',
  'seller.account',
  'buyer.contactPhone',
  'buyer.abroad',
  'achievement.unit',
  'achievement.mobile',
  'achievement.completedOn',
  'contributors.first',
  'contributors.shares',
  'rights.described',
  'rights.secrets',
  'round.scope',
  'round.term',
  'round.terms',
  'round.payment',
  'round.royalty',
  'round.otherTerms',
  'pricing.route',
  'pricing.basis',
  'pricing.decision',
  'notice.summary',
] as const;
export type PaperPath = (typeof PAPER_PATHS)[number];

export function paperValues(sources: ContractSources): Partial<Record<PaperPath, string | undefined>> {
  const { deal, seller, buyer, office, achievement, contributors, rights, round, about } = sources;
  const said = about?.said ?? {};
  const effective = parseDay(about?.effectiveOn);
  return {
    ...Object.fromEntries(SAID.map((key) => [`contract.${key}`, said[key]])),
    'contract.effectiveOn': about?.effectiveOn,
    // 专利法实施细则 art. 15
    'contract.recordBy': effective && addMonths(effective, 3),
    'contract.validTo': about?.validTo,
    'contract.copies': about?.copies?.toString(),
    'contract.pages': about?.pages?.toString(),
    'contract.signatory': about?.signatory,
    'contract.mark': about?.textHash?.slice(0, 12),
    'contract.origin': about?.drafted && (about.drafted === 'here' ? 'model' : 'theirs'),
    'amounts.total': about?.total,
    'amounts.technical': about?.technical,
    'amounts.royalty': yesNo(about?.royalty),
    'deal.route': deal.route,
    'deal.isRelated': yesNo(deal.isRelated),
    'deal.consent': deal.route === 'license' ? round?.licenseMode : deal.route,
    'deal.money': deal.role && (deal.role === 'buyer' ? 'out' : 'in'),
    'other.name': (deal.role === 'buyer' ? seller : buyer)?.name,
    'office.uscc': office?.uscc,
    'office.legalRep': office?.legalRep,
    'office.contactPhone': contactOf(office),
    'seller.contactPhone': contactOf(seller),
    'seller.account': seller?.bankAccount && listed([seller.name, seller.bank, seller.bankAccount], '，'),
    'buyer.contactPhone': contactOf(buyer),
    'buyer.abroad': buyer && { abroad: 'yes', home: 'no', unknown: undefined }[originOf(buyer)],
    'achievement.unit': achievement?.unit,
    'achievement.mobile': achievement?.mobile || achievement?.phone,
    'achievement.completedOn': achievement?.completedOn,
    'contributors.first': contributors?.[0]?.name,
    'contributors.shares': listed(contributors?.map((c) => (c.share ? `${c.name ?? ''}（${formatRate(c.share)}）` : c.name)) ?? [], '、'),
    'rights.described': listed(
      rights.map(({ right }) => described(right)),
      '；',
    ),
    'rights.secrets': listed(
      rights.filter(({ right }) => right.kind === 'secret').map(({ right }) => right.name),
      '、',
    ),
    'round.scope': listed([round?.territory, termOf(round)], '，'),
    'round.term': termOf(round),
    'round.terms': termsOf(sources),
    'round.payment': paymentOf(sources),
    'round.royalty': royaltyOf(round),
    'round.otherTerms': round?.otherTerms,
    'pricing.route': about?.pricingRoute,
    'pricing.basis': about?.pricingBasis,
    'pricing.decision': listed([about?.meeting, chineseDay(about?.decidedOn)], '，'),
    'notice.summary': noticeOf(about),
  };
}

const listed = (parts: readonly (string | undefined)[], between: string): string => parts.filter((p) => p !== undefined && p !== '').join(between);
const yesNo = (flag: boolean | undefined): string | undefined => (flag === undefined ? undefined : flag ? 'yes' : 'no');
const contactOf = (party: Pick<RowOf<'parties'>, 'contact' | 'phone'> | undefined): string => listed([party?.contact, party?.phone], '　');

/** 发明专利“……”（ZL 202010000000.7）. */
function described(right: RowOf<'rights'>): string {
  const kind = right.kind ? RIGHT_NAMES[right.kind] : '';
  return `${kind}“${right.name ?? ''}”${right.number ? `（${right.number}）` : ''}`;
}

function termOf(round: RowOf<'rounds'> | undefined): string | undefined {
  const [from, to] = [chineseDay(round?.termFrom), chineseDay(round?.termTo)];
  return from && to ? `${from}至${to}` : round?.years ? `${round.years}年` : undefined;
}

const MODES = { exclusive: '独占许可', sole: '排他许可', ordinary: '普通许可' } as const;
const PAYMENT: Readonly<Record<string, string>> = {
  once: '一次总算、一次总付',
  instalments: '一次总算、分期支付',
  royalty: '提成支付',
  entryRoyalty: '提成支付附加预付入门费',
};

function royaltyOf(round: RowOf<'rounds'> | undefined): string | undefined {
  if (!round?.royaltyRate || Number(round.royaltyRate) === 0) return undefined;
  return `按${round.royaltyBase || '提成基数'}的${formatRate(round.royaltyRate)}提成`;
}

function priceOf(round: RowOf<'rounds'> | undefined): string | undefined {
  const words = amountInWords(round?.entryFee);
  return words === undefined ? undefined : `固定金额人民币${formatYuan(round?.entryFee)}元（大写：${words}）`;
}

function termsOf({ deal, round }: ContractSources): string {
  const mode = deal.route === 'license' && round?.licenseMode ? MODES[round.licenseMode] : undefined;
  return listed([mode, round?.territory && `地域为${round.territory}`, termOf(round) && `期限为${termOf(round)}`, priceOf(round), royaltyOf(round)], '；');
}

/** How the contract says it is paid, and the 付款节点. */
function paymentOf({ about, instalments }: ContractSources): string {
  const stages = instalments.map((i) => `${i.name ?? ''}${formatYuan(i.amount)}元（${listed([chineseDay(i.dueOn), i.condition], '，')}）`);
  return listed([PAYMENT[about?.said?.['payKind'] ?? ''], ...stages], '；');
}

function noticeOf(about: ContractSources['about']): string | undefined {
  const [from, to] = [chineseDay(about?.publishedOn), chineseDay(about?.noticeEndOn)];
  return from && to ? listed([`${from}至${to}`, about?.noticeResult], '，') : undefined;
}
