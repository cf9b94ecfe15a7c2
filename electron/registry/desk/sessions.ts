/** The cookie of a session, and the token that stands in its forms: another page knows neither. */
import { createHash } from 'node:crypto';
import { sameText } from '../accounts.ts';

const COOKIE = 'kezhuan_desk';

export const cookieHeader = (value: string): string => `${COOKIE}=${value}; Path=/desk; HttpOnly; SameSite=Lax`;
export const expiredCookie = (): string => `${COOKIE}=; Path=/desk; HttpOnly; SameSite=Lax; Max-Age=0`;
export const cookieOf = (header: string | undefined): string | null => new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{1,64})(?:;|$)`).exec(header ?? '')?.[1] ?? null;

/** Made from the cookie, so every process knows it; from it nobody gets back to the cookie. */
export const formToken = (cookie: string): string => createHash('sha256').update(`form\n${cookie}`, 'utf8').digest('base64url');
export const isFormToken = (cookie: string, token: string): boolean => sameText(token, formToken(cookie));
