/** The 14 columns of the ledger in the unit on screen, then what the registry gave; behind them what counts as registered. */
import type { TFunction } from 'i18next';
import { LEDGER_PARTS, ledgerParts, ledgerTotal, type LedgerLine, type LedgerSum } from '../../../shared/domain/ledger-lines.ts';
import { decimal } from '../../../shared/money.ts';
import type { ExportColumn, SecondSheet } from '../../data/use-table-export.tsx';
import type { Units } from '../../session/settings.ts';
import { moneyFigure } from '../../ui/Money.tsx';
import type { Column } from '../../ui/table/column.ts';
import { stateWords } from './line-words.ts';

const inUnit = (yuan: string, units: Units): string => (units === 'wan' ? (decimal(yuan)?.div(10_000).toFixed() ?? yuan) : yuan);
const amountHeader = (t: TFunction, units: Units): string => t(units === 'wan' ? 'field.amountWan' : 'field.amountYuan');

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
    { header: amountHeader(t, units), kind: 'money', width: 16, value: (l) => inUnit(l.amount, units) },
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
    { header: t('field.registerState'), kind: 'text', width: 20, value: (l) => stateWords(t, l) },
  ];
}

/** All lines, then each part of them: what is cancelled or revoked is a part of its own. */
export function ledgerSums(t: TFunction, lines: readonly LedgerLine[], units: Units): SecondSheet {
  const parts = ledgerParts(lines);
  const row = (name: string, { count, yuan, unread }: LedgerSum): string[] => [name, String(count), inUnit(yuan, units), String(unread)];
  return {
    sheet: t('sums.sheet'),
    columns: [
      { header: t('sums.part'), kind: 'text', width: 48 },
      { header: t('sums.count'), kind: 'whole', width: 10 },
      { header: amountHeader(t, units), kind: 'money', width: 20 },
      { header: t('sums.unread'), kind: 'whole', width: 18 },
    ],
    rows: [row(t('sums.all'), ledgerTotal(lines)), ...LEDGER_PARTS.map((part) => row(t(`sums.${part}`), parts[part]))],
  };
}

/** The 14 columns of the template on A4 across, in millimetres or nearly; the unit stands in the header. */
const ON_PAPER: readonly [key: 'amount' | Exclude<keyof LedgerLine, 'simulated' | 'registerState' | 'givenBack'>, width: number][] = [
  ['serial', 15],
  ['department', 18],
  ['leader', 13],
  ['phone', 21],
  ['projectName', 38],
  ['partner', 26],
  ['partnerRegion', 17],
  ['partnerKind', 13],
  ['amount', 24],
  ['signedOn', 18],
  ['effectiveOn', 18],
  ['techField', 18],
  ['contractType', 18],
  ['registrar', 13],
];

/** `filed`: some line has a registration to speak of, which stands behind the template's columns. */
export const ledgerPaper = (t: TFunction, units: Units, filed: boolean): Column<LedgerLine>[] => [
  ...ON_PAPER.map(([key, width]): Column<LedgerLine> =>
    key === 'amount'
      ? { key, header: amountHeader(t, units), value: (l) => moneyFigure(l.amount, units), width, align: 'right' }
      : { key, header: t(`field.${key}`), value: (l) => l[key], width },
  ),
  ...(filed ? [{ key: 'registerState', header: t('field.registerState'), value: (l: LedgerLine) => stateWords(t, l), width: 18 }] : []),
];
