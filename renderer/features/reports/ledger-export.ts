/** The 14 columns of the ledger in the unit on screen, then what the registry gave. */
import type { TFunction } from 'i18next';
import type { LedgerLine } from '../../../shared/domain/ledger-lines.ts';
import { decimal } from '../../../shared/money.ts';
import type { ExportColumn } from '../../data/use-table-export.tsx';
import type { Units } from '../../session/settings.ts';
import { moneyFigure } from '../../ui/Money.tsx';
import type { Column } from '../../ui/table/column.ts';

export function ledgerColumns(t: TFunction, units: Units): ExportColumn<LedgerLine>[] {
  const text = (
    key:
      | 'serial'
      | 'department'
      | 'leader'
      | 'phone'
      | 'projectName'
      | 'partner'
      | 'partnerRegion'
      | 'partnerKind'
      | 'techField'
      | 'contractType'
      | 'registrar'
      | 'contractNo',
    width: number,
  ): ExportColumn<LedgerLine> => ({ header: t(`field.${key}`), kind: 'text', width, value: (l) => l[key] });
  const day = (key: 'signedOn' | 'effectiveOn'): ExportColumn<LedgerLine> => ({ header: t(`field.${key}`), kind: 'day', width: 13, value: (l) => l[key] });
  return [
    text('serial', 9),
    text('department', 18),
    text('leader', 11),
    text('phone', 15),
    text('projectName', 38),
    text('partner', 28),
    text('partnerRegion', 16),
    text('partnerKind', 14),
    {
      header: t(units === 'wan' ? 'field.amountWan' : 'field.amountYuan'),
      kind: 'money',
      width: 16,
      value: (l) => (units === 'wan' ? (decimal(l.amount)?.div(10_000).toFixed() ?? l.amount) : l.amount),
    },
    day('signedOn'),
    day('effectiveOn'),
    text('techField', 16),
    text('contractType', 14),
    text('registrar', 11),
    text('contractNo', 18),
    {
      header: t('field.registerNo'),
      kind: 'text',
      width: 20,
      value: (l) => (l.simulated && l.registerNo !== '' ? t('ui:inUnit', { name: l.registerNo, unit: t('simulatedMark') }) : l.registerNo),
    },
  ];
}

/** The 14 columns of the template on A4 across, in millimetres or nearly; the unit stands in the header. */
const ON_PAPER: readonly [key: 'amount' | Exclude<keyof LedgerLine, 'simulated' | 'registerState'>, width: number][] = [
  ['serial', 15],
  ['department', 20],
  ['leader', 13],
  ['phone', 21],
  ['projectName', 43],
  ['partner', 31],
  ['partnerRegion', 18],
  ['partnerKind', 13],
  ['amount', 25],
  ['signedOn', 18],
  ['effectiveOn', 18],
  ['techField', 18],
  ['contractType', 14],
  ['registrar', 13],
];

export const ledgerPaper = (t: TFunction, units: Units): Column<LedgerLine>[] =>
  ON_PAPER.map(([key, width]) =>
    key === 'amount'
      ? { key, header: t(units === 'wan' ? 'field.amountWan' : 'field.amountYuan'), value: (l) => moneyFigure(l.amount, units), width, align: 'right' }
      : { key, header: t(`field.${key}`), value: (l) => l[key], width },
  );
