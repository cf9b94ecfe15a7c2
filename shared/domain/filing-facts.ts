/** What the deal's records say of a contract for the register: its kind, its amounts, how it is paid, which right it is about. */
import { parsePatentNumber } from '../ids.ts';
import { Decimal, decimal, parseMoney } from '../money.ts';
import { filled } from './checks/blank.ts';
import type { Contract } from './contract.ts';
import { meansSame, priceField, registeredAs } from './contract/kinds.ts';
import { contractSaid } from './contract/text.ts';
import { kindByContent, kindByTitle } from './contract-text/kind.ts';
import { patentsIn, type TextPatent } from './contract-text/parties.ts';
import { payKindIn } from './contract-text/payment.ts';
import { agreedRound, latestContract, latestPricing, signedContract, type DealFile } from './deal-file.ts';
import type { Where } from './finding.ts';
import type { Party } from './party.ts';
import { patentKindOf } from './patent-term.ts';

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

const PATENT_CODE = { invention: 'ZL1', utility: 'ZL2', design: 'ZL3' } as const;
/** The patents that the other side's text licenses or passes on, by what it says: they may stand in no record of ours. */
export function textPatents(f: DealFile): TextPatent[] {
  const contract = signedContract(f) ?? latestContract(f);
  const kind = contractTypeOf(f, contract) ?? '';
  return /^(ZR-(ZL|SQ)|XK-ZL)$/.test(kind) ? patentsIn(contract?.foreignText ?? '') : [];
}

/** The kind of the one patent, or of all that are of one kind, by their numbers; what is only applied for is none yet. */
function patentOfText(f: DealFile): string | undefined {
  if (contractTypeOf(f, signedContract(f) ?? latestContract(f)) === 'ZR-SQ') return undefined;
  const [first, ...others] = textPatents(f).map(({ text }) => parsePatentNumber(text));
  return first?.ok && others.every((k) => k.ok && k.kind === first.kind) ? PATENT_CODE[first.kind] : undefined;
}

/** 技术秘密, 专利 …: by what the deal names, else by the achievement's rights, else by the numbers of the other side's text. */
export function iprOf(f: DealFile): string | undefined {
  if (filled(f.deal.ipr)) return f.deal.ipr;
  const named = f.rights.filter((r) => (f.deal.rightIds ?? []).includes(r.id));
  const first = (named.length > 0 ? named : f.rights).toSorted((a, b) => Number(b.kind !== 'secret') - Number(a.kind !== 'secret'))[0];
  if (!first) return patentOfText(f);
  const kind = patentKindOf(first);
  if (kind) return PATENT_CODE[kind];
  return { secret: 'JSMM', software: 'RJ', layout: 'BT', variety: 'DZW', application: 'ZL', invention: 'ZL1', utility: 'ZL2', design: 'ZL3' }[
    first.kind ?? 'secret'
  ];
}
