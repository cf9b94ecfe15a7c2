/** What was refused and is still to be mended, in the language of the screen: the field, and the record it belongs to. */
import type { TFunction } from 'i18next';
import type { Unsaved } from '../session/unsaved.ts';
import { fieldWords } from './change-words.ts';

/** `record` is the name of the record of the first; empty where it has none. */
export function unsavedWords(t: TFunction, list: readonly Unsaved[], record: string): string {
  const [first] = list;
  if (!first) return '';
  const called = calledNow(t, first);
  const field = record === '' ? called : t('shell:status.fieldOf', { field: called, record });
  return t(list.length > 1 ? 'shell:status.refusedMore' : 'shell:status.refused', { count: list.length, field });
}

/** The field's name in the language of now; as it was called when it was refused where only its own page knows. */
function calledNow(t: TFunction, { field, label }: Unsaved): string {
  const [table = '', , ...rest] = (field ?? '').split('/');
  const name = rest.join('/');
  if (name === '') return label;
  const words = fieldWords(t, table, name);
  return words === name ? label : words;
}
