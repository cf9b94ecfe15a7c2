/** 成交总额 taken apart for the register: what is no price of technology comes off, the rest is the 技术交易额. */
import { z } from 'zod';
import { decimal, Decimal, parseMoney } from '../money.ts';
import { line, money, ref, text } from './fields.ts';
import { filled } from './checks/blank.ts';

/** 设备, 仪器, 零部件, 原材料, 其他非技术性费用; 合理数量标的物, whose direct cost stays in the 技术交易额 (技术合同认定规则). */
export const SPLIT_KINDS = ['equipment', 'instrument', 'part', 'material', 'other', 'carrier'] as const;
export type SplitKind = (typeof SPLIT_KINDS)[number];

/** As 备注 of the form writes them. */
export const SPLIT_WORDS: Readonly<Record<SplitKind, string>> = {
  equipment: '设备',
  instrument: '仪器',
  part: '零部件',
  material: '原材料',
  other: '其他非技术性费用',
  carrier: '合理数量标的物',
};

/** One sum inside the price: what it is, how much in 元, why, and the clause of the contract that says so. */
export const splitRow = z.object({ id: ref, kind: z.enum(SPLIT_KINDS).optional(), amount: money, reason: text, clause: line }).strict();
export type SplitRow = z.infer<typeof splitRow>;

/** Whether a sum of this kind comes off the total. A row without a kind does: nobody said that it is a carrier. */
export const isDeducted = (row: Pick<SplitRow, 'kind'>): boolean => row.kind !== 'carrier';

/** A step of the sum as it is written down: `minus` comes off, `stays` is named and left in. */
export type SplitStep = { sign: 'total' | 'minus' | 'stays' | 'technical'; yuan: Decimal | undefined; row?: number };
export type Split = {
  deducted: Decimal;
  /** undefined where the total or a sum that comes off is no amount */
  technical: Decimal | undefined;
  steps: SplitStep[];
  /** rows whose amount is none, or not above 0 */
  unread: number[];
};

const yuanOf = (amount: string | undefined): Decimal | undefined => decimal(parseMoney(amount ?? '')?.yuan);

/** Total in 元 less every row that comes off. Rows that are empty altogether count for nothing. */
export function splitOf(total: Decimal | undefined, rows: readonly SplitRow[]): Split {
  const written = rows.map((row, i) => ({ row, i, yuan: yuanOf(row.amount) })).filter(({ row }) => !isEmptyRow(row));
  const unread = written.filter(({ yuan }) => yuan === undefined || yuan.lte(0)).map(({ i }) => i);
  const off = written.filter(({ row }) => isDeducted(row));
  const deducted = off.reduce((sum, { yuan }) => sum.plus(yuan ?? 0), new Decimal(0));
  const technical = total && off.every(({ yuan }) => yuan !== undefined) ? total.minus(deducted) : undefined;
  return {
    deducted,
    technical,
    unread,
    steps: [
      { sign: 'total', yuan: total },
      ...written.map(({ row, i, yuan }): SplitStep => ({ sign: isDeducted(row) ? 'minus' : 'stays', yuan, row: i })),
      { sign: 'technical', yuan: technical },
    ],
  };
}

const isEmptyRow = (row: SplitRow): boolean => row.kind === undefined && ![row.amount, row.reason, row.clause].some(filled);

/** Rows that say something; undefined where none does. */
export function writtenRows(rows: readonly SplitRow[] | undefined): readonly SplitRow[] | undefined {
  const written = (rows ?? []).filter((row) => !isEmptyRow(row));
  return written.length > 0 ? written : undefined;
}
