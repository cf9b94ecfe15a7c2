/**
 * Keys of offices and the signatures made with them. A signature names its algorithm; each algorithm is a line in VERIFY.
 * It is good for one letter under one id of the office the key belongs to, so nothing copied elsewhere passes.
 */
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Transaction } from 'kysely';
import { canonicalJson } from '../../shared/change/chain.ts';
import { ALGORITHMS, isSignatureAlg, KEY_SUBJECT, signedText, type LetterSignature, type SignatureAlg } from '../../shared/registry/signature.ts';
import { takeTurn } from './database.ts';
import { isPublicKeyPoint } from './ed25519.ts';
import type { KeyRequestRow, KeyRow, Tables } from './tables.ts';

const MOST_WAITING = 5;

type Verifier = { isKey(raw: Buffer): boolean; keyOf(raw: Buffer): KeyObject; holds(key: KeyObject, text: Buffer, signature: Buffer): Promise<boolean> };
const VERIFY: Record<SignatureAlg, Verifier> = {
  Ed25519: {
    isKey: isPublicKeyPoint,
    keyOf: (raw) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' }),
    // beside the main thread: the letters of a group are verified together
    holds: (key, text, signature) =>
      new Promise((resolve, reject) => verify(null, text, key, signature, (error, held) => (error ? reject(error) : resolve(held)))),
  },
};

/** Raw bytes of exactly that length, written in base64url without padding; null otherwise. */
function rawBytes(text: string, length: number): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.length === length && bytes.toString('base64url') === text ? bytes : null;
}

type Key = { alg: string; publicKey: string };
type Added = { id: string; made: boolean };

const idOf = ({ publicKey }: Key): string => createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('hex');

/** Whether these are the bytes of a key somebody can have, of an algorithm we know. */
function isKey({ alg, publicKey }: Key): boolean {
  const raw = isSignatureAlg(alg) ? rawBytes(publicKey, ALGORITHMS[alg].publicKey) : null;
  return raw !== null && isSignatureAlg(alg) && VERIFY[alg].isKey(raw);
}

/**
 * Puts a key beside the office's others and answers its id; the same key again is the same. `bad-key`: an algorithm we do
 * not know or no key of it; `taken`: another office's. Whoever calls answers for the office wanting it.
 */
export async function registerKey(tx: Transaction<Tables>, officeId: string, key: Key, now: Date): Promise<Added | 'bad-key' | 'taken'> {
  if (!isKey(key)) return 'bad-key';
  const id = idOf(key);
  const made = await tx
    .insertInto('office_keys')
    .values({ id, office_id: officeId, alg: key.alg, public_key: key.publicKey, created_at: now.toISOString() })
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) {
    await tx.deleteFrom('key_requests').where('office_id', '=', officeId).where('id', '=', id).execute();
    return { id, made: true };
  }
  const { office_id } = await tx.selectFrom('office_keys').select('office_id').where('id', '=', id).executeTakeFirstOrThrow();
  return office_id === officeId ? { id, made: false } : 'taken';
}

/**
 * A key an office sends with its token. The first is taken as it comes, a known one is the same again; another must be signed
 * with one of the office's, so that a token alone signs nothing. Unsigned it is noted and waits for the administrator.
 */
export async function takeKey(
  tx: Transaction<Tables>,
  officeId: string,
  { key, signature }: { key: Key; signature: LetterSignature | null },
  now: Date,
): Promise<Added | { fault: 'bad-key' | 'key-taken' | 'key-waiting' | SignatureFault; own: readonly string[]; again?: boolean }> {
  if (!isKey(key)) return { fault: 'bad-key', own: [] };
  // two first keys at once: the second sees the first
  await takeTurn(tx);
  const id = idOf(key);
  const own = await keysOf(tx, [officeId]);
  if (own.some((known) => known.id === id)) return { id, made: false };
  const refused = (fault: 'key-taken' | 'key-waiting' | SignatureFault) => ({ fault, own: own.map((known) => known.id) });
  if (await tx.selectFrom('office_keys').select('id').where('id', '=', id).executeTakeFirst()) return refused('key-taken');
  if (signature !== null) {
    const bodyHash = createHash('sha256').update(canonicalJson(key), 'utf8').digest('hex');
    const fault = await signatureFault(own, officeId, { id: KEY_SUBJECT, bodyHash, signature });
    if (fault !== null) return refused(fault);
  } else if (own.length > 0) {
    const again = !(await noteRequest(tx, { office_id: officeId, id, alg: key.alg, public_key: key.publicKey, asked_at: now.toISOString() }));
    return { ...refused('key-waiting'), again };
  }
  const added = await registerKey(tx, officeId, key, now);
  return typeof added === 'string' ? refused('key-taken') : added;
}

/** Answers whether it is a new one. Only the newest few of an office wait: a token gone astray fills nothing. */
async function noteRequest(tx: Transaction<Tables>, request: KeyRequestRow): Promise<boolean> {
  const noted = await tx
    .insertInto('key_requests')
    .values(request)
    .onConflict((c) => c.columns(['office_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  const waiting = await tx
    .selectFrom('key_requests')
    .select('id')
    .where('office_id', '=', request.office_id)
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .execute();
  const over = waiting.slice(MOST_WAITING).map((row) => row.id);
  if (over.length > 0) await tx.deleteFrom('key_requests').where('office_id', '=', request.office_id).where('id', 'in', over).execute();
  return noted !== undefined;
}

/** The administrator's word on a key that waits; the key where it now counts. */
export async function answerRequest(tx: Transaction<Tables>, officeId: string, id: string, approved: boolean, now: Date): Promise<'gone' | 'taken' | 'done'> {
  await takeTurn(tx);
  const asked = await tx.deleteFrom('key_requests').where('office_id', '=', officeId).where('id', '=', id).returningAll().executeTakeFirst();
  if (asked === undefined) return 'gone';
  const added = approved ? await registerKey(tx, officeId, { alg: asked.alg, publicKey: asked.public_key }, now) : null;
  return typeof added === 'string' ? 'taken' : 'done';
}

/** All keys of an office end, with what waits: its next one is a first one again. What was signed stays as it was. */
export async function endKeys(tx: Transaction<Tables>, officeId: string): Promise<void> {
  for (const table of ['office_keys', 'key_requests'] as const) await tx.deleteFrom(table).where('office_id', '=', officeId).execute();
}

export type SignatureFault = 'signature-required' | 'unknown-algorithm' | 'unknown-key' | 'wrong-signature';

export type OfficeKeys = readonly Pick<KeyRow, 'id' | 'office_id' | 'alg' | 'public_key'>[];

/** The registered keys of these offices. */
export async function keysOf(tx: Transaction<Tables>, officeIds: readonly string[]): Promise<OfficeKeys> {
  return tx.selectFrom('office_keys').select(['id', 'office_id', 'alg', 'public_key']).where('office_id', 'in', officeIds).execute();
}

/** Why a letter's signature does not count, null where it does. An office without keys need not sign. */
export async function signatureFault(
  keys: OfficeKeys,
  officeId: string,
  letter: { id: string; bodyHash: string; signature: LetterSignature | null },
): Promise<SignatureFault | null> {
  const own = keys.filter((k) => k.office_id === officeId);
  const { signature } = letter;
  if (signature === null) return own.length === 0 ? null : 'signature-required';
  if (!isSignatureAlg(signature.alg)) return 'unknown-algorithm';
  const key = own.find((k) => k.id === signature.key && k.alg === signature.alg);
  if (key === undefined) return 'unknown-key';
  const [made, value] = [keyObject(signature.alg, key.public_key), rawBytes(signature.value, ALGORITHMS[signature.alg].signature)];
  const text = Buffer.from(signedText(signature.alg, letter.id, letter.bodyHash), 'utf8');
  return made !== null && value !== null && (await VERIFY[signature.alg].holds(made, text, value)) ? null : 'wrong-signature';
}

/** An office signs all its letters with one key: making it ready costs a good part of a verification. */
const ready = new Map<string, KeyObject>();
const MOST_READY = 10_000;

function keyObject(alg: SignatureAlg, publicKey: string): KeyObject | null {
  const at = `${alg} ${publicKey}`;
  const known = ready.get(at);
  if (known !== undefined) return known;
  const raw = rawBytes(publicKey, ALGORITHMS[alg].publicKey);
  if (raw === null) return null;
  if (ready.size >= MOST_READY) ready.clear();
  const made = VERIFY[alg].keyOf(raw);
  ready.set(at, made);
  return made;
}
