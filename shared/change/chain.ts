import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { cleanText } from '../text.ts';
import type { Change, Json } from './change.ts';

/** RFC 8785 canonical JSON: the same value gives the same text on every machine. */
export function canonicalJson(value: Json | Change): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return text;
}

/** SHA-256 of a text's UTF-8 bytes, lower-case hex. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** The hash that the next Change on the same device carries as `prev`. */
export function changeHash(change: Change): string {
  return sha256Hex(canonicalJson(bareChange(change)));
}

/** Idempotency key of the letter at `index` of a Change; stays the same however often it is sent. */
export function letterId(changeId: string, index: number): string {
  return sha256Hex(`${changeId}#${index}`);
}

/** Only the hashed members, whatever else a stored Change carries. */
export function bareChange(c: Change): Change {
  const { v, id, device, n, prev, who, why, when, group, patches, letters } = c;
  return { v, id, device, n, prev, who, why, when, group, patches, letters };
}

export type ChainFault = { device: string; n: number; kind: 'gap' | 'altered'; id: string };

/** Where a device's list of Changes (in order of n) does not follow from the one before it. */
export function chainFaults(changes: Iterable<Change>): ChainFault[] {
  const faults: ChainFault[] = [];
  const heads = new Map<string, { n: number; hash: string }>();
  for (const c of changes) {
    const head = heads.get(c.device) ?? { n: 0, hash: '' };
    if (c.n !== head.n + 1) faults.push({ device: c.device, n: c.n, kind: 'gap', id: c.id });
    else if (c.prev !== head.hash) faults.push({ device: c.device, n: c.n, kind: 'altered', id: c.id });
    heads.set(c.device, { n: c.n, hash: changeHash(c) });
  }
  return faults;
}

/** As it may be stored: no unseen controls, and no lone surrogates, which have no UTF-8 form: a hash over them would differ between programs. */
export function wellFormed<T extends Json>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T;
  if (Array.isArray(value)) return value.map((v) => wellFormed(v)) as T;
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, v]) => v !== undefined)
        .map(([k, v]) => [cleanText(k), wellFormed(v)]),
    ) as T;
  }
  return value;
}
