/** The parts of the bench that need the real program's page: real IndexedDB, real bridge, real journal. */
import { commit } from '../../renderer/data/commit.ts';
import { commitBulk } from '../../renderer/data/bulk.ts';
import { editRow } from '../../renderer/data/edit-row.ts';
import { openWorkspace } from '../../renderer/data/open.ts';
import { allSaved } from '../../renderer/data/save-state.ts';
import { newId } from '../../renderer/data/store.ts';
import { readTable } from '../../renderer/documents/read-table.ts';
import { z } from 'zod';
import { make } from '../../shared/domain/edit.ts';

// as the product's first script does: no compiled parsers under the program's policy
z.config({ jitless: true });

export async function open(): Promise<unknown> {
  return openWorkspace('class');
}

/** Milliseconds from the edit to 已保存, one edit at a time, on a record of usual size. */
export async function commits(n: number): Promise<number[]> {
  const id = newId();
  await commit({ intent: 'achievement.new' }, () => [
    make('achievements', { id, title: '示例成果', summary: '示例摘要'.repeat(80), owner: '示例单位', field: '农业' }),
  ]);
  await allSaved();
  const out: number[] = [];
  for (let i = 0; i < n; i++) {
    const start = performance.now();
    await editRow('achievements', id, { note: `第${i}次` });
    await allSaved();
    out.push(performance.now() - start);
  }
  return out;
}

function openBare(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('t', { keyPath: 'id' });
      request.result.createObjectStore('log', { autoIncrement: true });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('cannot open'));
  });
}

function putBare(db: IDBDatabase, rows: readonly { id: string }[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const tx = db.transaction('t', 'readwrite', { durability: 'strict' });
    for (const row of rows) tx.objectStore('t').put(row);
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(tx.error ?? new Error('aborted'));
  });
}

const bareRow = (i: number): { id: string } =>
  ({ id: 'a', title: '示例成果', summary: '示例摘要'.repeat(80), owner: '示例单位', field: '农业', note: `第${i}次` }) as { id: string };

/** The yardstick's first half: one bare strict transaction that puts the record and, where `log`, a log entry of a Change's size. */
export async function bareWrites(n: number, log: boolean): Promise<number[]> {
  const db = await openBare('bench-bare');
  const out: number[] = [];
  const entry = { text: 'x'.repeat(600) };
  for (let i = 0; i < n; i++) {
    const start = performance.now();
    await new Promise<void>((resolve, reject) => {
      const tx = db.transaction(log ? ['t', 'log'] : ['t'], 'readwrite', { durability: 'strict' });
      tx.objectStore('t').put(bareRow(i));
      if (log) tx.objectStore('log').add({ ...entry, i });
      tx.oncomplete = () => resolve();
      tx.onabort = () => reject(tx.error ?? new Error('aborted'));
    });
    out.push(performance.now() - start);
  }
  db.close();
  return out;
}

type Line = Record<string, string>;

async function parsed(file: string): Promise<Line[]> {
  const bytes = new Uint8Array(await (await fetch(file)).arrayBuffer());
  const table = readTable(bytes);
  if (!table.ok) throw new Error(table.error.key);
  return table.value.lines
    .slice(1)
    .map((l) => ({
      title: String(l.cells[2] ?? ''),
      owner: String(l.cells[0] ?? ''),
      keywords: String(l.cells[3] ?? ''),
      summary: String(l.cells[20] ?? ''),
      indicators: String(l.cells[21] ?? ''),
    }));
}

/** Parse and import as the product does; milliseconds, and how many tasks were over 50 ms. */
export async function importRows(file: string): Promise<{ ms: number; rows: number }> {
  const start = performance.now();
  const lines = await parsed(file);
  await commitBulk(
    { intent: 'import', origin: 'import' },
    lines.map((l) => make('achievements', { id: newId(), ...l })),
  );
  await allSaved();
  return { ms: performance.now() - start, rows: lines.length };
}

/** Parse and put bare rows, in transactions of the same size. */
export async function bareImport(file: string): Promise<{ ms: number; rows: number }> {
  const start = performance.now();
  const lines = await parsed(file);
  const db = await openBare(`bench-bare-import-${newId()}`);
  for (let at = 0; at < lines.length; at += 50)
    await putBare(
      db,
      lines.slice(at, at + 50).map((l) => ({ id: newId(), ...l })),
    );
  db.close();
  return { ms: performance.now() - start, rows: lines.length };
}
