/**
 * Keys of offices and the signatures made with them. A signature names its algorithm; each algorithm is a line in VERIFY.
 * It is good for one letter under one id of the office the key belongs to, so nothing copied elsewhere passes.
 */
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Transaction } from 'kysely';
import { ALGORITHMS, isSignatureAlg, signedText, type LetterSignature, type SignatureAlg } from '../../shared/registry/signature.ts';
import type { KeyRow, Tables } from './tables.ts';

type Verifier = { keyOf(raw: Buffer): KeyObject; holds(key: KeyObject, text: Buffer, signature: Buffer): Promise<boolean> };
const VERIFY: Record<SignatureAlg, Verifier> = {
  Ed25519: {
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

/**
 * Puts a key beside the office's others and answers its id; the same key again is the same. `bad-key`: an algorithm we do
 * not know or no key of it; `taken`: another office's.
 */
export async function registerKey(
  tx: Transaction<Tables>,
  officeId: string,
  alg: string,
  publicKey: string,
  now: Date,
): Promise<{ id: string; made: boolean } | 'bad-key' | 'taken'> {
  const raw = isSignatureAlg(alg) ? rawBytes(publicKey, ALGORITHMS[alg].publicKey) : null;
  if (raw === null || !isSignatureAlg(alg)) return 'bad-key';
  try {
    VERIFY[alg].keyOf(raw);
  } catch {
    return 'bad-key';
  }
  const id = createHash('sha256').update(raw).digest('hex');
  const made = await tx
    .insertInto('office_keys')
    .values({ id, office_id: officeId, alg, public_key: publicKey, created_at: now.toISOString() })
    .onConflict((c) => c.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (made) return { id, made: true };
  const { office_id } = await tx.selectFrom('office_keys').select('office_id').where('id', '=', id).executeTakeFirstOrThrow();
  return office_id === officeId ? { id, made: false } : 'taken';
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
  const { publicKey, signature: length } = ALGORITHMS[signature.alg];
  const [raw, value] = [rawBytes(key.public_key, publicKey), rawBytes(signature.value, length)];
  const text = Buffer.from(signedText(signature.alg, letter.id, letter.bodyHash), 'utf8');
  return raw !== null && value !== null && (await VERIFY[signature.alg].holds(VERIFY[signature.alg].keyOf(raw), text, value)) ? null : 'wrong-signature';
}
