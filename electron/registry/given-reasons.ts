/** Reasons as a reviewer ticks them: a code each, and words of their own where the code alone says too little. */
import { isReasonCode, REASONS } from '../../shared/registry/reasons.ts';
import type { CodedReason } from '../../shared/registry/check.ts';

export type GivenReason = { code: string; note: string };
const LONGEST_NOTE = 500;

/** Only known codes, each once, with the code's own wording before the note. */
export function cleanReasons(given: GivenReason[]): CodedReason[] {
  const found = new Map<string, CodedReason>();
  for (const { code, note } of given) {
    if (!isReasonCode(code) || found.has(code)) continue;
    const words = note
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, LONGEST_NOTE);
    found.set(code, { code, text: words === '' ? REASONS[code] : `${REASONS[code]}：${words}` });
  }
  return [...found.values()];
}
