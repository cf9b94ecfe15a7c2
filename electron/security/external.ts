import { BridgeFault } from '../ipc/fault.ts';
import { parseUrl } from './origin.ts';

/** The only pages this program ever opens in a browser. The window names a key, never an address. */
const PAGES: Readonly<Record<string, string>> = { flk: 'https://flk.npc.gov.cn/', most: 'https://www.most.gov.cn/', cnipa: 'https://www.cnipa.gov.cn/' };

/** The address behind a key; throws `not-found` for any other key. */
export function externalPage(key: string): string {
  const address = Object.hasOwn(PAGES, key) ? PAGES[key] : undefined;
  const url = address === undefined ? null : parseUrl(address);
  if (url === null || url.protocol !== 'https:') throw new BridgeFault('not-found', 'external page');
  return url.href;
}
