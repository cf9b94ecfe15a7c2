/** People of the desk: their accounts, and who is signed in. Sessions stand in the database, so that every process knows them. */
import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { isAccountRole, type Person, type Role } from './desk/roles.ts';
import type { AccountRow } from './desk-tables.ts';
import type { Tx } from './row.ts';
import { passwordFault, type PasswordFault } from './passwords.ts';

/** The account of whoever opened the desk with the key of this start; it has no row and no password. */
export const LOCAL: Person = { id: 'local', login: '', name: '本机值守', role: 'local', points: [], mustChange: false };
const IDLE_MS = 2 * 3_600_000;
const LONGEST_MS = 12 * 3_600_000;
/** How stale `seen_at` may be: not every page read is a write. */
const SEEN_MS = 5 * 60_000;

export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
export const sameText = (a: string, b: string): boolean => {
  const [x, y] = [a, b].map((text) => createHmac('sha256', 'compare').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(x, y);
};

const personOf = (row: AccountRow): Person => ({
  id: row.id,
  login: row.login,
  name: row.name,
  role: row.role as Role,
  points: row.points.split(' ').filter(Boolean),
  mustChange: Number(row.must_change) === 1,
});

export async function listAccounts(tx: Tx): Promise<(Person & { closed: boolean })[]> {
  const rows = await tx.selectFrom('accounts').selectAll().orderBy('created_at').orderBy('id').execute();
  return rows.map((row) => ({ ...personOf(row), closed: row.closed_at !== null }));
}

export const accountRow = (tx: Tx, login: string): Promise<AccountRow | undefined> =>
  tx.selectFrom('accounts').selectAll().where('login', '=', login.trim().toLowerCase()).where('closed_at', 'is', null).executeTakeFirst();

export type NewAccount = { login: string; name: string; role: string; points: readonly string[] };

/** Why an account cannot be made. */
type AccountFault = 'login' | 'name' | 'role' | 'taken';

/** Makes an account with a password somebody hands over. */
export async function addAccount(
  tx: Tx,
  { login, name, role, points }: NewAccount,
  passwordHash: string,
  now: Date,
): Promise<Person | { fault: AccountFault }> {
  const bare = login.trim().toLowerCase();
  if (!/^[a-z][a-z0-9._-]{1,31}$/.test(bare)) return { fault: 'login' };
  const called = name
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 40);
  if (called === '') return { fault: 'name' };
  if (!isAccountRole(role)) return { fault: 'role' };
  if (await tx.selectFrom('accounts').select('id').where('login', '=', bare).executeTakeFirst()) return { fault: 'taken' };
  const row: AccountRow = {
    id: randomUUID(),
    login: bare,
    name: called,
    role,
    points: points.join(' '),
    password: passwordHash,
    must_change: 1,
    created_at: now.toISOString(),
    closed_at: null,
  };
  await tx.insertInto('accounts').values(row).execute();
  return personOf(row);
}

/** The account keeps its name in every log; nobody signs in with it again, and who is signed in is signed out. */
export async function closeAccount(tx: Tx, id: string, now: Date): Promise<string | null> {
  const row = await tx.selectFrom('accounts').selectAll().where('id', '=', id).where('closed_at', 'is', null).executeTakeFirst();
  if (row === undefined) return null;
  await tx.updateTable('accounts').set({ closed_at: now.toISOString() }).where('id', '=', id).execute();
  await tx.deleteFrom('desk_sessions').where('account', '=', id).execute();
  return row.name;
}

/** Sets a password; every other session of the account ends. */
export async function setPassword(tx: Tx, id: string, passwordHash: string, given: boolean, keep: string | null): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ password: passwordHash, must_change: given ? 1 : 0 })
    .where('id', '=', id)
    .execute();
  let ended = tx.deleteFrom('desk_sessions').where('account', '=', id);
  if (keep !== null) ended = ended.where('cookie_hash', '!=', hashOf(keep));
  await ended.execute();
}

export const newPasswordFault = (password: string, again: string, login: string): PasswordFault | 'differ' | null =>
  password !== again ? 'differ' : passwordFault(password, login);

/** A new session; the answer is the cookie's value, which only its holder has. */
export async function beginSession(tx: Tx, account: string, now: Date): Promise<string> {
  const cookie = randomBytes(24).toString('base64url');
  const at = now.toISOString();
  await tx
    .deleteFrom('desk_sessions')
    .where('began_at', '<', new Date(now.getTime() - LONGEST_MS).toISOString())
    .execute();
  await tx
    .insertInto('desk_sessions')
    .values({ cookie_hash: hashOf(cookie), account, began_at: at, seen_at: at })
    .execute();
  return cookie;
}

export const endSession = async (tx: Tx, cookie: string): Promise<void> => {
  await tx.deleteFrom('desk_sessions').where('cookie_hash', '=', hashOf(cookie)).execute();
};

/** Who a cookie stands for; undefined where it is unknown, too old, too long unused, or its account closed. */
export async function personBehind(tx: Tx, cookie: string, now: Date): Promise<Person | undefined> {
  const session = await tx.selectFrom('desk_sessions').selectAll().where('cookie_hash', '=', hashOf(cookie)).executeTakeFirst();
  if (session === undefined) return undefined;
  const [unused, lasted] = [now.getTime() - Date.parse(session.seen_at), now.getTime() - Date.parse(session.began_at)];
  if (unused > IDLE_MS || lasted > LONGEST_MS) return undefined;
  if (unused > SEEN_MS) await tx.updateTable('desk_sessions').set({ seen_at: now.toISOString() }).where('cookie_hash', '=', session.cookie_hash).execute();
  if (session.account === LOCAL.id) return LOCAL;
  const row = await tx.selectFrom('accounts').selectAll().where('id', '=', session.account).where('closed_at', 'is', null).executeTakeFirst();
  return row && personOf(row);
}

/** Whoever has the key of this start; on the machine the registry runs on it is handed to the person there. */
export const beginLocalSession = (tx: Tx, now: Date): Promise<string> => beginSession(tx, LOCAL.id, now);
