/** What the pages of a class read. */
import { causesOf } from '../analysis.ts';
import { seatsOf } from '../class.ts';
import type { ClassRow } from '../desk-tables.ts';
import { RequestRefused } from '../problem.ts';
import type { Tx } from '../row.ts';
import type { Board, ClassLine, SeatLine } from './class-pages.ts';

/** `running`: only a class that has not ended. */
export async function classRow(tx: Tx, id: string, running = false): Promise<ClassRow> {
  const row = await tx.selectFrom('classes').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new RequestRefused('not-found');
  if (running && row.closed_at !== null) throw new RequestRefused('class-closed');
  return row;
}

export async function classLines(tx: Tx): Promise<ClassLine[]> {
  const rows = await tx
    .selectFrom('classes')
    .innerJoin('seats', 'seats.class_id', 'classes.id')
    .select((eb) => [
      'classes.id',
      'classes.name',
      'classes.seed',
      'classes.mode',
      'classes.created_at',
      'classes.closed_at',
      eb.fn.countAll().as('seats'),
      eb.fn.count('seats.joined_at').as('joined'),
    ])
    .groupBy(['classes.id', 'classes.name', 'classes.seed', 'classes.mode', 'classes.created_at', 'classes.closed_at'])
    .orderBy('classes.created_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, seats: Number(row.seats), joined: Number(row.joined) }));
}

export async function seatLines(tx: Tx, classId: string): Promise<SeatLine[]> {
  const counted = await tx
    .selectFrom('filings')
    .innerJoin('seats', 'seats.office_id', 'filings.office_id')
    .select((eb) => ['seats.code', eb.fn.countAll().as('n'), eb.fn.max('filings.received_at').as('last')])
    .where('seats.class_id', '=', classId)
    .groupBy('seats.code')
    .execute();
  const of = new Map(counted.map((c) => [c.code, c]));
  return (await seatsOf(tx, classId)).map((seat) => ({ ...seat, filings: Number(of.get(seat.code)?.n ?? 0), last: of.get(seat.code)?.last ?? null }));
}

export async function boardOf(tx: Tx, classId: string): Promise<Board> {
  const seats = await seatsOf(tx, classId);
  const groups = await tx
    .selectFrom('filings')
    .innerJoin('seats', 'seats.office_id', 'filings.office_id')
    .select((eb) => ['filings.status', 'filings.reasons', eb.fn.countAll().as('n')])
    .where('seats.class_id', '=', classId)
    .groupBy(['filings.status', 'filings.reasons'])
    .execute();
  const filings: Record<string, number> = {};
  for (const { status, n } of groups) filings[status] = (filings[status] ?? 0) + Number(n);
  return { joined: seats.filter((s) => s.joined_at !== null).length, seats: seats.length, filings, causes: causesOf(groups) };
}
