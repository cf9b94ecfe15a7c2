/** A deal begun from somebody's contract: only what a person adopted is written, and the file stays with it. */
import type { Contract, Signing } from './contract.ts';
import type { Deal } from './deal.ts';
import { make, type Edit } from './edit.ts';
import { OUR_ROLES, ROUTES } from './deal.ts';
import { PAY_KINDS } from './contract-text/payment.ts';
import type { DealSeed } from './deal-start.ts';

/** What can be read from a contract and confirmed line by line. */
export const FILE_FIELDS = [
  'title',
  'projectName',
  'route',
  'seller',
  'buyer',
  'broker',
  'role',
  'total',
  'payKind',
  'nonTechnical',
  'royaltyRate',
  'royaltyBase',
  'contractNo',
  'signedOn',
  'effectiveOn',
  'termFrom',
  'termTo',
] as const;
export type FileField = (typeof FILE_FIELDS)[number];
/** adopted values: names for parties, 元 for amounts, decimals for rates, ISO days */
export type Adopted = Partial<Record<FileField, string>>;

export type FileStart = {
  seed: DealSeed;
  contractId: string;
  signingId: string;
  attachment: { id: string; name: string; hash: string; size: number; mime: string; addedOn: string };
  adopted: Adopted;
  partyIds: Partial<Record<'seller' | 'buyer' | 'broker', string>>;
  text: string;
  /** the form beside it declares the parties related */
  related?: boolean;
};

const oneOf = <T extends string>(list: readonly T[], value: string | undefined): T | undefined => list.find((x) => x === value);
const put = (fields: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((e): e is [string, string] => e[1] !== undefined && e[1] !== ''));

/** New parties are made by the caller; their ids come in `partyIds`. */
export function dealFromFile({ seed, contractId, signingId, attachment, adopted: a, partyIds, text, related }: FileStart): Edit[] {
  const route = oneOf(ROUTES, a.route);
  const role = oneOf(OUR_ROLES, a.role);
  const title = a.title ?? attachment.name.replace(/\.[^.]+$/, '');
  const deal: Deal = {
    id: seed.id,
    no: seed.no,
    startedOn: seed.startedOn,
    startedFrom: 'file',
    name: a.projectName ?? title,
    sourceAttachmentId: attachment.id,
    ...(seed.office?.userName ? { keeper: seed.office.userName } : {}),
    ...(route ? { route } : {}),
    ...(role ? { role } : {}),
    ...(related === true ? { isRelated: true } : {}),
    ...put({ sellerId: partyIds.seller, buyerId: partyIds.buyer, brokerId: partyIds.broker }),
  };
  const fields = put({
    projectName: a.projectName,
    fixedFee: a.total,
    payKind: oneOf(PAY_KINDS, a.payKind),
    nonTechnical: a.nonTechnical,
    royaltyRate: a.royaltyRate,
    royaltyBase: a.royaltyBase,
    termFrom: a.termFrom,
    termTo: a.termTo,
  });
  const contract: Contract = {
    id: contractId,
    dealId: seed.id,
    version: 1,
    kind: 'foreign',
    title,
    state: 'draft',
    attachmentId: attachment.id,
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(text === '' ? {} : { foreignText: text }),
  };
  const signed = put({ contractNo: a.contractNo, signedOn: a.signedOn, effectiveOn: a.effectiveOn, validFrom: a.termFrom, validTo: a.termTo });
  const signing: Signing = { id: signingId, dealId: seed.id, contractId, ...signed };
  return [
    make('deals', deal),
    make('contracts', contract),
    make('attachments', { ...attachment, ownerTable: 'deals', ownerId: seed.id, dealId: seed.id, kind: 'source' }),
    ...(a.signedOn || a.contractNo || a.effectiveOn ? [make('signings', signing)] : []),
  ];
}
