import { BridgeFault } from '../ipc/fault.ts';
import { parseUrl } from './origin.ts';

/** The only pages this program ever opens in a browser. The window names a key, never an address. */
const PAGES: Readonly<Record<string, string>> = { flk: 'https://flk.npc.gov.cn/', most: 'https://www.most.gov.cn/', cnipa: 'https://www.cnipa.gov.cn/' };

/** The review desk of the simulated registry, which this program serves itself. */
const DESK = 'registry.desk';

/** The address behind a key; throws `not-found` for any other key, and for the desk (`deskUrl`) while none is served on this computer. */
export function externalPage(key: string, deskUrl: string | null): string {
  if (key === DESK) {
    const desk = deskUrl === null ? null : parseUrl(deskUrl);
    if (desk === null || desk.protocol !== 'http:' || desk.hostname !== '127.0.0.1') throw new BridgeFault('not-found', 'review desk');
    return desk.href;
  }
  const address = Object.hasOwn(PAGES, key) ? PAGES[key] : undefined;
  const url = address === undefined ? null : parseUrl(address);
  if (url === null || url.protocol !== 'https:') throw new BridgeFault('not-found', 'external page');
  return url.href;
}
