/** Who may file: one token per office, of which only the hash is kept. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { endKeys } from './keys.ts';
import type { Tables } from './tables.ts';

export type Office = { id: string; name: string };

const hashOf = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');

/** The office a token belongs to. */
export async function officeOf(tx: Transaction<Tables>, token: string): Promise<Office | undefined> {
  return tx.selectFrom('offices').select(['id', 'name']).where('token_hash', '=', hashOf(token)).executeTakeFirst();
}

/** The offices of these tokens, by token; a token of nobody is not there. */
export async function officesOf(tx: Transaction<Tables>, tokens: readonly string[]): Promise<ReadonlyMap<string, Office>> {
  const byHash = new Map(tokens.map((token) => [hashOf(token), token]));
  const rows = await tx
    .selectFrom('offices')
    .select(['id', 'name', 'token_hash'])
    .where('token_hash', 'in', [...byHash.keys()])
    .execute();
  return new Map(rows.map(({ id, name, token_hash }) => [byHash.get(token_hash)!, { id, name }]));
}

/** All offices; where two have one name (a class begun again, another of the same name), each with the beginning of its id. */
export async function listOffices(tx: Transaction<Tables>): Promise<Office[]> {
  const all = await tx.selectFrom('offices').select(['id', 'name']).orderBy('created_at').orderBy('id').execute();
  const first = new Map(all.toReversed().map(({ id, name }) => [name, id]));
  const twice = new Set(all.filter(({ id, name }) => first.get(name) !== id).map(({ name }) => name));
  return all.map(({ id, name }) => ({ id, name: twice.has(name) ? `${name}（${id.slice(0, 8)}）` : name }));
}

export const officeNamed = (tx: Transaction<Tables>, name: string): Promise<Office | undefined> =>
  tx.selectFrom('offices').select(['id', 'name']).where('name', '=', name).executeTakeFirst();

/** A new office; its token is told this once. */
export async function addOffice(tx: Transaction<Tables>, name: string, now: string): Promise<{ id: string; token: string }> {
  const id = randomUUID();
  const token = newToken();
  await tx
    .insertInto('offices')
    .values({ id, name, token_hash: hashOf(token), created_at: now })
    .execute();
  return { id, token };
}

/** A new token for an office; the one before ends. */
export async function renewToken(tx: Transaction<Tables>, id: string): Promise<string> {
  const token = newToken();
  await tx
    .updateTable('offices')
    .set({ token_hash: hashOf(token) })
    .where('id', '=', id)
    .execute();
  return token;
}

/** The office of the program that started this registry: same id at every start, a new token each time. */
export async function localOffice(tx: Transaction<Tables>, now: string): Promise<string> {
  const known = await tx.selectFrom('offices').select('id').where('id', '=', 'local').executeTakeFirst();
  if (known) {
    // whoever starts this registry answers for its own office: where the computer keeps no key, each start has another
    await endKeys(tx, known.id);
    return renewToken(tx, known.id);
  }
  const token = newToken();
  await tx
    .insertInto('offices')
    .values({ id: 'local', name: '本机', token_hash: hashOf(token), created_at: now })
    .execute();
  return token;
}

const newToken = (): string => randomBytes(32).toString('base64url');
