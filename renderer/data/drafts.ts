/** Text being typed: local, outside the law, restored after a crash. Saved a second after the last key, dropped at commit. */
import { db } from './store.ts';

export async function saveDraft(key: string, text: string): Promise<void> {
  await db().drafts.put({ key, text, at: new Date().toISOString() });
}

export async function readDraft(key: string): Promise<{ text: string; at: string } | undefined> {
  return db().drafts.get(key);
}

export async function dropDraft(key: string): Promise<void> {
  await db().drafts.delete(key);
}

/** Everything that was left unfinished, newest first. */
export async function allDrafts(): Promise<{ key: string; text: string; at: string }[]> {
  return (await db().drafts.toArray()).sort((a, b) => (a.at < b.at ? 1 : -1));
}
