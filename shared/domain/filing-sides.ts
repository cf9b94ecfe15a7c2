/** What the 登记表 asks of a side, buyer and seller alike, and which field of the party answers it. */
import { filled } from './checks/blank.ts';
import type { Where } from './finding.ts';
import { originOf, type Office, type Party } from './party.ts';

/** A value as the records have it, and where it stands. */
export type Raw = { text?: string | undefined; from?: Where | undefined; origin?: 'derived' | 'record' };

/** Ends of the form's keys, after `buyer` or `seller`, and the fields of a party. */
const SIDE_FIELDS = {
  Name: 'name',
  Type: 'nature',
  Country: 'country',
  Region: 'region',
  Address: 'address',
  Rep: 'legalRep',
  Contact: 'contact',
  Tel: 'phone',
  Zip: 'zip',
  IsTTO: 'isTechTransferOrg',
  IsRD: 'isResearchOrg',
  Converted: 'isConvertedInstitute',
  HiTechZone: 'inHiTechZone',
  Listed: 'isListed',
  Scale: 'scale',
  Industry: 'industry',
  CreditCode: 'uscc',
} as const satisfies Record<string, keyof Party>;

/** Asked of enterprises only: 国家高新区内企业, 上市公司, 企业规模. */
const ENTERPRISE_ONLY: ReadonlySet<string> = new Set(['HiTechZone', 'Listed', 'Scale']);

/** Fields of the seller's own registration with the portal (卖方注册): asked there once, not with each filing. */
export const isAccountKey = (key: string): boolean => key.startsWith('seller');

export const yesNo = (x: boolean | undefined): string | undefined => (x === undefined ? undefined : x ? '是' : '否');

export type SideAsk = {
  party: Party | undefined;
  enterprise: boolean;
  /** fields the signed contract speaks of, and that contract */
  contracted?: { words: Readonly<Record<string, unknown>>; contractId: string } | undefined;
  /** where a value is entered when there is no party yet */
  none: Where;
  /** 本单位, where this side is it: asked once there, it answers what the party's record leaves open */
  office?: Office | undefined;
};

/** Values of one side by the form's keys. */
export function sideValues(who: 'buyer' | 'seller', { party, enterprise, contracted, none, office }: SideAsk): Record<string, Raw> {
  const read = (field: keyof Party): Raw => {
    const asText = (value: unknown): string | undefined => (typeof value === 'boolean' ? yesNo(value) : (value as string | undefined));
    if (!party) return { from: none, origin: 'record' };
    const own = asText(party[field]);
    const ours = asText(office?.[field as keyof Office]);
    if (!filled(own) && filled(ours)) return { text: ours, from: { table: 'office', id: 'office', field }, origin: 'record' };
    const from: Where = contracted && field in contracted.words ? { table: 'contracts', id: contracted.contractId } : { table: 'parties', id: party.id, field };
    return { text: own, from, origin: 'record' };
  };
  const values = Object.fromEntries(
    Object.entries(SIDE_FIELDS)
      .filter(([end]) => enterprise || !ENTERPRISE_ONLY.has(end))
      .map(([end, field]) => [`${who}${end}`, read(field)]),
  );
  const country = values[`${who}Country`]!;
  // customs code of China, for a party that only mainland organisations can be
  if (!filled(country.text) && party && originOf(party) === 'home') values[`${who}Country`] = { ...country, text: '142', origin: 'derived' };
  return values;
}

/** 本单位 where the seller is it: by credit code, else by name. */
export const officeOf = (seller: Party | undefined, office: Office | undefined): Office | undefined =>
  seller && office && ((filled(seller.uscc) && seller.uscc === office.uscc) || (filled(seller.name) && seller.name === office.name)) ? office : undefined;
