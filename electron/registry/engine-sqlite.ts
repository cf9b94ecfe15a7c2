/** SQLite in a folder of its own, with durable writes and nothing to compile; one process per folder. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Dialect } from 'kysely';
import { NodeWasmDialect } from 'kysely-wasm';
import sqlite from 'node-sqlite3-wasm';
import { lockFolder } from './data-lock.ts';

/** Opens the folder's database; throws FolderTaken where a living registry has it. */
export function openFolder(folder: string): { dialect: Dialect; release: () => void } {
  const release = lockFolder(folder);
  try {
    const file = join(folder, 'registry.sqlite');
    // left behind by a killed process: the engine's lock is a folder, and only we can know that nobody holds it
    rmSync(`${file}.lock`, { recursive: true, force: true });
    const engine = new sqlite.Database(file);
    // a log that is written ahead, not a rollback journal: the engine takes its own lock for a stranger's and never plays a killed
    // process's journal back. The log is read on opening; it asks for the file to ourselves, which it has
    engine.exec('PRAGMA locking_mode = exclusive; PRAGMA journal_mode = wal; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    // a group of letters fits the cache, and what only lives within a transaction needs no file
    engine.exec('PRAGMA cache_size = -32768; PRAGMA temp_store = memory;');
    return { dialect: new NodeWasmDialect({ database: engine }), release };
  } catch (error) {
    release();
    throw error;
  }
}
