/**
 * What a registry can see on arrival without judging: completeness, amounts, dates, proof, seals. The rest is for the
 * reviewer, to whom `hintsFor` points out what deserves a look; a hint decides nothing.
 */
import { plainName, sealOwner } from '../domain/names.ts';
import { isUscc } from '../ids.ts';
import { FORM_FIELDS, type FormField } from './form.ts';
import type { FilingBody } from './letter.ts';
import { REASONS, type ReasonCode } from './reasons.ts';

export type CodedReason = { code: ReasonCode; text: string; field?: string; clause?: string; annex?: string };

/** A reason in the code's own words, the detail after. */
export const because = (code: ReasonCode, detail: string, field?: string): CodedReason => ({
  code,
  text: `${REASONS[code]}：${detail}`,
  ...(field ? { field } : {}),
});

/** 元 as decimal text → 分; null where it is no amount with at most two decimals. */
export function cents(text: string | undefined): bigint | null {
  const m = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec((text ?? '').replace(/,/g, ''));
  return m ? BigInt(m[1]!) * 100n + BigInt((m[2] ?? '').padEnd(2, '0')) : null;
}

/** Whether the text is a real day of the calendar, `2026-02-28`. */
export function isDay(text: string | undefined): boolean {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '');
  if (!m) return false;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return length !== undefined && day >= 1 && day <= length;
}

/** Reasons to send a filing back on arrival; empty: it goes to review. */
export function arrivalReasons(body: FilingBody): CodedReason[] {
  return [...missing(body), ...malformed(body), ...coherent(body.form), ...effect(body), ...seals(body), ...proofs(body)];
}

function missing({ form }: FilingBody): CodedReason[] {
  return FORM_FIELDS.filter((f) => f.required && !form[f.key]?.trim()).map((f) => because('R03', `${f.zh}未填写`, f.key));
}

function malformed({ form }: FilingBody): CodedReason[] {
  return FORM_FIELDS.filter((f) => form[f.key]?.trim() && !fits(f, form[f.key]!.trim())).map((f) => because('R03', `${f.zh}${misfit(f, form[f.key]!)}`, f.key));
}

/** What is wrong with a value that does not fit: an amount that is well written may be more than an amount can be. */
export const misfit = ({ kind }: Pick<FormField, 'kind'>, value: string): string =>
  kind === 'money' && /^\d{16,}(\.\d{1,2})?$/.test(value.trim().replace(/,/g, '')) ? '过大' : '的写法不对';

/** Whether a value that is there is written as its field asks. */
export function fits(f: Pick<FormField, 'kind'>, value: string): boolean {
  switch (f.kind) {
    case 'date':
      return isDay(value);
    case 'money':
      return cents(value) !== null;
    case 'code3':
      return /^\d{3}$/.test(value);
    case 'code6':
    case 'zip6':
      return /^\d{6}$/.test(value);
    case 'uscc':
      return isUscc(value);
    case 'text':
      return true;
  }
}

/** Whether the facts of a form hold together: amounts above nothing, the technical part within the total, days in their order. */
export function coherent(form: Readonly<Record<string, string | undefined>>): CodedReason[] {
  const total = cents(form['totalAmount']);
  const technical = cents(form['technicalAmount']);
  const found: CodedReason[] = [];
  if (total === 0n) found.push(because('R03', '合同成交总额须大于 0', 'totalAmount'));
  if (technical === 0n) found.push(because('R03', '技术交易额须大于 0', 'technicalAmount'));
  if (total !== null && technical !== null && technical > total) found.push(because('R03', '技术交易额大于合同成交总额', 'technicalAmount'));
  const [from, to] = [form['validFrom'], form['validTo']];
  if (isDay(from) && isDay(to) && to! < from!) found.push(because('R01', '有效期止早于有效期起', 'validTo'));
  return found;
}

function effect({ facts }: FilingBody): CodedReason[] {
  return isDay(facts.effectiveOn) ? [] : [because('R01', '没有合同生效日期', 'effectiveOn')];
}

function seals({ facts }: FilingBody): CodedReason[] {
  return (['seller', 'buyer'] as const).flatMap((who) => {
    const zh = who === 'seller' ? '卖方' : '买方';
    const seal = facts[`${who}SealName`]?.trim();
    if (!seal) return [because('R08', `${zh}印章名称缺失`, `${who}SealName`)];
    return sealOwner(seal) === plainName(facts[`${who}Name`]) ? [] : [because('R08', `${zh}印章名称与书写名称不一致`, `${who}SealName`)];
  });
}

function proofs({ proofs: list }: FilingBody): CodedReason[] {
  return list.length > 0 ? [] : [because('R07', '没有随附签署盖章的合同扫描件', 'proofs')];
}

export type ReviewContext = {
  /** day of receipt at the registry, ISO */
  today: string;
  /** this office has already registered a filing under the same contract number */
  registeredBefore: boolean;
  /** a registered filing that may be of the same contract, which no number tells */
  registeredAlike?: string;
};

/** What the reviewer may want to look at, each with the reason code it would lead to. */
export function hintsFor(body: FilingBody, context: ReviewContext): CodedReason[] {
  const { form, facts } = body;
  const differs = (code: ReasonCode, zh: string, key: string, stated: string | undefined): CodedReason[] =>
    stated && form[key] && stated.trim() !== form[key].trim() ? [because(code, `${zh}与合同所载不同`, key)] : [];
  const differsInMoney = (zh: string, key: string, stated: string | undefined): CodedReason[] =>
    cents(stated) !== null && cents(form[key]) !== null && cents(stated) !== cents(form[key]) ? [because('R03', `${zh}与合同所载不同`, key)] : [];
  return [
    ...(isDay(form.validTo) && form.validTo! < context.today ? [because('R10', '有效期已于到件前届满（个别单位的做法，待确认）', 'validTo')] : []),
    ...(context.registeredBefore ? [because('R13', '同一合同编号已登记过', 'contractNo')] : []),
    ...(context.registeredAlike === undefined
      ? []
      : [because('R13', `没有合同编号可比，可能与已登记的 ${context.registeredAlike} 是同一份合同`, 'projectName')]),
    ...differs('R05', '项目名称', 'projectName', facts.title),
    ...differs('R03', '签订日期', 'signDate', facts.signedOn),
    ...differs('R03', '买方名称', 'buyerName', facts.buyerName),
    ...differsInMoney('成交总额', 'totalAmount', facts.totalAmount),
    ...differsInMoney('技术交易额', 'technicalAmount', facts.technicalAmount),
  ];
}
