/** Registration points: which areas and classes each takes, in which order they are asked. */
import { SIMULATED_POINT } from '../points.ts';
import type { PointRow } from '../tables.ts';
import { frame, hiddenToken, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { areaName, kindName } from './list-pages.ts';

const listed = (json: string): string[] => JSON.parse(json) as string[];

export function pointsPage(seat: Seat, points: readonly PointRow[], fault: string | null): string {
  const words = (list: readonly string[], say: (code: string) => string): Html | string =>
    list.length === 0 ? '全部' : list.map((code) => (say(code) === code ? code : `${code} ${say(code)}`)).join('、');
  const area = (prefix: string): string => areaName(prefix.padEnd(6, '0')).replace(/^\d{6}$/, prefix);
  return frame(
    '登记点',
    html`<h1>登记点</h1>${fault !== null && html`<div class="note" role="alert">${fault}</div>`}
<p class="dim">新到的申请交给排在最前、卖方所在地区和合同类别都受理的登记点；已在某个登记点的申请不会移动。</p>
<div class="panel"><table><caption>登记点</caption><thead><tr><th scope="col" class="num">次序</th><th scope="col">代号</th><th scope="col">名称</th><th scope="col">地区（代码前几位）</th><th scope="col">类别</th></tr></thead><tbody>${points.map((p) => html`<tr><td class="num">${p.rank}</td><td class="mono">${p.id}</td><td>${p.name}</td><td>${words(listed(p.regions), area)}</td><td>${words(listed(p.kinds), kindName)}</td></tr>`)}</tbody></table></div>
<form class="panel filter" method="post" action="/desk/points" aria-label="新增或修改登记点">${hiddenToken(seat)}<label>代号（已有的代号即修改）<input type="text" name="id" required maxlength="32" pattern="[a-z][a-z0-9\\-]*"></label>
<label>名称（前面加“${SIMULATED_POINT}”）<input type="text" name="name" required maxlength="40"></label><label>地区前几位，空格分开，不填为全部<input type="text" name="regions" maxlength="400" placeholder="4403 4419"></label>
<label>类别，空格分开，不填为全部<input type="text" name="kinds" maxlength="400" placeholder="ZR-ZL"></label><label>次序<input type="number" name="rank" required min="1" max="99" value="5"></label><button>保存</button></form>`,
    seat,
  );
}

/** A point as it was typed, or words for what is wrong with it. */
export function typedPoint(form: URLSearchParams): { id: string; name: string; regions: string[]; kinds: string[]; rank: number } | { fault: string } {
  const words = (name: string): string[] =>
    (form.get(name) ?? '')
      .normalize('NFKC')
      .split(/[\s,、]+/)
      .filter(Boolean);
  const [id, bare, rank] = [(form.get('id') ?? '').trim(), (form.get('name') ?? '').replace(/\p{Cc}+/gu, ' ').trim(), Number(form.get('rank'))];
  const [regions, kinds] = [words('regions'), words('kinds').map((k) => k.toUpperCase())];
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(id)) return { fault: '代号用小写字母、数字和横线，以字母开头。' };
  if (bare === '') return { fault: '请写名称。' };
  if (!regions.every((r) => /^\d{2,6}$/.test(r))) return { fault: '地区写行政区划代码的前 2 至 6 位数字。' };
  if (!kinds.every((k) => kindName(k) !== k)) return { fault: `没有这个类别：${kinds.find((k) => kindName(k) === k)}。` };
  if (!Number.isInteger(rank) || rank < 1 || rank > 99) return { fault: '次序写 1 至 99 的整数。' };
  // a point must never look like an office of an authority
  const name = bare.startsWith(SIMULATED_POINT) ? bare.slice(0, 40) : `${SIMULATED_POINT}${bare}`.slice(0, 40);
  return { id, name, regions, kinds, rank };
}
