/** A rule pack as a file: read strictly, every fault named by its entry and field. */
import { z } from 'zod';
import { canonicalJson, sha256Hex } from '../change/chain.ts';
import type { JsonObject } from '../change/change.ts';
import { rulePack, type RuleEntry, type RulePack } from './pack.ts';
import { VALUE_SHAPES } from './shapes.ts';

/** Largest file taken; the pack of the program is a hundredth of it. */
export const PACK_FILE_LIMIT = 2_000_000;

const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/);
/** Ed25519 over {@link packSignedText}; the public key as raw bytes. Another algorithm is named and then refused, not guessed. */
export const packSignature = z.object({ alg: z.string().min(1).max(40), publicKey: base64url, value: base64url }).strict();
export type PackSignature = z.infer<typeof packSignature>;

export type PackFault = {
  /** id, place and start of the entry, as far as they are there; `#n` (from 1) where it has no id; '' for the pack itself */
  entry: string;
  field: string;
  problem: 'json' | 'tooLarge' | 'missing' | 'unknown' | 'shape' | 'order' | 'draft' | 'twice' | 'overlap' | 'value';
  text: string;
};
export type PackFile = { pack: RulePack; text: string; sha256: string; signature?: PackSignature };

/** What is signed: the pack's canonical JSON by its hash, under this format's name. */
export const packSignedText = (alg: string, sha256: string): string => `kezhuan-rules/1\n${alg}\n${sha256}`;

const whole = (problem: PackFault['problem'], text = ''): PackFault[] => [{ entry: '', field: '', problem, text }];
const isObject = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x);
const nameOf = (e: Pick<RuleEntry, 'id' | 'region' | 'validFrom'>): string => [e.id, e.region, e.validFrom].filter(Boolean).join(' · ');

function entryName(pack: unknown, index: number): string {
  const entries: unknown = isObject(pack) ? pack['entries'] : undefined;
  const entry: unknown = Array.isArray(entries) ? (entries as unknown[])[index] : undefined;
  const said = (key: string): string => (isObject(entry) && typeof entry[key] === 'string' ? entry[key].slice(0, 80) : '');
  return said('id') === '' ? `#${index + 1}` : [said('id'), said('region'), said('validFrom')].filter(Boolean).join(' · ');
}

function faultOf(pack: unknown, issue: z.core.$ZodIssue): PackFault[] {
  const path = issue.path.map(String);
  const inEntry = path[0] === 'entries' && path.length > 1;
  const entry = inEntry ? entryName(pack, Number(path[1])) : '';
  const field = (inEntry ? path.slice(2) : path).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ entry, field: [field, key].filter(Boolean).join('.'), problem: 'unknown' as const, text: key }));
  if (issue.code === 'custom' && (issue.message === 'order' || issue.message === 'draft')) return [{ entry, field, problem: issue.message, text: '' }];
  const at = path.reduce<unknown>((x, key) => (isObject(x) || Array.isArray(x) ? (x as Record<string, unknown>)[key] : undefined), pack);
  return [{ entry, field, problem: at === undefined ? 'missing' : 'shape', text: at === undefined ? '' : (JSON.stringify(at) ?? '').slice(0, 80) }];
}

/** The value of an id this program asks for must be of the shape it asks; an id it does not know may be anything. */
function valueFaults(pack: RulePack): PackFault[] {
  return pack.entries.flatMap((e): PackFault[] => {
    const shape = Object.entries(VALUE_SHAPES).find(([id]) => e.id === id || (id.endsWith('.') && e.id.startsWith(id)))?.[1];
    const read = shape?.safeParse(e.value);
    if (!read || read.success) return [];
    const field = ['value', ...(read.error.issues[0]?.path ?? [])].map(String).join('.');
    return [{ entry: nameOf(e), field, problem: 'value', text: JSON.stringify(e.value).slice(0, 80) }];
  });
}

/** Two entries of one id and place in force on one day would leave it to their order which of them is the rule. */
function doubled(pack: RulePack): PackFault[] {
  const out: PackFault[] = [];
  const groups = new Map<string, RuleEntry[]>();
  for (const e of pack.entries) {
    const key = `${e.id}|${e.region}`;
    const before = groups.get(key) ?? [];
    for (const other of before) {
      const overlap = (e.validFrom ?? '') <= (other.validTo ?? '9999') && (other.validFrom ?? '') <= (e.validTo ?? '9999');
      if (overlap) out.push({ entry: nameOf(e), field: 'validFrom', problem: e.validFrom === other.validFrom ? 'twice' : 'overlap', text: nameOf(other) });
    }
    groups.set(key, [...before, e]);
  }
  return out;
}

/** Reads a pack file: the pack itself, or `{pack, signature}`. Whether the signature is good is for who can compute it. */
export function readPackFile(text: string): PackFile | { faults: PackFault[] } {
  if (text.length > PACK_FILE_LIMIT) return { faults: whole('tooLarge') };
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (e) {
    return { faults: whole('json', e instanceof Error ? e.message.slice(0, 200) : '') };
  }
  const outer = isObject(given) && 'pack' in given ? given : undefined;
  const body: unknown = outer ? outer['pack'] : given;
  const signature = outer?.['signature'] === undefined ? undefined : packSignature.safeParse(outer['signature']);
  const strange = Object.keys(outer ?? {}).filter((k) => k !== 'pack' && k !== 'signature');
  const read = rulePack.safeParse(body);
  const faults = [
    ...strange.map((key): PackFault => ({ entry: '', field: key, problem: 'unknown', text: key })),
    ...(signature && !signature.success ? [{ entry: '', field: 'signature', problem: 'shape' as const, text: '' }] : []),
    ...(read.success ? [...valueFaults(read.data), ...doubled(read.data)] : read.error.issues.flatMap((issue) => faultOf(body, issue))),
  ];
  if (faults.length > 0 || !read.success) return { faults };
  const canonical = canonicalJson(read.data as unknown as JsonObject);
  return { pack: read.data, text: canonical, sha256: sha256Hex(canonical), ...(signature?.data ? { signature: signature.data } : {}) };
}
