/** Queues: what waits at which point, filtered, newest first; and the list of what the risk rules flagged. */
import areas from '../../../resources/codes/areas.json';
import contractTypes from '../../../resources/codes/contract-types.json';
import { codeName, codePath, type CodeList } from '../../../shared/domain/codes.ts';
import { REASON_CODES } from '../../../shared/registry/reasons.ts';
import { yuanOfCents } from '../yuan.ts';
import { frame, moment, option, statusTag, type Seat } from './frame.ts';
import { html, type Html, type Piece } from './html.ts';
import { may } from './roles.ts';
import { EMPTY, FILTERS, type Filter, type LightRow, type ListView } from './list-queries.ts';
import { brief, data, dataOption, orNone, whole } from './shown.ts';
import type { Key, Say } from './words.ts';

/** What a rule found, with the rule's name; the finding itself is kept as it was written when the letter arrived. */
export const riskWords = (say: Say, { rule, text }: { rule: string; text: string }): Html =>
  say.h('colon', { name: say.of('risk', rule), words: whole(say, text) });

type Items = Pick<CodeList, 'items'>;
/** `XK-ZL` → 技术许可/专利实施许可, as the form has it; text that is no code stays as it is */
export const kindName = (code: string): string =>
  codePath(contractTypes as Items, code)
    .map((item) => item.name)
    .join('/') || code;
export const areaName = (code: string): string => (code === '' ? '' : codeName(areas as Items, code));

/** What cannot be chosen in the form above a list, but came with the address: a figure that was opened. */
const OPENED: readonly [keyof Filter, Key, (value: string) => string][] = [
  ['kind', 'list.kind', kindName],
  ['field', 'dimension.field', (v) => v],
  ['region', 'dimension.region', areaName],
  ['ip', 'dimension.ip', (v) => v],
  ['from', 'list.from', (v) => v],
  ['to', 'list.to', (v) => v],
  ['since', 'list.since', (v) => v],
  ['until', 'list.until', (v) => v],
];
/** The queues that somebody has to work on. */
const QUEUES: readonly [string, Key][] = [
  ['SUBMITTED', 'queue.submitted'],
  ['ACCEPTED', 'queue.accepted'],
  ['SUPPLEMENT', 'queue.supplement'],
  ['SECOND_REVIEW', 'queue.secondReview'],
];

/** The address of this list with some of its filters changed. */
export function listAddress(path: string, filter: Filter, change: Partial<Filter> & { before?: string } = {}): string {
  const { before, ...rest } = change;
  const words = new URLSearchParams();
  const all = { ...filter, ...rest };
  for (const key of FILTERS) if (all[key] !== '') words.set(key, all[key]);
  if (before !== undefined) words.set('before', before);
  const text = words.toString();
  return text === '' ? path : `${path}?${text}`;
}

export function listPage(seat: Seat, view: ListView, filter: Filter): string {
  const { say } = seat;
  const counted = isCounted(filter);
  return frame(
    say.t('nav.filings'),
    html`<h1>${say.t('nav.filings')}</h1>
<nav class="queues" aria-label="${say.t('queue.label')}">${QUEUES.map(([status, words]) => queueLink(filter, status, say.t(words), counted && (view.counts[status] ?? 0)))}${queueLink(filter, '', say.t('all'), counted && sumOf(view.counts))}</nav>
${view.endings.length > 0 && html`<div class="note">${say.t('list.endings', { count: view.endings.length })}<ul class="plainlist">${view.endings.map((e) => html`<li><a href="/desk/filings/${e.id}">${orNone(say, e.project_name, say.t('list.noName'))}</a> <span class="mono">${e.id}</span></li>`)}</ul></div>`}
${filterForm(say, '/desk', view, filter, true)}
${view.rows.length > 0 && may(seat.person.role, 'export') && html`<p class="noprint">${say.t('list.export')}<a href="${listAddress('/desk/list.xlsx', filter)}">Excel</a>　<a href="${listAddress('/desk/list.csv', filter)}">CSV</a></p>`}
<div class="panel">${view.rows.length === 0 ? html`<p>${say.t('list.none')}</p>` : table(say, view, 'list.listed')}
${view.next !== null && html`<p><a href="${listAddress('/desk', filter, { before: String(view.next) })}">${say.t('list.older')}</a></p>`}</div>`,
    seat,
  );
}

export function risksPage(seat: Seat, view: ListView, filter: Filter): string {
  const { say } = seat;
  return frame(
    say.t('nav.risks'),
    html`<h1>${say.t('nav.risks')}</h1><div class="note">${say.t('list.riskNote')}</div>
${filterForm(say, '/desk/risks', view, filter, false)}
<div class="panel">${view.rows.length === 0 ? html`<p>${say.t('list.noRisk')}</p>` : table(say, view, 'list.flagged')}
${view.next !== null && html`<p><a href="${listAddress('/desk/risks', filter, { before: String(view.next) })}">${say.t('list.older')}</a></p>`}</div>`,
    seat,
  );
}

const sumOf = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

/** Numbers are kept by point and status: under any other condition they would not be those of the list. */
const isCounted = (filter: Filter): boolean => FILTERS.every((key) => filter[key] === '' || key === 'status' || key === 'point');

const queueLink = (filter: Filter, status: string, words: string, n: number | false): Html =>
  html`<a href="${listAddress('/desk', filter, { status })}"${filter.status === status && html` aria-current="page"`}>${words}${n !== false && html` <b>${n}</b>`}</a>`;

/** All codes of reasons as a choice. */
export const reasonOptions = (say: Say, chosen: string): Html[] => REASON_CODES.map((code) => option(code, `${code} ${say.of('reason', code)}`, chosen));

/** What a list or the figures are narrowed to, in words. */
export const narrowedTo = (say: Say, parts: readonly [string, string][]): Piece =>
  parts.map(([name, value], i) => html`${i > 0 && say.t('also')}${name} ${value === EMPTY ? say.t('blank') : brief(say, value)}`);

type Named = readonly { id: string; name: string }[];
/** What narrows a list, as its file says it. */
export function filterWords(say: Say, filter: Filter, points: Named, offices: Named): string {
  const known = (group: 'status' | 'reason' | 'risk', code: string): string => (say.of(group, code) === code ? '' : say.of(group, code));
  const nameIn = (list: Named, id: string): string => list.find((one) => one.id === id)?.name ?? id;
  const parts: [Key, string][] = [
    ['col.status', known('status', filter.status)],
    ['list.cause', known('reason', filter.code) && `${filter.code} ${known('reason', filter.code)}`],
    ['list.hint', known('risk', filter.rule)],
    ['col.point', nameIn(points, filter.point)],
    ['col.office', nameIn(offices, filter.office)],
    ['files.search', filter.q.trim()],
    ...OPENED.map(([key, words, name]): [Key, string] => [words, filter[key] === EMPTY ? say.t('blank') : name(filter[key])]),
  ];
  const said = parts.filter(([, value]) => value !== '').map(([key, value]) => `${say.t(key)} ${value}`);
  return said.join(say.t('also')) || say.t('all');
}

function filterForm(say: Say, path: string, view: ListView, filter: Filter, queue: boolean): Html {
  const chosen = OPENED.filter(([key]) => filter[key] !== '');
  return html`<form class="panel filter" method="get" action="${path}" role="search">
${
  queue
    ? html`<label>${say.t('col.status')}<select name="status">${option('', say.t('all'), filter.status)}${say
        .all('status')
        .filter(([code]) => code !== 'DONE')
        .map(([code, words]) =>
          option(code, isCounted(filter) ? `${words}${say.t('brackets', { words: view.counts[code] ?? 0 })}` : words, filter.status),
        )}</select></label>
<label>${say.t('list.cause')}<select name="code">${option('', say.t('list.any'), filter.code)}${reasonOptions(say, filter.code)}</select></label>`
    : html`<label>${say.t('list.hint')}<select name="rule">${option('', say.t('all'), filter.rule)}${say.all('risk').map(([rule, words]) => option(rule, words, filter.rule))}</select></label>`
}
<label>${say.t('col.point')}<select name="point">${option('', say.t('all'), filter.point)}${view.points.map((p) => dataOption(say, p.id, p.name, filter.point))}</select></label>
<label>${say.t('col.office')}<select name="office">${option('', say.t('all'), filter.office)}${[...view.offices].map(([id, name]) => dataOption(say, id, name, filter.office))}</select></label>
<label>${say.t('list.search')}<input type="search" name="q" value="${filter.q}" size="22" maxlength="100"></label>
${chosen.map(([key]) => html`<input type="hidden" name="${key}" value="${filter[key]}">`)}<button class="plain">${say.t('filter')}</button>
${
  chosen.length > 0 &&
  html`<p class="whole">${say.t('list.only')}${narrowedTo(
    say,
    chosen.map(([key, words, name]) => [say.t(words), filter[key] === EMPTY ? EMPTY : name(filter[key])]),
  )}　<a href="${path}">${say.t('list.widen')}</a></p>`
}</form>`;
}

const COLUMNS = [
  'col.project',
  'col.contractNo',
  'list.sellerOffice',
  'col.buyer',
  'col.total',
  'col.status',
  'col.point',
  'col.arrived',
] as const satisfies Key[];

function table(say: Say, view: ListView, caption: 'list.listed' | 'list.flagged'): Html {
  const points = new Map(view.points.map((p) => [p.id, p.name]));
  const flag = (words: string): Html => html`<div><span class="flag">${words}</span></div>`;
  const line = (row: LightRow): Html => html`<tr>
<td><a href="/desk/filings/${row.id}">${orNone(say, row.project_name, say.t('list.noName'))}</a><div class="dim mono">${row.id}${row.register_no && html`　${row.register_no}`}</div></td>
<td class="${row.contract_no.length > 40 ? '' : 'whole'}">${brief(say, row.contract_no)}</td><td>${brief(say, row.seller_name)}${view.offices.get(row.office_id) !== row.seller_name && html`<div class="dim">${data(say, view.offices.get(row.office_id) ?? '')}</div>`}</td><td>${brief(say, row.buyer_name)}</td>
<td class="num">${yuanOfCents(row.total_cents)}</td><td>${statusTag(say, row.status)}${Number(row.risk) > 0 && flag(say.t('list.hints', { count: Number(row.risk) }))}${Number(row.disputed) > 0 && flag(say.t('list.disputed'))}${row.ending !== '' && flag(say.t('list.ending'))}</td>
<td>${data(say, points.get(row.point) ?? row.point)}</td><td class="mono whole">${moment(row.received_at)}</td></tr>${(view.risks.get(row.id) ?? []).map((r) => html`<tr class="why"><td colspan="8">${riskWords(say, r)}</td></tr>`)}`;
  return html`<table class="list"><caption>${say.t(caption, { count: view.rows.length })}</caption><thead><tr>${COLUMNS.map((key) => html`<th scope="col"${key === 'col.total' && html` class="num"`}>${say.t(key)}</th>`)}</tr></thead><tbody>${view.rows.map(line)}</tbody></table>`;
}
