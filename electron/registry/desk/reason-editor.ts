/** The editor of coded reasons: several at once, each with its field, clause or annex; from hints, templates or by hand. No scripts: rows are links. */
import type { CodedReason } from '../../../shared/registry/check.ts';
import { FORM_FIELDS } from '../../../shared/registry/form.ts';
import { REASONS } from '../../../shared/registry/reasons.ts';
import type { GivenReason } from '../given-reasons.ts';
import { html, type Html } from './html.ts';
import { option } from './frame.ts';
import { reasonOptions } from './list-pages.ts';
import { data } from './shown.ts';
import type { Say } from './words.ts';

export type EditorView = {
  say: Say;
  at: string;
  hidden: Html;
  hints: readonly CodedReason[];
  templates: readonly { id: string; name: string; rows: string }[];
  /** what the address bar asks for: `hints`, or a template's id; and how many empty rows */
  from: string;
  rows: number;
  /** what was sent and not taken */
  typed: readonly GivenReason[];
  template: string;
  annexes: readonly string[];
  /** the decisions these reasons can go with, each with its button's words */
  acts: readonly { act: string; words: string }[];
};

const FIELDS: readonly string[] = [...FORM_FIELDS.map((f) => f.key), 'contractNo', 'effectiveOn', 'sellerSealName', 'buyerSealName', 'proofs'];
export const fieldWords = (say: Say, key: string): string => say.of('field', key);

/** A reason's places in words: 登记表“技术交易额(元)”，第九条，附件“权利证明”. */
export function placeOf(say: Say, reason: { field?: string; clause?: string; annex?: string }): string {
  const { t } = say;
  const parts = [
    reason.field && t('place.field', { name: fieldWords(say, reason.field) }),
    reason.clause && t('place.clause', { name: reason.clause }),
    reason.annex && t('place.annex', { name: reason.annex }),
  ];
  return parts.filter(Boolean).join(t('place.and'));
}

/** What stands behind the code's own words. */
const noteOf = ({ code, text }: CodedReason): string => (text === REASONS[code] ? '' : text.replace(`${REASONS[code]}：`, ''));
/** A reason as it was given: the code's words, and in Chinese what its giver wrote, as the office reads it. */
export const reasonWords = (say: Say, reason: CodedReason): Html | string => {
  const [name, note] = [say.of('reason', reason.code), noteOf(reason)];
  return note === '' ? name : say.h('colon', { name, words: data(say, note) });
};
/** What the desk itself points out in a filing. */
export const hintWords = (say: Say, hint: CodedReason): string => {
  const words =
    hint.code === 'R10'
      ? say.t('hint.expired')
      : hint.code === 'R13'
        ? say.t(hint.field === 'contractNo' ? 'hint.twice' : 'hint.alike')
        : say.t('hint.differs', { field: fieldWords(say, hint.field ?? '') });
  return say.lang === 'zh' ? hint.text : say.t('colon', { name: say.of('reason', hint.code), words });
};

/** Rows of the form, as they came: the columns are repeated in the same order. Empty rows are none; one without its code has code ''. */
export function givenReasons(form: URLSearchParams): GivenReason[] {
  const column = (name: string): string[] => form.getAll(name);
  const [notes, fields, clauses, annexes] = [column('note'), column('field'), column('clause'), column('annex')];
  return column('code').flatMap((code, i) =>
    [code, notes[i], fields[i], clauses[i], annexes[i]].every((text) => (text ?? '').trim() === '')
      ? []
      : [{ code, note: notes[i] ?? '', field: fields[i] || undefined, clause: clauses[i] || undefined, annex: annexes[i] || undefined }],
  );
}

const MOST_ROWS = 30;

function filled({ from, hints, templates, typed }: EditorView): readonly GivenReason[] {
  if (typed.length > 0) return typed;
  if (from === 'hints') return hints.map((h) => ({ code: h.code, note: noteOf(h), field: h.field }));
  const template = templates.find((t) => t.id === from);
  return template === undefined ? [] : (JSON.parse(template.rows) as GivenReason[]);
}

export function reasonEditor(view: EditorView): Html {
  const { say, at, hidden, hints, templates, annexes, acts } = view;
  const { t } = say;
  const rows = filled(view);
  const empty: GivenReason[] = Array.from({ length: Math.min(MOST_ROWS, Math.max(3, view.rows)) }, () => ({ code: '', note: '' }));
  const link = (from: string, words: Html | string): Html => html`<a href="${at}?from=${from}#reasons">${words}</a>`;
  return html`<details id="reasons"${rows.length > 0 || view.rows > 0 || view.template !== '' ? html` open` : ''}><summary>${acts.map((a) => a.words).join(t('and'))}${t('editor.saying')}</summary>
<p>${t('editor.take')}${hints.length > 0 && html`${link('hints', t('editor.hints', { count: hints.length }))}　`}${templates.map((kept) => html`${link(kept.id, data(say, kept.name))}　`)}<a href="${at}?from=${view.from}&rows=${empty.length + 3}#reasons">${t('editor.more')}</a></p>
<datalist id="annexes">${annexes.map((name) => html`<option value="${name}">`)}</datalist>
<form method="post" action="${at}/${acts[0]!.act}">${hidden}<ol class="rows">${[...rows, ...empty].map((row, i) => reasonRow(say, row, i + 1))}</ol>
<div class="acts">${acts.map(({ act, words }) => html`<button class="back" formaction="${at}/${act}">${words}</button>`)}
<label class="inline">${t('editor.keepAs')}<input type="text" name="template" maxlength="30" size="14" value="${view.template}"></label><button class="plain" formaction="${at}/template">${t('editor.keep')}</button></div></form></details>`;
}

function reasonRow(say: Say, row: GivenReason, n: number): Html {
  const { t } = say;
  return html`<li class="reason"><select name="code" aria-label="${t('editor.code', { n })}">${option('', t('editor.unused'), row.code)}${reasonOptions(say, row.code)}</select>
<input type="text" name="note" value="${row.note}" maxlength="500" aria-label="${t('editor.note', { n })}" placeholder="${t('editor.noteHint')}">
<select name="field" aria-label="${t('editor.field', { n })}">${option('', t('editor.anyField'), row.field ?? '')}${FIELDS.map((key) => option(key, fieldWords(say, key), row.field ?? ''))}</select>
<input type="text" name="clause" value="${row.clause ?? ''}" maxlength="60" aria-label="${t('editor.clause', { n })}" placeholder="${t('editor.clauseHint')}">
<input type="text" name="annex" value="${row.annex ?? ''}" maxlength="100" list="annexes" aria-label="${t('editor.annex', { n })}" placeholder="${t('editor.annexHint')}"></li>`;
}
