/** The offices that may file, and one of them: its keys, those that wait for a word, and a new token. */
import type { Office } from '../offices.ts';
import type { OfficeView } from './office-routes.ts';
import { frame, hiddenToken, moment, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { data } from './shown.ts';

/** A token that was just made: shown this once. */
export type Given = { name: string; token: string } | null;
const told = ({ say }: Seat, given: Given): Html | null =>
  given &&
  html`<div class="note" role="status">${say.h('office.token', { name: html`<b>${data(say, given.name)}</b>` })}<div class="mono">${given.token}</div></div>`;

export function officesPage(seat: Seat, offices: readonly Office[], waiting: ReadonlyMap<string, number>, given: Given, fault: string | null): string {
  const { say } = seat;
  const { t } = say;
  const row = (o: Office): Html =>
    html`<tr><td><a href="/desk/offices/${encodeURIComponent(o.id)}">${data(say, o.name)}</a>${waiting.has(o.id) && html`　<span class="tag">${t('office.waiting', { count: waiting.get(o.id)! })}</span>`}</td><td class="mono">${o.id}</td></tr>`;
  return frame(
    t('nav.offices'),
    html`<h1>${t('nav.offices')}</h1>
${told(seat, given)}${fault !== null && html`<div class="note" role="alert">${fault}</div>`}
<div class="panel"><table><caption>${t('office.may')}</caption><thead><tr><th scope="col">${t('col.name')}</th><th scope="col">${t('col.id')}</th></tr></thead>
<tbody>${offices.map(row)}</tbody></table></div>
<form class="panel filter" method="post" action="/desk/offices">${hiddenToken(seat)}
<label>${t('office.name')}<input type="text" name="name" required maxlength="100" size="30"></label><button>${t('office.add')}</button></form>`,
    seat,
  );
}

export function officePage(seat: Seat, { office, keys, asked }: OfficeView, given: Given, fault: string | null): string {
  const { say } = seat;
  const { t } = say;
  const at = `/desk/offices/${encodeURIComponent(office.id)}`;
  const answer = (key: string, act: 'approve' | 'decline', look: string): Html =>
    html`<form method="post" action="${at}/keys/${key}/${act}">${hiddenToken(seat)}<button class="${look}" aria-label="${t(`office.${act}`)} ${key.slice(0, 8)}">${t(`office.${act}`)}</button></form>`;
  return frame(
    office.name,
    html`<p><a href="/desk/offices">← ${t('nav.offices')}</a></p><h1>${data(say, office.name)}</h1><p class="dim mono">${office.id}</p>
${told(seat, given)}${fault !== null && html`<div class="note" role="alert">${fault}</div>`}
${
  asked.length > 0 &&
  html`<section class="panel"><p>${t('office.ask')}</p><table><caption>${t('office.asked', { count: asked.length })}</caption><thead><tr><th scope="col">${t('office.fingerprint')}</th><th scope="col">${t('office.askedAt')}</th><th scope="col">${t('office.answer')}</th></tr></thead>
<tbody>${asked.map((k) => html`<tr><td class="mono">${k.id}</td><td class="mono whole">${moment(k.asked_at)}</td><td><div class="acts">${answer(k.id, 'approve', 'small')}${answer(k.id, 'decline', 'back small')}</div></td></tr>`)}</tbody></table></section>`
}
<section class="panel">${
      keys.length === 0
        ? html`<p>${t('office.noKeys')}</p>`
        : html`<table><caption>${t('office.keys', { count: keys.length })}</caption><thead><tr><th scope="col">${t('office.fingerprint')}</th><th scope="col">${t('office.since')}</th></tr></thead>
<tbody>${keys.map((k) => html`<tr><td class="mono">${k.id}</td><td class="mono whole">${moment(k.created_at)}</td></tr>`)}</tbody></table>`
    }</section>
${office.id !== 'local' && html`<form class="panel" method="post" action="${at}/token">${hiddenToken(seat)}<p>${t('office.renewMeans')}</p><button class="back">${t('office.renew')}</button></form>`}`,
    seat,
  );
}
