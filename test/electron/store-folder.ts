import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { JournalLine } from '../../shared/bridge.ts';
import { Journal } from '../../electron/journal/journal.ts';

const made: string[] = [];
const open: Journal[] = [];

afterEach(async () => {
  for (const journal of open.splice(0)) await journal.close();
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A folder of its own, removed after the test. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kezhuan-store-'));
  made.push(folder);
  return folder;
}

export const WISH = { storeId: 'store-1', formatVersion: 1 };

/** Opens a journal that is closed after the test. */
export async function openJournal(folder: string, wish = WISH, month = (): string => '2026-11'): Promise<Journal> {
  const journal = await Journal.open(folder, wish, month);
  open.push(journal);
  return journal;
}

/** Everything a journal gives back, page by page. */
export async function readAll(journal: Journal, page = 7): Promise<JournalLine[]> {
  const lines: JournalLine[] = [];
  for (let after: number | null = 0; after !== null;) {
    const got: { lines: JournalLine[]; next: number | null } = await journal.read(after, page);
    lines.push(...got.lines);
    after = got.next;
  }
  return lines;
}
