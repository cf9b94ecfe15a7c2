import type { Answers } from '../ipc/answer.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { parseUrl } from '../security/origin.ts';
import type { Credentials } from './credentials.ts';
import type { HttpCarrier } from './http.ts';
import type { NetworkLock } from './network-lock.ts';

type CarrierAnswers = Pick<
  Answers,
  'carrier.configure' | 'carrier.online' | 'carrier.forbid' | 'carrier.forbidden' | 'carrier.send' | 'carrier.ask' | 'carrier.collect'
>;

/** A token is kept under the address too: it must never follow a registry's name to another host. */
export const tokenPlace = (registry: string, origin: string): string => `${registry} ${origin}`;

/** The channels by which letters leave this machine. Tokens come in here and never go out. */
export function carrierAnswers(carrier: HttpCarrier, credentials: Credentials, lock: NetworkLock): CarrierAnswers {
  return {
    /** `token`: null keeps the one this registry's address already has, '' forgets it. */
    async 'carrier.configure'({ registry, url, token }) {
      const origin = parseUrl(url)?.origin;
      if (origin === undefined || !carrier.configure(registry, url)) throw new BridgeFault('unsupported', 'address');
      const place = tokenPlace(registry, origin);
      if (token !== null) await credentials.write(place, token === '' ? null : token);
      carrier.setToken(registry, await credentials.read(place));
      return null;
    },
    'carrier.online'({ registry, allowed }) {
      carrier.setOnline(registry, allowed);
      return null;
    },
    async 'carrier.forbid'({ forbidden }) {
      await lock.set(forbidden);
      return null;
    },
    'carrier.forbidden': () => lock.on,
    'carrier.send': ({ registry, letter, body }) => carrier.send(registry, letter, body),
    'carrier.ask': ({ registry, letter }) => carrier.ask(registry, letter),
    'carrier.collect': ({ registry, cursor }) => carrier.collect(registry, cursor),
  };
}
