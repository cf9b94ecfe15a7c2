/** The 27 columns of the achievement sheet, so that what is exported can be imported again, and the columns of ours after them. */
import type { TFunction } from 'i18next';
import type { Achievement } from '../../../shared/domain/portfolio.ts';
import { TEMPLATES } from '../../../shared/domain/import/templates.ts';
import type { ExportColumn } from '../../data/use-table-export.tsx';

const WIDE = new Set(['title', 'summary', 'indicators', 'business']);

export function achievementColumns(t: TFunction): ExportColumn<Achievement>[] {
  const text = (v: unknown): string | undefined => (typeof v === 'string' ? v : typeof v === 'number' ? String(v) : undefined);
  return [
    ...TEMPLATES.achievements.columns.map((c): ExportColumn<Achievement> => ({
      header: c.header,
      kind: c.kind === 'day' ? 'day' : 'text',
      width: WIDE.has(c.field) ? 40 : 16,
      value: (a) => text(a[c.field as keyof Achievement]),
    })),
    { header: t('field.no'), kind: 'text', width: 14, value: (a) => a.no },
    { header: t('field.trl'), kind: 'text', width: 10, value: (a) => text(a.trl) },
    { header: t('field.disclosure'), kind: 'text', width: 12, value: (a) => (a.disclosure ? t(`disclosure.${a.disclosure}`) : '') },
  ];
}
