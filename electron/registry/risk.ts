/**
 * What in a filing deserves suspicion, seen from the letter and from what this registry already holds. A risk decides
 * nothing: it is stored with its reason for the reviewer. Windows and shares are this program's own, not law.
 */
import { cents, isDay } from '../../shared/registry/check.ts';
import { classOf } from './contract-class.ts';
import { plainName } from '../../shared/domain/names.ts';
import type { FilingBody } from '../../shared/registry/letter.ts';
import { expiryDays, largeContract, unitBounds } from './rules.ts';
import { yuanOfCents } from './yuan.ts';

export type Risk = { rule: RiskRule; text: string };
export type RiskRule = 'split' | 'sameText' | 'backdated' | 'unit' | 'equipment' | 'related' | 'expiry' | 'underLimit' | 'again' | 'unknownClass';

export const SPLIT_WINDOW_DAYS = 90;
const LATE_DAYS = 365;
const DAY_MS = 86_400_000;

/** An earlier filing this one is compared with. */
export type Earlier = {
  id: string;
  contract_no: string;
  project_name: string;
  technical_cents: number;
  total_cents: number;
  text_hash: string;
  parties: string;
  received_on: string;
  status: string;
  /** name of the registration point it lies at, where that is another: whoever reads this may not see it there */
  elsewhere?: string;
};
const named = ({ id, elsewhere }: Earlier): string => (elsewhere === undefined ? id : `${id}（在${elsewhere}）`);

/** Both sides in one key, so that swapped roles still meet. */
export const partiesKey = (body: FilingBody): string =>
  [body.facts.sellerName ?? body.form.sellerName, body.facts.buyerName ?? body.form.buyerName]
    .map((name) => plainName(name))
    .toSorted()
    .join('|');

const between = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
/** The ISO day so many days later. */
export const daysAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const yuan = (amount: bigint): string => `${yuanOfCents(amount)} 元`;
/** The amount a limit is measured by, as the form calls it. */
const measured = { technicalAmount: '技术交易额', totalAmount: '成交总额' } as const;

/** All risks of a letter received on `today`; `earlier` are other contracts with the same parties or the same text. */
export function risksOf(body: FilingBody, today: string, earlier: readonly Earlier[]): Risk[] {
  return [
    ...splits(body, today, earlier),
    ...sameText(body, earlier),
    ...again(body, earlier),
    ...dates(body, today),
    ...amounts(body, today),
    ...related(body),
    ...unknownClass(body),
  ];
}

function splits(body: FilingBody, today: string, earlier: readonly Earlier[]): Risk[] {
  const limit = largeContract(today, body.form.sellerRegion ?? '');
  if (limit === undefined) return [];
  const own = cents(body.form[limit.basis]) ?? 0n;
  if (own >= limit.cents) return [];
  const amountOf = (e: Earlier): bigint => BigInt(limit.basis === 'technicalAmount' ? e.technical_cents : e.total_cents);
  const [parties, pieces] = [partiesKey(body), piecesOf(body.form.projectName ?? '')];
  const [since, until] = [daysAfter(today, -SPLIT_WINDOW_DAYS), daysAfter(today, SPLIT_WINDOW_DAYS)];
  // hundreds may be compared with: what is dear to look at comes last
  const parts = earlier.filter(
    (e) => e.parties === parties && e.received_on >= since && e.received_on <= until && amountOf(e) < limit.cents && alike(piecesOf(e.project_name), pieces),
  );
  const sum = parts.reduce((total, e) => total + amountOf(e), own);
  if (parts.length === 0 || sum < limit.cents) return [];
  return [
    {
      rule: 'split',
      text: `${SPLIT_WINDOW_DAYS} 日内同一双方、标的相近的合同${measured[limit.basis]}合计 ${yuan(sum)}，达到大额界限 ${yuan(limit.cents)}，各自都低于它：${parts.map(named).join('、')}`,
    },
  ];
}

/** A name in its two-character pieces. */
function piecesOf(text: string): Set<string> {
  const plain = [...plainName(text)];
  return new Set(plain.slice(1).map((ch, i) => plain[i]! + ch));
}

/** Half of the pieces of the shorter name stand in the longer. */
function alike(a: Set<string>, b: Set<string>): boolean {
  const [x, y] = a.size <= b.size ? [a, b] : [b, a];
  return x.size > 0 && [...x].filter((piece) => y.has(piece)).length * 2 >= x.size;
}

function sameText({ facts }: FilingBody, earlier: readonly Earlier[]): Risk[] {
  const twins =
    facts.lockedHash === undefined ? [] : earlier.filter((e) => e.text_hash === facts.lockedHash && e.contract_no !== (facts.contractNo?.trim() ?? ''));
  return twins.length === 0 ? [] : [{ rule: 'sameText', text: `合同文本与 ${twins.map(named).join('、')} 逐字相同` }];
}

const ENDED = new Set(['REFUSED', 'CANCELLED', 'REVOKED']);

/** One contract is registered once; where a number is missing that cannot be seen by the number. */
function again(body: FilingBody, earlier: readonly Earlier[]): Risk[] {
  const { form, facts } = body;
  const [parties, name, total, technical] = [partiesKey(body), plainName(form.projectName), cents(form.totalAmount), cents(form.technicalAmount)];
  const found = earlier
    .filter((e) => !ENDED.has(e.status) && (e.contract_no === '' || !facts.contractNo?.trim()))
    .flatMap((e) => {
      const alikeIn = [
        ...(facts.lockedHash !== undefined && e.text_hash === facts.lockedHash ? ['合同文本'] : []),
        ...(e.parties === parties && BigInt(e.total_cents) === total && BigInt(e.technical_cents) === technical && plainName(e.project_name) === name
          ? ['双方、项目名称、成交总额和技术交易额']
          : []),
      ];
      return alikeIn.length === 0 ? [] : [`${named(e)}（${e.received_on} 到件）的${alikeIn.join('，')}相同`];
    });
  return found.length === 0 ? [] : [{ rule: 'again', text: `未写合同编号，与 ${found.join('；与 ')}，请核对是否同一份合同` }];
}

function unknownClass({ form, facts }: FilingBody): Risk[] {
  const said = [
    ['合同所载类别', facts.kind?.trim() ?? ''],
    ['登记表的合同类别', form.contractType?.trim() ?? ''],
  ] as const;
  const strange = said.filter(([, text]) => text !== '' && classOf(text) === undefined);
  return strange.length === 0
    ? []
    : [{ rule: 'unknownClass', text: strange.map(([where, text]) => `${where}“${text.slice(0, 60)}”不在类别清单中`).join('；') }];
}

function dates({ form, facts }: FilingBody, today: string): Risk[] {
  const found: Risk[] = [];
  const signed = facts.signedOn ?? form.signDate;
  if (isDay(signed) && signed! > today) found.push({ rule: 'backdated', text: `签订日期 ${signed} 晚于到件日 ${today}` });
  else if (isDay(signed) && between(signed!, today) > LATE_DAYS)
    found.push({ rule: 'backdated', text: `签订日期 ${signed} 距到件日超过 ${LATE_DAYS} 日，请核对签订经过` });
  else if (isDay(signed) && isDay(facts.effectiveOn) && facts.effectiveOn! < signed!)
    found.push({ rule: 'backdated', text: `生效日期 ${facts.effectiveOn} 早于签订日期 ${signed}` });
  const days = expiryDays(today, form.sellerRegion ?? '');
  if (days !== undefined && isDay(form.validTo) && form.validTo! >= today && between(today, form.validTo!) <= days)
    found.push({ rule: 'expiry', text: `有效期止 ${form.validTo}，到件时只剩 ${between(today, form.validTo!)} 日` });
  return found;
}

const EQUIPMENT = /设备|仪器|零部件|原材料|材料费|样机/;
const NEAR = 10n;

function amounts({ form, facts }: FilingBody, today: string): Risk[] {
  const found: Risk[] = [];
  const [total, technical] = [cents(form.totalAmount), cents(form.technicalAmount)];
  const unit = unitBounds(today, form.sellerRegion ?? '');
  if (unit !== undefined && total !== null && total > 0n && (total < unit.tiny || total > unit.huge))
    found.push({ rule: 'unit', text: `成交总额 ${yuan(total)} 在 ${yuan(unit.tiny)} 至 ${yuan(unit.huge)} 之外，请核对元与万元` });
  if (total !== null && total === technical && EQUIPMENT.test(facts.payment ?? ''))
    found.push({ rule: 'equipment', text: '价款条款提到设备、材料，技术交易额却等于成交总额' });
  const limit = largeContract(today, form.sellerRegion ?? '');
  const own = limit === undefined ? null : cents(form[limit.basis]);
  if (limit !== undefined && own !== null && own < limit.cents && own * NEAR >= limit.cents * (NEAR - 1n))
    found.push({ rule: 'underLimit', text: `${measured[limit.basis]} ${yuan(own)}，比大额界限 ${yuan(limit.cents)}低不到十分之一` });
  return found;
}

function related({ form }: FilingBody): Risk[] {
  const said = (form.isRelated ?? '').trim();
  const same = (key: string): boolean => {
    const [a, b] = [plainName(form[`seller${key}`]), plainName(form[`buyer${key}`])];
    return a !== '' && a === b;
  };
  const root = (code: string | undefined): string => (code ?? '').normalize('NFKC').toUpperCase().slice(8, 17);
  const reasons = [
    ...(said === '是' ? ['登记表申明为关联交易'] : []),
    ...(same('Rep') ? ['双方法定代表人同名'] : []),
    ...(same('Address') ? ['双方地址相同'] : []),
    ...(same('Tel') ? ['双方电话相同'] : []),
    ...(root(form.sellerCreditCode).length === 9 && root(form.sellerCreditCode) === root(form.buyerCreditCode) ? ['双方信用代码的主体标识码相同'] : []),
  ];
  return reasons.length === 0 ? [] : [{ rule: 'related', text: reasons.join('；') }];
}
