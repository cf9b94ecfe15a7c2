/**
 * Who wrote a letter. The office's key signs the letter id and the body's hash, so a signature is good for one letter
 * under one id. The algorithm is named in the letter; another (SM2) joins by a line in ALGORITHMS and a verifier.
 */
import { z } from 'zod';
import { canonicalJson } from '../change/chain.ts';
import type { JsonObject } from '../change/change.ts';
import { hex64, PROTOCOL } from './wire.ts';

/** Lengths in bytes of a raw public key and of a signature. */
export const ALGORITHMS = { Ed25519: { publicKey: 32, signature: 64 } } as const;
export type SignatureAlg = keyof typeof ALGORITHMS;
export const isSignatureAlg = (alg: string): alg is SignatureAlg => Object.hasOwn(ALGORITHMS, alg);

const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,2000}$/);

/** `key` is the SHA-256 of the raw public key in hex; `at` stays empty: no clock of ours decides anything. */
export const letterSignature = z.object({ alg: z.string().min(1).max(40), key: hex64, at: z.null(), value: base64url }).strict();
export type LetterSignature = z.infer<typeof letterSignature>;

/** A public key as it is registered: raw bytes in base64url. */
export const publicKey = z.object({ alg: z.string().min(1).max(40), publicKey: base64url }).strict();
export type PublicKey = z.infer<typeof publicKey>;

/**
 * `PUT /v1/keys`: the first key of an office bare; another one signed with a key the office has, or bare and then waiting
 * for the registry's administrator. The signature is that of a letter whose id is KEY_SUBJECT and whose body is the key.
 */
export const signedKey = z.object({ key: publicKey, signature: letterSignature }).strict();
export const KEY_SUBJECT = 'key';

/** The text whose UTF-8 bytes are signed. `bodyHash` is the SHA-256 of the canonical letter in hex. */
export const signedText = (alg: string, letterId: string, bodyHash: string): string => `${PROTOCOL}\n${alg}\n${letterId}\n${bodyHash}`;

/** A frozen body and its signature as one request body; `body` is canonical JSON and goes in as it stands. */
export const signedBody = (body: string, signature: LetterSignature): string => `{"letter":${body},"signature":${canonicalJson(signature as JsonObject)}}`;
