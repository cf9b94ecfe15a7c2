/** A submitted body, read once at the edge: JSON, protocol, kind, shape, known form keys, storable text, honest hash. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/change/chain.ts';
import type { Json } from '../../shared/change/change.ts';
import { followupHash, FOLLOWUP_BODIES } from '../../shared/registry/followup-letter.ts';
import { FORM_KEYS } from '../../shared/registry/form.ts';
import { contentHash, FILING_SUBMIT, letterBody, type LetterBody } from '../../shared/registry/letter.ts';
import { letterSignature, type LetterSignature } from '../../shared/registry/signature.ts';
import { PROTOCOL } from '../../shared/registry/wire.ts';
import { fieldsOf, RequestRefused, type ProblemField } from './problem.ts';

export type ReadLetter = { body: LetterBody; canonical: string; bodyHash: string; signature: LetterSignature | null };

const DEEPEST = 20;
const KINDS = [FILING_SUBMIT, ...FOLLOWUP_BODIES.map((b) => b.shape.kind.value)];

/** JSON without what cannot be stored; throws RequestRefused. */
export function readJson(text: string): unknown {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new RequestRefused('malformed-json');
  }
  const unstorable = unstorableText(raw, [], 0);
  if (unstorable) throw invalid(unstorable);
  return raw;
}

/** Parses and checks a letter, signed (`{letter, signature}`) or bare; throws RequestRefused naming the fields. */
export function readLetter(text: string): ReadLetter {
  const raw = readJson(text);
  const { letter, signature } = opened(raw);
  speaksOurProtocol(letter);
  const parsed = letterBody.safeParse(letter);
  if (!parsed.success) throw invalid(...fieldsOf(parsed.error));
  const body = parsed.data;
  const [at, keys] = body.kind === 'filing.submit' ? ['form', body.form] : body.kind === 'filing.change' ? ['changes', body.changes] : ['', {}];
  const unknown = Object.keys(keys).filter((key) => !FORM_KEYS.has(key));
  if (unknown.length > 0) throw invalid(...unknown.map((key) => ({ path: `${at}.${key}`, zh: '登记表没有这个字段', en: 'the form has no such field' })));
  const { canonical, content } = written(body);
  if (!isHonest(body, content)) throw invalid({ path: 'contentHash', zh: '与内容不符', en: 'does not match the content' });
  return { body, canonical, bodyHash: sha256(canonical), signature };
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Canonical JSON (RFC 8785) of a body and of what its hash is over; each member is written once. */
function written(body: LetterBody): { canonical: string; content: string } {
  const members = Object.entries(body)
    .filter(([, value]) => value !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [key, `${JSON.stringify(key)}:${canonicalJson(value as Json)}`] as const);
  const joined = (some: typeof members): string => `{${some.map(([, text]) => text).join(',')}}`;
  const outside = new Set(['protocol', 'contentHash', ...(body.kind === FILING_SUBMIT ? ['kind'] : [])]);
  return { canonical: joined(members), content: joined(members.filter(([key]) => !outside.has(key))) };
}

/** Whether the hash is that of the content, as it stands or with what cannot be seen taken out, which takes four times as long. */
const isHonest = (body: LetterBody, content: string): boolean =>
  sha256(content) === body.contentHash || (body.kind === FILING_SUBMIT ? contentHash(body) : followupHash(body)) === body.contentHash;

const invalid = (...fields: ProblemField[]): RequestRefused => new RequestRefused('invalid-body', { fields });
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function opened(raw: unknown): { letter: unknown; signature: LetterSignature | null } {
  if (!isRecord(raw) || !Object.hasOwn(raw, 'signature')) return { letter: raw, signature: null };
  const parsed = letterSignature.safeParse(raw['signature']);
  if (!parsed.success) throw invalid(...fieldsOf(parsed.error).map((f) => ({ ...f, path: f.path === '(body)' ? 'signature' : `signature.${f.path}` })));
  const strange = Object.keys(raw).find((key) => key !== 'letter' && key !== 'signature');
  if (strange !== undefined) throw invalid({ path: strange.slice(0, 300), zh: '不认识的字段', en: 'unknown field' });
  return { letter: raw['letter'], signature: parsed.data };
}

/** Another version of the protocol, or a kind of letter this one does not have, is named as such: the sender's program is not ours. */
function speaksOurProtocol(letter: unknown): void {
  if (!isRecord(letter)) return;
  const { protocol, kind } = letter;
  if (typeof protocol === 'string' && protocol !== PROTOCOL)
    throw new RequestRefused('unknown-protocol', { fields: [{ path: 'protocol', zh: `本登记端使用 ${PROTOCOL}`, en: `this registry speaks ${PROTOCOL}` }] });
  if (typeof kind === 'string' && !(KINDS as string[]).includes(kind))
    throw new RequestRefused('unknown-kind', { fields: [{ path: 'kind', zh: `可用：${KINDS.join('、')}`, en: `one of ${KINDS.join(', ')}` }] });
}

/** NUL cannot be stored in every database, a lone surrogate has no UTF-8 form, `__proto__` is no field: refused rather than changed. */
function unstorableText(value: unknown, path: string[], depth: number): ProblemField | null {
  const where = path.join('.').slice(0, 300) || '(body)';
  if (depth > DEEPEST) return { path: where, zh: '嵌套过深', en: 'nested too deeply' };
  if (typeof value === 'string') {
    return value.includes('\u0000') || !isWellFormed(value) ? { path: where, zh: '含有不能保存的字符', en: 'contains characters that cannot be stored' } : null;
  }
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '__proto__') return { path: [...path, key].join('.').slice(0, 300), zh: '不认识的字段', en: 'unknown field' };
    const found = unstorableText(inner, [...path, key], depth + 1);
    if (found) return found;
  }
  return null;
}

/** `String.prototype.isWellFormed` is not in Node 18. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);
