/** The class kit: seats and codes, slips to hand out, how filings are decided, and a view for the wall that names nobody. */
import { CLASS_MODES, MOST_SEATS, type ClassMode } from '../class.ts';
import type { ClassRow, SeatRow } from '../desk-tables.ts';
import type { Network, OpenLine } from '../shared-line.ts';
import { frame, hiddenToken, moment, option, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import type { Guest } from './language.ts';
import { data } from './shown.ts';
import type { Say } from './words.ts';

export type ClassLine = ClassRow & { seats: number; joined: number };

/** How filings are decided: its name, and what that means. */
const modeName = (say: Say, mode: string): string => say.of('mode', mode);
const modeOption = (say: Say, mode: ClassMode, chosen: string): Html =>
  option(mode, say.t('colon', { name: modeName(say, mode), words: say.of('modeMeans', mode) }), chosen);
const place = (say: Say, n: number): string => say.t('class.place', { n: String(n).padStart(2, '0') });

const CLASS_COLUMNS = ['col.name', 'class.opened', 'class.joinedOf', 'class.mode', 'col.status'] as const;

export function classesPage(seat: Seat, classes: readonly ClassLine[], seed: string): string {
  const { say } = seat;
  const { t } = say;
  return frame(
    t('nav.classes'),
    html`<h1>${t('class.title')}</h1><div class="note">${t('class.note')}</div>
<form class="panel filter" method="post" action="/desk/classes" aria-label="${t('class.open')}">${hiddenToken(seat)}<label>${t('class.name')}<input type="text" name="name" required maxlength="40" value="${t('class.someName')}"></label>
<label>${t('class.size', { most: MOST_SEATS })}<input type="number" name="size" required min="1" max="${MOST_SEATS}" value="40"></label><label>${t('class.seed')}<input type="text" name="seed" required maxlength="40" value="${seed}"></label>
<label>${t('class.mode')}<select name="mode" class="wide">${CLASS_MODES.map((m) => modeOption(say, m, 'manual'))}</select></label><button>${t('class.openButton')}</button></form>
<div class="panel">${
      classes.length === 0
        ? html`<p>${t('class.none')}</p>`
        : html`<table><caption>${t('nav.classes')}</caption><thead><tr>${CLASS_COLUMNS.map((key) => html`<th scope="col"${key === 'class.joinedOf' && html` class="num"`}>${t(key)}</th>`)}</tr></thead><tbody>${classes.map(
            (c) =>
              html`<tr><td><a href="/desk/classes/${c.id}">${data(say, c.name)}</a></td><td class="mono">${moment(c.created_at)}</td><td class="num">${c.joined} / ${c.seats}</td><td>${modeName(say, c.mode)}</td><td>${t(c.closed_at === null ? 'class.running' : 'class.ended')}</td></tr>`,
          )}</tbody></table>`
    }</div>`,
    seat,
  );
}

export type SeatLine = SeatRow & { filings: number; last: string | null };
const SEAT_COLUMNS = ['class.seat', 'class.code', 'class.joined', 'class.calledThemselves', 'class.filed', 'class.last'] as const;

export function classPage(seat: Seat, row: ClassRow, seats: readonly SeatLine[], network: Network): string {
  const { say } = seat;
  const { t } = say;
  const at = `/desk/classes/${row.id}`;
  const open = row.closed_at === null;
  const post = (path: string, button: Html): Html => html`<form method="post" action="${at}/${path}">${hiddenToken(seat)}${button}</form>`;
  return frame(
    row.name,
    html`<p><a href="/desk/classes">← ${t('nav.classes')}</a></p><h1>${data(say, row.name)}${!open && t('brackets', { words: t('class.ended') })}</h1>
${open && address(seat, at, network)}
${
  open &&
  html`<section class="panel" aria-label="${t('class.mode')}"><form class="filter" method="post" action="${at}/mode">${hiddenToken(seat)}<label>${t('class.mode')}<select name="mode" class="wide">${CLASS_MODES.map((m) => modeOption(say, m, row.mode))}</select></label><button>${t('class.changeMode')}</button></form>
<p class="dim">${say.h('class.modeNote', { seed: html`<span class="mono">${row.seed}</span>` })}</p>
<div class="acts"><a class="button" href="${at}/slips">${t('class.printSlips')}</a><a class="button" href="${at}/board">${t('class.project')}</a>
<details><summary>${t('class.again')}</summary><div class="acts">${post('reset', html`<button class="back">${t('class.reset')}</button>`)}${post('close', html`<button class="back">${t('class.close')}</button>`)}</div></details></div></section>`
}
<div class="panel"><table><caption>${t('class.seats', { joined: seats.filter((s) => s.joined_at !== null).length, all: seats.length })}</caption><thead><tr>${SEAT_COLUMNS.map((key) => html`<th scope="col"${key === 'class.filed' && html` class="num"`}>${t(key)}</th>`)}${open && html`<th scope="col">${t('class.ofSeat')}</th>`}</tr></thead><tbody>${seats.map(
      (s) =>
        html`<tr><td>${place(say, s.place)}</td><td class="mono">${open ? spaced(s.code) : '—'}</td><td class="mono">${s.joined_at === null ? html`<span class="dim">${t('class.notJoined')}</span>` : moment(s.joined_at)}</td><td>${data(say, s.joined_name)}</td><td class="num">${s.filings}</td><td class="mono">${s.last === null ? '' : moment(s.last)}</td>${open && html`<td>${s.joined_at !== null && post(`seats/${s.place}/free`, html`<button class="plain small" aria-label="${t('colon', { name: t('class.free'), words: t('class.place', { n: s.place }) })}">${t('class.free')}</button>`)}</td>`}</tr>`,
    )}</tbody></table></div>`,
    seat,
  );
}

const spaced = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

const urls = (lines: readonly OpenLine[]): string[] => lines.flatMap(({ addresses, port }) => addresses.map((a) => `http://${a}:${port}/`));

function address(seat: Seat, at: string, { here, elsewhere, before }: Network): Html {
  const { t } = seat.say;
  const lines = here === null ? elsewhere : [here, ...elsewhere];
  const where = urls(lines);
  if (lines.length === 0)
    return html`<section class="panel" aria-label="${t('class.network')}">${
      before && html`<p class="note">${t('class.openBefore', { since: moment(before.since), where: urls([before]).join(' · ') || `:${before.port}` })}</p>`
    }<p>${t('class.closedLine')}</p>
<form method="post" action="${at}/line">${hiddenToken(seat)}<input type="hidden" name="open" value="1"><button>${t('class.openLine')}</button></form></section>`;
  return html`<section class="panel" aria-label="${t('class.network')}"><p>${t('class.whereToJoin')}</p>${
    where.length === 0 ? html`<p role="alert">${t('class.noAddress')}</p>` : where.map((url) => html`<p class="address mono">${url}</p>`)
  }${elsewhere.length > 0 && html`<p>${t(here === null ? 'class.openElsewhere' : 'class.openAlsoElsewhere', { since: moment(elsewhere[0]!.since) })}</p>`}
<p class="dim">${t('class.lineNote')}</p>
<form method="post" action="${at}/line">${hiddenToken(seat)}<input type="hidden" name="open" value=""><button class="plain">${t('class.closeLine')}</button></form></section>`;
}

/** A slip has room for these; the rest is on the instructor's screen. */
const MOST_ON_A_SLIP = 3;

/** Eight to a page, with lines to cut along; each slip says itself what it is for. Its address and code are kept whole whatever the class is called. */
export function slipsPage(seat: Seat, row: ClassRow, seats: readonly SeatRow[], { here, elsewhere }: Network): string {
  const { say } = seat;
  const { t } = say;
  const open = urls(here === null ? elsewhere : [here, ...elsewhere]).slice(0, MOST_ON_A_SLIP);
  const where = open.length === 0 ? [t('slip.later')] : open;
  return frame(
    t('slip.title', { name: row.name }),
    html`<h1 class="noprint">${data(say, row.name)}　${t('slip.slips')}</h1><p class="noprint"><a href="/desk/classes/${row.id}">← ${data(say, row.name)}</a>　${t('slip.print')}</p>
<div class="slips">${seats.map(
      (s) =>
        html`<section class="slip" aria-label="${t('class.place', { n: s.place })}"><div class="slipnote">${t('notice')}</div><h2>${place(say, s.place)}　<span class="whom">${data(say, row.name)}</span></h2><p>${t('slip.where')}</p><div class="give">${where.map((w) => html`<p><span class="dim">${t('slip.address')}</span> <span class="mono">${w}</span></p>`)}<div class="key"><span class="dim">${t('class.code')}</span><p class="code mono">${spaced(s.code)}</p></div></div></section>`,
    )}</div>`,
    seat,
  );
}

export type Board = { joined: number; seats: number; filings: Readonly<Record<string, number>>; causes: readonly { code: string; n: number }[] };

/** Numbers only; comes anew by itself every few seconds. */
export function boardPage({ say, at }: Guest, row: ClassRow, { joined, seats, filings, causes }: Board): string {
  const { t } = say;
  const figure = (n: number | string, words: string): Html => html`<div><b>${n}</b><span>${words}</span></div>`;
  return frame(
    t('board.title'),
    html`<h1>${data(say, row.name)}</h1><div class="panel figures board">${figure(`${joined} / ${seats}`, t('board.joined'))}${say
      .all('status')
      .filter(([status]) => status !== 'DONE')
      .map(([status, words]) => (filings[status] ?? 0) > 0 && figure(filings[status]!, words))}</div>
<div class="panel board"><table><caption>${t('list.cause')}</caption><tbody>${causes.map(({ code, n }) => html`<tr><td><span class="mono">${code}</span> ${say.of('reason', code)}</td><td class="num">${n}</td></tr>`)}</tbody></table>${causes.length === 0 && html`<p>${t('board.none')}</p>`}</div>`,
    { say, at },
    { refreshSeconds: 5, bare: true },
  );
}
