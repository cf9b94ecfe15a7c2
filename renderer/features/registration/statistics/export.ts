/** The workbook of 退回统计: every ground on a line, and the figures behind it. */
import type { TFunction } from 'i18next';
import { chinaDay } from '../../../../shared/time.ts';
import type { Counted, Statistics } from '../../../../shared/domain/return-statistics.ts';
import type { Reason } from '../../../../shared/domain/filing.ts';
import type { FilingRow } from '../../../data/queries/registration.ts';
import type { ExportColumn, SecondSheet } from '../../../data/use-table-export.tsx';

type Line = { row: Counted; reason: Reason; on: string | undefined };
type Words = TFunction<'statistics'>;

export function reasonColumns(t: Words, rowOf: (filingId: string) => FilingRow | undefined): ExportColumn<Line>[] {
  const text = (key: string, width: number, value: (l: Line) => string | undefined): ExportColumn<Line> => ({
    header: t(`col.${key}` as never) as string,
    width,
    kind: 'text',
    value,
  });
  const day = (key: string, value: (l: Line) => string | undefined): ExportColumn<Line> => ({
    header: t(`col.${key}` as never) as string,
    width: 14,
    kind: 'day',
    value,
  });
  return [
    text('deal', 36, (l) => rowOf(l.row.filing.id)?.deal?.name),
    text('contractNo', 20, (l) => rowOf(l.row.filing.id)?.signing?.contractNo),
    text('version', 8, (l) => String(l.row.filing.version ?? 1)),
    text('point', 28, (l) => l.row.point),
    text('person', 14, (l) => l.row.person),
    day('filed', (l) => chinaDay(l.row.filing.submittedAt)),
    day('returned', (l) => l.on),
    text('code', 8, (l) => l.reason.code),
    text('reason', 60, (l) => l.reason.text),
    text('how', 40, (l) => [l.reason.done ? t('correction:done') : '', l.reason.how ?? ''].filter(Boolean).join('：')),
  ];
}

/** How many were filed, came back, stand registered; and apart from these how many registrations ended since. */
export const countWords = (t: Words, { filed, returned, registered, cancelled, revoked }: Statistics): string =>
  [
    t('counts', { filed, returned, registered }),
    ...(cancelled > 0 ? [t('cancelled', { count: cancelled })] : []),
    ...(revoked > 0 ? [t('revoked', { count: revoked })] : []),
  ].join(t('and'));

/** The figures of the screen, one a line. */
export function summary(t: Words, s: Statistics, codeName: (code: string) => string): SecondSheet {
  const of = (group: string, name: string, ...figures: number[]): string[] => [group, name, ...figures.map(String)];
  return {
    sheet: t('sheet.summary'),
    columns: [
      { header: t('col.group'), width: 18, kind: 'text' },
      { header: t('col.name'), width: 48, kind: 'text' },
      { header: t('col.first'), width: 26, kind: 'whole' },
      { header: t('col.second'), width: 30, kind: 'number' },
      { header: t('col.third'), width: 24, kind: 'whole' },
    ],
    rows: [
      ...(['filed', 'returned', 'registered', 'cancelled', 'revoked'] as const).map((key) => of(t('sheet.all'), t(`sheet.${key}`), s[key])),
      ...s.causes.map((c) => of(t('causes'), codeName(c.code), c.count, c.filings.length)),
      ...s.byPoint.map((r) => of(t('byPoint'), r.name || t('noPoint'), r.filed, r.returned, r.reasons)),
      ...s.byPerson.map((r) => of(t('byPerson'), r.name || t('noPerson'), r.filed, r.returned, r.reasons)),
      ...s.times.map((x) => of(t('times'), t(`stage.${x.stage}`), x.n, x.median, x.longest)),
    ],
  };
}
