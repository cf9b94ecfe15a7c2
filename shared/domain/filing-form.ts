/** The 登记表 filled from what is known of the deal: each value with where it came from, so that one click leads there. */
import { Decimal, decimal, formatYuan, parseMoney } from '../money.ts';
import { parseDay } from '../time.ts';
import { portalOrder, type CodeLists, type FormField, type RegisterForm } from './codes.ts';
import { contractedParty, contractedWords } from './contract/contracted.ts';
import { contractSaid } from './contract/text.ts';
import type { Deal } from './deal.ts';
import { latestSigning, signedContract, type DealFile } from './deal-file.ts';
import { contractTypeOf, dealAmounts, iprOf, isEnterprise, payMethodOf } from './filing-facts.ts';
import { foreignInYuan, foreignNote, type ForeignAmount } from './filing-currency.ts';
import { formerArea, formerKind, type Former } from './filing-former.ts';
import { asPortal, forTheEye, namesOfCode, wanOf } from './filing-portal.ts';
import { officeOf, sideValues, yesNo, type Raw } from './filing-sides.ts';
import { SPLIT_WORDS, splitOf, writtenRows, type Split, type SplitRow } from './filing-split.ts';
import type { Filing } from './filing.ts';
import type { Where } from './finding.ts';
import { isAbroad } from './party.ts';
import { filled } from './checks/blank.ts';

export type FilledField = FormField & {
  /** as the portal wants it: dates ISO, amounts in 元 with two decimals, names for lists without known numbers */
  value: string;
  /** the same for the eye: `1,500,000.00`, `中国（142）` */
  shown: string;
  from?: Where;
  /** false where the list, the field or the code behind it is 待确认 */
  confirmed: boolean;
  /** `typed`: a person overrode it in this filing; `derived`: computed; `record`: taken over */
  origin: 'typed' | 'derived' | 'record' | 'none';
  mustFill: boolean;
  /** what a bare code is called: `广东省/佛山市` */
  named?: string;
  /** of a value out of a list: its code there */
  code?: string;
  /** what the source says, where a person typed over it */
  recorded?: string;
  /** the same in the code system before the change of law, where the days ask for it */
  former?: Former;
};

/** What the amounts leave open: 提成部分待补报. Words: `registration` namespace, `notes.<key>`. */
export type FormNote = 'royaltyPending' | 'equipmentDeducted';
export type FilledForm = {
  fields: FilledField[];
  notes: FormNote[];
  /** how the 技术交易额 comes out of the total */
  split: Split;
  /** 备注: what the fields cannot say; empty for nothing */
  remark: string;
};

/** What a person said of the amounts in this filing, beside the fields; `filedOn` is the day it was handed in, where it was. */
export type FormOwn = { id?: string; splits?: readonly SplitRow[] | undefined; currency?: ForeignAmount | undefined; filedOn?: string | undefined };

/** Total and technical amount for the form: what this filing says of them itself, else the contract. `typedTotal` is what a person wrote over the total. */
function formAmounts(f: DealFile, own: FormOwn, typedTotal: Decimal | undefined): { total: Raw; technical: Raw; split: Split } {
  const known = dealAmounts(f);
  const here = (field: string): Where => ({ table: 'filings', id: own.id ?? '', field });
  const foreign = foreignInYuan(own.currency);
  const total: Raw = { text: (foreign ?? known.total)?.toFixed(2), from: foreign ? here('currency') : known.from, origin: 'derived' };
  const rows = writtenRows(own.splits) ?? [];
  const base = foreign ?? known.total;
  if (rows.length > 0) {
    const split = splitOf(typedTotal ?? base, own.splits ?? []);
    return { total, technical: { text: split.technical?.toFixed(2), from: here('splits'), origin: 'derived' }, split };
  }
  // what the contract itself takes apart stands as one sum
  const apart: SplitRow[] = known.nonTechnical.gt(0) ? [{ kind: 'other', amount: known.nonTechnical.toFixed() }] : [];
  const split = splitOf(base, apart);
  return { total, technical: { text: split.technical?.toFixed(2), from: total.from, origin: 'derived' }, split };
}

function rawValues(f: DealFile, today: string): Record<string, Raw> {
  const { deal } = f;
  const signing = latestSigning(f);
  const contract = signedContract(f);
  // as contracted, whatever the records say since; what is typed over it is typed for this filing and leaves the record alone
  const [buyer, seller] = [contractedParty(contract, 'buyer', f.buyer), contractedParty(contract, 'seller', f.seller)];
  const contracted = (side: 'buyer' | 'seller') => {
    const words = contractedWords(contract, side);
    return words && { words, contractId: contract!.id };
  };
  const { projectName } = contractSaid(contract);
  const { from } = dealAmounts(f);
  const payMethod = payMethodOf(f);
  const d = (field: keyof Deal): Raw => ({ text: deal[field] as string | undefined, from: { table: 'deals', id: deal.id, field }, origin: 'record' });
  const s = (field: 'signedOn' | 'validFrom' | 'validTo'): Raw => ({
    text: signing?.[field],
    from: signing ? { table: 'signings', id: signing.id, field } : { table: 'deals', id: deal.id, field: 'signing' },
    origin: 'record',
  });
  const derived = (text: string | undefined, at?: Where): Raw => ({ text, from: at, origin: 'derived' });
  const abroad = [seller, buyer].some((p) => p !== undefined && isAbroad(p));
  const noParty = (field: 'buyerId' | 'sellerId'): Where => ({ table: 'deals', id: deal.id, field });
  return {
    projectName: filled(projectName)
      ? { text: projectName, from: { table: 'contracts', id: contract!.id, field: 'fields.projectName' }, origin: 'record' }
      : d('name'),
    contractType: derived(contractTypeOf(f, contract), { table: 'deals', id: deal.id, field: 'route' }),
    signDate: s('signedOn'),
    validFrom: s('validFrom'),
    validTo: s('validTo'),
    payMethod: derived(payMethod, payMethod && from),
    isRelated: { ...d('isRelated'), text: yesNo(deal.isRelated) },
    planSource: d('planSource'),
    ipr: derived(iprOf(f), { table: 'deals', id: deal.id, field: 'ipr' }),
    techField: d('techField'),
    socioEconomic: d('socioEconomic'),
    serviceIndustry: d('serviceIndustry'),
    ...sideValues('buyer', { party: buyer, enterprise: isEnterprise(buyer), contracted: contracted('buyer'), none: noParty('buyerId') }),
    ...sideValues('seller', {
      party: seller,
      enterprise: isEnterprise(seller),
      contracted: contracted('seller'),
      none: noParty('sellerId'),
      office: officeOf(seller, f.office),
    }),
    isForeign: derived(yesNo(abroad), { table: 'deals', id: deal.id, field: 'buyerId' }),
    newInput: { ...d('expectedInput'), text: wanOf(deal.expectedInput) },
    newOutput: { ...d('expectedOutput'), text: wanOf(deal.expectedOutput) },
    agent: filled(f.office?.userName) ? derived(f.office!.userName, { table: 'office', id: 'office', field: 'userName' }) : d('keeper'),
    agentHead: derived(seller?.legalRep, seller && { table: 'parties', id: seller.id, field: 'legalRep' }),
    agentDate: derived(today),
  };
}

/** What a buyer abroad has not: its filing is stopped for being abroad, not for these. */
const HOME_ONLY = new Set(['buyerRegion', 'buyerCreditCode']);

/** Fills every field in the portal's order. `typed` are the values a person changed in this filing; they win. */
export function fillForm(
  f: DealFile,
  form: RegisterForm,
  lists: CodeLists,
  today: string,
  typed: Readonly<Record<string, string>> = {},
  own: FormOwn = {},
): FilledForm {
  const typedTotal = decimal(parseMoney(typed['totalAmount'] ?? '')?.yuan);
  const { total, technical, split } = formAmounts(f, own, typedTotal);
  const raw: Record<string, Raw> = { ...rawValues(f, today), totalAmount: total, technicalAmount: technical };
  const days = { signedOn: parseDay(typed['signDate'] ?? raw['signDate']?.text), filedOn: own.filedOn ?? today };
  const kind = typed['contractType'] ?? raw['contractType']?.text ?? '';
  const transfer = /^(ZR|XK|技术转让|技术许可)/.test(kind);
  const fields = portalOrder(form).map((field): FilledField => {
    const asked = field.required === 'always' || (field.required === 'enterpriseBuyer' && isEnterprise(f.buyer)) || (field.required === 'transfer' && transfer);
    const mustFill = asked && !(HOME_ONLY.has(field.key) && f.buyer !== undefined && isAbroad(f.buyer));
    const typedOver = typed[field.key];
    const source = raw[field.key] ?? {};
    const { value, confirmed, code } = asPortal(field, typedOver ?? source.text ?? '', lists);
    const recorded = typedOver !== undefined && filled(source.text) ? asPortal(field, source.text!, lists).value : undefined;
    const former = formerOf(field.key, code, lists, days);
    return {
      ...field,
      value,
      ...forPeople(field, value, lists),
      mustFill,
      confirmed: (confirmed || typedOver !== undefined) && field.status === 'confirmed',
      origin: typedOver !== undefined ? 'typed' : filled(value) ? (source.origin ?? 'record') : 'none',
      ...(source.from ? { from: source.from } : {}),
      ...(code === undefined ? {} : { code }),
      ...(recorded === undefined || recorded === value ? {} : { recorded }),
      ...(former ? { former } : {}),
    };
  });
  const { royalty } = dealAmounts(f);
  const notes: FormNote[] = [...(royalty ? (['royaltyPending'] as const) : []), ...(split.deducted.gt(0) ? (['equipmentDeducted'] as const) : [])];
  const remark = [royalty ? '提成部分待补报' : '', splitRemark(own.splits), foreignNote(own.currency)].filter(filled).join('；');
  return { fields, notes, split, remark };
}

const forPeople = (field: FormField, value: string, lists: CodeLists): Pick<FilledField, 'shown' | 'named'> => {
  const named = namesOfCode(field, value, lists);
  return { shown: forTheEye(field, value, lists), ...(named === undefined ? {} : { named }) };
};

function formerOf(key: string, code: string | undefined, lists: CodeLists, days: { signedOn: string | undefined; filedOn: string }): Former | undefined {
  if (key === 'contractType') return formerKind(lists, code, days);
  return key.endsWith('Region') ? formerArea(lists, code, days) : undefined;
}

/** `非技术性费用：设备 1,200,000.00 元（中试设备，第五条）`, as the rows of this filing say it. */
function splitRemark(rows: readonly SplitRow[] | undefined): string {
  const written = (writtenRows(rows) ?? []).map((row) => {
    const why = [row.reason, row.clause].filter(filled).join('，');
    const yuan = decimal(parseMoney(row.amount ?? '')?.yuan);
    const stays = row.kind === 'carrier' ? '，不扣除' : '';
    return `${SPLIT_WORDS[row.kind ?? 'other']} ${yuan ? formatYuan(yuan.toFixed()) : (row.amount ?? '')} 元${why === '' && stays === '' ? '' : `（${why}${stays}）`}`;
  });
  return written.length > 0 ? `金额构成：${written.join('、')}` : '';
}

/** The form with the values it was frozen with, each with its source of then: what was typed by hand stays so. */
export function frozenForm(live: FilledForm, filing: Pick<Filing, 'form' | 'typedKeys' | 'splits'>, lists: CodeLists): FilledForm {
  const stored = filing.form ?? {};
  const typed = new Set(filing.typedKeys ?? []);
  const originOf = (f: FilledField, value: string): FilledField['origin'] =>
    value === '' ? 'none' : typed.has(f.key) || f.origin === 'none' ? 'typed' : f.origin;
  const split = writtenRows(filing.splits) ? splitOf(decimal(stored['totalAmount']), filing.splits!) : live.split;
  return {
    ...live,
    split,
    remark: stored['note'] ?? '',
    fields: live.fields.map((f) => {
      const value = stored[f.key] ?? '';
      const { former, code, named: _live, recorded: _recorded, ...rest } = f;
      const same = value === f.value;
      return {
        ...rest,
        value,
        ...forPeople(f, value, lists),
        origin: originOf(f, value),
        ...(same && former ? { former } : {}),
        ...(same && code ? { code } : {}),
      };
    }),
  };
}

/** What is stored with a filing: keys with values only. What the fields cannot say stands in 备注. */
export function formValues({ fields, remark }: FilledForm): Record<string, string> {
  const values = Object.fromEntries(fields.filter((f) => filled(f.value)).map((f) => [f.key, f.value]));
  return remark === '' ? values : { ...values, note: remark };
}

/** `shown`: an amount grouped, the names of a code; none where the value is its own words. */
export type PaperLine = { key: string; label: string; value: string; shown?: string };

/** The form as it is written down: every field with a value in the portal's order, the seller's own among them, and 备注 last. */
export function formLines({ fields, remark }: FilledForm): PaperLine[] {
  const lines = fields
    .filter((f) => filled(f.value))
    .map((f): PaperLine => ({ key: f.key, label: f.zh, value: f.value, ...(f.shown === f.value ? {} : { shown: f.named ?? f.shown }) }));
  return remark === '' ? lines : [...lines, { key: 'note', label: '备注', value: remark }];
}
