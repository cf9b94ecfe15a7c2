/** The one place failures and short notices go. The frame shows them; features only raise them. */
import { create } from 'zustand';
import type { Refusal } from '../../shared/result.ts';

/**
 * What happened, what is safe, what to do: in that order. It stands until it is read, so it holds keys, not words: the words
 * follow the language of the screen. `intent` names what was interrupted, an act of the program or a key; `repair` is the
 * action that mends it.
 */
export type Trouble = { intent: string; what: Said; safe?: WordKey; repair?: { label: WordKey; run: () => void }; detail?: string };
/** A key with its namespace: `shell:trouble.what`. */
export type WordKey = `${string}:${string}`;
/** Words by their key; of several the first that has any. */
export type Said = { of: WordKey | readonly WordKey[]; params?: Readonly<Record<string, string>> };
export type Notice = { text: string; tone: 'quiet' | 'done' | 'attention'; action?: { label: string; run: () => void } };

type Raised<T> = T & { n: number };
type State = { troubles: Raised<Trouble>[]; refused: Raised<{ refusal: Refusal }> | null; notice: Raised<Notice> | null };

let count = 0;
export const useTroubles = create<State>(() => ({ troubles: [], refused: null, notice: null }));

/** Shows a failure until the person has read it. */
export function raise(trouble: Trouble): void {
  count += 1;
  const raised = { ...trouble, n: count };
  const same = JSON.stringify(trouble.what);
  useTroubles.setState((s) => ({ troubles: [...s.troubles.filter((x) => JSON.stringify(x.what) !== same), raised].slice(-4) }));
}

/** Takes back what was said of an earlier attempt, because it is made anew or has come off. */
export function settle(intent: string): void {
  useTroubles.setState((s) => ({ troubles: s.troubles.filter((x) => x.intent !== intent) }));
}

/**
 * Shows why a rule said no (words under `refusal:<key>`). Fields show their own; this is for buttons and menus. It belongs to
 * the act that was refused: the next refusal takes its place, and it goes when an act comes off or the page is left.
 */
export function showRefusal(refusal: Refusal): void {
  count += 1;
  useTroubles.setState({ refused: { refusal, n: count } });
}

/** Nothing is refused any longer: the act is tried again, or its page or workspace is left. */
export function forgetRefusal(): void {
  useTroubles.setState({ refused: null });
}

/** An act begins; call the answer when it has come off. A refusal of something begun later stays. */
export function actBegun(): () => void {
  const begun = count;
  return () => {
    const { refused } = useTroubles.getState();
    if (refused && refused.n <= begun) forgetRefusal();
  };
}

/** A short word that goes away by itself, e.g. 已保存 14:32:05. */
export function notify(text: string, tone: Notice['tone'] = 'quiet', action?: Notice['action']): void {
  count += 1;
  useTroubles.setState({ notice: { text, tone, ...(action ? { action } : {}), n: count } });
}

export function dismiss(n: number): void {
  useTroubles.setState((s) => ({
    troubles: s.troubles.filter((x) => x.n !== n),
    refused: s.refused?.n === n ? null : s.refused,
    notice: s.notice?.n === n ? null : s.notice,
  }));
}
