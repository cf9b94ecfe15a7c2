/**
 * The carrier for a registry that speaks our documented protocol. One host per registry; nothing is sent before 联网 is
 * switched on for it; tokens stay in this process.
 */
import type { Outcome } from '../../shared/bridge.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import { collectedOf, outcomeOf } from '../../shared/registry/reply.ts';
import { exchange, LIMITS, registryAddress, type Asked, type Exchange, type Limits } from './exchange.ts';

export type HttpCarrier = Carrier & {
  /** sets a registry's address; false where it is not https (http only to this machine). A new address starts without token and offline. */
  configure(registry: string, url: string): boolean;
  setToken(registry: string, token: string | null): void;
  /** 联网 for this registry: while off, no socket is opened */
  setOnline(registry: string, allowed: boolean): void;
};

type Line = { url: URL; token: string | null; online: boolean };
const PAGE = 200;

/** `forbidden` is asked before each connection: 禁止一切联网 stands above every registry's own switch. */
export function createHttpCarrier(limits: Partial<Limits> = {}, forbidden: () => boolean = () => false): HttpCarrier {
  const lines = new Map<string, Line>();
  const set: Limits = { ...LIMITS, ...limits };

  async function reach(registry: string, path: string, asked: Asked): Promise<Exchange | { kind: 'stopped'; outcome: Outcome }> {
    if (forbidden()) return { kind: 'stopped', outcome: { kind: 'unreachable', reason: 'forbidden' } };
    const line = lines.get(registry);
    if (line === undefined) return { kind: 'stopped', outcome: { kind: 'unreachable', reason: 'not-configured' } };
    if (!line.online) return { kind: 'stopped', outcome: { kind: 'unreachable', reason: 'switched-off' } };
    if (line.token === null) return { kind: 'stopped', outcome: { kind: 'unauthorised' } };
    const headers = { ...asked.headers, authorization: `Bearer ${line.token}` };
    return exchange(new URL(path, line.url), { ...asked, headers }, set, () => !forbidden());
  }

  return {
    configure(registry, url) {
      const address = registryAddress(url);
      if (address === null) return false;
      const line = lines.get(registry);
      if (line?.url.href !== address.href) lines.set(registry, { url: address, token: null, online: false });
      return true;
    },
    setToken(registry, token) {
      const line = lines.get(registry);
      // a token with control characters would split the header
      if (line !== undefined) line.token = token !== null && /^[\x21-\x7e]{1,500}$/.test(token) ? token : null;
    },
    setOnline(registry, allowed) {
      const line = lines.get(registry);
      if (line !== undefined) line.online = allowed;
    },
    async send(registry, letter, body) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': letter };
      const got = await reach(registry, 'v1/filings', { method: 'POST', headers, body });
      return got.kind === 'answer' ? outcomeOf('send', letter, got.raw) : failure(got);
    },
    async ask(registry, letter) {
      const got = await reach(registry, `v1/filings/${letter}`, { method: 'GET', headers: {} });
      return got.kind === 'answer' ? outcomeOf('ask', letter, got.raw) : failure(got);
    },
    async collect(registry, cursor) {
      const query = new URLSearchParams({ limit: String(PAGE), ...(cursor === '' ? {} : { cursor }) });
      const got = await reach(registry, `v1/statuses?${query.toString()}`, { method: 'GET', headers: {} });
      return got.kind === 'answer' ? collectedOf(got.raw) : { outcome: 'failed', failure: failure(got) };
    },
  };
}

function failure(got: Exclude<Exchange, { kind: 'answer' }> | { kind: 'stopped'; outcome: Outcome }): Outcome {
  return got.kind === 'stopped' ? got.outcome : got;
}
