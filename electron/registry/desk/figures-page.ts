/** Monitoring and analysis: each figure stands in a table and opens the filings it counts. */
import { COLUMNS, type Analysis, type Dimension, type Figure } from '../analysis.ts';
import { yuanOfCents } from '../yuan.ts';
import { frame, option, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { areaName, kindName, listAddress, narrowedTo } from './list-pages.ts';
import { EMPTY, NO_FILTER, type Filter } from './list-queries.ts';
import { brief, dataOption } from './shown.ts';
import type { Say } from './words.ts';

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

export const DIMENSIONS = ['month', 'kind', 'field', 'region', 'ip', 'point'] as const satisfies readonly Dimension[];
export function valueWords(say: Say, dimension: Dimension, value: string, points: FiguresView['points']): string {
  if (value === '') return say.t('blank');
  if (dimension === 'kind') return kindName(value);
  if (dimension === 'region') return areaName(value) === value ? value : `${areaName(value)}${say.t('brackets', { words: value })}`;
  return dimension === 'point' ? (points.find((p) => p.id === value)?.name ?? value) : value;
}
export const averageDays = ({ days, timed }: Figure): string => (timed === 0 ? '' : (days / timed).toFixed(1));

const MOST = 30;

/** `notMonths`: what was given as a month and is none. */
export function figuresPage(seat: Seat, view: FiguresView, notMonths: readonly string[]): string {
  const { analysis, points, from, to, point, only, mayExport } = view;
  const { say } = seat;
  const { t } = say;
  const narrowed = narrowedBy(say, view);
  const { whole, median, by, causes, received, sentBack } = analysis;
  const file = (path: string, words: string): Html => html`<a href="${listAddress(path, opened(view))}">${words}</a>　`;
  return frame(
    t('nav.figures'),
    html`<h1>${t('nav.figures')}</h1>${notMonths.map((typed) => html`<div class="note" role="alert">${t('figures.notMonth', { typed })}</div>`)}${from !== '' && to !== '' && from > to && html`<div class="note" role="alert">${t('figures.backwards', { from, to })}</div>`}
<form class="panel filter" method="get" action="/desk/figures" role="search"><label>${t('figures.from')}<input type="month" name="from" value="${from}" pattern="\\d{4}-(0[1-9]|1[0-2])" placeholder="2026-01"></label><label>${t('figures.to')}<input type="month" name="to" value="${to}" pattern="\\d{4}-(0[1-9]|1[0-2])" placeholder="2026-12"></label>
<label>${t('col.point')}<select name="point">${option('', t('all'), point)}${points.map((p) => dataOption(say, p.id, p.name, point))}</select></label>${Object.entries(only).map(([key, value]) => value !== '' && html`<input type="hidden" name="${key}" value="${value}">`)}<button class="plain">${t('figures.count')}</button>
${
  narrowed.length > 0 &&
  html`<p class="whole">${t('figures.only')}${narrowedTo(say, narrowed)}　<a href="${listAddress('/desk/figures', opened(view), { kind: '', field: '', region: '', ip: '' })}">${t('list.widen')}</a></p>`
}</form>
<div class="panel figures row"><div><b>${whole.n}</b><span>${t('figures.stand')}</span></div><div><b>${yuanOfCents(whole.total)}</b><span>${t('col.total')}</span></div><div><b>${yuanOfCents(whole.technical)}</b><span>${unbroken(t('col.technical'))}</span></div>
<div><b>${averageDays(whole) || '—'}</b><span>${t('figures.days')}${median !== null && t('figures.median', { n: median })}</span></div><div><b>${received}</b><span>${t('figures.received', { count: sentBack })}</span></div></div>
<p class="dim">${t('figures.note')}</p>
${mayExport && html`<p class="noprint">${t('figures.export')}${file('/desk/figures.xlsx', t('figures.sumXlsx'))}${file('/desk/figures.csv', t('figures.sumCsv'))}${file('/desk/rows.xlsx', t('figures.rowsXlsx'))}${file('/desk/rows.csv', t('figures.rowsCsv'))}</p>`}
<div class="two even">${DIMENSIONS.map((d) => dimensionTable(say, d, by[d], view))}
<section class="panel" aria-label="${t('list.cause')}"><table><caption>${t('figures.causes')}</caption><thead><tr><th scope="col">${t('figures.cause')}</th><th scope="col" class="num">${t('figures.n')}</th></tr></thead><tbody>${causes.map(
      ({ code, n }) =>
        html`<tr><td><span class="mono">${code}</span> ${say.of('reason', code)}</td><td class="num"><a href="${listAddress('/desk', opened(view), { from: '', to: '', code, since: from, until: to })}">${n}</a></td></tr>`,
    )}</tbody></table>${causes.length === 0 && html`<p class="dim">${t('figures.noCause')}</p>`}</section></div>`,
    seat,
  );
}

/** Which classes, fields, areas or IP the figures are narrowed to: name and words of each. */
const narrowedBy = (say: Say, { only, points }: FiguresView): [string, string][] =>
  (Object.keys(COLUMNS) as (keyof Only)[])
    .filter((key) => only[key] !== '')
    .map((key) => [say.of('dimension', key), valueWords(say, key, only[key] === EMPTY ? '' : only[key], points)]);

/** Months, point and conditions of these figures, as their file says them. */
export function scopeWords(say: Say, view: FiguresView): string {
  const { from, to, point, points } = view;
  const months = say.t(from === '' ? (to === '' ? 'files.always' : 'files.until') : to === '' ? 'files.since' : 'files.span', { from, to });
  const at = point === '' ? [] : [[say.of('dimension', 'point'), valueWords(say, 'point', point, points)]];
  return [months, ...[...at, ...narrowedBy(say, view)].map(([name, words]) => `${name} ${words}`)].join(say.t('also'));
}

/** The filter these figures stand under. */
const opened = ({ from, to, point, only }: FiguresView): Filter => ({ ...NO_FILTER, from, to, point, ...only });

const NUMBERS = ['figures.n', 'col.total', 'figures.technical', 'figures.average'] as const;
/** The official term behind English words stays in one piece. */
const unbroken = (words: string): Html => {
  const [, before, term] = /^(.*?)( \(.*\))?$/.exec(words)!;
  return html`${before}${term !== undefined && html` <span class="term">${term.trim()}</span>`}`;
};

function dimensionTable(say: Say, dimension: Dimension, rows: Analysis['by'][Dimension], view: FiguresView): Html {
  const words = say.of('dimension', dimension);
  const narrow = (value: string): Partial<Filter> => (dimension === 'month' ? { from: value, to: value } : { [dimension]: value || EMPTY });
  const at = (value: string): string => listAddress('/desk', opened(view), { status: 'REGISTERED', ...narrow(value) });
  return html`<section class="panel" aria-label="${words}"><table><caption>${say.t('figures.by', { what: words })}</caption><thead><tr><th scope="col">${unbroken(words)}</th>${NUMBERS.map((key) => html`<th scope="col" class="num">${say.t(key)}</th>`)}</tr></thead><tbody>${rows
    .slice(0, MOST)
    .map(
      ({ value, figure }) =>
        html`<tr><td><a class="quiet" href="${listAddress('/desk/figures', opened(view), narrow(value))}">${brief(say, valueWords(say, dimension, value, view.points))}</a></td><td class="num"><a href="${at(value)}">${figure.n}</a></td><td class="num">${yuanOfCents(figure.total)}</td><td class="num">${yuanOfCents(figure.technical)}</td><td class="num">${averageDays(figure)}</td></tr>`,
    )}</tbody></table>${rows.length > MOST && html`<p class="dim">${say.t('figures.rest', { count: rows.length - MOST })}</p>`}${rows.length === 0 && html`<p class="dim">${say.t('figures.nothing')}</p>`}</section>`;
}
