/** What a dropped contract seems to say, each with the text it comes from, for a person to confirm. Nothing is taken over unseen. */
import type { OUR_ROLES, ROUTES } from '../deal.ts';
import type { Quote } from '../finding.ts';
import { royaltiesIn } from '../contract-text/amounts.ts';
import { nonTechnicalIn, payKindIn, totalIn, type PayKind } from '../contract-text/payment.ts';
import { kindByContent, kindByTitle, routeOf, titleIn, type ContractKind } from '../contract-text/kind.ts';
import { partiesIn, patentsIn, sealNamesIn, usccsIn, type TextParty } from '../contract-text/parties.ts';
import { effectiveIn, signedIn, validityIn } from '../contract-text/validity.ts';
import { sameName } from '../names.ts';
import type { Party } from '../party.ts';

/** A value with the words it was read from; offsets count UTF-16 units of the text given. */
export type Proposed<T extends string = string> = { value: T; source: Quote };

export type ContractProposal = {
  title?: Proposed;
  /** 项目名称 as written at the head, which the form wants; not the title of the paper */
  projectName?: Proposed;
  kind?: Proposed<ContractKind>;
  route?: Proposed<(typeof ROUTES)[number]>;
  /** by their role in the text; 甲方/乙方 without a role are in `parties` only */
  seller?: Proposed;
  buyer?: Proposed;
  broker?: Proposed;
  parties: (Proposed & { label: string })[];
  /** which side we are, where one of the names is ours */
  role?: Proposed<(typeof OUR_ROLES)[number]>;
  /** 元, decimal text */
  total?: Proposed;
  /** how it is paid, only where the text says so */
  payKind?: Proposed<PayKind>;
  /** equipment and material inside the total, 元 */
  nonTechnical?: Proposed;
  royaltyRate?: Proposed;
  royaltyBase?: Proposed;
  contractNo?: Proposed;
  signedOn?: Proposed;
  effectiveOn?: Proposed;
  termFrom?: Proposed;
  termTo?: Proposed;
  patents: Proposed[];
  usccs: Proposed[];
  seals: (Proposed & { label: string })[];
};

const quote = ({ text, start, end }: Quote): Quote => ({ text, start, end });
const proposed = <T extends string>(value: T, source: Quote): Proposed<T> => ({ value, source: quote(source) });

/** Reads a contract's plain text. `us` names 本单位, so that our role can be proposed. */
export function proposeFromText(text: string, us?: Pick<Party, 'name'>): ContractProposal {
  const heads = partiesIn(text);
  const kind = kindByContent(text) ?? kindByTitle(text);
  const title = titleIn(text);
  const no = /(?:合同|协议)编号\s*[：:]\s*([A-Za-z0-9一-龥][^\s，。；]{2,40})/.exec(text);
  const out: ContractProposal = {
    parties: heads.map((p) => ({ ...proposed(p.name, p), label: p.label })),
    patents: patentsIn(text)
      .filter((p) => p.ok)
      .map((p) => proposed(p.number!, p)),
    usccs: usccsIn(text)
      .filter((c) => c.ok)
      .map((c) => proposed(c.text, c)),
    seals: sealNamesIn(text).map((p) => ({ ...proposed(p.name, p), label: p.label })),
  };
  const project = /(?:项目|合同)名称\s{0,4}[：:][ \t　]{0,4}([^\n，。；：:]{2,80})/.exec(text);
  if (project) {
    const value = project[1]!.trim();
    const start = project.index + project[0].indexOf(project[1]!);
    out.projectName = proposed(value, { text: value, start, end: start + value.length });
  }
  if (title) out.title = proposed(title.text, title);
  if (kind) {
    out.kind = proposed(kind.kind, kind);
    out.route = proposed(routeOf(kind.kind), kind);
  }
  if (no) out.contractNo = proposed(no[1]!, { text: no[1]!, start: no.index + no[0].length - no[1]!.length, end: no.index + no[0].length });
  sides(heads, kind?.kind, out);
  ours(out, us);
  amounts(text, out);
  days(text, out);
  return out;
}

/** By role; where only 甲方 and 乙方 stand there, the model texts' order: 甲方 pays, 乙方 has the technology. */
function sides(heads: readonly TextParty[], kind: ContractKind | undefined, out: ContractProposal): void {
  for (const side of ['seller', 'buyer', 'broker'] as const) {
    const found = heads.find((p) => p.side === side);
    if (found) out[side] = proposed(found.name, found);
  }
  const bare = (label: string): TextParty | undefined => heads.find((p) => p.side === undefined && p.label.startsWith(label));
  if (kind !== undefined && kind !== 'KF-HZ') {
    const [a, b] = [bare('甲方'), bare('乙方')];
    if (a && !out.buyer && out.seller?.value !== a.name) out.buyer = proposed(a.name, a);
    if (b && !out.seller && out.buyer?.value !== b.name) out.seller = proposed(b.name, b);
  }
}

function ours(out: ContractProposal, us: Pick<Party, 'name'> | undefined): void {
  if (!us?.name) return;
  for (const side of ['seller', 'buyer', 'broker'] as const) {
    const party = out[side];
    if (party && sameName(party.value, us.name)) out.role = { value: side, source: party.source };
  }
}

function amounts(text: string, out: ContractProposal): void {
  const total = totalIn(text);
  if (total) out.total = proposed(total.yuan, total);
  const pay = payKindIn(text);
  if (pay) out.payKind = proposed(pay.kind, pay);
  const spent = nonTechnicalIn(text);
  if (spent) out.nonTechnical = proposed(spent.yuan, spent);
  const royalty = royaltiesIn(text)[0];
  if (royalty) {
    out.royaltyRate = proposed(royalty.rate, royalty);
    if (royalty.base) out.royaltyBase = proposed(royalty.base.text, royalty.base);
  }
}

function days(text: string, out: ContractProposal): void {
  const signed = signedIn(text);
  if (signed) out.signedOn = proposed(signed.day, signed);
  const effective = effectiveIn(text);
  if (effective) out.effectiveOn = proposed(effective.day, effective);
  const term = validityIn(text);
  if (term) {
    if (term.from !== undefined) out.termFrom = proposed(term.from, term);
    out.termTo = proposed(term.to, term);
  }
}
