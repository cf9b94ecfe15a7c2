/** What follows a registration: changes, cancellations, confirmations of income, and objections. */
import type { CodedReason } from '../../../shared/registry/check.ts';
import type { FollowupBody } from '../../../shared/registry/followup-letter.ts';
import { cents } from '../../../shared/registry/check.ts';
import { followupByTwo } from '../endings.ts';
import { allowedFollowup, type FollowupAct } from '../machine.ts';
import { currentForm, followupBodyOf } from '../row.ts';
import { yuan, yuanOfCents } from '../yuan.ts';
import type { Asked } from './decision-routes.ts';
import { canHold, followupName, proofTable, reasonList, typedFor } from './filing-page.ts';
import { frame, hiddenToken, moment, option, statusTag, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { logTable } from './log-page.ts';
import type { followupList, FollowupLine, FollowupView } from './followup-queries.ts';
import { fieldWords, reasonEditor } from './reason-editor.ts';
import { may } from './roles.ts';
import { brief, data, dataOption, whole } from './shown.ts';
import type { Say } from './words.ts';
import { writtenNote } from './written.ts';

type ListOf = Awaited<ReturnType<typeof followupList>>;
type Chosen = { status: string; kind: string; point: string };
const STATUSES = ['SUBMITTED', 'ACCEPTED', 'RETURNED', 'REFUSED', 'DONE'];
const COLUMNS = ['col.id', 'followups.what', 'followups.about', 'col.office', 'col.point', 'col.status', 'col.arrived'] as const;

export function followupsPage(seat: Seat, view: ListOf, chosen: Chosen): string {
  const { say } = seat;
  const { t } = say;
  const points = new Map(view.points.map((p) => [p.id, p.name]));
  const line = (
    row: FollowupLine,
  ): Html => html`<tr><td><a class="mono" href="/desk/followups/${row.id}">${row.id}</a></td><td>${followupName(say, row.kind)}</td>
<td><a class="mono" href="/desk/filings/${row.filing}">${row.register_no || row.filing}</a></td><td>${data(say, view.offices.get(row.office_id) ?? '')}</td><td>${data(say, points.get(row.point) ?? row.point)}</td><td>${followupTag(say, row)}</td><td class="mono whole">${moment(row.received_at)}</td></tr>`;
  const older = new URLSearchParams({ ...chosen, before: String(view.next) }).toString();
  return frame(
    t('nav.followups'),
    html`<h1>${t('nav.followups')}</h1><form class="panel filter" method="get" action="/desk/followups" role="search">
<label>${t('followups.what')}<select name="kind">${option('', t('all'), chosen.kind)}${say.all('followup').map(([kind, words]) => option(`filing.${kind}`, words, chosen.kind))}</select></label>
<label>${t('col.status')}<select name="status">${option('', t('all'), chosen.status)}${STATUSES.map((s) => option(s, say.of('status', s), chosen.status))}</select></label>
<label>${t('col.point')}<select name="point">${option('', t('all'), chosen.point)}${view.points.map((p) => dataOption(say, p.id, p.name, chosen.point))}</select></label><button class="plain">${t('filter')}</button></form>
<div class="panel">${view.rows.length === 0 ? html`<p>${t('followups.none')}</p>` : html`<table class="list"><caption>${t('followups.listed', { count: view.rows.length })}</caption><thead><tr>${COLUMNS.map((key) => html`<th scope="col">${t(key)}</th>`)}</tr></thead><tbody>${view.rows.map(line)}</tbody></table>`}
${view.next !== null && html`<p><a href="/desk/followups?${older}">${t('followups.older')}</a></p>`}</div>`,
    seat,
  );
}

/** An objection is not registered or refused: it is upheld or not. */
const followupTag = (say: Say, row: { kind: string; status: string }): Html =>
  row.kind === 'filing.dispute' && row.status === 'REFUSED'
    ? html`<span class="tag REFUSED">${say.t('followups.unfounded')}</span>`
    : statusTag(say, row.status);

type Waiting = { kind: string; status: string; byTwo: boolean };
/** An objection is answered by the second person, and so is what two decide once it is accepted; everything else at first instance. */
export const neededFor = (row: Waiting, act: FollowupAct): 'decide' | 'review' =>
  row.kind === 'filing.dispute' || (row.byTwo && act !== 'accept' && row.status === 'ACCEPTED') ? 'review' : 'decide';
export const mayTakeFollowup = (role: Seat['person']['role'], row: Waiting, act: FollowupAct): boolean =>
  allowedFollowup(row.status, act) && may(role, neededFor(row, act));

export function followupPage(seat: Seat, view: FollowupView & Asked): string {
  const { row, filing, office, log, templates, refusal, from, rows, stale, written } = view;
  const { say } = seat;
  const { t } = say;
  const body = followupBodyOf(row);
  const two = followupByTwo(row, filing);
  const can = (act: FollowupAct): boolean =>
    mayTakeFollowup(seat.person.role, { ...row, byTwo: two }, act) && (stale.length === 0 || (act !== 'accept' && act !== 'done'));
  const open = row.status === 'SUBMITTED' || row.status === 'ACCEPTED';
  const hidden = html`${hiddenToken(seat)}<input type="hidden" name="revision" value="${row.revision}">`;
  const at = `/desk/followups/${row.id}`;
  const reasoned = (
    [
      ['return', t('do.return')],
      ['refuse', t(row.kind === 'filing.dispute' ? 'followups.unfounded' : 'followups.refuse')],
    ] as const
  ).filter(([act]) => can(act));
  const held = reasoned.map(([act]) => act);
  const reasons = JSON.parse(row.reasons) as CodedReason[];
  const name = followupName(say, row.kind);
  return frame(
    name,
    html`<p class="noprint"><a href="/desk/followups">← ${t('nav.followups')}</a></p><h1>${name}　${followupTag(say, row)}</h1>
<p class="dim">${t('col.id')} <span class="mono">${row.id}</span>　${t('col.office')} ${data(say, office)}　${t('filing.version', { n: row.version })}　${t('filing.arrived')} ${moment(row.received_at)}　${t(row.signature === null ? 'filing.unsigned' : 'filing.signed')}</p>
${refusal !== null && html`<div class="note" role="alert">${t(refusal)}</div>`}
${filing && html`<p>${t('followups.filing')} <a href="/desk/filings/${filing.id}">${brief(say, filing.project_name)}</a>　${statusTag(say, filing.status)}　${t('filing.number')} <span class="mono">${filing.register_no ?? t('followups.unregistered')}</span></p>`}
${two && open && html`<p>${t(row.kind === 'filing.cancel' ? 'followups.endByTwo' : 'followups.large')}</p>`}
${stale.length > 0 && open && html`<div class="note">${t('followups.outdated')}<ul class="plainlist">${stale.map((r) => html`<li><span class="mono">${r.code}</span> ${data(say, r.text)}</li>`)}</ul></div>`}
${reasons.length > 0 && reasonList(say, reasons)}
${!canHold(view, held, held.length > 0) && writtenNote(say, written)}
${
  (can('accept') || can('done') || reasoned.length > 0) &&
  html`<section class="panel noprint" aria-label="${t('filing.decide')}"><h2>${t('filing.decide')}</h2><div class="acts">${can('accept') && html`<form method="post" action="${at}/accept">${hidden}<button>${t('do.accept')}</button></form>`}${can('done') && html`<form method="post" action="${at}/done">${hidden}<button>${say.of('done', row.kind.replace('filing.', ''))}</button></form>`}</div>
${reasoned.length > 0 && reasonEditor({ say, at, hidden, hints: stale, templates, from, rows, ...typedFor(view, held), annexes: body.proofs.map((p) => p.name), acts: reasoned.map(([act, words]) => ({ act, words })) })}</section>`
}
<div class="two"><section class="panel" aria-label="${t('followups.content')}">${said(say, body, filing ? currentForm(filing) : {})}</section><div>
${proofTable(say, body.proofs)}
<section class="panel" aria-label="${t('filing.log')}">${logTable(say, log, t('filing.log'))}</section></div></div>`,
    seat,
  );
}

const MONEY = new Set(['totalAmount', 'technicalAmount']);

function said(say: Say, body: FollowupBody, registered: Readonly<Record<string, string>>): Html {
  const { t } = say;
  switch (body.kind) {
    case 'filing.change': {
      const value = (key: string, text: string): Html | string =>
        text === '' ? t('followups.nothing') : MONEY.has(key) ? t('yuan', { amount: yuan(text) }) : whole(say, text);
      return html`<table><caption>${t('followups.changes', { on: body.on })}</caption><thead><tr><th scope="col">${t('followups.field')}</th><th scope="col">${t('followups.before')}</th><th scope="col">${t('followups.after')}</th></tr></thead><tbody>${Object.entries(
        body.changes,
      ).map(
        ([key, { before, after }]) =>
          html`<tr class="${(registered[key] ?? '') === before ? '' : 'differs'}"><th scope="row">${fieldWords(say, key)}</th><td>${value(key, before)}${(registered[key] ?? '') !== before && html`<div class="dim">${t('followups.here')}${value(key, registered[key] ?? '')}</div>`}</td><td>${value(key, after)}</td></tr>`,
      )}</tbody></table><p>${t('followups.why')}${data(say, body.reason)}</p>`;
    }
    case 'filing.cancel':
      return html`<h2>${say.of('followupAct', 'cancel')}</h2><p>${t('followups.cause', { cause: say.of('cause', body.cause), on: body.on })}</p><p>${data(say, body.reason)}</p>`;
    case 'filing.income': {
      const sum = body.rows.reduce((total, r) => total + (cents(r.amount) ?? 0n), 0n);
      return html`<table><caption>${t('income.caption', { from: body.from, to: body.to })}</caption><thead><tr><th scope="col">${t('income.on')}</th><th scope="col" class="num">${t('income.amount')}</th><th scope="col">${t('income.note')}</th></tr></thead><tbody>${body.rows.map((r) => html`<tr><td class="mono">${r.on}</td><td class="num">${yuan(r.amount)}</td><td>${data(say, r.note ?? '')}</td></tr>`)}</tbody></table>
<table><tbody><tr><th scope="row">${t('income.sum')}</th><td class="num">${yuanOfCents(sum)}</td></tr><tr class="${cents(body.amount) === sum ? '' : 'differs'}"><th scope="row">${t('income.claimed')}</th><td class="num">${yuan(body.amount)}</td></tr><tr><th scope="row">${t('income.technical')}</th><td class="num">${yuan(body.technicalIncome)}</td></tr></tbody></table>`;
    }
    case 'filing.dispute':
      return html`<h2>${say.of('followupAct', 'dispute')}</h2><p class="said">${data(say, body.text)}</p>`;
  }
}
