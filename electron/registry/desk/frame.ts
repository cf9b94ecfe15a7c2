/** What stands around every page of the desk: its name, who works at it, and what it is not. */
import { chinaMinute } from '../../../shared/time.ts';
import { html, type Html } from './html.ts';
import type { Guest } from './language.ts';
import { may, type May, type Person } from './roles.ts';
import { briefly, data } from './shown.ts';
import type { Key, Say } from './words.ts';

export const statusTag = (say: Say, status: string): Html => html`<span class="tag ${status}">${say.of('status', status)}</span>`;

/** Who is looking, and the token their forms carry. */
export type Seat = Guest & { person: Person; token: string };

const NAV: readonly [May, string, Key][] = [
  ['see', '/desk', 'nav.filings'],
  ['see', '/desk/followups', 'nav.followups'],
  ['see', '/desk/risks', 'nav.risks'],
  ['figures', '/desk/figures', 'nav.figures'],
  ['audit', '/desk/audit', 'nav.audit'],
  ['people', '/desk/accounts', 'nav.accounts'],
  ['people', '/desk/offices', 'nav.offices'],
  ['people', '/desk/points', 'nav.points'],
  ['class', '/desk/classes', 'nav.classes'],
];
/** The first page somebody of this role works with. */
export const homeOf = (person: Person): string => NAV.find(([what]) => may(person.role, what))![1];

export function frame(title: string, main: Html, who: Guest | Seat, more: { refreshSeconds?: number; bare?: boolean } = {}): string {
  const { say } = who;
  return html`<!doctype html>
<html lang="${say.lang === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${more.refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${more.refreshSeconds}">`}
<title>${say.t('frame.document', { title: briefly(title) })}</title><link rel="stylesheet" href="/desk/style.css"></head>
<body><a class="skip" href="#main">${say.t('frame.skip')}</a><aside class="stand" aria-label="${say.t('frame.mark')}"><div class="band" role="note">${say.t('notice')}</div></aside>
${!more.bare && top(who)}
<main id="main">${main}</main></body></html>`.text;
}

function top(who: Guest | Seat): Html {
  const { say, at } = who;
  const name = html`<span class="name">${say.t('frame.name')}</span>`;
  const [other, itself] = say.lang === 'zh' ? ['en', 'English'] : ['zh', '中文'];
  const language = html`<form method="post" action="/desk/language"><input type="hidden" name="back" value="${at}"><button class="plain small" name="lang" value="${other}" lang="${other}">${itself}</button></form>`;
  if (!('person' in who)) return html`<header class="top">${name}<span class="who"></span>${language}</header>`;
  const { person, token } = who;
  return html`<header class="top">${name}<nav aria-label="${say.t('frame.desk')}">${NAV.filter(([what]) => may(person.role, what)).map(([, to, words]) => html`<a href="${to}">${say.t(words)}</a>`)}</nav>
<span class="who">${person.role === 'local' ? say.of('role', 'local') : html`${data(say, person.name)}${say.t('brackets', { words: say.of('role', person.role) })} <a href="/desk/password">${say.t('frame.changePassword')}</a>`}</span>
${language}<form method="post" action="/desk/sign-out"><input type="hidden" name="token" value="${token}"><button class="plain small">${say.t('frame.signOut')}</button></form></header>`;
}

/** A moment in China's time (UTC+8), to the minute. */
export const moment = (iso: string): string => chinaMinute(iso) || iso;

/** A choice of a list, the chosen one marked. */
export const option = (value: string, words: string, chosen: string): Html =>
  value === chosen ? html`<option value="${value}" selected>${words}</option>` : html`<option value="${value}">${words}</option>`;

export const hiddenToken = (seat: Seat): Html => html`<input type="hidden" name="token" value="${seat.token}">`;
