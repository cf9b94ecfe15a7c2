/** Puts a proposed clause into a text: instead of the words it is for, after their sentence, or as an article of its own. */
import type { Finding } from '../finding.ts';
import { sealNamesIn } from './parties.ts';
import { detailOf } from './proposed.ts';
import { sentenceAround } from './say.ts';

/** Found sentence by sentence: the clause stands there instead. */
const INSTEAD = /^(monopoly\.|repealedLaw$|oralForm$|feeWithoutDeal$|guaranteedReturn$|unrecorded$|exportWaived$|exclusiveKept$)/;
/** Said too little: the clause follows the sentence. */
const AFTER = /^(taxUnsaid|royaltyBaseMissing|auditMissing)$/;
const NUMBER = /^(?:第[一二三四五六七八九十百零〇\d]{1,5}条|\d{1,2}(?:\.\d{1,2})*[.、)）]?|[（(][一二三四五六七八九十\d]{1,3}[）)])\s*/;

/** Undefined where the clause only shows how it could read, and a person puts it in. */
export function takeOver(text: string, f: Finding, clause: string): string | undefined {
  const what = detailOf(f);
  if (f.quote && INSTEAD.test(what)) {
    const kept = NUMBER.exec(f.quote.text)?.[0] ?? '';
    const ended = /^[。；;]/.test(text.slice(f.quote.end));
    return `${text.slice(0, f.quote.start)}${kept}${ended ? clause.replace(/。$/, '') : clause}${text.slice(f.quote.end)}`;
  }
  if (f.quote && AFTER.test(what)) {
    const { end } = sentenceAround(text, f.quote);
    const stop = text[end] === '。' || text[end] === '；' ? end + 1 : end;
    return `${text.slice(0, end)}。${clause}${text.slice(stop)}`;
  }
  if (f.quote) return undefined;
  const at = beforeSignatures(text);
  return `${text.slice(0, at)}${at === 0 || text[at - 1] === '\n' ? '' : '\n'}补充约定 ${clause}\n${text.slice(at)}`;
}

/** The line the first seal stands on, after the last article; the end of a text without seals. */
function beforeSignatures(text: string): number {
  const last = [...text.matchAll(/^\s*第[一二三四五六七八九十百]{1,4}条/gm)].at(-1)?.index ?? 0;
  const seal = sealNamesIn(text).find((s) => s.start > last);
  return seal ? text.lastIndexOf('\n', seal.start) + 1 : text.length;
}
