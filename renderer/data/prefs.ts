/** Choices of this computer (theme, language, units): one small database beside the workspaces. Not records, not in the log. */
import { Dexie, type EntityTable } from 'dexie';

class PrefsDb extends Dexie {
  declare prefs: EntityTable<{ key: string; value: string }, 'key'>;
  constructor() {
    super('kezhuan-prefs', { cache: 'disabled' });
    this.version(1).stores({ prefs: '&key' });
  }
}

let opened: PrefsDb | null = null;
const prefs = (): PrefsDb => (opened ??= new PrefsDb());

export async function readPref(key: string): Promise<string | undefined> {
  return (await prefs().prefs.get(key))?.value;
}

export async function writePref(key: string, value: string): Promise<void> {
  await prefs().prefs.put({ key, value });
}

export async function allPrefs(): Promise<{ key: string; value: string }[]> {
  return prefs().prefs.toArray();
}

/** Before the folder of all databases is cleared; the next use opens it anew. */
export function closePrefs(): void {
  opened?.close();
  opened = null;
}
