/** The stage rail 立项 → … → 履约分配: what is done, what is now, what stands in the way, and where each missing thing is mended. */
import type { RuleBook } from '../rules/engine.ts';
import { decisionAhead, isAhead, roundsAhead } from './checks/ahead.ts';
import { checkContract } from './checks/contract.ts';
import { checkDeal } from './checks/deal.ts';
import { onMarket } from './checks/market.ts';
import { pricesResult } from './checks/priced-route.ts';
import { checkPricing, isPriced, publication } from './checks/pricing.ts';
import { checkRounds } from './checks/round.ts';
import { checkFurtherSides, furtherSealed } from './checks/signing-further.ts';
import { checkSigningOrder } from './checks/signing-order.ts';
import { checkSigning, isSigned } from './checks/signing.ts';
import { checkWorksheet, gateFinding, worksheetGate } from './checks/worksheet.ts';
import { valuedIn } from './checks/worksheet-says.ts';
import type { Contract } from './contract.ts';
import type { Worksheet } from './deal.ts';
import { agreedRound, latestContract, latestFiling, latestNotice, latestPricing, latestSigning, latestWorksheet, type DealFile } from './deal-file.ts';
import { owedOf } from './due.ts';
import type { Methods } from '../valuation/weigh.ts';
import { finding, isSettled, onceEach, type Finding } from './finding.ts';
import type { TableName } from './tables.ts';

export const STAGES = ['start', 'valuation', 'negotiation', 'pricing', 'signing', 'filing', 'performance'] as const;
export type Stage = (typeof STAGES)[number];

export const ROOMS = ['portfolio', 'parties', 'deals', 'valuation', 'negotiation', 'contracts', 'registration', 'settings'] as const;
export type Room = (typeof ROOMS)[number];
/** One line of 缺什么: the finding, and the room (with the record to open there) that mends it. */
export type Missing = { finding: Finding; room: Room; settled: boolean };
export type StageState = {
  stage: Stage;
  state: 'done' | 'current' | 'blocked' | 'later' | 'skipped';
  /** the first thing in the way, for the one line under the rail */
  reason?: Finding;
  /** nobody asks this of a deal of its route: no result is transferred, licensed or put in */
  byRoute?: true;
  missing: Missing[];
};

const ROOM: Partial<Record<TableName, Room>> = {
  achievements: 'portfolio',
  rights: 'portfolio',
  contributors: 'portfolio',
  parties: 'parties',
  office: 'settings',
  deals: 'deals',
  worksheets: 'valuation',
  rounds: 'negotiation',
  pricings: 'deals',
  notices: 'deals',
  objections: 'deals',
  contracts: 'contracts',
  signings: 'contracts',
  filings: 'registration',
};
export const roomOf = (f: Finding): Room => ROOM[f.where.table] ?? 'deals';

/** The answers of a contract's interview; what is known from records counts as answered. */
export type ContractAnswers = (contract: Contract) => Readonly<Record<string, string>>;
const typed: ContractAnswers = (contract) => contract.fields ?? {};

type Look = { findings: Finding[]; reached: boolean; begun: boolean; skipped?: boolean; byRoute?: boolean };

/** Every item of the gate is met, or its absence is explained with a written reason. */
const gateMet = (f: DealFile, sheet: Worksheet, methods: Methods | undefined): boolean =>
  worksheetGate(sheet, methods, valuedIn(f)).every((g) => g.met || isSettled(gateFinding(sheet, g), f.answers));

/** Every stage of one deal. `begun` says that something of it exists, `reached` that the thing itself does; findings say what is wrong with it. */
function looks(f: DealFile, rules: RuleBook, answers: ContractAnswers, methods: Methods | undefined): Record<Stage, Look> {
  const whole = (field: string) => ({ table: 'deals' as const, id: f.deal.id, field });
  const sheet = latestWorksheet(f);
  const agreed = agreedRound(f);
  const pricing = latestPricing(f);
  const notice = latestNotice(f);
  const contract = latestContract(f);
  const signing = latestSigning(f);
  const filing = latestFiling(f);
  const publish = publication(f);
  // what a market prices was not necessarily valued or talked over
  const market = onMarket(pricing);
  const signedContract = f.contracts.find((c) => c.id === signing?.contractId) ?? contract;
  const byRoute = !pricesResult(f.deal);
  const drafted = f.deal.startedFrom === 'file' && contract?.kind === 'foreign';
  return {
    start: { findings: checkDeal(f, rules), reached: f.seller !== undefined && f.buyer !== undefined, begun: true },
    // a contract that came in finished was valued and negotiated elsewhere
    valuation: {
      findings: sheet
        ? checkWorksheet(sheet, methods, valuedIn(f))
        : drafted || byRoute
          ? []
          : [finding('worksheet.none', whole('worksheet'), market ? { level: 'ask' } : {})],
      reached: sheet !== undefined && gateMet(f, sheet, methods),
      begun: sheet !== undefined,
      skipped: (drafted || market || byRoute) && !sheet,
      byRoute,
    },
    negotiation: {
      findings: [...checkRounds(f), ...roundsAhead(f, rules.date), ...(agreed || drafted || market ? [] : [finding('round.agreedMissing', whole('rounds'))])],
      reached: agreed !== undefined || market,
      begun: f.rounds.length > 0,
      skipped: (drafted || market) && f.rounds.length === 0,
    },
    pricing: {
      findings: [...checkPricing(f, rules), ...decisionAhead(f, rules.date)],
      reached: isPriced(f),
      begun: pricing !== undefined || notice !== undefined,
      skipped: byRoute || (publish === 'no' && pricing === undefined),
      byRoute,
    },
    signing: {
      findings: [
        ...(contract ? checkContract(f, contract, rules, answers(contract)) : [finding('contract.none', whole('contract'))]),
        ...(signing
          ? [
              ...checkSigning({ signing, contract: signedContract, seller: f.seller, buyer: f.buyer, today: rules.date }),
              ...checkFurtherSides(f, signing, rules.date),
              ...checkSigningOrder(f, signing),
            ]
          : contract
            ? [finding('signing.none', { table: 'contracts', id: contract.id, field: 'signing' })]
            : []),
      ],
      reached: signing !== undefined && !isAhead(signing.signedOn, rules.date) && isSigned(signing, f.seller, f.buyer) && furtherSealed(f, signing),
      begun: contract !== undefined,
    },
    filing: { findings: [], reached: filing?.state === 'registered', begun: filing !== undefined },
    performance: {
      findings: [],
      begun: f.receipts.length > 0,
      reached: f.receipts.length > 0 && f.instalments.length > 0 && f.instalments.every((i) => owedOf(i, f.receipts) === null),
    },
  };
}

/**
 * `more` are findings the caller has beside these (checkFiling needs the form and its lists); `methods` compute what the worksheet has beside its forecast.
 * A stage is done when it is reached and holds no 必须修改; the first that is not is the current one, or blocked where something must be mended.
 * One further on that has begun stays under way: a fault found earlier does not undo it. A worksheet that only has 请核实 open
 * is not done, but holds up nothing that has begun behind it.
 */
export function stageRail(
  f: DealFile,
  rules: RuleBook,
  more: Partial<Record<Stage, readonly Finding[]>> = {},
  answers: ContractAnswers = typed,
  methods?: Methods,
): StageState[] {
  const all = looks(f, rules, answers, methods);
  let open = true;
  return STAGES.map((stage, at): StageState => {
    const { findings, reached, begun, skipped, byRoute } = all[stage];
    const missing = onceEach([...findings, ...(more[stage] ?? [])])
      .map((finding): Missing => ({ finding, room: roomOf(finding), settled: isSettled(finding, f.answers) }))
      .toSorted((a, b) => weight(a) - weight(b));
    const hard = missing.find((m) => m.finding.level === 'must' && !m.settled);
    const soft = missing.find((m) => !m.settled);
    if (skipped && !hard) return { stage, state: 'skipped', missing, ...(byRoute ? { byRoute } : {}) };
    if (reached && !hard) return { stage, state: 'done', missing };
    if (!open && !begun) return { stage, state: 'later', missing, ...(hard ? { reason: hard.finding } : {}) };
    const overtaken = stage === 'valuation' && !hard && STAGES.slice(at + 1).some((later) => all[later].begun);
    if (!overtaken) open = false;
    const reason = hard ?? soft;
    return {
      stage,
      state: hard && (reached || (stage === 'valuation' && begun)) ? 'blocked' : 'current',
      missing,
      ...(reason ? { reason: reason.finding } : {}),
    };
  });
}

const weight = (m: Missing): number => (m.settled ? 2 : m.finding.level === 'must' ? 0 : 1);

const isOpen = (s: StageState): boolean => s.state === 'current' || s.state === 'blocked';
/** Whether something behind 估值 has begun: what the worksheet lacks then stands beside it, not in front of it. */
const begunBehind = (rail: readonly StageState[]): boolean => rail.slice(STAGES.indexOf('valuation') + 1).some((s) => isOpen(s) || s.state === 'done');

/** The whole 缺什么 list of a deal up to and including the stage it is in; a worksheet that is not done hides nothing of what has begun behind it. */
export function whatIsMissing(rail: readonly StageState[]): Missing[] {
  const behind = begunBehind(rail);
  const now = rail.findIndex((s) => isOpen(s) && !(s.stage === 'valuation' && behind));
  const open = rail
    .slice(0, now < 0 ? rail.length : now + 1)
    .filter((s) => s.state !== 'later' || !behind)
    .flatMap((s) => s.missing)
    .filter((m) => !m.settled);
  // two stages may ask after the same
  const each = new Map(open.map((m) => [m.finding.key, m]));
  return [...each.values()].toSorted((a, b) => weight(a) - weight(b));
}

/** Where a deal stands: the first stage that is not done, but for a worksheet of which only 请核实 is open while a later stage is under way. */
export function currentStage(rail: readonly StageState[]): Stage {
  const open = rail.filter(isOpen);
  const [first, second] = open;
  const passed = first?.stage === 'valuation' && !first.missing.some((m) => m.finding.level === 'must' && !m.settled) && begunBehind(rail);
  return (passed ? second : first)?.stage ?? 'performance';
}
