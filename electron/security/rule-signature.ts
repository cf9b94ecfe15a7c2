/** Whether a rule pack's signature is good. Only Ed25519 is known; another algorithm is none that was checked. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Answers } from '../ipc/answer.ts';

/** raw bytes of an Ed25519 public key */
const RAW_BYTES = 32;

type Signed = { alg: string; publicKey: string; value: string; text: string };

/** `key`: SHA-256 of the raw public key in hex, what a person compares with what the publisher says. */
export function checkSignature({ alg, publicKey, value, text }: Signed): { good: boolean; key: string } {
  const raw = Buffer.from(publicKey, 'base64url');
  const key = createHash('sha256').update(raw).digest('hex');
  if (alg !== 'Ed25519' || raw.length !== RAW_BYTES) return { good: false, key };
  try {
    const held = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return { good: verify(null, Buffer.from(text, 'utf8'), held, Buffer.from(value, 'base64url')), key };
  } catch {
    // bytes that are no point of the curve: signed by nobody
    return { good: false, key };
  }
}

export const ruleAnswers = (): Pick<Answers, 'rules.verify'> => ({ 'rules.verify': (signed) => checkSignature(signed) });
