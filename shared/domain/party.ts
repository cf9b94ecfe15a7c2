/** 单位: ours and the others. The same fields serve the deal, the contract's 当事人 and the form's 卖方/买方. */
import { z } from 'zod';
import { isUscc } from '../ids.ts';
import { base, day, flag, line, text } from './fields.ts';

export const PARTY_KINDS = ['enterprise', 'institute', 'university', 'hospital', 'agency', 'person', 'other'] as const;

const partyFields = {
  name: line,
  uscc: line,
  kind: z.enum(PARTY_KINDS).optional(),
  /** codes of resources/codes: 单位性质, 行政区划, 国别 (customs), 国民经济行业 */
  nature: line,
  region: line,
  country: line,
  industry: line,
  address: line,
  legalRep: line,
  contact: line,
  phone: line,
  zip: line,
  email: line,
  isTechTransferOrg: flag,
  isResearchOrg: flag,
  isConvertedInstitute: flag,
  inHiTechZone: flag,
  isListed: flag,
  scale: z.enum(['large', 'medium', 'small', 'micro']).optional(),
  bank: line,
  bankAccount: line,
  taxNo: line,
  /** day of its registration as a seller with the portal (卖方注册), which asks for its own data once */
  portalRegisteredOn: day,
  note: text,
};

export const party = z.object({ ...base, ...partyFields }).strict();
export type Party = z.infer<typeof party>;

export const OFFICE_ROLES = ['seller', 'broker', 'trainer'] as const;
/** 本单位: one row with id `office`. */
export const office = z.object({ ...base, ...partyFields, role: z.enum(OFFICE_ROLES).optional(), userName: line, isPublic: flag, tourDone: line }).strict();
export type Office = z.infer<typeof office>;
export const OFFICE_ID = 'office';

/** Where a party is at home: by its country or area, else by a code only mainland organisations have; `unknown` where nothing says it. */
export function originOf(p: Pick<Party, 'country' | 'region' | 'uscc'>): 'home' | 'abroad' | 'unknown' {
  if (isAbroad(p)) return 'abroad';
  return p.country === '142' || /^\d{6}$/.test((p.region ?? '').trim()) || isUscc(p.uscc ?? '') ? 'home' : 'unknown';
}

/** 港澳台 and foreign parties: technology import/export rules stop a filing with the reason (facts, appendix F). */
export function isAbroad(p: Pick<Party, 'country' | 'region'>): boolean {
  return (p.country !== undefined && p.country !== '' && p.country !== '142') || /^(71|81|82)/.test(p.region ?? '');
}

/** Institutes, universities and public hospitals publish an agreed price before signing (促进科技成果转化法 art. 18). */
export function mustPublishPrice(p: Pick<Party, 'kind'>): boolean {
  return p.kind === 'institute' || p.kind === 'university' || p.kind === 'hospital';
}
