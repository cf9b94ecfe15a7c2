/** Registration points: which areas and classes each takes, in which order they are asked. */
import { SIMULATED_POINT } from '../points.ts';
import type { PointRow } from '../tables.ts';
import { frame, hiddenToken, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { areaName, kindName } from './list-pages.ts';
import { data } from './shown.ts';
import type { Say } from './words.ts';

const listed = (json: string): string[] => JSON.parse(json) as string[];
const COLUMNS = ['point.rank', 'point.id', 'col.name', 'point.regions', 'point.kinds'] as const;

export function pointsPage(seat: Seat, points: readonly PointRow[], fault: string | null): string {
  const { say } = seat;
  const { t } = say;
  const words = (list: readonly string[], name: (code: string) => string): Html | string =>
    list.length === 0 ? t('all') : data(say, list.map((code) => (name(code) === code ? code : `${code} ${name(code)}`)).join(t('and')));
  const area = (prefix: string): string => areaName(prefix.padEnd(6, '0')).replace(/^\d{6}$/, prefix);
  return frame(
    t('nav.points'),
    html`<h1>${t('nav.points')}</h1>${fault !== null && html`<div class="note" role="alert">${fault}</div>`}
<p class="dim">${t('point.routing')}</p>
<div class="panel"><table><caption>${t('nav.points')}</caption><thead><tr>${COLUMNS.map((key, i) => html`<th scope="col"${i === 0 && html` class="num"`}>${t(key)}</th>`)}</tr></thead><tbody>${points.map((p) => html`<tr><td class="num">${p.rank}</td><td class="mono">${p.id}</td><td>${data(say, p.name)}</td><td>${words(listed(p.regions), area)}</td><td>${words(listed(p.kinds), kindName)}</td></tr>`)}</tbody></table></div>
<form class="panel filter" method="post" action="/desk/points" aria-label="${t('point.edit')}">${hiddenToken(seat)}<label>${t('point.askId')}<input type="text" name="id" required maxlength="32" pattern="[a-z][a-z0-9\\-]*"></label>
<label><span>${say.h('point.askName', { prefix: data(say, SIMULATED_POINT) })}</span><input type="text" name="name" required maxlength="40"></label><label>${t('point.askRegions')}<input type="text" name="regions" maxlength="400" placeholder="4403 4419"></label>
<label>${t('point.askKinds')}<input type="text" name="kinds" maxlength="400" placeholder="ZR-ZL"></label><label>${t('point.rank')}<input type="number" name="rank" required min="1" max="99" value="5"></label><button>${t('point.save')}</button></form>`,
    seat,
  );
}

/** A point as it was typed, or words for what is wrong with it. */
export function typedPoint(
  { t }: Say,
  form: URLSearchParams,
): { id: string; name: string; regions: string[]; kinds: string[]; rank: number } | { fault: string } {
  const words = (name: string): string[] =>
    (form.get(name) ?? '')
      .normalize('NFKC')
      .split(/[\s,、]+/)
      .filter(Boolean);
  const [id, bare, rank] = [(form.get('id') ?? '').trim(), (form.get('name') ?? '').replace(/\p{Cc}+/gu, ' ').trim(), Number(form.get('rank'))];
  const [regions, kinds] = [words('regions'), words('kinds').map((k) => k.toUpperCase())];
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(id)) return { fault: t('point.badId') };
  if (bare === '') return { fault: t('point.noName') };
  if (!regions.every((r) => /^\d{2,6}$/.test(r))) return { fault: t('point.badRegion') };
  if (!kinds.every((k) => kindName(k) !== k)) return { fault: t('point.badKind', { kind: kinds.find((k) => kindName(k) === k)! }) };
  if (!Number.isInteger(rank) || rank < 1 || rank > 99) return { fault: t('point.badRank') };
  // a point must never look like an office of an authority
  const name = bare.startsWith(SIMULATED_POINT) ? bare.slice(0, 40) : `${SIMULATED_POINT}${bare}`.slice(0, 40);
  return { id, name, regions, kinds, rank };
}
