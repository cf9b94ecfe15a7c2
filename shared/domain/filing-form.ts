/** The 登记表 filled from what is known of the deal: each value with where it came from, so that one click leads there. */
import { Decimal, decimal, formatYuan, parseMoney } from '../money.ts';
import { parseDay } from '../time.ts';
import { codeConfirmed, codePath, portalOrder, type CodeLists, type FormField, type RegisterForm } from './codes.ts';
import type { Contract } from './contract.ts';
import { contractedParty, contractedWords } from './contract/contracted.ts';
import { contractSaid } from './contract/text.ts';
import { kindByContent, kindByTitle } from './contract-text/kind.ts';
import { payKindIn } from './contract-text/payment.ts';
import type { Deal } from './deal.ts';
import { meansSame, priceField, registeredAs } from './contract/kinds.ts';
import { agreedRound, latestContract, latestPricing, latestSigning, signedContract, type DealFile } from './deal-file.ts';
import type { Filing } from './filing.ts';
import type { Where } from './finding.ts';
import { isAbroad, originOf, type Party } from './party.ts';
import { patentKindOf } from './patent-term.ts';
import { filled } from './checks/blank.ts';

export type FilledField = FormField & {
  /** as the portal wants it: dates ISO, amounts in 元 with two decimals, names for lists without known numbers */
  value: string;
  /** the same for the eye: `1,500,000.00` */
  shown: string;
  from?: Where;
  /** false where the list, the field or the code behind it is 待确认 */
  confirmed: boolean;
  /** `typed`: a person overrode it in this filing; `derived`: computed; `record`: taken over */
  origin: 'typed' | 'derived' | 'record' | 'none';
  mustFill: boolean;
};

/** What the amounts leave open: 提成部分待补报. Words: `registration` namespace, `notes.<key>`. */
export type FormNote = 'royaltyPending' | 'equipmentDeducted';
export type FilledForm = { fields: FilledField[]; notes: FormNote[] };

const ENTERPRISE = /^(1|2|3)\d\d/;
/** By 单位性质 where it is given (100–340 are enterprises), else by kind. */
export const isEnterprise = (p: Pick<Party, 'kind' | 'nature'> | undefined): boolean =>
  p !== undefined && (filled(p.nature) ? ENTERPRISE.test(p.nature!) : p.kind === 'enterprise');

const ROUTE_CODE = {
  transfer: 'ZR',
  license: 'XK',
  equity: 'ZR-RG',
  development: 'KF',
  consulting: 'ZX',
  service: 'FW-YB',
  training: 'FW-PX',
  brokering: 'FW-ZJ',
} as const;

/** Code of the contract's kind: by its own kind, by the foreign text, else by the deal's route. */
export function contractTypeOf(f: DealFile, contract: Contract | undefined = latestContract(f)): string | undefined {
  if (contract?.kind !== undefined && contract.kind !== 'foreign') return registeredAs(contract.kind);
  const text = contract?.foreignText ?? '';
  const found = text === '' ? undefined : (kindByContent(text) ?? kindByTitle(text));
  return found?.kind ?? (f.deal.route ? ROUTE_CODE[f.deal.route] : undefined);
}

export type DealAmounts = { total?: Decimal; technical?: Decimal; nonTechnical: Decimal; royalty: boolean; from?: Where };

/** Fixed money of the deal in 元: contract, else agreed round, else pricing decision. The running royalty registers later. */
export function dealAmounts(f: DealFile): DealAmounts {
  const contract = signedContract(f);
  const said = contractSaid(contract);
  const asked = priceField(contract?.kind);
  const agreed = agreedRound(f);
  const pricing = latestPricing(f);
  // what was agreed on for another kind is no price of this one
  const same = meansSame(contract?.kind ?? 'foreign', 'round.entryFee', f.deal, agreed);
  const sources: [string | undefined, Where | undefined][] = [
    [asked && said[asked], contract && { table: 'contracts', id: contract.id, field: `fields.${asked}` }],
    [same ? agreed?.entryFee : undefined, agreed && { table: 'rounds', id: agreed.id, field: 'entryFee' }],
    [same ? pricing?.price : undefined, pricing && { table: 'pricings', id: pricing.id, field: 'price' }],
  ];
  const [text, from] = sources.find(([t]) => filled(t)) ?? [undefined, undefined];
  const royaltyText = said['royaltyRate'] ?? (same ? (agreed?.royaltyRate ?? pricing?.royaltyRate) : undefined);
  const payKind = said['payKind'];
  const royalty = payKind !== undefined ? /oyalty/.test(payKind) : filled(royaltyText) && !/^0*(\.0*)?%?$/.test(royaltyText!.trim());
  const total = text === undefined ? undefined : decimal(parseMoney(text)?.yuan);
  const nonTechnical = decimal(parseMoney(said['nonTechnical'] ?? '')?.yuan) ?? new Decimal(0);
  return { total, technical: total?.minus(nonTechnical), nonTechnical, royalty, from };
}

/** 一次, 分期, 提成, 提成附加入门费 (民法典 art. 846). An amount alone does not say whether it is paid at once: then a person is asked. */
export function payMethodOf(f: DealFile): 'YC' | 'FQ' | 'TC' | 'RMTC' | undefined {
  const { total, royalty } = dealAmounts(f);
  if (royalty) return total && total.gt(0) ? 'RMTC' : 'TC';
  if (!total) return undefined;
  const contract = signedContract(f);
  const said = contractSaid(contract)['payKind'] ?? (contract?.kind === 'foreign' ? payKindIn(contract.foreignText ?? '')?.kind : undefined);
  if (said === 'instalments' || f.instalments.length > 1) return 'FQ';
  return said === 'once' ? 'YC' : undefined;
}

/** 技术秘密, 专利 …: by what the deal names, else by the achievement's rights. */
export function iprOf(f: DealFile): string | undefined {
  if (filled(f.deal.ipr)) return f.deal.ipr;
  const named = f.rights.filter((r) => (f.deal.rightIds ?? []).includes(r.id));
  const first = (named.length > 0 ? named : f.rights).toSorted((a, b) => Number(b.kind !== 'secret') - Number(a.kind !== 'secret'))[0];
  if (!first) return undefined;
  const kind = patentKindOf(first);
  if (kind) return { invention: 'ZL1', utility: 'ZL2', design: 'ZL3' }[kind];
  return { secret: 'JSMM', software: 'RJ', layout: 'BT', variety: 'DZW', application: 'ZL', invention: 'ZL1', utility: 'ZL2', design: 'ZL3' }[
    first.kind ?? 'secret'
  ];
}

type Raw = { text?: string; from?: Where; origin?: 'derived' | 'record' };

function rawValues(f: DealFile, today: string): Record<string, Raw> {
  const { deal } = f;
  const signing = latestSigning(f);
  const contract = signedContract(f);
  // as contracted, whatever the records say since; what is typed over it is typed for this filing and leaves the record alone
  const said = contractedWords(contract, 'buyer');
  const [buyer, seller] = [contractedParty(contract, 'buyer', f.buyer), contractedParty(contract, 'seller', f.seller)];
  const { projectName } = contractSaid(contract);
  const { total, technical, from } = dealAmounts(f);
  const payMethod = payMethodOf(f);
  const d = (field: keyof Deal): Raw => ({ text: deal[field] as string | undefined, from: { table: 'deals', id: deal.id, field }, origin: 'record' });
  const s = (field: 'signedOn' | 'validFrom' | 'validTo'): Raw => ({
    text: signing?.[field],
    from: signing ? { table: 'signings', id: signing.id, field } : { table: 'deals', id: deal.id, field: 'signing' },
    origin: 'record',
  });
  const b = (field: keyof Party): Raw => {
    const value = buyer?.[field];
    return {
      text: typeof value === 'boolean' ? (value ? '是' : '否') : (value as string | undefined),
      from: !buyer
        ? { table: 'deals', id: deal.id, field: 'buyerId' }
        : said && field in said
          ? { table: 'contracts', id: contract!.id }
          : { table: 'parties', id: buyer.id, field },
      origin: 'record',
    };
  };
  const derived = (text: string | undefined, at?: Where): Raw => ({ text, from: at, origin: 'derived' });
  const yesno = (x: boolean | undefined): string | undefined => (x === undefined ? undefined : x ? '是' : '否');
  const abroad = [seller, buyer].some((p) => p !== undefined && isAbroad(p));
  return {
    projectName: filled(projectName)
      ? { text: projectName, from: { table: 'contracts', id: contract!.id, field: 'fields.projectName' }, origin: 'record' }
      : d('name'),
    contractType: derived(contractTypeOf(f, contract), { table: 'deals', id: deal.id, field: 'route' }),
    signDate: s('signedOn'),
    validFrom: s('validFrom'),
    validTo: s('validTo'),
    totalAmount: derived(total?.toFixed(2), from),
    technicalAmount: derived(technical?.toFixed(2), from),
    payMethod: derived(payMethod, payMethod && from),
    isRelated: { ...d('isRelated'), text: yesno(deal.isRelated) },
    planSource: d('planSource'),
    ipr: derived(iprOf(f), { table: 'deals', id: deal.id, field: 'ipr' }),
    techField: d('techField'),
    socioEconomic: d('socioEconomic'),
    serviceIndustry: d('serviceIndustry'),
    buyerName: b('name'),
    buyerType: b('nature'),
    buyerCountry: filled(buyer?.country) ? b('country') : derived(buyer && originOf(buyer) === 'home' ? '142' : undefined, b('country').from),
    buyerRegion: b('region'),
    buyerAddress: b('address'),
    buyerRep: b('legalRep'),
    buyerContact: b('contact'),
    buyerTel: b('phone'),
    buyerZip: b('zip'),
    buyerIsTTO: b('isTechTransferOrg'),
    buyerIsRD: b('isResearchOrg'),
    buyerConverted: b('isConvertedInstitute'),
    ...(isEnterprise(buyer) ? { buyerHiTechZone: b('inHiTechZone'), buyerListed: b('isListed'), buyerScale: b('scale') } : {}),
    buyerIndustry: b('industry'),
    buyerCreditCode: b('uscc'),
    sellerProfile: derived(
      seller ? [seller.name, seller.uscc].filter(filled).join('，') : undefined,
      seller && { table: 'parties', id: seller.id, field: 'name' },
    ),
    isForeign: derived(yesno(abroad), { table: 'deals', id: deal.id, field: 'buyerId' }),
    newInput: { ...d('expectedInput'), text: inWan(deal.expectedInput) },
    newOutput: { ...d('expectedOutput'), text: inWan(deal.expectedOutput) },
    agent: derived([f.office?.userName ?? deal.keeper, today].filter(filled).join('，'), { table: 'office', id: 'office', field: 'userName' }),
  };
}

const inWan = (text: string | undefined): string | undefined => {
  const read = filled(text) ? parseMoney(text!) : undefined;
  return read ? new Decimal(read.yuan).div(10_000).toFixed() : text;
};

/** Codes whose number the form itself asks for; the other lists are picked by name at the portal. */
const BY_CODE = new Set(['areas', 'countries']);

/** What a buyer abroad has not: its filing is stopped for being abroad, not for these. */
const HOME_ONLY = new Set(['buyerRegion', 'buyerCreditCode']);

/** Fills every field in the portal's order. `typed` are the values a person changed in this filing; they win. */
export function fillForm(f: DealFile, form: RegisterForm, lists: CodeLists, today: string, typed: Readonly<Record<string, string>> = {}): FilledForm {
  const raw = rawValues(f, today);
  const transfer = /^(ZR|XK)/.test(raw['contractType']?.text ?? '');
  const fields = portalOrder(form).map((field): FilledField => {
    const asked = field.required === 'always' || (field.required === 'enterpriseBuyer' && isEnterprise(f.buyer)) || (field.required === 'transfer' && transfer);
    const mustFill = asked && !(HOME_ONLY.has(field.key) && f.buyer !== undefined && isAbroad(f.buyer));
    const own = typed[field.key];
    const source = raw[field.key] ?? {};
    const text = own ?? source.text ?? '';
    const { value, confirmed } = asPortal(field, text, lists, own !== undefined);
    return {
      ...field,
      value,
      shown: forTheEye(field, value),
      mustFill,
      confirmed: confirmed && field.status === 'confirmed',
      origin: own !== undefined ? 'typed' : filled(value) ? (source.origin ?? 'record') : 'none',
      ...(source.from ? { from: source.from } : {}),
    };
  });
  const { royalty, nonTechnical } = dealAmounts(f);
  return { fields, notes: [...(royalty ? (['royaltyPending'] as const) : []), ...(nonTechnical.gt(0) ? (['equipmentDeducted'] as const) : [])] };
}

const forTheEye = (field: FormField, value: string): string => (field.type === 'money' && field.unit === '元' ? formatYuan(value) : value);

/** The form with the values it was frozen with, each with its source of then: what was typed by hand stays so. */
export function frozenForm(live: FilledForm, filing: Pick<Filing, 'form' | 'typedKeys'>): FilledForm {
  const stored = filing.form ?? {};
  const typed = new Set(filing.typedKeys ?? []);
  const originOf = (f: FilledField, value: string): FilledField['origin'] =>
    value === '' ? 'none' : typed.has(f.key) || f.origin === 'none' ? 'typed' : f.origin;
  return {
    ...live,
    fields: live.fields.map((f) => {
      const value = stored[f.key] ?? '';
      return { ...f, value, shown: forTheEye(f, value), origin: originOf(f, value) };
    }),
  };
}

function asPortal(field: FormField, text: string, lists: CodeLists, typed: boolean): { value: string; confirmed: boolean } {
  if (field.type === 'date') return { value: parseDay(text) ?? text, confirmed: true };
  if (field.type === 'money' && field.unit === '元') {
    const yuan = decimal(parseMoney(text)?.yuan);
    return { value: yuan ? yuan.toFixed(2) : text, confirmed: true };
  }
  const list = field.codes ? lists[field.codes] : undefined;
  if (!list || typed) return { value: text, confirmed: true };
  const path = codePath(list, text);
  if (path.length === 0) return { value: text, confirmed: text === '' };
  return { value: BY_CODE.has(field.codes!) ? text : path.map((p) => p.name).join('/'), confirmed: codeConfirmed(list, text) };
}

/** What is stored with a filing: keys with values only. A deal with a running royalty says so in 备注. */
export function formValues({ fields, notes }: FilledForm): Record<string, string> {
  const values = Object.fromEntries(fields.filter((f) => filled(f.value)).map((f) => [f.key, f.value]));
  return notes.includes('royaltyPending') ? { ...values, note: '提成部分待补报' } : values;
}
