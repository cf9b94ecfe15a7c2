/** Search text, pinyin initials and sort keys of a record: derived, never edited. */
import { pinyin } from 'pinyin-pro';
import type { StoredRow } from '../../shared/change/cells.ts';
import type { DerivedText } from './schema.ts';

/** What is searched of each record kind: its title first, then the fields a person would remember it by. */
const TEXTS: Record<string, { title: string; more: readonly string[] }> = {
  achievements: { title: 'title', more: ['no', 'owner', 'keywords', 'field', 'unit', 'summary', 'indicators'] },
  demands: { title: 'title', more: ['field', 'detail', 'indicators', 'conditions'] },
  parties: { title: 'name', more: ['uscc', 'contact', 'legalRep'] },
  deals: { title: 'name', more: ['no', 'object', 'keeper'] },
};

/** Folds text as a person would not tell apart: width, case. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase();

const letters = (title: string, pattern: 'first' | 'pinyin'): string =>
  pinyin(title, { pattern, toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join(pattern === 'first' ? '' : ' ')
    .toLowerCase();

/** The derived row of a record, or null where its kind is not searched or it is archived. */
export function deriveText(table: string, row: StoredRow | undefined): DerivedText | null {
  const spec = TEXTS[table];
  if (!spec || !row || row['archived'] === true) return null;
  const of = (field: string): string => (typeof row[field] === 'string' ? (row[field] as string) : '');
  const title = of(spec.title);
  const initials = letters(title, 'first').replace(/\s/g, '');
  const text = foldText([title, ...spec.more.map(of)].filter(Boolean).join('\n'));
  return { key: `${table}/${row.id}`, table, id: row.id, title, text, initials, sort: `${letters(title, 'pinyin')}\u0001${title}` };
}

/** Whether two versions of a row derive the same, told from their fields alone: deriving costs more than the rest of an edit. */
export function derivesSame(table: string, before: StoredRow | undefined, now: StoredRow | undefined): boolean {
  const spec = TEXTS[table];
  if (!spec) return true;
  if (!before || !now) return before === now;
  return [spec.title, 'archived', ...spec.more].every((field) => before[field] === now[field]);
}
