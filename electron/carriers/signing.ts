/**
 * The key this installation signs its letters with, made at first use. The private half is kept like a token: sealed by the
 * system's keyring, or for this run only where there is none; then the next run makes another, which the registry's administrator approves.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { LetterSignature, PublicKey } from '../../shared/registry/signature.ts';
import { signedText } from '../../shared/registry/signature.ts';
import { oneAtATime } from '../files/one-at-a-time.ts';
import type { Credentials } from './credentials.ts';

/** no registry's name has a capital in it, so none can be given this place */
const PLACE = 'Ed25519 key';
/** what stands before the 32 raw bytes in the DER form of a public key */
const RAW_BYTES = 32;
/** More offices of one registry hardly write from one computer; the oldest keys go first. */
const MOST_KEYS = 50;

export type OwnKey = PublicKey & { id: string };

export type Signer = {
  /** the public half as a registry takes it, and its id */
  publicKey(): Promise<OwnKey>;
  /** the newest of these keys that is ours; null where none is */
  among(ids: readonly string[]): Promise<OwnKey | null>;
  /** another key in the place of this one, which stays for the office that has it */
  renew(): Promise<void>;
  /** `bodyHash`: SHA-256 of the canonical letter in hex; `id`: with which of our keys, the present one if left out */
  sign(letter: string, bodyHash: string, id?: string): Promise<LetterSignature>;
};

export function signerWith(credentials: Credentials): Signer {
  const alone = oneAtATime();
  /** newest first: an office of a registry keeps the key it was given, and another one there needs another */
  let held: KeyObject[] = [];

  const keys = (): Promise<KeyObject[]> =>
    alone(async () => {
      if (held.length === 0) held = keptKeys(await credentials.read(PLACE));
      return held.length > 0 ? held : make();
    });

  async function make(): Promise<KeyObject[]> {
    held = [generateKeyPairSync('ed25519').privateKey, ...held].slice(0, MOST_KEYS);
    await credentials.write(PLACE, held.map((key) => key.export({ type: 'pkcs8', format: 'der' }).toString('base64')).join(' '));
    return held;
  }

  return {
    publicKey: async () => publicOf((await keys())[0]!),
    among: async (ids) => (await keys()).map(publicOf).find(({ id }) => ids.includes(id)) ?? null,
    renew: async () => {
      await keys();
      await alone(make);
    },
    async sign(letter, bodyHash, id) {
      const own = await keys();
      const secret = own.find((key) => publicOf(key).id === id) ?? own[0]!;
      const value = sign(null, Buffer.from(signedText('Ed25519', letter, bodyHash), 'utf8'), secret);
      return { alg: 'Ed25519', key: publicOf(secret).id, at: null, value: value.toString('base64url') };
    },
  };
}

function keptKeys(text: string | null): KeyObject[] {
  return (text ?? '')
    .split(' ')
    .filter(Boolean)
    .flatMap((kept) => {
      try {
        const key = createPrivateKey({ key: Buffer.from(kept, 'base64'), type: 'pkcs8', format: 'der' });
        return key.asymmetricKeyType === 'ed25519' ? [key] : [];
      } catch {
        // illegible: a registry that knows it lets another one wait for its administrator, and nothing that was signed becomes wrong
        return [];
      }
    });
}

function publicOf(secret: KeyObject): OwnKey {
  const raw = createPublicKey(secret).export({ type: 'spki', format: 'der' }).subarray(-RAW_BYTES);
  return { alg: 'Ed25519', publicKey: raw.toString('base64url'), id: createHash('sha256').update(raw).digest('hex') };
}
