/** Reasons as a reviewer gives them: a code each, where it applies, and words of their own where the code alone says too little. */
import { isReasonCode, REASONS } from '../../shared/registry/reasons.ts';
import type { CodedReason } from '../../shared/registry/check.ts';

export type GivenReason = { code: string; note: string; field?: string; clause?: string; annex?: string };
const LONGEST = { note: 500, field: 60, clause: 200, annex: 255 } as const;
const MOST = 100;

const words = (text: string | undefined, most: number): string =>
  (text ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, most);

/** Only known codes, each with the code's own wording before the note; the same words at the same place count once. */
export function cleanReasons(given: GivenReason[]): CodedReason[] {
  const found = new Map<string, CodedReason>();
  for (const { code, ...said } of given.slice(0, MOST)) {
    if (!isReasonCode(code)) continue;
    const note = words(said.note, LONGEST.note);
    const places = (['field', 'clause', 'annex'] as const)
      .map((place) => [place, words(said[place], LONGEST[place])] as const)
      .filter(([, text]) => text !== '');
    const reason: CodedReason = { code, text: note === '' ? REASONS[code] : `${REASONS[code]}：${note}`, ...Object.fromEntries(places) };
    found.set(JSON.stringify(reason), reason);
  }
  return [...found.values()];
}
