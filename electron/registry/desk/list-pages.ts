/** Queues: what waits at which point, filtered, newest first; and the list of what the risk rules flagged. */
import areas from '../../../resources/codes/areas.json';
import contractTypes from '../../../resources/codes/contract-types.json';
import { codeName, codePath, type CodeList } from '../../../shared/domain/codes.ts';
import { REASON_CODES, REASONS } from '../../../shared/registry/reasons.ts';
import { RISK_WORDS } from '../risk.ts';
import { frame, moment, option, STATUS_WORDS, statusTag, yuanOfCents, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { may } from './roles.ts';
import { EMPTY, FILTERS, type Filter, type LightRow, type ListView } from './queries.ts';

/** What a rule found, with the rule's name. */
export const riskWords = ({ rule, text }: { rule: string; text: string }): string => `${RISK_WORDS[rule as keyof typeof RISK_WORDS] ?? rule}：${text}`;

type Items = Pick<CodeList, 'items'>;
/** `XK-ZL` → 技术许可/专利实施许可, as the form has it; text that is no code stays as it is */
export const kindName = (code: string): string =>
  codePath(contractTypes as Items, code)
    .map((item) => item.name)
    .join('/') || code;
export const areaName = (code: string): string => (code === '' ? '' : codeName(areas as Items, code));

/** What cannot be chosen in the form above a list, but came with the address: a figure that was opened. */
const OPENED: readonly [keyof Filter, string, (value: string) => string][] = [
  ['kind', '类别', kindName],
  ['field', '技术领域', (v) => v],
  ['region', '卖方所在', areaName],
  ['ip', '知识产权', (v) => v],
  ['from', '登记月份自', (v) => v],
  ['to', '登记月份至', (v) => v],
  ['since', '到件月份自', (v) => v],
  ['until', '到件月份至', (v) => v],
];
export const QUEUES: readonly [string, string][] = [
  ['SUBMITTED', '待受理'],
  ['ACCEPTED', '待审'],
  ['SUPPLEMENT', '待补正'],
  ['SECOND_REVIEW', '待复核'],
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
  return frame(
    '登记申请',
    html`<h1>登记申请</h1>
<nav class="queues" aria-label="队列">${QUEUES.map(([status, words]) => queueLink(filter, status, words, view.counts[status] ?? 0))}${queueLink(filter, '', '全部', sumOf(view.counts))}</nav>
${filterForm('/desk', view, filter, true)}
${view.rows.length > 0 && may(seat.person.role, 'export') && html`<p class="noprint">导出本列表：<a href="${listAddress('/desk/list.xlsx', filter)}">Excel</a>　<a href="${listAddress('/desk/list.csv', filter)}">CSV</a></p>`}
<div class="panel">${view.rows.length === 0 ? html`<p>没有符合条件的申请。单位从科转台提交后，会按到达先后列在这里。</p>` : table(view, '最近到达在前')}
${view.next !== null && html`<p><a href="${listAddress('/desk', filter, { before: String(view.next) })}">更早的申请</a></p>`}</div>`,
    seat,
  );
}

export function risksPage(seat: Seat, view: ListView, filter: Filter): string {
  return frame(
    '风险提示',
    html`<h1>风险提示</h1><div class="note">提示只说明为什么值得再看一眼，不代替判断，也不自动退回任何申请。期间与比例是本软件自定的，不是法律规定。</div>
${filterForm('/desk/risks', view, filter, false)}
<div class="panel">${view.rows.length === 0 ? html`<p>没有符合条件的提示。</p>` : table(view, '有风险提示的申请，最近到达在前')}
${view.next !== null && html`<p><a href="${listAddress('/desk/risks', filter, { before: String(view.next) })}">更早的申请</a></p>`}</div>`,
    seat,
  );
}

const sumOf = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);

const queueLink = (filter: Filter, status: string, words: string, n: number): Html =>
  filter.status === status
    ? html`<a href="${listAddress('/desk', filter, { status })}" aria-current="page">${words} <b>${n}</b></a>`
    : html`<a href="${listAddress('/desk', filter, { status })}">${words} <b>${n}</b></a>`;

function filterForm(path: string, view: ListView, filter: Filter, queue: boolean): Html {
  const chosen = OPENED.filter(([key]) => filter[key] !== '');
  return html`<form class="panel filter" method="get" action="${path}" role="search">
${
  queue
    ? html`<label>状态<select name="status">${option('', '全部', filter.status)}${Object.entries(STATUS_WORDS)
        .filter(([code]) => code !== 'DONE')
        .map(([code, words]) => option(code, `${words}（${view.counts[code] ?? 0}）`, filter.status))}</select></label>
<label>退回原因<select name="code">${option('', '不限', filter.code)}${REASON_CODES.map((code) => option(code, `${code} ${REASONS[code]}`, filter.code))}</select></label>`
    : html`<label>提示<select name="rule">${option('', '全部', filter.rule)}${Object.entries(RISK_WORDS).map(([rule, words]) => option(rule, words, filter.rule))}</select></label>`
}
<label>登记点<select name="point">${option('', '全部', filter.point)}${view.points.map((p) => option(p.id, p.name, filter.point))}</select></label>
<label>填报单位<select name="office">${option('', '全部', filter.office)}${[...view.offices].map(([id, name]) => option(id, name, filter.office))}</select></label>
<label>名称、编号、买方或卖方<input type="search" name="q" value="${filter.q}" size="22" maxlength="100"></label>
${chosen.map(([key]) => html`<input type="hidden" name="${key}" value="${filter[key]}">`)}<button class="plain">筛选</button>
${chosen.length > 0 && html`<p class="whole">只列：${chosen.map(([key, words, say], i) => `${i > 0 ? '；' : ''}${words} ${filter[key] === EMPTY ? '（未填）' : say(filter[key])}`)}　<a href="${path}">去掉这些条件</a></p>`}</form>`;
}

function table(view: ListView, caption: string): Html {
  const points = new Map(view.points.map((p) => [p.id, p.name]));
  const line = (row: LightRow): Html => html`<tr>
<td><a href="/desk/filings/${row.id}">${row.project_name || '（未填项目名称）'}</a><div class="dim mono">${row.id}${row.register_no && html`　${row.register_no}`}</div></td>
<td class="whole">${row.contract_no}</td><td>${row.seller_name}${view.offices.get(row.office_id) !== row.seller_name && html`<div class="dim">${view.offices.get(row.office_id)}</div>`}</td><td>${row.buyer_name}</td>
<td class="num">${yuanOfCents(row.total_cents)}</td><td>${statusTag(row.status)}${Number(row.risk) > 0 && html`<div><span class="flag">提示 ${Number(row.risk)}</span></div>`}${Number(row.disputed) > 0 && html`<div><span class="flag">有异议</span></div>`}</td>
<td>${points.get(row.point) ?? row.point}</td><td class="mono whole">${moment(row.received_at)}</td></tr>${(view.risks.get(row.id) ?? []).map((r) => html`<tr class="why"><td colspan="8">${riskWords(r)}</td></tr>`)}`;
  return html`<table class="list"><caption>共列出 ${view.rows.length} 件，${caption}</caption><thead><tr><th scope="col">项目名称</th><th scope="col">合同编号</th><th scope="col">卖方 / 填报单位</th><th scope="col">买方</th><th scope="col" class="num">成交总额（元）</th><th scope="col">状态</th><th scope="col">登记点</th><th scope="col">到达时间</th></tr></thead><tbody>${view.rows.map(line)}</tbody></table>`;
}
