/** A class: seats with codes, each an office of its own; how its filings are decided; begun again without losing what was filed. */
import { randomInt, randomUUID } from 'node:crypto';
import { takeTurn } from './database.ts';
import type { ClassRow, SeatRow } from './desk-tables.ts';
import { endKeys, registerKey } from './keys.ts';
import { addOffice, renewToken } from './offices.ts';
import type { Tx } from './row.ts';

/** `manual`: people decide · `auto`: the first review is the class's own · `release`: everything is registered at once */
export const CLASS_MODES = ['manual', 'auto', 'release'] as const;
export type ClassMode = (typeof CLASS_MODES)[number];
export const isClassMode = (text: string): text is ClassMode => (CLASS_MODES as readonly string[]).includes(text);
export const MOST_SEATS = 120;

/** Eight digits, read out and typed in a classroom; a wrong one is counted (class-join.ts). */
async function freshCode(tx: Tx): Promise<string> {
  for (;;) {
    const code = String(randomInt(100_000_000)).padStart(8, '0');
    if ((await tx.selectFrom('seats').select('code').where('code', '=', code).executeTakeFirst()) === undefined) return code;
  }
}

export const seatName = (className: string, place: number): string => `${className}·${String(place).padStart(2, '0')} 组`;

/** Makes a class with its offices and codes. The seed makes the automatic review the same in every room that uses it. */
export async function openClass(tx: Tx, wanted: { name: string; size: number; seed: string; mode: ClassMode }, now: Date): Promise<ClassRow> {
  const row: ClassRow = { id: randomUUID(), name: wanted.name, seed: wanted.seed, mode: wanted.mode, created_at: now.toISOString(), closed_at: null };
  await tx.insertInto('classes').values(row).execute();
  for (let place = 1; place <= wanted.size; place++) {
    const { id: office_id } = await addOffice(tx, seatName(wanted.name, place), now.toISOString());
    await tx
      .insertInto('seats')
      .values({ code: await freshCode(tx), class_id: row.id, place, office_id, joined_at: null, joined_name: '', key_id: null })
      .execute();
  }
  return row;
}

/** Nobody files for the class any more: its tokens and keys end. What was filed stays where it is. */
export async function closeClass(tx: Tx, id: string, now: Date): Promise<void> {
  for (const seat of await seatsOf(tx, id)) await leave(tx, seat);
  await tx.updateTable('classes').set({ closed_at: now.toISOString() }).where('id', '=', id).execute();
}

/** The same class from the beginning: new offices, new codes; the register and its log only ever grow. */
export async function resetClass(tx: Tx, row: ClassRow, now: Date): Promise<ClassRow> {
  const seats = await seatsOf(tx, row.id);
  await closeClass(tx, row.id, now);
  return openClass(tx, { name: row.name, size: seats.length, seed: row.seed, mode: isClassMode(row.mode) ? row.mode : 'manual' }, now);
}

export const seatsOf = (tx: Tx, classId: string): Promise<SeatRow[]> =>
  tx.selectFrom('seats').selectAll().where('class_id', '=', classId).orderBy('place').execute();

/** The seat is free again under the same code: for another computer of the same person. */
export async function freeSeat(tx: Tx, code: string): Promise<SeatRow | undefined> {
  const seat = await tx.selectFrom('seats').selectAll().where('code', '=', code).executeTakeFirst();
  if (seat !== undefined) await leave(tx, seat);
  return seat;
}

async function leave(tx: Tx, seat: SeatRow): Promise<void> {
  await renewToken(tx, seat.office_id);
  await endKeys(tx, seat.office_id);
  await tx.updateTable('seats').set({ joined_at: null, joined_name: '', key_id: null }).where('code', '=', seat.code).execute();
}

export type Joined = { office: { id: string; name: string }; token: string; again: boolean };
export type JoinRefusal = 'bad-code' | 'code-used' | 'class-closed' | 'bad-key' | 'seat-taken';

/** Takes the seat of a code. The same computer may ask again (its answer may have been lost) and gets a new token. */
export async function join(tx: Tx, asked: { code: string; name: string; alg: string; publicKey: string }, now: Date): Promise<Joined | JoinRefusal> {
  // two computers with one code at once: the second sees what the first took
  await takeTurn(tx);
  const seat = await tx
    .selectFrom('seats')
    .innerJoin('classes', 'classes.id', 'seats.class_id')
    .innerJoin('offices', 'offices.id', 'seats.office_id')
    .select(['seats.code', 'seats.office_id', 'seats.key_id', 'classes.closed_at', 'offices.name as office'])
    .where('seats.code', '=', asked.code)
    .executeTakeFirst();
  if (seat === undefined) return 'bad-code';
  if (seat.closed_at !== null) return 'class-closed';
  const key = await registerKey(tx, seat.office_id, asked, now);
  if (key === 'bad-key') return 'bad-key';
  if (key === 'taken') return 'seat-taken';
  if (seat.key_id !== null && seat.key_id !== key.id) {
    // the key that came too late must not stay with the office
    if (key.made) await tx.deleteFrom('office_keys').where('id', '=', key.id).execute();
    return 'code-used';
  }
  const again = seat.key_id !== null;
  await tx.updateTable('seats').set({ joined_at: now.toISOString(), joined_name: asked.name, key_id: key.id }).where('code', '=', seat.code).execute();
  return { office: { id: seat.office_id, name: seat.office }, token: await renewToken(tx, seat.office_id), again };
}
