/** Risk flags of a contract with its form: related parties, hidden equipment, days before their time, split contracts, the same text twice, price, expiry. */
import { z } from 'zod';
import { decimal, Decimal, formatYuan } from '../../money.ts';
import type { RuleBook } from '../../rules/engine.ts';
import { largeRule, warnDaysRule } from '../../rules/shapes.ts';
import { daysBetween, parseDay } from '../../time.ts';
import { dayAfter } from '../contract-text/dates.ts';
import type { Where } from '../finding.ts';
import { plainName } from '../names.ts';
import type { Party } from '../party.ts';
import { hiddenEquipment } from './equipment.ts';
import { flag, type Flag } from './flag.ts';
import type { Likeness } from './likeness.ts';
import { relatedBy } from './related.ts';

/** Another contract of this workspace, to see what was split and what is there twice; amounts in 元, `technical` only where it is known. */
export type OtherContract = {
  id: string;
  name: string;
  buyer?: string;
  seller?: string;
  project?: string;
  total?: string;
  technical?: string;
  signedOn?: string;
};
/** An application of another deal that is under way or through; `values` of its form. */
export type OtherFiling = { id: string; name: string; registerNo?: string; values: Readonly<Record<string, string>> };
export type Flagged = {
  text: string;
  seller?: Party | undefined;
  buyer?: Party | undefined;
  /** the sides as the text itself has them, where their records may say otherwise */
  inText?: { seller?: Party | undefined; buyer?: Party | undefined };
  declaredRelated?: boolean;
  project?: string | undefined;
  /** 元 */
  total?: string | undefined;
  technical?: string | undefined;
  signedOn?: string | undefined;
  effectiveOn?: string | undefined;
  validTo?: string | undefined;
  /** days the signing cannot come before, with what they are (`precheck:before.<key>`) */
  earlier?: readonly { key: string; day: string }[];
  /** the valued range, 元; 仅内部 */
  range?: { low: string; high: string };
  others?: readonly OtherContract[];
  filed?: readonly OtherFiling[];
  like?: readonly (Likeness & { name: string })[];
  contractAt: Where;
  at: (key: string) => Where;
};

export const flagsOf = (x: Flagged, rules: RuleBook): Flag[] => [
  ...related(x),
  ...equipment(x),
  ...backdated(x),
  ...price(x),
  ...split(x, rules),
  ...filedTwice(x),
  ...same(x),
  ...expiry(x, rules),
];

function related({ seller, buyer, inText, declaredRelated, at }: Flagged): Flag[] {
  const recorded = relatedBy(seller, buyer, declaredRelated === true);
  const written = relatedBy(inText?.seller, inText?.buyer, false).filter((w) => !recorded.some((r) => r.why === w.why));
  const found = [...recorded, ...written];
  // the words are put together where they are shown
  return found.map(({ why, value }) => flag('flag.related', at('isRelated'), { why, value }, { also: why }));
}

function equipment({ text, total, technical, contractAt }: Flagged): Flag[] {
  const split = total !== undefined && technical !== undefined && decimal(technical)?.lt(decimal(total) ?? 0) === true;
  const found = split ? undefined : hiddenEquipment(text);
  return found ? [flag('flag.equipmentHidden', contractAt, { text: found.text }, { quote: found })] : [];
}

const GRANT = /(?:授权(?:公告)?日|登记日|颁证日)/;
const FILED = /申请日期?/;

/** The day of signing against what must have been there before it. */
function backdated({ text, signedOn, effectiveOn, earlier = [], at }: Flagged): Flag[] {
  const signed = parseDay(signedOn);
  if (!signed) return [];
  const [granted, filed] = [dayAfter(text, GRANT)?.day, dayAfter(text, FILED)?.day];
  const before = [
    ...(granted === undefined ? [] : [{ key: 'granted', day: granted }]),
    ...(filed === undefined ? [] : [{ key: 'filed', day: filed }]),
    ...earlier,
  ].filter((e) => signed < e.day);
  const effective = parseDay(effectiveOn);
  const late = [...before, ...(effective && effective < signed ? [{ key: 'effective', day: effective }] : [])];
  const last = late.toSorted((a, b) => (a.day < b.day ? 1 : -1))[0];
  return last ? [flag('flag.backdated', at('signDate'), { day: signed, what: last.key, other: last.day }, { also: last.key })] : [];
}

function price({ total, range, at }: Flagged): Flag[] {
  const [value, low, high] = [decimal(total), decimal(range?.low), decimal(range?.high)];
  if (!value || !low || !high || low.lte(0) || (value.gte(low) && value.lte(high))) return [];
  const below = value.lt(low);
  const share = below ? low.minus(value).div(low) : value.minus(high).div(high);
  const params = {
    price: formatYuan(value.toFixed(2)),
    low: formatYuan(low.toFixed(0)),
    high: formatYuan(high.toFixed(0)),
    side: below ? 'below' : 'above',
    percent: percent(share),
  };
  return [flag('flag.priceFar', at('totalAmount'), params, { internal: true })];
}
const percent = (share: Decimal): string => `${share.times(100).toDecimalPlaces(0).toFixed()}%`;

const windowRule = z.object({ days: z.number().int().min(1) });

/** What the limit is measured by; where that is the technical amount and nobody said it, the total in its place. */
type Measured = { amount: Decimal; by: 'technicalAmount' | 'totalAmount' };
function measured({ total, technical }: Pick<OtherContract, 'total' | 'technical'>, basis: Measured['by']): Measured | undefined {
  const known = basis === 'technicalAmount' ? decimal(technical) : undefined;
  const whole = decimal(total);
  return known ? { amount: known, by: basis } : whole && { amount: whole, by: 'totalAmount' };
}

/** Each below the limit for large contracts, together at or above it: same parties, like objects, near in time. */
function split(x: Flagged, rules: RuleBook): Flag[] {
  const days = rules.value('house.splitWindow', windowRule)?.days;
  const large = rules.value('registry.largeContract', largeRule);
  const signed = parseDay(x.signedOn);
  const own = large && measured(x, large.basis);
  if (days === undefined || !large || !signed || !own || own.amount.gte(large.amount)) return [];
  const near = (x.others ?? []).flatMap((o) => {
    const day = parseDay(o.signedOn);
    const its = measured(o, large.basis);
    const counts =
      day !== undefined &&
      its?.amount.lt(large.amount) === true &&
      Math.abs(daysBetween(signed, day)) <= days &&
      sameSides(x, o) &&
      likeNames(x.project, o.project);
    return counts ? [{ name: o.name, ...its }] : [];
  });
  const sum = near.reduce((s, o) => s.plus(o.amount), own.amount);
  if (near.length === 0 || sum.lt(large.amount)) return [];
  const unsure = [own, ...near].some(({ by }) => by !== large.basis);
  const params = {
    days,
    count: near.length,
    names: near.map((o) => o.name).join('、'),
    basis: unsure ? 'partly' : large.basis,
    sum: formatYuan(sum.toFixed(2)),
    limit: formatYuan(large.amount),
  };
  return [flag('flag.split', x.at(large.basis), params)];
}

const sameSides = (x: Flagged, o: OtherContract): boolean =>
  plainName(x.buyer?.name) !== '' &&
  plainName(x.buyer?.name) === plainName(o.buyer) &&
  (o.seller === undefined || plainName(x.seller?.name) === plainName(o.seller));

/** Two names of projects that share most of their pairs of characters; 一期 and 二期, (1) and (2) are one name. */
export function likeNames(a: string | undefined, b: string | undefined): boolean {
  const pairs = (name: string | undefined): Set<string> => {
    const plain = plainName(name).replace(/[（(]?[第]?[一二三四五六七八九十\d]+[期次批标段]?[)）]?/g, '');
    return new Set(Array.from({ length: Math.max(0, plain.length - 1) }, (_, i) => plain.slice(i, i + 2)));
  };
  const [x, y] = [pairs(a), pairs(b)];
  const shared = [...x].filter((p) => y.has(p)).length;
  return Math.min(x.size, y.size) >= 3 && shared / Math.min(x.size, y.size) >= 0.6;
}

/** One contract, one registration: the same buyer, amount and day, about the like, in another deal. */
function filedTwice({ filed = [], buyer, project, total, signedOn, at }: Flagged): Flag[] {
  const [sum, day] = [decimal(total), parseDay(signedOn)];
  if (!buyer || !sum || day === undefined) return [];
  const same = filed.find(
    ({ values: v }) =>
      plainName(v['buyerName']) === plainName(buyer.name) &&
      decimal(v['totalAmount'])?.eq(sum) === true &&
      parseDay(v['signDate']) === day &&
      (plainName(v['projectName']) === plainName(project) || likeNames(v['projectName'], project)),
  );
  return same ? [flag('flag.filedTwice', at('signDate'), { name: same.name, no: same.registerNo ?? '' }, { also: same.id })] : [];
}

const same = ({ like = [], contractAt }: Flagged): Flag[] =>
  like.slice(0, 3).map(({ id, share, name }) => flag('flag.sameText', contractAt, { name, percent: percent(new Decimal(share)) }, { also: id }));

function expiry({ validTo, at }: Flagged, rules: RuleBook): Flag[] {
  const to = parseDay(validTo);
  const warn = rules.value('filing.withinValidity', warnDaysRule)?.warnDays ?? [];
  if (!to) return [];
  const left = daysBetween(rules.date, to);
  return left >= 0 && warn.some((d) => left <= d) ? [flag('flag.expiryNear', at('validTo'), { day: to, days: left })] : [];
}
