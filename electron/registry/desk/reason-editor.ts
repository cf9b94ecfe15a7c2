/** The editor of coded reasons: several at once, each with its field, clause or annex; from hints, templates or by hand. No scripts: rows are links. */
import type { CodedReason } from '../../../shared/registry/check.ts';
import { FORM_FIELDS } from '../../../shared/registry/form.ts';
import { REASON_CODES, REASONS } from '../../../shared/registry/reasons.ts';
import type { GivenReason } from '../given-reasons.ts';
import { html, type Html } from './html.ts';
import { option } from './frame.ts';

export type EditorView = {
  at: string;
  hidden: Html;
  hints: readonly CodedReason[];
  templates: readonly { id: string; name: string; rows: string }[];
  /** what the address bar asks for: `hints`, or a template's id; and how many empty rows */
  from: string;
  rows: number;
  annexes: readonly string[];
  /** the decisions these reasons can go with, each with its button's words */
  acts: readonly { act: string; words: string }[];
};

const FIELDS: readonly [string, string][] = [
  ...FORM_FIELDS.map((f): [string, string] => [f.key, f.zh]),
  ['contractNo', '合同编号'],
  ['effectiveOn', '合同生效日期'],
  ['sellerSealName', '卖方印章名称'],
  ['buyerSealName', '买方印章名称'],
  ['proofs', '随附材料'],
];
const FIELD_WORDS = new Map(FIELDS);
export const fieldWords = (key: string): string => FIELD_WORDS.get(key) ?? key;

/** A reason's places in words: 登记表“技术交易额(元)”，第九条，附件“权利证明”. */
export function placeOf(reason: { field?: string; clause?: string; annex?: string }): string {
  const parts = [reason.field && `登记表“${fieldWords(reason.field)}”`, reason.clause && `合同${reason.clause}`, reason.annex && `附件“${reason.annex}”`];
  return parts.filter(Boolean).join('，');
}

/** Rows of the form, as they came: the columns are repeated in the same order. Rows without a code are none. */
export function givenReasons(form: URLSearchParams): GivenReason[] {
  const column = (name: string): string[] => form.getAll(name);
  const [notes, fields, clauses, annexes] = [column('note'), column('field'), column('clause'), column('annex')];
  return column('code').flatMap((code, i) =>
    code === '' ? [] : [{ code, note: notes[i] ?? '', field: fields[i] || undefined, clause: clauses[i] || undefined, annex: annexes[i] || undefined }],
  );
}

type Row = { code: string; note: string; field?: string; clause?: string; annex?: string };
const MOST_ROWS = 30;

function filled({ from, hints, templates }: EditorView): Row[] {
  if (from === 'hints') return hints.map((h) => ({ code: h.code, note: h.text.replace(`${REASONS[h.code]}：`, ''), field: h.field }));
  const template = templates.find((t) => t.id === from);
  return template === undefined ? [] : (JSON.parse(template.rows) as Row[]);
}

export function reasonEditor(view: EditorView): Html {
  const { at, hidden, hints, templates, annexes, acts } = view;
  const rows = filled(view);
  const empty: Row[] = Array.from({ length: Math.min(MOST_ROWS, Math.max(3, view.rows)) }, () => ({ code: '', note: '' }));
  const link = (from: string, words: string): Html => html`<a href="${at}?from=${from}#reasons">${words}</a>`;
  return html`<details id="reasons"${rows.length > 0 || view.rows > 0 ? html` open` : ''}><summary>${acts.map((a) => a.words).join('、')}（写明原因）</summary>
<p>带入：${hints.length > 0 && html`${link('hints', `上面的提示（${hints.length}）`)}　`}${templates.map((t) => html`${link(t.id, t.name)}　`)}<a href="${at}?from=${view.from}&rows=${empty.length + 3}#reasons">再加三行</a></p>
<datalist id="annexes">${annexes.map((name) => html`<option value="${name}">`)}</datalist>
<form method="post" action="${at}/${acts[0]!.act}">${hidden}<ol class="rows">${[...rows, ...empty].map((row, i) => reasonRow(row, i + 1))}</ol>
<div class="acts">${acts.map(({ act, words }) => html`<button class="back" formaction="${at}/${act}">${words}</button>`)}
<label class="inline">存为常用意见，名称<input type="text" name="template" maxlength="30" size="14"></label><button class="plain" formaction="${at}/template">存为常用意见</button></div></form></details>`;
}

function reasonRow(row: Row, n: number): Html {
  return html`<li class="reason"><select name="code" aria-label="第 ${n} 条的原因代码">${option('', '（不用这一行）', row.code)}${REASON_CODES.map((code) => option(code, `${code} ${REASONS[code]}`, row.code))}</select>
<input type="text" name="note" value="${row.note}" maxlength="500" aria-label="第 ${n} 条的说明" placeholder="说明：哪里不对，怎样改">
<select name="field" aria-label="第 ${n} 条所在的登记表栏目">${option('', '登记表栏目（不指明）', row.field ?? '')}${FIELDS.map(([key, zh]) => option(key, zh, row.field ?? ''))}</select>
<input type="text" name="clause" value="${row.clause ?? ''}" maxlength="60" aria-label="第 ${n} 条所在的合同条款" placeholder="条款，如 第九条">
<input type="text" name="annex" value="${row.annex ?? ''}" maxlength="100" list="annexes" aria-label="第 ${n} 条所指的附件" placeholder="附件"></li>`;
}
