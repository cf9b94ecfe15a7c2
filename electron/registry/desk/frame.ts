/** What stands around every page of the desk: its name, who works at it, and what it is not. */
import { SIMULATED_NOTICE } from '../../../shared/registry/simulated.ts';
import { html, type Html } from './html.ts';
import { may, ROLE_WORDS, type May, type Person } from './roles.ts';

/** Of filings and of what follows them. */
export const STATUS_WORDS: Readonly<Record<string, string>> = {
  SUBMITTED: '已提交（待受理）',
  ACCEPTED: '已受理',
  SUPPLEMENT: '待补正',
  SECOND_REVIEW: '待复核',
  RETURNED: '退回修改',
  REGISTERED: '已登记（模拟）',
  REFUSED: '不予登记',
  CANCELLED: '已注销',
  REVOKED: '已撤销',
  DONE: '已办结',
};
export const statusTag = (status: string): Html => html`<span class="tag ${status}">${STATUS_WORDS[status] ?? status}</span>`;

/** Who is looking, and the token their forms carry. */
export type Seat = { person: Person; token: string };

const NAV: readonly [May, string, string][] = [
  ['see', '/desk', '登记申请'],
  ['see', '/desk/followups', '登记后事项'],
  ['see', '/desk/risks', '风险提示'],
  ['figures', '/desk/figures', '监测分析'],
  ['audit', '/desk/audit', '日志'],
  ['people', '/desk/accounts', '账号'],
  ['people', '/desk/offices', '单位与令牌'],
  ['people', '/desk/points', '登记点'],
  ['class', '/desk/classes', '班级'],
];
/** The first page somebody of this role works with. */
export const homeOf = (person: Person): string => NAV.find(([what]) => may(person.role, what))![1];

export function frame(title: string, main: Html, seat: Seat | null, more: { refreshSeconds?: number; bare?: boolean } = {}): string {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${more.refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${more.refreshSeconds}">`}
<title>${title} · 模拟登记端（${SIMULATED_NOTICE}）</title><link rel="stylesheet" href="/desk/style.css"></head>
<body><a class="skip" href="#main">跳到正文</a><aside class="stand" aria-label="模拟"><div class="band" role="note">${SIMULATED_NOTICE}</div></aside>
${!more.bare && top(seat)}
<main id="main">${main}</main></body></html>`.text;
}

function top(seat: Seat | null): Html {
  const name = html`<span class="name">模拟登记端 · 审核台</span>`;
  if (seat === null) return html`<header class="top">${name}</header>`;
  const { person, token } = seat;
  return html`<header class="top">${name}<nav aria-label="审核台">${NAV.filter(([what]) => may(person.role, what)).map(([, at, words]) => html`<a href="${at}">${words}</a>`)}</nav>
<span class="who">${person.name}${person.role !== 'local' && html`（${ROLE_WORDS[person.role]}） <a href="/desk/password">改密码</a>`}</span>
<form method="post" action="/desk/sign-out"><input type="hidden" name="token" value="${token}"><button class="plain small">退出</button></form></header>`;
}

/** A moment in China's time (UTC+8), to the minute. */
export function moment(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** 元 with thousands separators, as given otherwise. */
export function yuan(text: string | undefined): string {
  const m = /^(\d+)(\.\d{1,2})?$/.exec(text ?? '');
  return m ? `${m[1]!.replace(/\B(?=(\d{3})+$)/g, ',')}${(m[2] ?? '.').padEnd(3, '0')}` : (text ?? '');
}

/** 分 as 元 with thousands separators. */
export function yuanOfCents(cents: number | string | bigint): string {
  const n = BigInt(cents);
  return yuan(`${n / 100n}.${String(n % 100n).padStart(2, '0')}`);
}

/** A choice of a list, the chosen one marked. */
export const option = (value: string, words: string, chosen: string): Html =>
  value === chosen ? html`<option value="${value}" selected>${words}</option>` : html`<option value="${value}">${words}</option>`;

export const hiddenToken = (seat: Seat): Html => html`<input type="hidden" name="token" value="${seat.token}">`;
