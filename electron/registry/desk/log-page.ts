/** The audit log: who did what, when and why; as a page of its own and beside each filing. */
import type { AuditLine } from './log-queries.ts';
import { frame, moment, option, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { may } from './roles.ts';
import { data } from './shown.ts';
import type { Say } from './words.ts';

/** `filing.change.done` is a decision on a change, `filing.change` its arrival. */
function actWords(say: Say, { act, to_status }: Pick<AuditLine, 'act' | 'to_status'>): string {
  // granted by one person alone it is no first of two
  if (act === 'register' && to_status === 'REGISTERED') return say.t('log.registered');
  if (act === 'filing.dispute.refuse') return say.t('followups.unfounded');
  if (act === 'filing.dispute.done') return say.t('followups.founded');
  const [, kind, done] = /^filing\.(\w+)(?:\.(\w+))?$/.exec(act) ?? [];
  if (kind === undefined) return say.of('act', act);
  const name = say.of('followupAct', kind);
  return done === undefined ? say.t('log.came', { name }) : say.t('colon', { name, words: say.of('act', done) });
}

/** People by their names; who has none of their own by what they are. */
function whoWords(say: Say, { by_id, by_name, role }: AuditLine): Html | string {
  if (role === 'local') return say.of('role', role);
  if (role === 'class') return say.t(by_id.endsWith('-second') ? 'log.classSecond' : 'log.classFirst');
  return data(say, by_name);
}

/** An administrator keeps the log and sees no filings: their numbers open nothing there. */
const linked = (about: string, opens: boolean): Html | string =>
  !/^M[NH]\d{12,}$/.test(about) ? about : opens ? html`<a class="mono" href="/desk/about/${about}">${about}</a>` : html`<span class="mono">${about}</span>`;

/** `about`: with a column of what each line is about, whose numbers open it (`linked`) or not (`plain`). */
export function logTable(say: Say, rows: readonly AuditLine[], caption: string, about: 'linked' | 'plain' | 'none' = 'none'): Html {
  const { t } = say;
  const whole = about !== 'none';
  return html`<table class="log"><caption>${caption}</caption><thead><tr><th scope="col">${t('log.time')}</th><th scope="col">${t('log.who')}</th><th scope="col">${t('log.what')}</th>${whole && html`<th scope="col">${t('log.about')}</th>`}</tr></thead><tbody>${rows.map(
    (r) => html`<tr><td class="mono whole">${moment(r.at)}</td><td>${whoWords(say, r)}<div class="dim">${say.of('role', r.role)}</div></td>
<td>${actWords(say, r)}${r.to_status !== '' && r.to_status !== r.from_status && r.act !== 'filing.dispute.refuse' && html`　<span class="dim">→ ${say.of('status', r.to_status)}</span>`}${r.why !== '' && html`<div>${data(say, r.why)}</div>`}</td>${whole && html`<td class="whole">${linked(r.about, about === 'linked')}</td>`}</tr>`,
  )}</tbody></table>`;
}

export type LogView = { rows: AuditLine[]; next: number | null; act: string; about: string; by: string };

export function logPage(seat: Seat, { rows, next, act, about, by }: LogView): string {
  const { say } = seat;
  const { t } = say;
  const older = new URLSearchParams({ act, about, by, before: String(next) }).toString();
  return frame(
    t('nav.audit'),
    html`<h1>${t('nav.audit')}</h1><p class="dim">${t('log.note')}</p>
<form class="panel filter" method="get" action="/desk/audit" role="search"><label>${t('log.what')}<select name="act"><option value="">${t('all')}</option>${say.all('act').map(([code, words]) => option(code, words, act))}</select></label>
<label>${t('log.askAbout')}<input type="search" name="about" value="${about}" maxlength="100"></label><label>${t('log.askWho')}<input type="search" name="by" value="${by}" maxlength="40"></label><button class="plain">${t('filter')}</button></form>
<div class="panel">${rows.length === 0 ? html`<p>${t('log.none')}</p>` : logTable(say, rows, t('log.newest'), may(seat.person.role, 'see') ? 'linked' : 'plain')}${next !== null && html`<p><a href="/desk/audit?${older}">${t('log.older')}</a></p>`}</div>`,
    seat,
  );
}
