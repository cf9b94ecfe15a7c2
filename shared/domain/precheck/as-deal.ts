/** A contract drafted elsewhere, with its form, as the deal the checks of a filing know: what the text says, and what was typed. */
import { proposeFromText, type ContractProposal } from '../contract/proposal.ts';
import { codePath, type CodeItem, type CodeLists } from '../codes.ts';
import type { Attachment } from '../contract.ts';
import { emptyDealFile, type DealFile } from '../deal-file.ts';
import type { Deal } from '../deal.ts';
import type { Filing } from '../filing.ts';
import { patentsIn } from '../contract-text/parties.ts';
import type { Party } from '../party.ts';
import type { Right } from '../portfolio.ts';
import { KIND_OF_PAPER } from './beside-deal.ts';
import { effectDayIn } from './effect.ts';
import type { Paper } from './papers.ts';
import { partyLines, partySaid } from './party-lines.ts';

type Registered = Partial<Record<'registerNo' | 'buyerName' | 'totalAmount' | 'signDate' | 'projectName', string | undefined>>;
export type HandedIn = {
  /** '' where the file has no text: a scan */
  text: string;
  /** records the findings point at, where the contract is one of a deal */
  ids?: { contract: string; filing: string };
  /** pages of the file that have no text, from 1 */
  scannedPages?: readonly number[] | undefined;
  /** by key of resources/codes/register-form; amounts in 元 */
  form?: Readonly<Record<string, string>> | undefined;
  role?: Deal['role'] | undefined;
  /** what lies beside the contract */
  papers?: readonly Paper[] | undefined;
  /** the registry it goes to, by its name */
  point?: string | undefined;
  /** filings known elsewhere, to see what is filed twice */
  registered?: readonly Registered[] | undefined;
};

export type AsDeal = { file: DealFile; filing: Filing; others: Filing[]; proposal: ContractProposal };

/** Id of the contract, the deal and the filing made of what was handed in. */
const ID = 'input';

export function asDeal(given: HandedIn, lists: CodeLists): AsDeal {
  const proposal = proposeFromText(given.text);
  const lines = partyLines(given.text);
  const form = given.form ?? {};
  const sideOf = (name: string | undefined, id: string): Party | undefined => (name === undefined ? undefined : { id, name, ...partySaid(name, lines, form) });
  const rights = /^(ZR|XK)/.test(proposal.kind?.value ?? '') ? rightsIn(given.text) : [];
  const role = given.role;
  const deal: Deal = { id: ID, ...(role ? { role } : {}), ...(proposal.route ? { route: proposal.route.value } : {}), rightIds: rights.map((r) => r.id) };
  const fields = Object.entries({
    projectName: proposal.projectName?.value,
    fixedFee: proposal.total?.value,
    nonTechnical: proposal.nonTechnical?.value,
    payKind: proposal.payKind?.value,
    royaltyRate: proposal.royaltyRate?.value,
  }).filter((e): e is [string, string] => e[1] !== undefined);
  const effectiveOn = effectDayIn(given.text)?.day;
  const file: DealFile = {
    ...emptyDealFile(deal),
    rights,
    seller: sideOf(proposal.seller?.value, 'seller'),
    buyer: buyerOf(sideOf(proposal.buyer?.value, 'buyer'), form, lists),
    contracts: [{ id: given.ids?.contract ?? ID, version: 1, kind: 'foreign', foreignText: given.text, fields: Object.fromEntries(fields) }],
    signings: effectiveOn === undefined ? [] : [{ id: ID, contractId: given.ids?.contract ?? ID, effectiveOn }],
    attachments: (given.papers ?? []).map(attached),
  };
  const others = (given.registered ?? []).map(({ registerNo, ...values }, i): Filing => ({
    id: `registered.${i}`,
    state: 'registered',
    ...(registerNo === undefined ? {} : { registerNo }),
    form: Object.fromEntries(Object.entries(values).filter((e): e is [string, string] => e[1] !== undefined)),
  }));
  return { file, filing: { id: given.ids?.filing ?? ID, contractId: given.ids?.contract ?? ID }, others, proposal };
}

/** Each patent the text names; one whose number nobody can read is to be proved all the same. */
const rightsIn = (text: string): Right[] => patentsIn(text).map(({ text: said, number = said }) => ({ id: number, kind: 'invention', number }));

const attached = (paper: Paper): Attachment => ({ id: paper, kind: KIND_OF_PAPER[paper], name: paper });

/** What only the form says of the buyer: where it is at home and what kind of unit it is. */
function buyerOf(buyer: Party | undefined, form: Readonly<Record<string, string>>, lists: CodeLists): Party | undefined {
  const name = buyer?.name ?? form['buyerName'];
  if (name === undefined) return undefined;
  const nature = codeOf(lists['party-nature']?.items ?? [], form['buyerType']);
  const country = codeOf(lists['countries']?.items ?? [], form['buyerCountry']) ?? form['buyerCountry'];
  const region = form['buyerRegion'];
  return { ...buyer, id: 'buyer', name, ...(nature ? { nature } : {}), ...(country ? { country } : {}), ...(region ? { region } : {}) };
}

/** By code, by name, or by the joined names of the tree, as the form has them. */
function codeOf(items: readonly CodeItem[], value: string | undefined): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (codePath({ items: [...items] }, value).length > 0) return value;
  const walk = (list: readonly CodeItem[], above: string): string | undefined => {
    for (const item of list) {
      if (item.name === value || `${above}${item.name}` === value) return item.code;
      const below = walk(item.children ?? [], `${above}${item.name}/`);
      if (below !== undefined) return below;
    }
    return undefined;
  };
  return walk(items, '');
}
