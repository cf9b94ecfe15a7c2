/** Rules of a filing: frozen only on a signed scan and an effective day; after that the office's part is over and the registry's begins (filing-machine.ts). */
import { contentHash, filingLetter, type ContractFacts, type FilingContent } from '../registry/letter.ts';
import type { Proof } from '../registry/wire.ts';
import { refuse, type Refusal } from '../result.ts';
import { chinaDay, parseDay } from '../time.ts';
import { filled } from './checks/blank.ts';
import { answerDayRefusal, submissionTimeRefusal, submittedBeforeFreezing, type TimeBounds } from './filing-times.ts';
import { latestContract, latestSigning, signedContract, type DealFile } from './deal-file.ts';
import type { Answer } from './deal.ts';
import { make, set, type Edit, type Plan } from './edit.ts';
import { isSettled, type Finding } from './finding.ts';
import type { Filing } from './filing.ts';
import { contractSaid, keptText } from './contract/text.ts';
import { contractTypeOf, dealAmounts } from './filing-facts.ts';
import { isBeside, papersBeside } from './filing-papers.ts';
import { isAccountKey } from './filing-sides.ts';
import { signingUnpublished } from './notice-rules.ts';
import { openReasons } from './reasons.ts';
import { unexplainedPages } from './scan-pages.ts';
import { filedDeal } from './standing-signing.ts';
import { withoutGaps } from './worksheet-rules.ts';

/** Whether the form may still be written in; a frozen one (`ready`) is thawed first. */
export const isOurs = (filing: Pick<Filing, 'state'>): boolean => filing.state === undefined || filing.state === 'draft';

/** What a person typed into a version; a version frozen before this was noted gives all its values. */
export const typedOf = (filing: Filing | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(filing?.form ?? {}).filter(([key]) => filing?.typedKeys === undefined || filing.typedKeys.includes(key)));

/** A version that the next one may follow: one sent by letter is supplemented by the next, one at a portal on the spot. */
const isEnded = ({ state, carrier }: Pick<Filing, 'state' | 'carrier'>): boolean =>
  state === 'returned' || state === 'refused' || state === 'cancelled' || (state === 'supplement' && carrier === 'http');

/** A new filing of the deal, or, after a 退回, the next version of it. Refused while a ground of the last one is neither mended nor answered. */
export function startFiling(f: DealFile, newId: string, rulePack: string): Edit[] | Refusal {
  const live = f.filings.find((x) => x.archived !== true && !isEnded(x));
  if (live) return refuse('filing.already', { params: { no: live.registerNo ?? '' }, field: 'filings' });
  const last = f.filings.toSorted((a, b) => (a.version ?? 0) - (b.version ?? 0)).at(-1);
  const open = openReasons(last?.reasons);
  if (open.length > 0) return refuse('filing.reasonsOpen', { params: { count: open.length }, field: 'reasons' });
  const signing = latestSigning(f);
  return [
    make(
      'filings',
      withoutGaps({
        id: newId,
        dealId: f.deal.id,
        contractId: signing?.contractId ?? latestContract(f)?.id,
        signingId: signing?.id,
        version: (last?.version ?? 0) + 1,
        form: typedOf(last),
        splits: last?.splits,
        currency: last?.currency,
        pointId: last?.pointId,
        pointReason: last?.pointReason,
        state: 'draft' as const,
        rulePack,
        ...(f.deal.sample ? { sample: true } : {}),
      }),
    ),
  ];
}

export function editFiling(filing: Filing, key: string, value: string): Edit[] | Refusal {
  if (!isOurs(filing)) return refuse('filing.frozen', { field: key, params: { on: chinaDay(filing.frozenOn) ?? '' } });
  const { [key]: _old, ...rest } = filing.form ?? {};
  return [set('filings', filing.id, { form: value === '' ? rest : { ...rest, [key]: value } })];
}

/** What the signed paper says, for the letter; the registry compares the form with it. */
export function contractFactsOf(f: DealFile): ContractFacts {
  const signing = latestSigning(f);
  const contract = signedContract(f);
  const { total, technical } = dealAmounts(f);
  const [buyer, seller] = (contract && keptText(contract))?.parties ?? [f.buyer, f.seller];
  return withoutGaps({
    contractNo: signing?.contractNo,
    title: contractSaid(contract)['projectName'] ?? f.deal.name,
    kind: contractTypeOf(f, contract),
    signedOn: parseDay(signing?.signedOn),
    effectiveOn: parseDay(signing?.effectiveOn),
    validFrom: parseDay(signing?.validFrom),
    validTo: parseDay(signing?.validTo),
    place: signing?.place,
    sellerName: seller?.name || undefined,
    sellerCreditCode: seller?.uscc || undefined,
    sellerSealName: signing?.sellerSealName,
    sellerSignatory: signing?.sellerSignatory,
    buyerName: buyer?.name || undefined,
    buyerCreditCode: buyer?.uscc || undefined,
    buyerSealName: signing?.buyerSealName,
    buyerSignatory: signing?.buyerSignatory,
    totalAmount: total?.toFixed(2),
    technicalAmount: technical?.toFixed(2),
    pages: signing?.pages,
    ...(/^[0-9a-f]{64}$/.test(contract?.lockedHash ?? '') ? { lockedHash: contract!.lockedHash } : {}),
  });
}

/** The scans of the signing, as the letter names them. */
export function proofsOf(f: DealFile): Proof[] {
  const ids = new Set(latestSigning(f)?.scanIds ?? []);
  return f.attachments
    .filter((a) => ids.has(a.id) && /^[0-9a-f]{64}$/.test(a.hash ?? ''))
    .map((a) => ({ kind: 'signedScan', name: (a.name ?? a.id).slice(0, 255), sha256: a.hash!, size: a.size ?? 0 }));
}

/** Signed scans of 补充协议 to the contract: part of what is filed from the next version on. Of a frozen form those signed by the day it was frozen. */
export function supplementProofs(f: DealFile, filing: Pick<Filing, 'frozenOn'>): Proof[] {
  const by = chinaDay(filing.frozenOn);
  const signed = f.signings.filter((s) => {
    const on = parseDay(s.signedOn);
    return on !== undefined && (by === undefined || on <= by) && f.contracts.some((c) => c.id === s.contractId && c.kind === 'BC');
  });
  const ids = new Set(signed.flatMap((s) => s.scanIds ?? []));
  return f.attachments
    .filter((a) => ids.has(a.id) && /^[0-9a-f]{64}$/.test(a.hash ?? ''))
    .map((a) => ({ kind: 'supplement', name: (a.name ?? a.id).slice(0, 255), sha256: a.hash!, size: a.size ?? 0 }));
}

/** The frozen content of a filing; its hash is `filing.frozenHash` and goes with the letter. Of a frozen one the papers beside the contract are those of its freezing. */
export function filingContent(f: DealFile, filing: Filing, form: Readonly<Record<string, string>>): FilingContent {
  const filed = filedDeal(f, filing);
  const beside = filled(filing.frozenHash) ? (filing.frozenProofs ?? []).filter(isBeside) : papersBeside(f, filing);
  return {
    filingId: filing.id,
    version: filing.version ?? 1,
    form: { ...form },
    facts: contractFactsOf(filed),
    proofs: [...proofsOf(filed), ...supplementProofs(filed, filing), ...beside],
  };
}

/** What is filed as it stands now: papers may still be laid beside a frozen form until it leaves. */
export const proofsNow = (f: DealFile, filing: Filing, proofs: readonly Proof[]): Proof[] => [
  ...proofs.filter((p) => !isBeside(p)),
  ...papersBeside(f, filing),
];

/** For being abroad, the buyer's own, or there already: no field of the form mends these. */
const STOPS = ['filing.abroad', 'filing.notSeller', 'filing.duplicate'];

/** What stops a filing altogether comes before the fields that wait: nobody fills in twenty boxes of it first. */
export const stopsFirst = (findings: readonly Finding[]): Finding[] => {
  const stops = (f: Finding): number => Number(STOPS.some((key) => f.key.startsWith(key)));
  return findings.toSorted((a, b) => stops(b) - stops(a));
};

/** How many findings of the form are open: 必须修改, and 请核实 nobody has written a reason for. */
export type OpenFindings = { musts: number; asks: number };

/** Freezes the form, which publishes nothing yet but fixes what is filed, so it asks what publishing asks. Refused without a signed scan of as many pages as the locked version (or a reason for each that differs), without an effective day, without a closed notice or the reason for none, or with a 必须修改 open, or a 请核实 without its written reason. */
export function freezeFiling(f: DealFile, filing: Filing, form: Readonly<Record<string, string>>, open: OpenFindings, now: string): Edit[] | Refusal {
  if (!isOurs(filing)) return refuse('filing.frozen', { params: { on: chinaDay(filing.frozenOn) ?? '' } });
  const signing = latestSigning(f);
  if (!signing) return refuse('filing.noSigning', { field: 'signingId' });
  if (proofsOf(f).length === 0) return refuse('filing.noScan', { field: 'scanIds', source: '科技部火炬中心 2021-01-13 答复' });
  if (!parseDay(signing.effectiveOn)) return refuse('filing.noEffectiveDay', { field: 'effectiveOn', source: '科技部火炬中心 2021-01-13 答复' });
  const alone = unexplainedPages(signing);
  if (alone) return refuse(alone.of === 'scan' ? 'filing.pagesExtra' : 'filing.pagesMissing', { field: 'pageNotes', params: { count: alone.count } });
  const unpublished = signingUnpublished(f);
  if (unpublished) return unpublished;
  if (open.musts > 0) return refuse('filing.mustsOpen', { params: { count: open.musts } });
  if (open.asks > 0) return refuse('filing.asksOpen', { params: { count: open.asks } });
  const content = filingContent(f, filing, form);
  return [
    set('filings', filing.id, {
      form: { ...form },
      typedKeys: Object.keys(filing.form ?? {}).filter((key) => filled(form[key])),
      state: 'ready' as const,
      signingId: signing.id,
      contractId: signing.contractId ?? filing.contractId,
      frozenHash: contentHash(content),
      frozenOn: now,
      frozenFacts: content.facts,
      frozenProofs: content.proofs,
    }),
  ];
}

/** Opens a frozen form again, as long as nothing left the house; `typed` stays in it, the rest is read from the records afresh. */
export function thawFiling(filing: Filing, typed: Readonly<Record<string, string>>): Edit[] | Refusal {
  return filing.state === 'ready' ? [set('filings', filing.id, asDraft(typed))] : refuse('filing.sent');
}

/** Takes a filing out of the queue. Whether its letter is certainly unsent is the outbox's to know, in the same act. */
export function recallFiling(filing: Filing, typed: Readonly<Record<string, string>>): Edit[] | Refusal {
  return filing.state === 'queued' ? [set('filings', filing.id, { ...asDraft(typed), carrier: undefined, registry: undefined })] : refuse('filing.sent');
}

const asDraft = (typed: Readonly<Record<string, string>>): Partial<Filing> => ({
  state: 'draft',
  form: { ...typed },
  typedKeys: undefined,
  frozenHash: undefined,
  frozenOn: undefined,
  frozenFacts: undefined,
  frozenProofs: undefined,
  ticked: undefined,
  packHash: undefined,
});

/** Hands the frozen form to a registry's lane: one letter, in the same Change as the new state. Refused where the content moved since it was frozen. */
export function queueFiling(f: DealFile, filing: Filing, registry: string): Plan | Refusal {
  if (filing.state !== 'ready' || !filled(filing.frozenHash)) return refuse('filing.notFrozen');
  const content = filingContent(f, filing, filing.form ?? {});
  if (contentHash(content) !== filing.frozenHash) return refuse('filing.moved', { field: 'frozenHash' });
  const sent = { ...content, proofs: proofsNow(f, filing, content.proofs) };
  return {
    edits: [
      set('filings', filing.id, {
        state: 'queued' as const,
        carrier: 'http' as const,
        registry,
        // the time of a letter is its receipt's: one typed for the portal before is not it
        submittedAt: undefined,
        frozenHash: contentHash(sent),
        frozenProofs: sent.proofs,
      }),
    ],
    letters: [filingLetter(registry, f.deal.id, sent)],
  };
}

/** 逐栏助手: one field ticked or unticked. */
export function tickField(filing: Filing, key: string, on: boolean): Edit[] | Refusal {
  if (filing.state !== 'ready') return refuse('filing.notFrozen', { field: key });
  const ticked = new Set(filing.ticked ?? []);
  if (on) ticked.add(key);
  else ticked.delete(key);
  return [set('filings', filing.id, { ticked: [...ticked], carrier: 'pack' as const })];
}

export type PackFiled = { submittedAt: string; proofIds: readonly string[]; portalNo?: string | undefined; packHash?: string; answers?: readonly Answer[] };

/** Every filled field of the form must have been ticked as entered at the portal; what is registered there with the seller need not be. */
export function untickedRefusal(filing: Filing): Refusal | null {
  const unticked = Object.keys(filing.form ?? {}).filter((k) => k !== 'note' && !isAccountKey(k) && !(filing.ticked ?? []).includes(k));
  return unticked.length > 0 ? refuse('filing.unticked', { field: unticked[0], params: { count: unticked.length } }) : null;
}

/** A submission time that can be (or is explained), and at least one proof: the portal's number, a receipt, a screenshot. */
export function unprovedRefusal(filing: Filing, done: PackFiled, bounds: TimeBounds): Refusal | null {
  if (!filled(done.submittedAt)) return refuse('filing.noSubmissionTime', { field: 'submittedAt' });
  const never = submissionTimeRefusal(done.submittedAt, bounds);
  if (never) return never;
  const asked = submittedBeforeFreezing({ ...filing, submittedAt: done.submittedAt }, bounds.frozenAt);
  if (asked && !isSettled(asked, done.answers ?? [])) return refuse('filing.timeUnexplained', { field: 'submittedAt', params: asked.message.params ?? {} });
  return done.proofIds.length === 0 && !filled(done.portalNo) ? refuse('filing.noProof', { field: 'proofIds' }) : null;
}

/** Filed by hand at the portal: ticked through, with a time and a proof. */
export function markFiledByPack(filing: Filing, done: PackFiled, bounds: TimeBounds): Edit[] | Refusal {
  if (filing.state !== 'ready') return refuse('filing.notFrozen');
  return (
    untickedRefusal(filing) ??
    unprovedRefusal(filing, done, bounds) ?? [set('filings', filing.id, { state: 'submitted' as const, ...filedFields(filing, done) })]
  );
}

/** What is kept of the act of filing at the portal. */
export const filedFields = (filing: Filing, done: PackFiled): Partial<Filing> => ({
  carrier: 'pack',
  submittedAt: done.submittedAt,
  proofIds: [...done.proofIds],
  ...(filled(done.portalNo) ? { portalNo: done.portalNo!.trim() } : {}),
  packHash: done.packHash ?? filing.packHash,
});

/** Supplements handed in at the portal on the same version: the day counts as a new acceptance where the rule of the day says so. */
export function handInSupplement(filing: Filing, on: string, today: string): Edit[] | Refusal {
  if (filing.state !== 'supplement' || filing.carrier !== 'pack') return refuse('filing.noSupplement', { field: 'state' });
  const open = openReasons(filing.reasons);
  if (open.length > 0) return refuse('filing.reasonsOpen', { params: { count: open.length }, field: 'reasons' });
  const day = parseDay(on) ?? on;
  const never = answerDayRefusal(day, 'supplementOn', today, filing.returnedOn ?? filing.submittedAt);
  return never ?? [set('filings', filing.id, { state: 'submitted' as const, supplementOn: day })];
}
