/** An office's signing key in a test: what the main process of the program does, with Node's own crypto. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { signedBody, signedText, type LetterSignature } from '../../shared/registry/signature.ts';

export type OfficeKey = {
  /** body of `PUT /v1/keys` */
  registration: string;
  id: string;
  signature(letter: string, body: string): LetterSignature;
  /** the request body that carries this letter signed */
  signed(letter: string, body: string): string;
  /** body of `PUT /v1/keys` that adds another key to those of the office this one is of */
  introduces(other: OfficeKey): string;
};

export function officeKey(): OfficeKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  const id = createHash('sha256').update(Buffer.from(x!, 'base64url')).digest('hex');
  const signature = (letter: string, body: string): LetterSignature => {
    const hash = createHash('sha256').update(body, 'utf8').digest('hex');
    return { alg: 'Ed25519', key: id, at: null, value: sign(null, Buffer.from(signedText('Ed25519', letter, hash), 'utf8'), privateKey).toString('base64url') };
  };
  return {
    registration: JSON.stringify({ alg: 'Ed25519', publicKey: x }),
    id,
    signature,
    signed: (letter, body) => signedBody(body, signature(letter, body)),
    introduces: (other) => `{"key":${other.registration},"signature":${JSON.stringify(signature('key', other.registration))}}`,
  };
}
