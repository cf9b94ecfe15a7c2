/** One filing: the form beside what the signed paper says, what deserves a look, and the decisions that are possible now. */
import type { CodedReason } from '../../../shared/registry/check.ts';
import { FORM_FIELDS } from '../../../shared/registry/form.ts';
import type { ContractFacts, FilingBody } from '../../../shared/registry/letter.ts';
import { byTwo, endingOf } from '../endings.ts';
import { allowed, type FilingAct } from '../machine.ts';
import { bodyOf, currentForm } from '../row.ts';
import type { FilingRow } from '../tables.ts';
import { yuan } from '../yuan.ts';
import type { Asked } from './decision-routes.ts';
import { frame, hiddenToken, moment, statusTag, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { areaName, kindName, riskWords } from './list-pages.ts';
import { logTable } from './log-page.ts';
import type { OneView } from './filing-queries.ts';
import { fieldWords, hintWords, placeOf, reasonEditor, reasonWords } from './reason-editor.ts';
import { may } from './roles.ts';
import { data, orNone, whole } from './shown.ts';
import type { Key, Say } from './words.ts';
import { writtenNote } from './written.ts';

export type FilingView = OneView & Asked;

const FACTS: readonly (keyof ContractFacts)[] = [
  'contractNo',
  'title',
  'kind',
  'signedOn',
  'effectiveOn',
  'validFrom',
  'validTo',
  'place',
  'sellerName',
  'sellerCreditCode',
  'sellerSealName',
  'sellerSignatory',
  'buyerName',
  'buyerCreditCode',
  'buyerSealName',
  'buyerSignatory',
  'totalAmount',
  'technicalAmount',
  'payment',
  'pages',
  'lockedHash',
];
const MONEY = new Set(['totalAmount', 'technicalAmount']);
/** The papers a letter names; the files themselves stay with the office. */
export const proofTable = (say: Say, proofs: FilingBody['proofs']): Html =>
  html`<section class="panel" aria-label="${say.t('filing.proofs')}"><table><caption>${say.t('filing.proofs')}${say.t('brackets', { words: proofs.length })}</caption><tbody>${proofs.map((p) => html`<tr><th scope="row">${say.of('proof', p.kind)}</th><td>${data(say, p.name)}<div class="dim mono">${p.sha256.slice(0, 16)}…　${say.t('filing.bytes', { count: p.size })}</div></td></tr>`)}</tbody></table></section>`;

export function filingPage(seat: Seat, view: FilingView): string {
  const { row, office, point, hints, risks, followups, log, refusal } = view;
  const { say } = seat;
  const { t } = say;
  const body = bodyOf(row);
  const reasons = JSON.parse(row.reasons) as CodedReason[];
  return frame(
    row.project_name,
    html`<p class="noprint"><a href="/desk">← ${t('nav.filings')}</a></p>
<h1>${orNone(say, row.project_name, t('list.noName'))}　${statusTag(say, row.status)}</h1>
<p class="dim">${t('filing.id')} <span class="mono">${row.id}</span>　${t('col.office')} ${data(say, office)}　${t('col.point')} ${data(say, point)}　${t('filing.version', { n: row.version })}　${t('filing.arrived')} ${moment(row.received_at)}　${t(row.signature === null ? 'filing.unsigned' : 'filing.signed')}
${row.register_no && html`<br>${t('filing.number')} <b class="mono">${row.register_no}</b>　<a href="/desk/filings/${row.id}/receipt">${t('filing.receipt')}</a>　<a href="/desk/filings/${row.id}/receipt.pdf">${t('filing.receiptPdf')}</a>`}</p>
${refusal && html`<div class="note" role="alert">${t(refusal)}</div>`}
${
  row.second_reason !== '' &&
  UNDECIDED.has(row.status) &&
  html`<div class="note">${t('filing.second', {
    why: row.second_reason
      .split(',')
      .map((r) => say.of('second', r))
      .join(t('also')),
  })}</div>`
}
${endingNote(say, row)}
${hints.length > 0 && html`<div class="note"><b>${t('filing.check')}</b>${t('filing.checkNote')}<ul class="plainlist">${hints.map((h) => html`<li><span class="mono">${h.code}</span> ${hintWords(say, h)}</li>`)}</ul></div>`}
${risks.length > 0 && html`<div class="note"><b>${t('nav.risks')}</b>${t('filing.riskNote', { on: row.risks_on })}<ul class="plainlist">${risks.map((r) => html`<li>${riskWords(say, r)}</li>`)}</ul></div>`}
${reasons.length > 0 && reasonList(say, reasons)}
${actions(seat, view, body)}
<div class="two"><section class="panel" aria-label="${t('filing.form')}">${formTable(say, view, body)}</section>
<div><section class="panel" aria-label="${t('filing.facts')}"><table><caption>${t('filing.facts')}</caption><tbody>${FACTS.map((key) => body.facts[key] !== undefined && html`<tr><th scope="row">${say.of('fact', key)}</th><td class="${key === 'lockedHash' ? 'mono' : ''}">${whole(say, shown(key, String(body.facts[key])))}</td></tr>`)}</tbody></table></section>
${proofTable(say, body.proofs)}
${followups.length > 0 && html`<section class="panel" aria-label="${t('nav.followups')}"><table><caption>${t('nav.followups')}</caption><tbody>${followups.map((f) => html`<tr><th scope="row">${followupName(say, f.kind)}</th><td><a href="/desk/followups/${f.id}" class="mono">${f.id}</a>　${statusTag(say, f.status)}</td></tr>`)}</tbody></table></section>`}
<section class="panel" aria-label="${t('filing.log')}">${logTable(say, log, t('filing.logCaption'))}</section></div></div>`,
    seat,
  );
}

function endingNote(say: Say, row: FilingRow): Html | false {
  const asked = endingOf(row);
  if (asked === null) return false;
  const { act, name, role, on, why } = asked;
  const who = role === 'local' ? say.of('role', role) : data(say, name);
  return html`<div class="note">${say.h('filing.ending', { who, on, what: say.t(`do.${act}`), why: data(say, why) })}</div>`;
}

/** What may follow a registration, as the desk calls it: `filing.change` → 变更登记. */
export const followupName = (say: Say, kind: string): string => say.of('followup', kind.replace('filing.', ''));

export const reasonList = (say: Say, reasons: readonly CodedReason[]): Html =>
  html`<div class="panel"><h2>${say.t('filing.reasons')}</h2><ol>${reasons.map((r) => html`<li><span class="mono">${r.code}</span> ${reasonWords(say, r)}${placeOf(say, r) !== '' && html`<div class="dim">${say.t('filing.place')}${data(say, placeOf(say, r))}</div>`}</li>`)}</ol></div>`;

const shown = (key: string, value: string): string => (MONEY.has(key) ? yuan(value) : key === 'kind' ? kindName(value) : value);
const inForm = (key: string, value: string): string =>
  key.endsWith('Region') && areaName(value) !== value ? `${value} ${areaName(value)}` : shown(key, value);

function formTable(say: Say, { row, hints }: OneView, { form }: FilingBody): Html {
  const reasons = JSON.parse(row.reasons) as CodedReason[];
  const marked = new Set([...hints, ...reasons].map((r) => r.field));
  const now = currentForm(row);
  const fieldLine = ({ key, required }: (typeof FORM_FIELDS)[number]): Html | false => {
    const [value, before] = [now[key], form[key]];
    return (
      (value !== undefined || required) &&
      html`<tr class="${marked.has(key) ? 'differs' : ''}"><th scope="row">${fieldWords(say, key)}</th><td>${value ? whole(say, inForm(key, value)) : html`<span class="dim">${say.t('filing.empty')}</span>`}${value !== before && html`<div class="dim">${say.h('filing.before', { value: before ? whole(say, inForm(key, before)) : say.t('filing.empty') })}</div>`}</td></tr>`
    );
  };
  return html`<table><caption>${say.t('filing.form')}</caption><tbody>${FORM_FIELDS.map(fieldLine)}</tbody></table>`;
}

/** Something is still to be decided, or will be with the next version. */
const UNDECIDED: ReadonlySet<string> = new Set(['SUBMITTED', 'ACCEPTED', 'SUPPLEMENT', 'SECOND_REVIEW', 'RETURNED']);
type Stands = Pick<FilingRow, 'status' | 'ending'>;
/** It waits for the second person: to be registered, or to be ended. */
export const awaitsSecond = ({ status, ending }: Stands): boolean => status === 'SECOND_REVIEW' || ending !== '';
/** Who may take this decision: what waits for the second person is the reviewer's, all else the registrar's. */
export const mayTake = (role: Seat['person']['role'], row: Stands, act: FilingAct): boolean =>
  allowed(row, act) && may(role, awaitsSecond(row) ? 'review' : 'decide');

/** A decision in words; where two decide, the first's is to send it on. */
function doWords(row: FilingRow, act: (typeof SIMPLE | typeof WITH_REASONS | typeof WITH_WHY)[number]): Key {
  if (act === 'end') return endingOf(row)?.act === 'cancel' ? 'do.endCancel' : 'do.endRevoke';
  if (!byTwo(row)) return `do.${act}`;
  if (act === 'register') return 'do.pass';
  return act === 'revoke' ? 'do.askRevoke' : act === 'cancel' ? 'do.askCancel' : `do.${act}`;
}

const SIMPLE = ['accept', 'resume', 'register', 'confirm', 'end'] as const;
const WITH_REASONS = ['return', 'supplement', 'refuse', 'revoke'] as const;
const WITH_WHY = ['forward', 'cancel', 'keep'] as const;

function actions(seat: Seat, view: FilingView, body: FilingBody): Html | false {
  const { row } = view;
  const { say } = seat;
  const can = (act: FilingAct): boolean => mayTake(seat.person.role, row, act);
  const simple = SIMPLE.filter(can).map((act) => [act, say.t(doWords(row, act))] as const);
  const reasoned = WITH_REASONS.filter(can);
  const why = WITH_WHY.filter(can);
  const lost = !canHold(view, [...reasoned, ...why], reasoned.length > 0) && writtenNote(say, view.written);
  if (simple.length + reasoned.length + why.length === 0) return html`${!(row.status in ENDED) && html`<p class="dim">${waitsFor(say, row)}</p>`}${lost}`;
  const hidden = html`${hiddenToken(seat)}<input type="hidden" name="revision" value="${row.revision}">`;
  const at = `/desk/filings/${row.id}`;
  return html`${lost}<section class="panel noprint" aria-label="${say.t('filing.decide')}"><h2>${say.t('filing.decide')}</h2><div class="acts">${simple.map(([act, words]) => html`<form method="post" action="${at}/${act}">${hidden}<button>${words}</button></form>`)}</div>
${reasoned.length > 0 && reasonEditor({ say, at, hidden, hints: view.hints, templates: view.templates, from: view.from, rows: view.rows, ...typedFor(view, reasoned), annexes: body.proofs.map((p) => p.name), acts: reasoned.map((act) => ({ act, words: say.t(doWords(row, act)) })) })}
${why.map((act) => html`<details${view.act === act && html` open`}><summary>${say.t(doWords(row, act))}</summary><form class="filter" method="post" action="${at}/${act}">${hidden}<label>${say.t(`why.${act}`)}<input type="text" name="why" required maxlength="500" size="40" value="${view.act === act ? view.why : ''}"></label><button class="back">${say.t(doWords(row, act))}</button></form></details>`)}</section>`;
}
/** Whether the form it was written in is on this page, to keep its words. */
export const canHold = ({ act }: Asked, acts: readonly string[], editor: boolean): boolean => (act === 'template' ? editor : acts.includes(act));
/** Reasons go back into the editor only where it is for the decision they were given for. */
export const typedFor = (asked: Asked, acts: readonly string[]): Pick<Asked, 'typed' | 'template'> =>
  canHold(asked, acts, acts.length > 0) ? { typed: asked.typed, template: asked.template } : { typed: [], template: '' };

const ENDED: Readonly<Record<string, true>> = { RETURNED: true, REFUSED: true, CANCELLED: true, REVOKED: true };
const waitsFor = (say: Say, row: Stands): string =>
  awaitsSecond(row) ? say.t('filing.awaitsSecond') : row.status === 'REGISTERED' ? '' : say.t('filing.onlyLook', { status: say.of('status', row.status) });
