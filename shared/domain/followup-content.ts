/** What a 登记后事项 says: what the records know of it, what is missing, and the content its letter carries. */
import type { FollowupContent } from '../registry/followup-letter.ts';
import type { Proof } from '../registry/wire.ts';
import { isUscc } from '../ids.ts';
import { decimal, Decimal, formatYuan, parseMoney } from '../money.ts';
import { refuse, type Refusal } from '../result.ts';
import { parseDay } from '../time.ts';
import { filled } from './checks/blank.ts';
import { contractSaid } from './contract/text.ts';
import type { Contract } from './contract.ts';
import type { DealFile } from './deal-file.ts';
import type { Filing } from './filing.ts';
import type { Followup, FollowupKind, IncomeRow } from './followup.ts';
import { registeredFacts } from './registered-facts.ts';
import { withoutGaps } from './worksheet-rules.ts';

/** Registered facts that a change is made of, by key of the form; everything else is put right with the registry by itself. */
export const CHANGEABLE = [
  'totalAmount',
  'technicalAmount',
  'validFrom',
  'validTo',
  'payMethod',
  'projectName',
  'buyerName',
  'buyerCreditCode',
  'buyerAddress',
  'buyerRep',
] as const;
const MONEY_KEYS: readonly string[] = ['totalAmount', 'technicalAmount'];
const DAY_KEYS: readonly string[] = ['validFrom', 'validTo'];

/** Agreements beside the contract that a change (补充协议) or a cancellation (终止协议) can rest on, newest last. */
export const agreementsFor = (f: DealFile, kind: FollowupKind) =>
  f.contracts.filter((c) => c.archived !== true && c.kind === (kind === 'cancel' ? 'JC' : 'BC'));

const signingOf = (f: DealFile, contractId: string | undefined) => f.signings.findLast((s) => s.contractId === contractId && contractId !== undefined);

/** Signed agreements that say otherwise than what is registered, and have no followup yet that takes them there. `on`: the day they were signed or took effect. */
export function unreflected(f: DealFile, filing: Filing): { kind: 'change' | 'cancel'; contract: Contract; on: string }[] {
  if (filing.state !== 'registered') return [];
  return (['change', 'cancel'] as const).flatMap((kind) =>
    agreementsFor(f, kind).flatMap((contract) => {
      const signing = signingOf(f, contract.id);
      const on = parseDay(signing?.effectiveOn) ?? parseDay(signing?.signedOn);
      const taken = (f.followups ?? []).some((u) => u.agreementId === contract.id && u.archived !== true && u.state !== 'refused');
      return on === undefined || taken || on < (filing.registeredOn ?? '') ? [] : [{ kind, contract, on }];
    }),
  );
}

/** What a new one begins with. */
export function startingValues(f: DealFile, filing: Filing, kind: FollowupKind, agreementId?: string): Partial<Followup> {
  const agreement = f.contracts.find((c) => c.id === agreementId) ?? agreementsFor(f, kind).findLast((c) => filled(signingOf(f, c.id)?.signedOn));
  if (kind === 'change' || kind === 'cancel') {
    const said = contractSaid(agreement);
    const signing = signingOf(f, agreement?.id);
    const values = kind === 'cancel' ? { cause: 'terminated' } : withoutGaps({ totalAmount: yuanOf(said['newTotal']), validTo: parseDay(said['newTo']) });
    const on = parseDay(signing?.effectiveOn) ?? parseDay(signing?.signedOn) ?? parseDay(said['endDay']);
    const before = kind === 'change' ? { before: pick(registeredFacts(filing, f.followups ?? []), Object.keys(values)) } : {};
    return withoutGaps({ agreementId: agreement?.id, values: values as Record<string, string>, ...before, reason: said['reason'] ?? said['reasonNote'], on });
  }
  if (kind === 'income') {
    const rows = incomeRows(f);
    const days = rows.flatMap((r) => (r.on ? [r.on] : [])).toSorted();
    const amount = sumOf(rows)?.toFixed(2);
    const share = technicalShare(filing, f.followups ?? []);
    const technicalIncome =
      amount !== undefined && share ? new Decimal(amount).times(share.technical).div(share.total).toDecimalPlaces(2).toFixed(2) : undefined;
    return { rows, values: withoutGaps({ from: days[0], to: days.at(-1), amount, technicalIncome }) as Record<string, string> };
  }
  return {};
}

const pick = (from: Readonly<Record<string, string>>, keys: readonly string[]): Record<string, string> =>
  Object.fromEntries(keys.flatMap((k) => (from[k] === undefined ? [] : [[k, from[k]]])));
const yuanOf = (text: string | undefined): string | undefined => {
  const read = text === undefined ? undefined : parseMoney(text);
  return read && new Decimal(read.yuan).toFixed(2);
};

/** Receipts of the deal that no earlier confirmation counted, by day. */
function incomeRows(f: DealFile): IncomeRow[] {
  const counted = new Set(
    (f.followups ?? [])
      .filter((u) => u.kind === 'income' && u.state !== 'refused' && u.archived !== true)
      .flatMap((u) => (u.rows ?? []).map((r) => `${r.on}/${r.amount}/${r.note}`)),
  );
  return f.receipts
    .filter((r) => r.archived !== true && parseDay(r.receivedOn) && decimal(r.amount))
    .map((r) => ({ on: parseDay(r.receivedOn)!, amount: decimal(r.amount)!.toFixed(2), note: [r.payer, r.voucher].filter(Boolean).join(' · ') }))
    .filter((r) => !counted.has(`${r.on}/${r.amount}/${r.note}`))
    .toSorted((a, b) => a.on.localeCompare(b.on));
}

export function sumOf(rows: readonly IncomeRow[]): Decimal | undefined {
  const amounts = rows.map((r) => decimal(r.amount));
  return rows.length === 0 || amounts.some((a) => !a) ? undefined : amounts.reduce<Decimal>((sum, a) => sum.plus(a!), new Decimal(0));
}

/** 技术交易额 and 成交总额 as registered: their ratio is the share of a receipt that is technical income where the parts are paid alike. Undefined where one is missing. */
export function technicalShare(filing: Filing, followups: readonly Followup[]): { technical: Decimal; total: Decimal } | undefined {
  const facts = registeredFacts(filing, followups);
  const [technical, total] = [decimal(facts['technicalAmount']), decimal(facts['totalAmount'])];
  return technical && total?.gt(0) && technical.lte(total) ? { technical, total } : undefined;
}

/** Everything that keeps it from being handed in, the first first. */
export function followupGaps(f: DealFile, u: Followup, filing: Filing, today: string): Refusal[] {
  const gaps: (Refusal | null)[] = [
    ...(u.kind === 'change' ? changeGaps(u, registeredFacts(filing, f.followups ?? [])) : []),
    ...(u.kind === 'cancel' && !['terminated', 'rescinded'].includes(u.values?.['cause'] ?? '') ? [refuse('followup.noCause', { field: 'values.cause' })] : []),
    ...(u.kind === 'income' ? incomeGaps(u, today) : []),
    u.kind === 'dispute' && !filled(u.values?.['text']) ? refuse('followup.noText', { field: 'values.text' }) : null,
    (u.kind === 'change' || u.kind === 'cancel') && !filled(u.reason) ? refuse('followup.noReason', { field: 'reason' }) : null,
    ...(u.kind === 'change' || u.kind === 'cancel' ? [dayGap(u.on, filing.form?.['signDate'], today)] : []),
    u.kind !== 'dispute' && proofsOf(f, u).length === 0 ? refuse('followup.noProof', { field: 'proofIds' }) : null,
    filing.state === 'cancelled' || (filing.state === 'revoked' && u.kind !== 'dispute') ? refuse('followup.notRegistered', { field: 'state' }) : null,
  ];
  return gaps.filter((g) => g !== null);
}

/** As a form is checked: each value by itself, then the registration as it would stand; what holds already is not asked again. */
function changeGaps(u: Followup, facts: Readonly<Record<string, string>>): (Refusal | null)[] {
  const values = Object.entries(u.values ?? {});
  if (values.length === 0) return [refuse('followup.noChange', { field: 'values' })];
  const wrong = values.flatMap(([key, after]) => {
    const field = `values.${key}`;
    if (!filled(after)) return [refuse('followup.noValue', { field })];
    if (MONEY_KEYS.includes(key) && !decimal(after)?.gt(0)) return [refuse('followup.amountUnread', { field, params: { text: after } })];
    if (DAY_KEYS.includes(key) && !parseDay(after)) return [refuse('filing.dayUnread', { field, params: { text: after } })];
    if (key === 'buyerCreditCode' && !isUscc(after)) return [refuse('followup.creditCode', { field, params: { text: after } })];
    return u.before?.[key] === after ? [refuse('followup.sameValue', { field, params: { value: after } })] : [];
  });
  const now = { ...facts, ...u.values };
  const [total, technical] = MONEY_KEYS.map((k) => decimal(now[k]));
  const [from, to] = DAY_KEYS.map((k) => parseDay(now[k]));
  const touches = (keys: readonly string[]): boolean => values.some(([key]) => keys.includes(key));
  return [
    ...wrong,
    touches(MONEY_KEYS) && total && technical?.gt(total)
      ? refuse('followup.technicalOver', {
          field: 'values.technicalAmount',
          params: { technical: formatYuan(technical.toFixed()), total: formatYuan(total.toFixed()) },
        })
      : null,
    touches(DAY_KEYS) && from && to && to < from ? refuse('followup.endBeforeStart', { field: 'values.validTo', params: { from, to } }) : null,
  ];
}

function incomeGaps(u: Followup, today: string): (Refusal | null)[] {
  const sum = sumOf(u.rows ?? []);
  const [amount, technical] = ['amount', 'technicalIncome'].map((k) => decimal(u.values?.[k]));
  const [from, to] = ['from', 'to'].map((k) => parseDay(u.values?.[k]));
  return [
    !sum ? refuse('followup.noReceipts', { field: 'rows' }) : null,
    !from || !to || to < from || to > today ? refuse('followup.noPeriod', { field: 'values.from' }) : null,
    (u.rows ?? []).some((r) => from && to && ((r.on ?? '') < from || (r.on ?? '') > to)) ? refuse('followup.outsidePeriod', { field: 'rows' }) : null,
    sum && amount && !sum.eq(amount)
      ? refuse('followup.sumDiffers', { field: 'values.amount', params: { amount: amount.toFixed(2), sum: sum.toFixed(2) } })
      : null,
    amountGap(u, 'amount', !amount),
    amountGap(u, 'technicalIncome', !technical || technical.lt(0)),
    amount && technical?.gt(amount)
      ? refuse('followup.incomeOver', { field: 'values.technicalIncome', params: { technical: technical.toFixed(2), amount: amount.toFixed(2) } })
      : null,
  ];
}

function amountGap(u: Followup, key: 'amount' | 'technicalIncome', bad: boolean): Refusal | null {
  const text = u.values?.[key];
  if (!bad) return null;
  const field = `values.${key}`;
  if (!filled(text)) return refuse(key === 'amount' ? 'followup.noAmount' : 'followup.noTechnicalIncome', { field });
  return refuse('followup.amountUnread', { field, params: { text: text! } });
}

function dayGap(on: string | undefined, signed: string | undefined, today: string): Refusal | null {
  if (!filled(on)) return refuse('followup.noDay', { field: 'on' });
  if (!parseDay(on)) return refuse('filing.dayUnread', { field: 'on', params: { text: on! } });
  const signedOn = parseDay(signed);
  if (signedOn && parseDay(on)! < signedOn) return refuse('followup.dayBeforeSigning', { field: 'on', params: { day: on!, signed: signedOn } });
  return on! > today ? refuse('filing.dayAhead', { field: 'on', params: { day: on!, today } }) : null;
}

/** Papers that go with it: what was put to it, and the signed scan of the agreement it rests on. */
export function proofsOf(f: DealFile, u: Followup): Proof[] {
  const own = new Set(u.proofIds ?? []);
  const scans = new Set(signingOf(f, u.agreementId)?.scanIds ?? []);
  return f.attachments
    .filter((a) => a.archived !== true && (own.has(a.id) || scans.has(a.id)) && /^[0-9a-f]{64}$/.test(a.hash ?? ''))
    .map((a) => ({ kind: scans.has(a.id) ? 'signedScan' : 'proof', name: (a.name ?? a.id).slice(0, 255), sha256: a.hash!, size: a.size ?? 0 }));
}

/** What the letter says; its hash is `followup.frozenHash`. Amounts in 元. */
export function followupContent(f: DealFile, u: Followup, filing: Filing): FollowupContent {
  const base = { filingId: filing.id, followupId: u.id, version: u.version ?? 1, proofs: proofsOf(f, u) };
  const registerNo = filing.registerNo ?? '';
  const values = u.values ?? {};
  switch (u.kind) {
    case 'cancel':
      return {
        ...base,
        kind: 'filing.cancel',
        registerNo,
        cause: values['cause'] === 'rescinded' ? 'rescinded' : 'terminated',
        reason: u.reason ?? '',
        on: u.on ?? '',
      };
    case 'income':
      return {
        ...base,
        kind: 'filing.income',
        registerNo,
        from: values['from'] ?? '',
        to: values['to'] ?? '',
        amount: values['amount'] ?? '',
        technicalIncome: values['technicalIncome'] ?? '',
        rows: (u.rows ?? []).map((r) => ({ on: r.on ?? '', amount: r.amount ?? '', ...(filled(r.note) ? { note: r.note! } : {}) })),
      };
    case 'dispute':
      return { ...base, kind: 'filing.dispute', about: filing.registryId ?? filing.registerNo ?? filing.id, text: values['text'] ?? '' };
    default: {
      const changes = Object.fromEntries(Object.entries(values).map(([key, after]) => [key, { before: u.before?.[key] ?? '', after }]));
      return { ...base, kind: 'filing.change', registerNo, changes, reason: u.reason ?? '', on: u.on ?? '' };
    }
  }
}
