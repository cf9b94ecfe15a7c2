/** Passwords are kept as scrypt hashes with their own cost, so that the cost can rise without anybody's password ending. */
import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

const COST = { log2N: 15, r: 8, p: 1 };
const BYTES = 32;
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;

function derived(password: string, salt: Buffer, { log2N, r, p }: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // full width and half width are one password: they are typed with the same keys
    scrypt(password.normalize('NFKC'), salt, BYTES, { N: 2 ** log2N, r, p, maxmem: 256 * 2 ** log2N * r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const { log2N, r, p } = COST;
  return ['scrypt', log2N, r, p, salt.toString('base64url'), (await derived(password, salt, COST)).toString('base64url')].join('$');
}

/** Somebody's who does not exist: an unknown name takes as long as a wrong password. */
const NOBODY = `scrypt$${COST.log2N}$${COST.r}$${COST.p}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** False too where there is no such account. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [kind, log2N, r, p, salt = '', hash = ''] = (stored ?? NOBODY).split('$');
  if (kind !== 'scrypt' || password.length > LONGEST_PASSWORD) return false;
  const key = await derived(password, Buffer.from(salt, 'base64url'), { log2N: Number(log2N), r: Number(r), p: Number(p) });
  const known = Buffer.from(hash, 'base64url');
  return known.length === key.length && timingSafeEqual(known, key) && stored !== undefined;
}

export type PasswordFault = 'short' | 'long' | 'easy';
/** Why a new password is not taken; null where it is. */
export function passwordFault(password: string, login: string): PasswordFault | null {
  if ([...password.normalize('NFKC')].length < SHORTEST_PASSWORD) return 'short';
  if (password.length > LONGEST_PASSWORD) return 'long';
  return new Set(password).size < 4 || password.toLowerCase().includes(login.toLowerCase()) ? 'easy' : null;
}

/** No signs that look alike; read out and typed by somebody else. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789';
export const givenPassword = (): string => Array.from({ length: 14 }, (_, i) => (i === 4 || i === 9 ? '-' : SIGNS[randomInt(SIGNS.length)]!)).join('');
