/** Text being typed, kept every second of idleness and given back after a crash. The store behind it is handed in at start. */

export type DraftStore = {
  read(key: string): Promise<string | undefined>;
  save(key: string, text: string): Promise<unknown>;
  drop(key: string): Promise<unknown>;
};

const none: DraftStore = { read: () => Promise.resolve(undefined), save: () => Promise.resolve(), drop: () => Promise.resolve() };
let store: DraftStore = none;

export function setDraftStore(next: DraftStore): void {
  store = next;
}

export const drafts: DraftStore = { read: (key) => store.read(key), save: (key, text) => store.save(key, text), drop: (key) => store.drop(key) };
