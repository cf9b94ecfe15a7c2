/**
 * The key this installation signs its letters with, made at first use. The private half is kept like a token: sealed by the
 * system's keyring, or for this run only where there is none; then the next run makes another, which registers itself anew.
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

export type Signer = {
  /** the public half as a registry takes it, and its id */
  publicKey(): Promise<PublicKey & { id: string }>;
  /** another key in the place of this one; registries that knew the old one say so and are given the new one */
  renew(): Promise<void>;
  /** `bodyHash`: SHA-256 of the canonical letter in hex */
  sign(letter: string, bodyHash: string): Promise<LetterSignature>;
};

export function signerWith(credentials: Credentials): Signer {
  const alone = oneAtATime();
  let held: KeyObject | null = null;

  const key = (): Promise<KeyObject> =>
    alone(async () => {
      held ??= keptKey(await credentials.read(PLACE));
      return held ?? (await made());
    });

  async function made(): Promise<KeyObject> {
    held = generateKeyPairSync('ed25519').privateKey;
    await credentials.write(PLACE, held.export({ type: 'pkcs8', format: 'der' }).toString('base64'));
    return held;
  }

  return {
    publicKey: async () => publicOf(await key()),
    renew: () => alone(async () => void (await made())),
    async sign(letter, bodyHash) {
      const secret = await key();
      const value = sign(null, Buffer.from(signedText('Ed25519', letter, bodyHash), 'utf8'), secret);
      return { alg: 'Ed25519', key: publicOf(secret).id, at: null, value: value.toString('base64url') };
    },
  };
}

function keptKey(text: string | null): KeyObject | null {
  if (text === null) return null;
  try {
    const key = createPrivateKey({ key: Buffer.from(text, 'base64'), type: 'pkcs8', format: 'der' });
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    // illegible: a new key registers itself, and nothing that was signed becomes wrong
    return null;
  }
}

function publicOf(secret: KeyObject): PublicKey & { id: string } {
  const raw = createPublicKey(secret).export({ type: 'spki', format: 'der' }).subarray(-RAW_BYTES);
  return { alg: 'Ed25519', publicKey: raw.toString('base64url'), id: createHash('sha256').update(raw).digest('hex') };
}
