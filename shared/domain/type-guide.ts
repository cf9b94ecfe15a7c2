/**
 * 类型向导: from what is delivered, who researches at whose risk, which right exists, and how it is paid, to the kind of contract,
 * with the reasons and with what would make it another. Money alone never decides: 试验费 in a licence is no joint development.
 */
import type { ContractKind } from './contract-text/kind.ts';

export const DELIVERED = ['newResult', 'assign', 'useRight', 'advice', 'problem', 'teach', 'introduce', 'shares'] as const;
export type Delivered = (typeof DELIVERED)[number];

/** The questions in their order, with the answers each can have. */
export const QUESTIONS = {
  settled: ['yes', 'no'],
  delivered: DELIVERED,
  mastered: ['no', 'pilot', 'yes'],
  research: ['one', 'both'],
  risk: ['client', 'developer', 'shared', 'none'],
  owner: ['developer', 'client', 'both'],
  existing: ['patent', 'application', 'secret', 'software', 'layout', 'variety', 'none'],
  carries: ['report', 'implements'],
  goods: ['no', 'yes'],
  trainees: ['named', 'staff', 'sales'],
  gain: ['shared', 'fixed'],
  pay: ['once', 'instalments', 'royalty', 'tests', 'afterUse'],
} as const satisfies Record<string, readonly string[]>;
export type Question = keyof typeof QUESTIONS;
export type GuideAnswers = { [Q in Question]?: (typeof QUESTIONS)[Q][number] };

const WITH_RIGHT: readonly Delivered[] = ['assign', 'useRight', 'shares'];
const ASKED: Readonly<Record<Question, (a: GuideAnswers) => boolean>> = {
  settled: () => true,
  delivered: (a) => a.settled === 'yes',
  mastered: (a) => a.delivered === 'newResult',
  research: (a) => a.delivered === 'newResult' && (a.mastered === 'no' || a.mastered === 'pilot'),
  risk: (a) => a.research !== undefined && a.delivered === 'newResult',
  owner: (a) => a.research !== undefined && a.delivered === 'newResult',
  existing: (a) => WITH_RIGHT.some((d) => d === a.delivered) || (a.delivered === 'newResult' && a.mastered === 'yes'),
  carries: (a) => a.delivered === 'advice',
  goods: (a) => a.delivered === 'problem',
  trainees: (a) => a.delivered === 'teach',
  gain: (a) => a.delivered === 'shares',
  pay: (a) => a.delivered !== undefined,
};

/** The questions that arise with these answers. */
export const asked = (a: GuideAnswers): Question[] => (Object.keys(QUESTIONS) as Question[]).filter((q) => ASKED[q](a));

/** One answer; those of questions that no longer arise are dropped. */
export function answered(a: GuideAnswers, question: Question, value: string): GuideAnswers {
  let next: GuideAnswers = { ...a, [question]: value };
  for (let before = -1; before !== Object.keys(next).length;) {
    before = Object.keys(next).length;
    const open = asked(next);
    next = Object.fromEntries(Object.entries(next).filter(([q]) => open.includes(q as Question)));
  }
  return next;
}

/** Kinds of the program's own clause files; none where it is no technology contract. */
export type Advice = {
  kinds: string[];
  /** words: `guide:reason.<key>` */
  reasons: string[];
  /** what would make it another kind; words: `guide:otherwise.<key>` */
  otherwise: string[];
  /** whose consequences for registration and tax hold (resources/codes/kind-consequences.json) */
  consequences: 'development' | 'transfer' | 'license' | 'equity' | 'consulting' | 'service' | 'training' | 'brokering' | 'intent' | 'none';
};

const ASSIGNED = { patent: 'ZR-ZL', application: 'ZR-SQ', secret: 'ZR-MM', software: 'ZR-RZ', layout: 'ZR-BT', variety: 'ZR-PZ' } as const;
const LICENSED = { patent: 'XK-ZL', application: 'XK-SQ', secret: 'XK-MM', software: 'XK-RZ', layout: 'XK-BT', variety: 'XK-PZ' } as const;

/** Undefined until the questions that decide are answered. */
export function adviceOf(a: GuideAnswers): Advice | undefined {
  if (a.settled === 'no') return { kinds: ['YX'], reasons: ['unsettled'], otherwise: ['settles'], consequences: 'intent' };
  const found = a.delivered && BY_DELIVERED[a.delivered](a);
  // money paid for tests decides nothing: the person asks because it looks as if it did
  return found && a.pay === 'tests' ? { ...found, reasons: [...found.reasons, 'testsMoney'] } : found;
}

const BY_DELIVERED: Readonly<Record<Delivered, (a: GuideAnswers) => Advice | undefined>> = {
  newResult: development,
  assign: (a) => ofRight(a, 'assign'),
  useRight: (a) => ofRight(a, 'useRight'),
  shares(a) {
    if (a.existing === undefined || a.gain === undefined) return undefined;
    if (a.gain === 'fixed') return { ...ofRight(a, 'assign')!, reasons: ['fixedReturn'], otherwise: ['sharesRisk', 'keepsRight'] };
    return { kinds: ['ZR-RG'], reasons: ['sharesForTechnology'], otherwise: ['fixedReturnMakes'], consequences: 'equity' };
  },
  advice(a) {
    if (a.carries === undefined) return undefined;
    return a.carries === 'report'
      ? { kinds: ['ZX'], reasons: ['reportOnly'], otherwise: ['implementing', 'businessAdvice'], consequences: 'consulting' }
      : { kinds: ['FW-YB'], reasons: ['planAndImplement'], otherwise: ['reportOnlyMakes'], consequences: 'service' };
  },
  problem(a) {
    if (a.goods === undefined) return undefined;
    return a.goods === 'yes'
      ? { kinds: [], reasons: ['ordinaryWork'], otherwise: ['technicalPart'], consequences: 'none' }
      : { kinds: ['FW-YB'], reasons: ['specificProblem'], otherwise: ['newTechnology', 'rightMoves', 'goodsMakes'], consequences: 'service' };
  },
  teach(a) {
    if (a.trainees === undefined) return undefined;
    return a.trainees === 'named'
      ? { kinds: ['FW-PX'], reasons: ['namedTrainees'], otherwise: ['trainingInside', 'generalTraining'], consequences: 'training' }
      : { kinds: [], reasons: [a.trainees === 'staff' ? 'staffTraining' : 'salesTraining'], otherwise: ['namedMakes'], consequences: 'none' };
  },
  introduce: () => ({ kinds: ['FW-ZJ'], reasons: ['thirdPartyDeal'], otherwise: ['generalBrokerage'], consequences: 'brokering' }),
};

/** New technology, or the further testing of a result that exists (民法典 art. 851); one that is mastered already is no development. */
function development(a: GuideAnswers): Advice | undefined {
  if (a.mastered === 'yes') {
    if (a.existing === undefined) return undefined;
    const used = ofRight(a, 'useRight')!;
    return { ...used, reasons: ['masteredAlready', ...used.reasons] };
  }
  if (a.mastered === undefined || a.research === undefined) return undefined;
  const risk = a.risk === undefined ? [] : a.risk === 'none' ? ['riskOpen'] : [`risk_${a.risk}`];
  const owner = a.owner === undefined ? [] : [`owner_${a.owner}`];
  if (a.mastered === 'pilot')
    return {
      kinds: ['KF-ZH', a.research === 'both' ? 'KF-HZ' : 'KF-WT'],
      reasons: ['resultToTest', ...risk, ...owner],
      otherwise: ['mastered'],
      consequences: 'development',
    };
  return a.research === 'both'
    ? { kinds: ['KF-HZ'], reasons: ['notMastered', 'bothResearch', ...risk, ...owner], otherwise: ['onePaysOnly', 'mastered'], consequences: 'development' }
    : {
        kinds: ['KF-WT'],
        reasons: ['notMastered', 'oneResearches', ...risk, ...owner],
        otherwise: ['bothResearchMakes', 'mastered'],
        consequences: 'development',
      };
}

/** An existing right, assigned or licensed (民法典 arts. 862, 863); without one there is nothing to transfer. */
function ofRight(a: GuideAnswers, how: 'assign' | 'useRight'): Advice | undefined {
  if (a.existing === undefined) return undefined;
  if (a.existing === 'none') return { kinds: ['FW-YB'], reasons: ['noRight'], otherwise: ['rightExists', 'newTechnology'], consequences: 'service' };
  if (how === 'assign') return { kinds: [ASSIGNED[a.existing]], reasons: ['rightAssigned'], otherwise: ['keepsRight'], consequences: 'transfer' };
  const after = a.pay === 'afterUse';
  return {
    kinds: [...(after ? ['SY-FF'] : []), LICENSED[a.existing]],
    reasons: ['rightLicensed', ...(after ? ['triedFirst'] : [])],
    otherwise: ['givesRight', 'researchTogether'],
    consequences: 'license',
  };
}

/** What a text seems to deliver, from its kind: the guide begins there. */
export function deliveredBy(kind: ContractKind): Delivered {
  if (kind === 'ZR-RG') return 'shares';
  const by: Readonly<Record<string, Delivered>> = {
    KF: 'newResult',
    ZR: 'assign',
    XK: 'useRight',
    ZX: 'advice',
    'FW-YB': 'problem',
    'FW-PX': 'teach',
    'FW-ZJ': 'introduce',
  };
  return by[kind] ?? by[kind.slice(0, 2)]!;
}
