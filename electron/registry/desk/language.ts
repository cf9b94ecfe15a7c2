/** Which language a page speaks: what its reader chose here, else English for a browser that asks for English first, else Chinese. */
import type { FastifyRequest } from 'fastify';
import { SPEAKERS, type Lang, type Say } from './words.ts';

const COOKIE = 'kezhuan_lang';
const YEAR_SECONDS = 31_536_000;

function chosen(header: string | undefined): Lang | undefined {
  return new RegExp(`(?:^|;\\s*)${COOKIE}=(zh|en)(?:;|$)`).exec(header ?? '')?.[1] as Lang | undefined;
}

/** Null for anything that is no language of the desk. */
export const languageCookie = (lang: string | null): string | null =>
  lang === 'zh' || lang === 'en' ? `${COOKIE}=${lang}; Path=/desk; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}` : null;

/** A page of the desk and nothing else: where somebody goes back to. */
export const pageOfDesk = (address: string | null | undefined): string =>
  address !== null && address !== undefined && address.length <= 2000 && /^\/desk(?:[/?][\x21-\x5b\x5d-\x7e]*)?$/.test(address) ? address : '/desk';

/** Whoever reads: the words of their pages, and the address of the page; of an answered form, of the page it stood on. */
export type Guest = { say: Say; at: string };

export function guestOf(request: FastifyRequest): Guest {
  const { cookie, 'accept-language': asks = '', referer } = request.headers;
  const say = SPEAKERS[chosen(cookie) ?? (/^\s*en\b/i.test(asks) ? 'en' : 'zh')];
  return { say, at: pageOfDesk(request.method === 'GET' ? request.url : /^https?:\/\/[^/]+(\/.*)$/.exec(referer ?? '')?.[1]) };
}
