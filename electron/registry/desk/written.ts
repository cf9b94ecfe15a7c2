/** What a person wrote in a form that was not taken: where the form itself is not on the page any more, its words are, to be copied. */
import { html, type Html } from './html.ts';
import type { Say } from './words.ts';

/** Fields a person writes in, with the code a reason's words belong to; of all others the page itself makes the values. */
const ROW = ['code', 'note', 'clause', 'annex'];
const ALONE = ['why', 'template'];

/** One line for each reason, and for each other field that was filled in. */
export function writtenIn(form: URLSearchParams): string[] {
  const columns = ROW.map((name) => form.getAll(name));
  const rows = columns[0]!.map((_, i) =>
    columns
      .map((column) => (column[i] ?? '').trim())
      .filter((words) => words !== '')
      .join('　'),
  );
  return [...rows, ...ALONE.map((name) => (form.get(name) ?? '').trim())].filter((words) => words !== '');
}

export const writtenNote = (say: Say, written: readonly string[]): Html | false =>
  written.length > 0 &&
  html`<section class="panel" aria-label="${say.t('signIn.typed')}"><h2>${say.t('signIn.typed')}</h2><ul class="plainlist">${written.map((words) => html`<li class="said">${words}</li>`)}</ul></section>`;
