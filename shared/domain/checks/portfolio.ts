/** Checks of an achievement with its rights and contributors. */
import { decimal, Decimal, formatRate } from '../../money.ts';
import { parsePatentNumber } from '../../ids.ts';
import type { RuleBook } from '../../rules/engine.ts';
import { parseDay } from '../../time.ts';
import { finding, type Finding } from '../finding.ts';
import type { FindingName } from '../finding-catalogue.ts';
import { patentExpiry } from '../patent-term.ts';
import type { Achievement, Contributor, Right } from '../portfolio.ts';
import { filled } from './blank.ts';
import { secrecyWords } from './words.ts';

export type AchievementRows = { achievement: Achievement; rights: readonly Right[]; contributors: readonly Contributor[] };

export function checkAchievement({ achievement: a, rights, contributors }: AchievementRows, rules: RuleBook): Finding[] {
  const at = (field: string) => ({ table: 'achievements' as const, id: a.id, field });
  const out: Finding[] = [];
  if (!filled(a.title)) out.push(finding('achievement.titleMissing', at('title')));
  if (a.disclosure === undefined) out.push(finding('achievement.disclosureMissing', at('disclosure')));
  if (filled(a.completedOn) && !parseDay(a.completedOn)) out.push(finding('achievement.dateUnread', at('completedOn'), { params: { text: a.completedOn! } }));
  for (const field of ['title', 'summary', 'indicators', 'note'] as const) {
    const hit = secrecyWords(a[field] ?? '')[0];
    if (hit) out.push(finding('achievement.stateSecretWords', at(field), { params: { text: hit.text }, quote: hit }));
  }
  return [...out, ...checkContributors(a.id, contributors), ...rights.flatMap((r) => checkRight(r, rules)), ...numbersTwice(rights)];
}

/** Shares must be readable and together exactly 100 %. */
export function checkContributors(achievementId: string, contributors: readonly Contributor[]): Finding[] {
  const here = contributors.filter((c) => c.archived !== true);
  const whole = { table: 'achievements' as const, id: achievementId, field: 'contributors' };
  if (here.length === 0) return [finding('contributor.none', whole)];
  const out: Finding[] = [];
  let total: Decimal | undefined = new Decimal(0);
  const names = new Set<string>();
  for (const c of here) {
    const at = (field: string) => ({ table: 'contributors' as const, id: c.id, field });
    if (!filled(c.name) && c.personId === undefined) out.push(finding('contributor.nameMissing', at('name')));
    if (filled(c.name) && names.has(c.name!.trim())) out.push(finding('contributor.twice', at('name'), { params: { name: c.name! } }));
    names.add((c.name ?? '').trim());
    const share = decimal(c.share);
    if (!filled(c.share)) {
      total = undefined;
      out.push(finding('contributor.shareMissing', at('share'), { params: { name: c.name ?? '' } }));
    } else if (!share || share.isNegative() || share.gt(1)) {
      total = undefined;
      out.push(finding('contributor.shareUnread', at('share'), { params: { name: c.name ?? '', text: formatRate(c.share) } }));
    } else total = total?.plus(share);
  }
  if (total && !total.eq(1)) out.push(finding('contributor.shareTotal', whole, { params: { total: total.times(100).toFixed() } }));
  return out;
}

export function checkRight(r: Right, rules: RuleBook): Finding[] {
  const at = (field: string) => ({ table: 'rights' as const, id: r.id, field });
  const name = (filled(r.name) ? r.name : r.number) ?? '';
  // a row just added has no name: the sentence stands without it
  const named = filled(name) ? `“${name}”` : '';
  if (r.kind === 'secret') return filled(r.secretLevel) ? [] : [finding('right.secretLevelMissing', at('secretLevel'), { params: { named } })];
  const patent = r.kind === 'invention' || r.kind === 'utility' || r.kind === 'design' || r.kind === 'application';
  if (!patent) return daysInOrder(r, undefined);
  const out: Finding[] = [];
  const number = filled(r.number) ? parsePatentNumber(r.number!) : undefined;
  if (!number) out.push(finding('right.numberMissing', at('number'), { params: { named } }));
  else if (!number.ok) {
    const key = number.fault === 'shape' ? 'right.numberShape' : number.fault === 'kind' ? 'right.numberKind' : 'right.numberCheck';
    out.push(finding(key, at('number'), { params: { text: r.number! } }));
  } else if (r.kind !== 'application' && number.kind !== r.kind)
    out.push(finding('right.kindDiffers', at('kind'), { params: { text: number.text, kind: number.kind } }));
  const filed = parseDay(r.filedOn);
  if (!filled(r.filedOn)) out.push(finding('right.filedOnMissing', at('filedOn'), { params: { named } }));
  else if (!filed) out.push(finding('right.filedOnUnread', at('filedOn'), { params: { text: r.filedOn! } }));
  else if (number?.ok && Number(filed.slice(0, 4)) !== number.year)
    out.push(finding('right.yearDiffers', at('filedOn'), { params: { text: number.text, year: number.year } }));
  if (r.status === undefined) out.push(finding('right.statusMissing', at('status'), { params: { named } }));
  if (r.status === 'lapsed' || r.status === 'invalid') out.push(finding('right.notInForce', at('status'), { params: { name } }));
  const expiry = patentExpiry(r, rules);
  if (expiry && expiry.day <= rules.date) out.push(finding('right.expired', at('filedOn'), { params: { name, day: expiry.day } }));
  return [...out, ...daysInOrder(r, expiry?.day)];
}

/** Filed, granted, fees paid, ended: each day after the one before it. */
function daysInOrder(r: Right, expiry: string | undefined): Finding[] {
  const filed = parseDay(r.filedOn);
  const one = (field: 'grantedOn' | 'feePaidTo', unread: FindingName, early: FindingName, late: FindingName): Finding[] => {
    const text = r[field];
    if (!filled(text)) return [];
    const at = { table: 'rights' as const, id: r.id, field };
    const day = parseDay(text);
    if (!day) return [finding(unread, at, { params: { text: text! } })];
    if (filed && day < filed) return [finding(early, at, { params: { day, filed } })];
    return expiry && day > expiry ? [finding(late, at, { params: { day, expiry } })] : [];
  };
  return [
    ...one('grantedOn', 'right.grantedOnUnread', 'right.grantedBeforeFiled', 'right.grantedAfterExpiry'),
    ...one('feePaidTo', 'right.feePaidToUnread', 'right.feeBeforeFiled', 'right.feeAfterExpiry'),
  ];
}

function numbersTwice(rights: readonly Right[]): Finding[] {
  const seen = new Set<string>();
  return rights.flatMap((r) => {
    const n = r.number ? parsePatentNumber(r.number) : undefined;
    if (!n?.ok || !seen.has(n.text)) {
      if (n?.ok) seen.add(n.text);
      return [];
    }
    return [finding('right.numberTwice', { table: 'rights', id: r.id, field: 'number' }, { params: { text: n.text } })];
  });
}
