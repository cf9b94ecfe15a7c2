import { createHash } from 'node:crypto';
import type { VaultFile, Workspace } from '../../shared/bridge.ts';
import { saneName } from '../files/names.ts';
import type { Answers } from '../ipc/answer.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { parseUrl } from '../security/origin.ts';
import type { Vault } from '../vault/vault.ts';
import type { Credentials } from './credentials.ts';
import { registryAddress } from './exchange.ts';
import type { HttpCarrier, RegistryKind } from './http.ts';
import { joinClass } from './join.ts';
import type { NetworkLock } from './network-lock.ts';
import type { Signer } from './signing.ts';

type CarrierAnswers = Pick<
  Answers,
  | 'carrier.configure'
  | 'carrier.online'
  | 'carrier.forbid'
  | 'carrier.forbidden'
  | 'carrier.send'
  | 'carrier.ask'
  | 'carrier.collect'
  | 'carrier.look'
  | 'carrier.keepsTokens'
  | 'carrier.receipt'
  | 'registry.join'
>;

export type CarrierParts = { carrier: HttpCarrier; credentials: Credentials; lock: NetworkLock; signer: Signer; vaultOf: (workspace: Workspace) => Vault };

/** A token is kept under the address too: it must never follow a registry's name to another host. */
export const tokenPlace = (registry: string, origin: string): string => `${registry} ${origin}`;

/** The channels by which letters leave this machine. Tokens come in here and never go out. */
export function carrierAnswers({ carrier, credentials, lock, signer, vaultOf }: CarrierParts): CarrierAnswers {
  async function take(registry: string, url: string, limits: { inClass: boolean; kind: RegistryKind }, token: string | null): Promise<boolean> {
    const origin = parseUrl(url)?.origin;
    if (origin === undefined || !carrier.configure(registry, url, limits)) return false;
    const place = tokenPlace(registry, origin);
    if (token !== null) await credentials.write(place, token === '' ? null : token);
    carrier.setToken(registry, await credentials.read(place));
    return true;
  }
  return {
    /** `token`: null keeps the one this registry's address already has, '' forgets it. */
    async 'carrier.configure'({ workspace, registry, url, token, simulated }) {
      if (!(await take(registry, url, { inClass: workspace === 'class' && simulated, kind: workspace === 'work' ? 'real' : 'simulated' }, token)))
        throw new BridgeFault('unsupported', 'address');
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
    'carrier.look': ({ registry }) => carrier.look(registry),
    'carrier.keepsTokens': () => credentials.keeps(),
    async 'carrier.receipt'({ workspace, registry, registryId, sha256, size, name }) {
      const got = await carrier.receipt(registry, registryId, size);
      if ('failure' in got) return { outcome: 'failed', failure: got.failure };
      const is = createHash('sha256').update(got.bytes).digest('hex');
      // other bytes than were announced are no receipt, whoever sent them
      if (is !== sha256 || got.bytes.length !== size) return { outcome: 'failed', failure: { kind: 'unknown', reason: 'receipt-differs' } };
      return { outcome: 'ok', file: await keep(vaultOf(workspace), saneName(name), got.bytes) };
    },
    async 'registry.join'({ registry, url, code, name }) {
      const address = registryAddress(url, true);
      if (address === null) throw new BridgeFault('unsupported', 'address');
      const { token, said } = await joinClass(address, { code, name }, signer, () => !lock.on);
      if (token !== null) await take(registry, url, { inClass: true, kind: 'simulated' }, token);
      return said;
    },
  };
}

const PART = 1024 * 1024;

async function keep(vault: Vault, name: string, bytes: Uint8Array): Promise<VaultFile> {
  const upload = await vault.begin(name, bytes.length);
  for (let at = 0; at < bytes.length; at += PART) await vault.part(upload, bytes.subarray(at, at + PART));
  return vault.finish(upload);
}
