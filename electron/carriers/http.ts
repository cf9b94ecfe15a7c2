/**
 * The carrier for a registry that speaks our documented protocol. One host per registry; nothing is sent before 联网 is
 * switched on for it; tokens and the signing key stay in this process.
 */
import type { LineLook, Outcome } from '../../shared/bridge.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import { collectedOf, outcomeOf } from '../../shared/registry/reply.ts';
import { callsItselfSimulated } from './about.ts';
import { exchange, isPlain, LIMITS, problemCode, registryAddress, type Limits } from './exchange.ts';
import { keyRing, type KeyRing, type Reach } from './key-ring.ts';
import type { Signer } from './signing.ts';

/**
 * Which registries a library may reach: 示例库 and 实训库 never a real one, the 正式库 never a simulated one, whose answers it
 * could not take in. Nothing goes out before a registry has said what it is.
 */
export type RegistryKind = 'simulated' | 'real' | 'any';

export type HttpCarrier = Carrier & {
  /** sets a registry's address; false where it is not https (http only to this machine, or `inClass` to the room's network). A new address starts without token and offline. */
  configure(registry: string, url: string, limits?: { inClass?: boolean; kind?: RegistryKind }): boolean;
  setToken(registry: string, token: string | null): void;
  /** 联网 for this registry: while off, no socket is opened */
  setOnline(registry: string, allowed: boolean): void;
  /** the file of a receipt as it came, not yet believed */
  receipt(registry: string, registryId: string, size: number): Promise<{ bytes: Uint8Array } | { failure: Outcome }>;
  /** what is known of the way to a registry, for display */
  look(registry: string): LineLook;
};

type Line = {
  url: URL;
  token: string | null;
  online: boolean;
  skewMs: number | null;
  keys: KeyRing;
  kind: RegistryKind;
  /** what it called itself; null before it was asked */
  simulated: boolean | null;
};
const PAGE = 200;
/** a small receipt may be refused in more words than it has bytes */
const REFUSAL_BYTES = 64 * 1024;
/** What a registry says where it does not know our key (any longer): it is registered again and the letter sent once more. */
const WANTS_KEY = ['signature-required', 'unknown-key'];

/** `forbidden` is asked before each connection: 禁止一切联网 stands above every registry's own switch. */
export function createHttpCarrier(limits: Partial<Limits> = {}, forbidden: () => boolean = () => false, signer: Signer | null = null): HttpCarrier {
  const lines = new Map<string, Line>();
  const set: Limits = { ...LIMITS, ...limits };

  const reach =
    (registry: string): Reach =>
    async (path, asked, more = {}) => {
      const line = lines.get(registry);
      const outcome = forbidden() ? stopped('forbidden') : line === undefined ? stopped('not-configured') : line.online ? null : stopped('switched-off');
      if (outcome !== null) return { kind: 'failed', outcome };
      if (line === undefined || line.token === null) return { kind: 'failed', outcome: { kind: 'unauthorised' } };
      if (line.kind !== 'any') {
        const who = line.simulated ?? (await askWho(line));
        // whatever became of the question, nothing of ours has left
        if (typeof who === 'string') return { kind: 'failed', outcome: stopped(who) };
        if (who !== (line.kind === 'simulated')) return { kind: 'failed', outcome: stopped(who ? 'simulated' : 'not-simulated') };
        line.simulated = who;
      }
      const headers = { ...asked.headers, authorization: `Bearer ${line.token}` };
      const got = await exchange(new URL(path, line.url), { ...asked, headers }, { ...set, ...more }, () => !forbidden());
      if (got.kind !== 'answer') return { kind: 'failed', outcome: got };
      line.skewMs = got.skewMs ?? line.skewMs;
      return got;
    };

  /** Whether it calls itself simulated, or why it could not be asked. A failing server has not said what it is. */
  async function askWho(line: Line): Promise<boolean | string> {
    const who = await exchange(new URL('v1/about', line.url), { method: 'GET', headers: {} }, set, () => !forbidden());
    if (who.kind !== 'answer') return who.reason;
    return who.raw.status >= 500 ? `server-${who.raw.status}` : callsItselfSimulated(who);
  }

  /** Hands a letter over, signed where the registry keeps keys. */
  async function post(registry: string, letter: string, body: string): Promise<Outcome | 'wants-key'> {
    const line = lines.get(registry);
    const sealed = signer !== null && line ? await line.keys.seal(reach(registry), signer, letter, body) : body;
    if (typeof sealed !== 'string') return sealed;
    const headers = { 'content-type': 'application/json', 'idempotency-key': letter };
    const got = await reach(registry)('v1/filings', { method: 'POST', headers, body: sealed });
    if (got.kind === 'failed') return got.outcome;
    return WANTS_KEY.includes(problemCode(got) ?? '') ? 'wants-key' : outcomeOf('send', letter, got.raw);
  }

  return {
    configure(registry, url, { inClass = false, kind = 'any' } = {}) {
      const address = registryAddress(url, inClass);
      if (address === null) return false;
      const line = lines.get(registry);
      if (line?.url.href === address.href) line.kind = kind;
      else lines.set(registry, { url: address, token: null, online: false, skewMs: null, keys: keyRing(), kind, simulated: null });
      return true;
    },
    setToken(registry, token) {
      const line = lines.get(registry);
      if (line === undefined) return;
      // a token with control characters would split the header
      const next = token !== null && /^[\x21-\x7e]{1,500}$/.test(token) ? token : null;
      // another token may be another office, which has not our key
      if (next !== line.token) line.keys = keyRing();
      line.token = next;
    },
    setOnline(registry, allowed) {
      const line = lines.get(registry);
      if (line !== undefined) line.online = allowed;
    },
    async send(registry, letter, body) {
      const first = await post(registry, letter, body);
      if (first !== 'wants-key') return first;
      lines.get(registry)?.keys.forget();
      const again = await post(registry, letter, body);
      return again === 'wants-key' ? { kind: 'unknown', reason: 'registry-wants-key', hold: true } : again;
    },
    async ask(registry, letter) {
      const got = await reach(registry)(`v1/filings/${letter}`, { method: 'GET', headers: {} });
      return got.kind === 'answer' ? outcomeOf('ask', letter, got.raw) : got.outcome;
    },
    async collect(registry, cursor) {
      const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === '' ? {} : { cursor }) });
      const got = await reach(registry)(`v1/statuses?${query.toString()}`, { method: 'GET', headers: {} });
      return got.kind === 'answer' ? collectedOf(got.raw) : { outcome: 'failed', failure: got.outcome };
    },
    async receipt(registry, registryId, size) {
      const got = await reach(registry)(`v1/receipts/${registryId}`, { method: 'GET', headers: {} }, { answerBytes: size + REFUSAL_BYTES });
      if (got.kind === 'failed') return { failure: got.outcome };
      if (got.raw.status === 200 && /^application\/pdf\s*(;|$)/i.test(got.raw.contentType)) return { bytes: got.bytes };
      const page = collectedOf(got.raw);
      return { failure: page.outcome === 'failed' ? page.failure : { kind: 'unknown', reason: 'no-receipt' } };
    },
    look(registry) {
      const line = lines.get(registry);
      return { skewMs: line?.skewMs ?? null, key: line?.keys.id() ?? null, plain: line !== undefined && isPlain(line.url) };
    },
  };
}

const stopped = (reason: string): Outcome => ({ kind: 'unreachable', reason });
