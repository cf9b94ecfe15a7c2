/** Which field of which record an answer is taken from: where a person fills it in once, for every paper. */
import { latestNotice, latestPricing, signedContract, agreedRound, latestRound, type DealFile } from '../deal-file.ts';
import { dealAmounts } from '../filing-facts.ts';
import type { Where } from '../finding.ts';
import { OFFICE_ID } from '../party.ts';

/** Parts of a party that an answer is made up of, by the field that stands for them. */
const PARTY: Readonly<Record<string, string>> = { contactPhone: 'phone', account: 'bankAccount', abroad: 'country' };
const ROUND: Readonly<Record<string, string>> = {
  scope: 'territory',
  term: 'termFrom',
  terms: 'entryFee',
  payment: 'entryFee',
  royalty: 'royaltyRate',
  payKind: 'entryFee',
};
const SIGNING: Readonly<Record<string, string>> = {
  no: 'contractNo',
  signedOn: 'signedOn',
  effectiveOn: 'effectiveOn',
  recordBy: 'effectiveOn',
  validTo: 'validTo',
  copies: 'copies',
  pages: 'scanIds',
};
const RIGHT: Readonly<Record<string, string>> = { numbers: 'number', number: 'number', status: 'status', owner: 'owner', filedOn: 'filedOn' };
const PRICING: Readonly<Record<string, string>> = { decision: 'meeting' };

/** Undefined where no one field holds it. A record that is not there yet is where it is begun. */
export function placeOfPath(path: string, f: DealFile): Where | undefined {
  const [kind = '', field = ''] = path.split('.');
  const deal = (of: string): Where => ({ table: 'deals', id: f.deal.id, field: of });
  const contract = signedContract(f);
  const signing = f.signings.findLast((s) => s.contractId === contract?.id);
  const round = f.rounds.find((r) => r.id === contract?.roundId) ?? agreedRound(f) ?? latestRound(f);
  const party = (side: 'seller' | 'buyer'): Where => {
    const id = f[side]?.id;
    return id === undefined ? deal(`${side}Id`) : { table: 'parties', id, field: PARTY[field] ?? field };
  };
  const right = kind === 'secrets' || field === 'secrets' ? f.rights.find((r) => r.kind === 'secret') : f.rights[0];
  switch (kind) {
    case 'seller':
    case 'buyer':
      return party(kind);
    case 'other':
      return party(f.deal.role === 'buyer' ? 'seller' : 'buyer');
    case 'office':
      return { table: 'office', id: OFFICE_ID, field: PARTY[field] ?? field };
    case 'deal':
      return deal(({ code: 'no', consent: 'route', money: 'role' } as Record<string, string>)[field] ?? field);
    case 'contract': {
      if (field in SIGNING) return { table: 'signings', id: signing?.id ?? '', field: signing ? SIGNING[field]! : 'contractNo' };
      if (field === 'signatory')
        return { table: 'signings', id: signing?.id ?? '', field: signing ? `${f.deal.role === 'buyer' ? 'buyer' : 'seller'}Signatory` : 'contractNo' };
      if (contract === undefined) return { table: 'contracts', id: '', field: '' };
      return {
        table: 'contracts',
        id: contract.id,
        field: field === 'title' ? 'fields.projectName' : field === 'mark' || field === 'origin' ? 'state' : `fields.${field}`,
      };
    }
    case 'amounts':
      return dealAmounts(f).from ?? { table: 'rounds', id: round?.id ?? '', field: 'entryFee' };
    case 'round':
      return { table: 'rounds', id: round?.id ?? '', field: ROUND[field] ?? field };
    case 'pricing':
      return { table: 'pricings', id: latestPricing(f)?.id ?? '', field: PRICING[field] ?? field };
    case 'notice':
      return { table: 'notices', id: latestNotice(f)?.id ?? '', field: 'title' };
    case 'instalments':
      // where none is there yet, the button that adds one
      return { table: 'instalments', id: f.instalments[0]?.id ?? '', field: f.instalments[0] ? 'amount' : 'add' };
    case 'achievement':
      return f.achievement ? { table: 'achievements', id: f.achievement.id, field: field === 'name' ? 'title' : field } : deal('achievementId');
    case 'contributors':
    case 'inventors':
      return f.contributors[0] ? { table: 'contributors', id: f.contributors[0].id, field: field === 'shares' ? 'share' : 'name' } : deal('achievementId');
    case 'rights':
    case 'secrets':
      return right ? { table: 'rights', id: right.id, field: RIGHT[field] ?? 'name' } : deal('rightIds');
    default:
      return undefined;
  }
}
