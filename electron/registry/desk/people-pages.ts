/** Signing in, passwords and accounts. */
import { SHORTEST_PASSWORD } from '../passwords.ts';
import { frame, hiddenToken, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import type { Guest } from './language.ts';
import { ACCOUNT_ROLES, type Person } from './roles.ts';
import { data } from './shown.ts';
import type { Key } from './words.ts';
import { writtenNote } from './written.ts';

const alert = (words: string | null): Html | false => words !== null && html`<div class="note" role="alert">${words}</div>`;

/** `typed`: what a form held whose session had ended; it is not lost with it. */
export function signInPage(guest: Guest, fault: string | null, login = '', typed: readonly string[] = []): string {
  const { t } = guest.say;
  return frame(
    t('signIn.button'),
    html`<h1>${t('signIn.title')}</h1>${alert(fault)}
${writtenNote(guest.say, typed)}
<form class="panel narrow" method="post" action="/desk/sign-in"><label>${t('account.login')}<input type="text" name="login" required maxlength="32" autocomplete="username" value="${login}"></label>
<label>${t('signIn.password')}<input type="password" name="password" required maxlength="200" autocomplete="current-password"></label><button>${t('signIn.button')}</button></form>
<div class="panel"><p>${t('signIn.noAccount')}</p></div>`,
    guest,
  );
}

export function passwordPage(seat: Seat, fault: string | null): string {
  const { t } = seat.say;
  return frame(
    t('frame.changePassword'),
    html`<h1>${t('frame.changePassword')}</h1>${seat.person.mustChange && html`<div class="note">${t('password.given')}</div>`}${alert(fault)}
<form class="panel narrow" method="post" action="/desk/password">${hiddenToken(seat)}<input type="text" name="login" value="${seat.person.login}" autocomplete="username" hidden>
<label>${t('password.old')}<input type="password" name="old" required maxlength="200" autocomplete="current-password"></label>
<label>${t('password.new', { least: SHORTEST_PASSWORD })}<input type="password" name="new" required maxlength="200" autocomplete="new-password"></label>
<label>${t('password.again')}<input type="password" name="again" required maxlength="200" autocomplete="new-password"></label><button>${t('password.change')}</button></form>`,
    seat,
  );
}

export type AccountsView = {
  accounts: (Person & { closed: boolean })[];
  points: readonly { id: string; name: string }[];
  /** shown once: who was given which password */
  given: { name: string; login: string; password: string } | null;
  fault: string | null;
};
const COLUMNS = ['account.name', 'account.login', 'account.role', 'col.point', 'col.status', 'filing.decide'] as const;

export function accountsPage(seat: Seat, { accounts, points, given, fault }: AccountsView): string {
  const { say } = seat;
  const { t } = say;
  const nameOf = new Map(points.map((p) => [p.id, p.name]));
  const named = (key: Key, name: string): string => t('colon', { name: t(key), words: name });
  const form = (a: Person, path: string, button: Html): Html =>
    html`<form method="post" action="/desk/accounts/${a.id}/${path}">${hiddenToken(seat)}${button}</form>`;
  const small = (key: Key, name: string): Html => html`<button class="plain small" aria-label="${named(key, name)}">${t(key)}</button>`;
  const acts = (a: AccountsView['accounts'][number]): Html =>
    a.closed
      ? form(a, 'reopen', small('account.reopen', a.name))
      : html`<div class="acts">${form(a, 'password', small('account.give', a.name))}<details><summary aria-label="${named('account.close', a.name)}">${t('account.close')}</summary>${form(a, 'close', html`<button class="back small">${t('account.sure')}</button>`)}</details></div>`;
  const row = (
    a: AccountsView['accounts'][number],
  ): Html => html`<tr><td>${data(say, a.name)}</td><td class="mono">${a.login}</td><td>${say.of('role', a.role)}</td>
<td>${a.points.length === 0 ? t('all') : data(say, a.points.map((id) => nameOf.get(id) ?? id).join(t('and')))}</td><td>${t(a.closed ? 'account.closed' : a.mustChange ? 'account.new' : 'account.used')}</td><td>${acts(a)}</td></tr>`;
  return frame(
    t('nav.accounts'),
    html`<h1>${t('account.title')}</h1>${alert(fault)}
${given && html`<div class="note" role="status">${say.h('account.given', { name: html`<b>${data(say, given.name)}</b>`, login: given.login })}<div class="mono">${given.password}</div></div>`}
<div class="panel">${
      accounts.length === 0
        ? html`<p>${t('account.none')}</p>`
        : html`<table><caption>${t('nav.accounts')}${t('brackets', { words: accounts.length })}</caption><thead><tr>${COLUMNS.map((key) => html`<th scope="col">${t(key)}</th>`)}</tr></thead><tbody>${accounts.map(row)}</tbody></table>`
    }</div>
<form class="panel" method="post" action="/desk/accounts" aria-label="${t('account.add')}"><h2>${t('account.add')}</h2>${hiddenToken(seat)}<div class="filter">
<label>${t('account.name')}<input type="text" name="name" required maxlength="40"></label><label>${t('account.login')}<input type="text" name="login" required maxlength="32" pattern="[A-Za-z][A-Za-z0-9._\\-]+"></label>
<label>${t('account.role')}<select name="role">${ACCOUNT_ROLES.map((role) => html`<option value="${role}">${say.of('role', role)}</option>`)}</select></label></div>
<fieldset><legend>${t('account.points')}</legend>${points.map((p) => html`<label class="tick"><input type="checkbox" name="point" value="${p.id}">${data(say, p.name)}</label>`)}</fieldset>
<button>${t('account.addButton')}</button></form>
<div class="panel"><table><caption>${t('account.who')}</caption><tbody>
${say.all('duty').map(([role, words]) => html`<tr><th scope="row">${say.of('role', role)}</th><td>${words}</td></tr>`)}</tbody></table></div>`,
    seat,
  );
}
