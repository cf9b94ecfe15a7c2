/** Monitoring and analysis: each figure stands in a table and opens the filings it counts. */
import { isReasonCode, REASONS } from '../../../shared/registry/reasons.ts';
import { COLUMNS, type Analysis, type Dimension, type Figure } from '../analysis.ts';
import { frame, option, yuanOfCents, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { areaName, kindName, listAddress } from './list-pages.ts';
import { EMPTY, NO_FILTER, type Filter } from './queries.ts';

export type FiguresView = {
  analysis: Analysis;
  points: readonly { id: string; name: string }[];
  from: string;
  to: string;
  point: string;
  only: Only;
  mayExport: boolean;
};
/** Values the figures are narrowed to, as the address bar has them; EMPTY for what is not filled in. */
export type Only = Readonly<Record<keyof typeof COLUMNS, string>>;

/** Words of each dimension, and the filter that opens its rows. */
export const DIMENSION_WORDS: Readonly<Record<Dimension, string>> = {
  month: '登记月份',
  kind: '合同类别',
  field: '技术领域',
  region: '卖方所在',
  ip: '知识产权',
  point: '登记点',
};
export function valueWords(dimension: Dimension, value: string, points: FiguresView['points']): string {
  if (value === '') return '（未填）';
  if (dimension === 'kind') return kindName(value);
  if (dimension === 'region') return areaName(value) === value ? value : `${areaName(value)}（${value}）`;
  return dimension === 'point' ? (points.find((p) => p.id === value)?.name ?? value) : value;
}
export const averageDays = ({ days, timed }: Figure): string => (timed === 0 ? '' : (days / timed).toFixed(1));
export const causeWords = (code: string): string => (isReasonCode(code) ? REASONS[code] : code);

const MOST = 30;

export function figuresPage(seat: Seat, view: FiguresView): string {
  const { analysis, points, from, to, point, only, mayExport } = view;
  const narrowed = (Object.keys(COLUMNS) as (keyof Only)[]).filter((key) => only[key] !== '');
  const { whole, median, by, causes, received, sentBack } = analysis;
  const file = (path: string, words: string): Html => html`<a href="${listAddress(path, opened(view))}">${words}</a>　`;
  return frame(
    '监测分析',
    html`<h1>监测分析</h1>
<form class="panel filter" method="get" action="/desk/figures" role="search"><label>自（月份）<input type="month" name="from" value="${from}" pattern="\\d{4}-\\d{2}" placeholder="2026-01"></label><label>至（月份）<input type="month" name="to" value="${to}" pattern="\\d{4}-\\d{2}" placeholder="2026-12"></label>
<label>登记点<select name="point">${option('', '全部', point)}${points.map((p) => option(p.id, p.name, point))}</select></label>${narrowed.map((key) => html`<input type="hidden" name="${key}" value="${only[key]}">`)}<button class="plain">统计</button>
${narrowed.length > 0 && html`<p class="whole">只统计：${narrowed.map((key, i) => `${i > 0 ? '；' : ''}${DIMENSION_WORDS[key]} ${valueWords(key, only[key] === EMPTY ? '' : only[key], points)}`)}　<a href="${listAddress('/desk/figures', opened(view), { kind: '', field: '', region: '', ip: '' })}">去掉这些条件</a></p>`}</form>
<div class="panel figures"><div><b>${whole.n}</b><span>件登记（现行有效）</span></div><div><b>${yuanOfCents(whole.total)}</b><span>成交总额（元）</span></div><div><b>${yuanOfCents(whole.technical)}</b><span>技术交易额（元）</span></div>
<div><b>${averageDays(whole) || '—'}</b><span>到件至登记平均自然日${median !== null && `，中位数 ${median}`}</span></div><div><b>${received}</b><span>件到达，其中 ${sentBack} 件被退回、补正或不予登记</span></div></div>
<p class="dim">登记件按登记月份计，已注销、撤销的不计；退回原因按到件月份计，一件可有几个原因。点件数列出各件，点名称只看这一项。</p>
${mayExport && html`<p class="noprint">导出：${file('/desk/figures.xlsx', '汇总 Excel')}${file('/desk/figures.csv', '汇总 CSV')}${file('/desk/rows.xlsx', '逐件 Excel')}${file('/desk/rows.csv', '逐件 CSV')}</p>`}
<div class="two even">${(Object.keys(DIMENSION_WORDS) as Dimension[]).map((d) => dimensionTable(d, by[d], view))}
<section class="panel" aria-label="退回原因"><table><caption>退回、补正与不予登记的原因</caption><thead><tr><th scope="col">原因</th><th scope="col" class="num">件数</th></tr></thead><tbody>${causes.map(
      ({ code, n }) =>
        html`<tr><td><span class="mono">${code}</span> ${causeWords(code)}</td><td class="num"><a href="${listAddress('/desk', opened(view), { from: '', to: '', code, since: from, until: to })}">${n}</a></td></tr>`,
    )}</tbody></table>${causes.length === 0 && html`<p class="dim">这段时间没有退回。</p>`}</section></div>`,
    seat,
  );
}

/** The filter these figures stand under. */
const opened = ({ from, to, point, only }: FiguresView): Filter => ({ ...NO_FILTER, from, to, point, ...only });

function dimensionTable(dimension: Dimension, rows: Analysis['by'][Dimension], view: FiguresView): Html {
  const words = DIMENSION_WORDS[dimension];
  const narrow = (value: string): Partial<Filter> => (dimension === 'month' ? { from: value, to: value } : { [dimension]: value || EMPTY });
  const at = (value: string): string => listAddress('/desk', opened(view), { status: 'REGISTERED', ...narrow(value) });
  return html`<section class="panel" aria-label="${words}"><table><caption>按${words}</caption><thead><tr><th scope="col">${words}</th><th scope="col" class="num">件数</th><th scope="col" class="num">成交总额（元）</th><th scope="col" class="num">技术交易额（元）</th><th scope="col" class="num">平均日</th></tr></thead><tbody>${rows
    .slice(0, MOST)
    .map(
      ({ value, figure }) =>
        html`<tr><td><a class="quiet" href="${listAddress('/desk/figures', opened(view), narrow(value))}">${valueWords(dimension, value, view.points)}</a></td><td class="num"><a href="${at(value)}">${figure.n}</a></td><td class="num">${yuanOfCents(figure.total)}</td><td class="num">${yuanOfCents(figure.technical)}</td><td class="num">${averageDays(figure)}</td></tr>`,
    )}</tbody></table>${rows.length > MOST && html`<p class="dim">另有 ${rows.length - MOST} 项，见导出。</p>`}${rows.length === 0 && html`<p class="dim">没有登记。</p>`}</section>`;
}
