/**
 * The registry's database: SQLite with durable writes. All work goes through `run`, as one transaction; the embedded engine
 * has a single connection, and Kysely lets one transaction after another have it.
 */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely, type Transaction } from 'kysely';
import { Migrator } from 'kysely/migration';
import { NodeWasmDialect } from 'kysely-wasm';
import sqlite from 'node-sqlite3-wasm';
import { lockFolder } from './data-lock.ts';
import { MIGRATIONS } from './migrations.ts';
import type { Tables } from './tables.ts';

export type Work<T> = (tx: Transaction<Tables>) => Promise<T>;
export type RegistryDatabase = {
  run<T>(work: Work<T>): Promise<T>;
  /** name of this database's life: cursors of a dropped and remade one are recognised by it */
  epoch: string;
  close(): Promise<void>;
};

/** Opens (and where needed makes or brings forward) the database in a folder; throws where another process has it. */
export async function openDatabase(folder: string): Promise<RegistryDatabase> {
  const unlock = lockFolder(folder);
  try {
    const file = join(folder, 'registry.sqlite');
    // left behind by a killed process: the engine's lock is a folder, and only we can know that nobody holds it
    rmSync(`${file}.lock`, { recursive: true, force: true });
    const engine = new sqlite.Database(file);
    engine.exec('PRAGMA journal_mode = truncate; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    const db = new Kysely<Tables>({ dialect: new NodeWasmDialect({ database: engine }) });
    await migrate(db);
    const epoch = await firstOrMade(db);
    return {
      run: (work) => db.transaction().execute(work),
      epoch,
      close: async () => {
        await db.destroy();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error instanceof Error ? error : new Error('migration failed');
}

async function firstOrMade(db: Kysely<Tables>): Promise<string> {
  const known = await db.selectFrom('marks').select('value').where('name', '=', 'epoch').executeTakeFirst();
  if (known) return known.value;
  const epoch = randomUUID().replaceAll('-', '').slice(0, 12);
  await db.insertInto('marks').values({ name: 'epoch', value: epoch }).execute();
  return epoch;
}

/** The next number of a counter, without gaps: the row stays locked until commit, so numbers appear in order. */
export async function nextNumber(tx: Transaction<Tables>, name: string): Promise<number> {
  const up = await tx
    .updateTable('counters')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', name)
    .returning('value')
    .executeTakeFirst();
  if (up) return Number(up.value);
  await tx.insertInto('counters').values({ name, value: 1 }).execute();
  return 1;
}
