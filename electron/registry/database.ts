/**
 * The registry's database: SQLite in a folder, or PostgreSQL where a DATABASE_URL is given; one set of migrations and
 * queries. All work goes through `run`, as one transaction. The embedded engine has a single connection, and Kysely lets
 * one transaction after another have it; on PostgreSQL several processes may share the database.
 */
import { randomUUID } from 'node:crypto';
import { Kysely, PostgresAdapter, sql, type Dialect, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS } from './migrations.ts';
import type { Tables } from './tables.ts';

export type Work<T> = (tx: Transaction<Tables>) => Promise<T>;
export type RegistryDatabase = {
  /** one transaction; done again from the start where the database asks for that (deadlock, lost serialisation) */
  run<T>(work: Work<T>): Promise<T>;
  /** name of this database's life: cursors of a dropped and remade one are recognised by it */
  epoch: string;
  /** other processes may have this database open too */
  many: boolean;
  /** a text every process on this database shares, made by the first that asks */
  shared(name: string, make: () => string): Promise<string>;
  close(): Promise<void>;
};
export type Place = { folder: string } | { url: string };

/** Where the registry keeps its rows: the URL given in DATABASE_URL, else the folder. */
export const placeOf = (folder: string, url: string | undefined): Place => (url === undefined || url.trim() === '' ? { folder } : { url: url.trim() });

/** Opens (and where needed makes or brings forward) the database; throws where another process has the folder. */
export async function openDatabase(place: Place): Promise<RegistryDatabase> {
  const { dialect, release } = 'url' in place ? await postgres(place.url) : await embedded(place.folder);
  const db = new Kysely<Tables>({ dialect });
  const close = async (): Promise<void> => {
    await db.destroy();
    release();
  };
  try {
    await migrate(db);
    const epoch = await sharedMark(db, 'epoch', () => randomUUID().replaceAll('-', '').slice(0, 12));
    return {
      run: (work) => again(() => db.transaction().execute(work)),
      epoch,
      many: 'url' in place,
      shared: (name, make) => sharedMark(db, name, make),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Engine = { dialect: Dialect; release: () => void };
// each engine is loaded only where it is used
const embedded = async (folder: string): Promise<Engine> => (await import('./engine-sqlite.ts')).openFolder(folder);
const postgres = async (url: string): Promise<Engine> => (await import('./engine-postgres.ts')).connect(url);

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('migration failed');
}

async function sharedMark(db: Kysely<Tables>, name: string, make: () => string): Promise<string> {
  await db
    .insertInto('marks')
    .values({ name, value: make() })
    .onConflict((c) => c.column('name').doNothing())
    .execute();
  const { value } = await db.selectFrom('marks').select('value').where('name', '=', name).executeTakeFirstOrThrow();
  return value;
}

const RETRIED = new Set(['40001', '40P01']);
const MOST_TRIES = 5;

async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await attempt();
    } catch (error) {
      if (n >= MOST_TRIES || !RETRIED.has(String((error as { code?: unknown }).code))) throw error;
    }
  }
}

const TURN = 7_290_133;

/**
 * Waits until no other transaction has the turn, and keeps it to the end. Whoever decides anything takes it first: what was
 * checked still holds at commit, counters have no gaps and events become visible in the order of their positions.
 */
export async function takeTurn(tx: Transaction<Tables>): Promise<void> {
  if (tx.getExecutor().adapter instanceof PostgresAdapter) await sql`select pg_advisory_xact_lock(${sql.lit(TURN)})`.execute(tx);
}

/** The next numbers of counters, without gaps: only for whoever has the turn. */
export async function nextNumbers<N extends string>(tx: Transaction<Tables>, ...names: N[]): Promise<Record<N, number>> {
  const rows = await tx
    .insertInto('counters')
    .values(names.map((name) => ({ name, value: 1 })))
    .onConflict((c) => c.column('name').doUpdateSet((eb) => ({ value: eb('counters.value', '+', 1) })))
    .returning(['name', 'value'])
    .execute();
  return Object.fromEntries(rows.map(({ name, value }) => [name, Number(value)])) as Record<N, number>;
}
