/** A submitted body, read once at the edge: JSON, shape, known form keys, storable text, honest hash. */
import { canonicalJson } from '../../shared/change/chain.ts';
import type { Json } from '../../shared/change/change.ts';
import { FORM_KEYS } from '../../shared/registry/form.ts';
import { contentHash, filingBody, type FilingBody } from '../../shared/registry/letter.ts';
import { fieldsOf, RequestRefused, type ProblemField } from './problem.ts';

const DEEPEST = 20;

/** Parses and checks; throws RequestRefused naming the fields. */
export function readBody(text: string): { body: FilingBody; canonical: string } {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new RequestRefused('malformed-json');
  }
  const unstorable = unstorableText(raw, [], 0);
  if (unstorable) throw new RequestRefused('invalid-body', { fields: [unstorable] });
  const parsed = filingBody.safeParse(raw);
  if (!parsed.success) throw new RequestRefused('invalid-body', { fields: fieldsOf(parsed.error) });
  const body = parsed.data;
  const unknown = Object.keys(body.form).filter((key) => !FORM_KEYS.has(key));
  if (unknown.length > 0) {
    throw new RequestRefused('invalid-body', {
      fields: unknown.map((key) => ({ path: `form.${key}`, zh: '登记表没有这个字段', en: 'the form has no such field' })),
    });
  }
  if (contentHash(body) !== body.contentHash) {
    throw new RequestRefused('invalid-body', { fields: [{ path: 'contentHash', zh: '与内容不符', en: 'does not match the content' }] });
  }
  return { body, canonical: canonicalJson(body as Json) };
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
