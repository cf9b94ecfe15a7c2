/** Civil Code checks of a contract made in the interview, and of a 专利实施许可 what its own articles ask (articles 845–875); wording a person changed is read for restrictions. */
import { decimal, formatYuan, parseMoney, parseRate } from '../../money.ts';
import type { RuleBook } from '../../rules/engine.ts';
import { monthsRule } from '../../rules/shapes.ts';
import { addMonths, parseDay } from '../../time.ts';
import type { Contract } from '../contract.ts';
import { agreedRound, furtherOf, latestNotice, latestSigning, type DealFile } from '../deal-file.ts';
import { finding, type Finding } from '../finding.ts';
import { earliestExpiry, isPatentRight } from '../patent-term.ts';
import { checkContractText } from '../contract-text/check.ts';
import { isPlaceholder } from '../contract/fill.ts';
import { meansSame, priceField } from '../contract/kinds.ts';
import { filled } from './blank.ts';
import { checkOwners } from './owners.ts';
import { belowPublished, contractTerms } from './notice-price.ts';
import { noticeByLaw, sellerKindUnknown } from './pricing.ts';
import { monopolyPhrases } from './monopoly.ts';
import { checkOddTerms } from './odd-terms.ts';
import { placeholders } from './words.ts';

/** `answers` are the interview's answers with the suggested ones (answers.ts); without them what was typed is read. */
export function checkContract(f: DealFile, contract: Contract, rules: RuleBook, answers: Readonly<Record<string, string>> = contract.fields ?? {}): Finding[] {
  if (contract.kind === 'foreign') {
    const { seller, buyer } = f;
    const signed = (found: Finding): Finding => (contract.signed === true && found.level === 'must' ? { ...found, answerable: true } : found);
    return [
      ...sellerKindUnknown(f),
      ...checkOwners(f, dealRights(f), false),
      ...checkContractText(
        { contractId: contract.id, text: contract.foreignText ?? '', seller, buyer, rights: dealRights(f), nonTechnical: contract.fields?.['nonTechnical'] },
        rules,
      ).map(signed),
      ...published(f, contract, answers).map(signed),
    ];
  }
  return [
    ...sellerKindUnknown(f),
    ...title(contract, answers),
    ...(isPatentLicence(contract) ? rights(f, contract, answers, rules) : []),
    ...checkOwners(
      f,
      dealRights(f),
      f.deal.route !== 'transfer' && answers['licenseMode'] === 'ordinary',
      furtherOf(f, contract).map((p) => p.party?.name),
    ),
    ...price(f, contract, answers),
    ...copies(contract, answers),
    ...wording(contract),
    ...(isPatentLicence(contract) ? timing(f, rules) : []),
  ];
}

/** Also of the time when there was one kind. What other kinds must be about is looked at when they are built. */
const isPatentLicence = ({ kind }: Contract): boolean => kind === undefined || kind === 'XK-ZL';
const dealRights = (f: DealFile) => f.rights.filter((r) => (f.deal.rightIds ?? []).includes(r.id));
const on = (c: Contract, field: string) => ({ table: 'contracts' as const, id: c.id, field: `fields.${field}` });

function title(c: Contract, a: Readonly<Record<string, string>>): Finding[] {
  return filled(a['projectName']) || filled(c.title) ? [] : [finding('contract.titleMissing', on(c, 'projectName'))];
}

function rights(f: DealFile, c: Contract, a: Readonly<Record<string, string>>, rules: RuleBook): Finding[] {
  const patents = dealRights(f).filter(isPatentRight);
  const out: Finding[] = [];
  if (patents.length === 0) out.push(finding('contract.patentMissing', { table: 'deals', id: f.deal.id, field: 'rightIds' }));
  for (const r of patents) {
    const missing = (
      [
        ['owner', r.owner],
        ['filedOn', r.filedOn],
        ['number', r.number],
        ['name', r.name],
      ] as const
    ).find(([, v]) => !filled(v));
    // a signing copy is refused without the three that identify the patent: said before the text is locked, not after
    if (missing)
      out.push(
        finding(
          'contract.patentDataMissing',
          { table: 'rights', id: r.id, field: missing[0] },
          { params: { name: r.name ?? r.number ?? '', datum: missing[0] }, level: missing[0] === 'name' ? 'ask' : 'must' },
        ),
      );
    if (r.status === 'lapsed' || r.status === 'invalid')
      out.push(finding('right.notInForce', { table: 'rights', id: r.id, field: 'status' }, { params: { name: r.name ?? '' } }));
  }
  const [from, to] = [parseDay(a['termFrom']), parseDay(a['termTo'])];
  for (const key of ['termFrom', 'termTo'] as const) {
    if (filled(a[key]) && !parseDay(a[key])) out.push(finding('contract.termUnread', on(c, key), { params: { text: a[key]! } }));
  }
  if (!filled(a['termTo'])) out.push(finding('contract.termMissing', on(c, 'termTo')));
  if (from && to && from > to) out.push(finding('contract.termOrder', on(c, 'termTo'), { params: { from, to } }));
  const expiry = earliestExpiry(patents, rules);
  if (to && expiry && to > expiry.day)
    out.push(finding('contract.beyondPatent', on(c, 'termTo'), { params: { to, expiry: expiry.day, name: expiry.right.name ?? expiry.right.number ?? '' } }));
  if (!filled(a['licenseMode'])) out.push(finding('contract.modeMissing', on(c, 'licenseMode')));
  // an institute cannot practise the patent itself: 排他 may leave it one ordinary licence unless the contract says otherwise
  if (a['licenseMode'] === 'sole' && !filled(a['soleOrdinary']) && f.seller && f.seller.kind !== 'enterprise')
    out.push(finding('contract.soleWithoutExclusion', on(c, 'soleOrdinary')));
  return out;
}

/** Copies for each party, together more than there are. */
function copies(c: Contract, a: Readonly<Record<string, string>>): Finding[] {
  const [all, each] = [decimal(a['copies']), decimal(a['copiesEach'])];
  const needed = each?.times(2 + (c.furtherParties?.length ?? 0));
  if (!all || !each || !needed || needed.lte(all)) return [];
  return [finding('contract.copiesOver', on(c, 'copiesEach'), { params: { copies: all.toNumber(), each: each.toNumber(), needed: needed.toNumber() } })];
}

function price(f: DealFile, c: Contract, a: Readonly<Record<string, string>>): Finding[] {
  const out: Finding[] = [];
  const fee = a['fixedFee'];
  const rate = a['royaltyRate'];
  const amount = filled(fee) ? decimal(parseMoney(fee!)?.yuan) : undefined;
  // a kind whose interview asks for no price has none to miss
  const asked = isPatentLicence(c) || 'fixedFee' in a || 'royaltyRate' in a;
  if (asked && !filled(fee) && !filled(rate)) out.push(finding('contract.priceMissing', on(c, 'fixedFee')));
  if (filled(fee) && !amount) out.push(finding('contract.priceUnread', on(c, 'fixedFee'), { params: { text: fee! } }));
  if (filled(rate)) {
    if (!parseRate(rate!)) out.push(finding('contract.royaltyRateUnread', on(c, 'royaltyRate'), { params: { text: rate! } }));
    if (!filled(a['royaltyBase'])) out.push(finding('contract.royaltyBaseMissing', on(c, 'royaltyBase')));
    if (!filled(a['auditTimes'])) out.push(finding('contract.auditMissing', on(c, 'auditTimes')));
  }
  const agreed = agreedRound(f);
  // what was agreed on for another kind is no price of this one
  const same = meansSame(c.kind ?? 'foreign', 'round.entryFee', f.deal, agreed);
  const spoken = same && filled(agreed?.entryFee) ? decimal(parseMoney(agreed!.entryFee!)?.yuan) : undefined;
  if (amount && spoken && !amount.eq(spoken))
    out.push(
      finding('contract.offerDiffers', on(c, 'fixedFee'), {
        params: { contract: formatYuan(amount.toFixed()), agreed: formatYuan(spoken.toFixed()), no: agreed!.no ?? 0 },
      }),
    );
  const odd = checkOddTerms(f, { price: fee, royaltyRate: rate }, (field) => on(c, field === 'price' ? 'fixedFee' : field));
  return [...out, ...odd, ...published(f, c, a)];
}

/** A price or royalty below what the notice named was never published: it is published again before this is signed. */
function published(f: DealFile, c: Contract, a: Readonly<Record<string, string>>): Finding[] {
  const notice = noticeByLaw(f) ? latestNotice(f) : undefined;
  const below = notice && belowPublished(notice, contractTerms(f, c, a));
  return below
    ? [finding('contract.belowNotice', on(c, below.context === 'rate' ? 'royaltyRate' : (priceField(c.kind) ?? 'fixedFee')), { params: below })]
    : [];
}

function wording(c: Contract): Finding[] {
  return Object.entries({ ...c.clauseTexts, ...c.fields }).flatMap(([id, text]) => {
    const clause = c.clauseTexts?.[id] !== undefined;
    const where = { table: 'contracts' as const, id: c.id, field: clause ? `clauseTexts.${id}` : `fields.${id}` };
    return [
      ...monopolyPhrases(text).map(({ code, hit, level }) =>
        finding('contract.monopoly', where, { level, params: { code, text: hit.text }, quote: hit, also: `${hit.start}-${code}` }),
      ),
      // a clause's own {placeholders} are filled before printing; other blanks, and braces inside an answer, are not
      ...placeholders(text)
        .filter((q) => !(clause && isPlaceholder(q.text)))
        .map((q) => finding('contract.placeholder', where, { params: { text: q.text }, quote: q, also: String(q.start) })),
    ];
  });
}

/** 备案 within three months from the day the contract takes effect (专利法实施细则 art. 15). */
function timing(f: DealFile, rules: RuleBook): Finding[] {
  const signing = latestSigning(f);
  const effective = parseDay(signing?.effectiveOn);
  const months = rules.value('licence.recordal', monthsRule);
  const rule = rules.entry('licence.recordal');
  if (!signing || !effective || !months || !rule) return [];
  return [
    finding(
      'contract.recordal',
      { table: 'signings', id: signing.id, field: 'effectiveOn' },
      { rule, level: 'ask', params: { by: addMonths(effective, months.months), months: months.months } },
    ),
  ];
}
