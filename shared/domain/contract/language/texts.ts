/** `{key|money}` in a text: what stands in braces, and where. */
import { along, type Faults, type Place } from './fault.ts';

export const HOWS = ['money', 'words', 'percent', 'date', 'print', 'boxes'] as const;
type How = (typeof HOWS)[number];
/** `key` may be a sum of answers: `a+b-c`. */
export type Placeholder = { key: string; how?: How; at: Place };
const INNER = /^(ref:[\w.]+|[A-Za-z][\w.*]*(?:[+-][A-Za-z][\w*]*)*)(?:\|(\w+))?$/;

/** The placeholders of a text; a brace that begins or ends none is a fault. */
export function placeholdersIn(text: string, at: Place, faults: Faults): Placeholder[] {
  const found: Placeholder[] = [];
  let from = 0;
  for (;;) {
    const brace = /[{}]/.exec(text.slice(from));
    if (!brace) return found;
    const start = from + brace.index;
    const end = text.indexOf('}', start);
    const again = text.indexOf('{', start + 1);
    if (brace[0] === '}' || end < 0 || (again >= 0 && again < end)) {
      faults.must(along(at, start), 'brace', { text: brace[0] }, ['{key}', '{key|money}', '{ref:article}']);
      return found;
    }
    const inner = INNER.exec(text.slice(start + 1, end));
    const here = along(at, start);
    if (!inner) faults.must(here, 'placeholder', { text: text.slice(start, end + 1) }, ['{key}', '{key|money}', '{ref:article}']);
    else if (inner[2] !== undefined && !isHow(inner[2])) faults.must(here, 'how', { text: inner[2] }, HOWS);
    else found.push({ key: inner[1]!, ...(inner[2] === undefined ? {} : { how: inner[2] as How }), at: here });
    from = end + 1;
  }
}

const isHow = (word: string): boolean => (HOWS as readonly string[]).includes(word);

/** `中文 | English`; the Chinese stands for both where no English is written. A vertical line inside braces divides nothing. */
export function bilingual(text: string): { zh: string; en: string } {
  const [zh = '', ...en] = divided(text);
  return { zh, en: en.join(' | ') || zh };
}

/** Parts between vertical lines that stand outside braces, without the blanks around them. */
export function divided(text: string): string[] {
  const parts: string[] = [];
  let from = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') depth += 1;
    else if (text[i] === '}') depth = Math.max(0, depth - 1);
    else if (text[i] === '|' && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, text.slice(from)].map((p) => p.trim());
}
