/**
 * Sealed fields: ID numbers, bank accounts, private phones. AES-GCM under one key a person; the key lies outside the
 * log, so destroying it erases the person while every Change and its hash stay as they are (个人信息保护法 art. 47).
 */
import type { Sealed } from '../../shared/domain/fields.ts';
import { set } from '../../shared/domain/edit.ts';
import { ERASURE } from '../../shared/domain/personal.ts';
import { refuse, type Refusal } from '../../shared/result.ts';
import { cleanText } from '../../shared/text.ts';
import { call } from './bridge-call.ts';
import { commit, type Committed } from './commit.ts';
import { saveState } from './save-state.ts';
import { db, workspace } from './store.ts';

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));

async function keyOf(person: string, make: boolean): Promise<CryptoKey | null> {
  const known = (await call('keys.read', { workspace: workspace() }))[person];
  const raw = known === undefined ? crypto.getRandomValues(new Uint8Array(32)) : fromBase64(known);
  if (known === undefined) {
    if (!make) return null;
    // the key is on disk before anything is written under it
    await call('keys.put', { workspace: workspace(), person, key: toBase64(raw) });
  }
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Seals a text under a person's key; do this before commit(), never inside it. */
export async function seal(person: string, text: string): Promise<Sealed> {
  const key = (await keyOf(person, true))!;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(cleanText(text)));
  return { person, iv: toBase64(iv), data: toBase64(new Uint8Array(data)) };
}

/** The text, or null where the person was erased. */
export async function unseal(sealed: Sealed): Promise<string | null> {
  const key = await keyOf(sealed.person, false);
  if (!key) return null;
  const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(sealed.iv) }, key, fromBase64(sealed.data));
  return new TextDecoder().decode(text);
}

/**
 * Erases a person: the key is destroyed first, then the record keeps only its id and the day. It cannot be undone. A
 * power cut in between leaves texts nobody can read; erasing again writes the day.
 */
export async function erasePerson(person: string, today: string, note?: string): Promise<Committed | Refusal> {
  if (!(await db().persons.get(person))) return refuse('person.gone');
  const { trouble } = saveState();
  if (trouble) return refuse(`storage.${trouble.code}`);
  await call('keys.destroy', { workspace: workspace(), person });
  return commit({ intent: ERASURE, ...(note ? { note } : {}) }, () => [
    set('persons', person, {
      name: undefined,
      title: undefined,
      idNumber: undefined,
      bankAccount: undefined,
      phone: undefined,
      erasedOn: today,
      archived: true,
    }),
  ]);
}
