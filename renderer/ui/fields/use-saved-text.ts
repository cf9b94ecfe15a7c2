/** The life of typed text: from the stored value, through drafts while typing, to `onSave` when the field is left. */
import { useEffect, useId, useRef, useState } from 'react';
import { isRefusal, refuse, type Refusal } from '../../../shared/result.ts';
import { cleanText } from '../../../shared/text.ts';
import { drafts } from '../../session/drafts.ts';
import { onFlush, whileSaving } from '../../session/flush.ts';
import { markSettled, markUnsaved, whyUnsaved } from '../../session/unsaved.ts';

/** What `onSave` may answer: a refusal is shown under the field and the text stays. */
export type Saved = unknown;
export type SaveText = (value: string | undefined) => Promise<Saved> | Refusal | void;

type Options = {
  /** the stored value */
  value: string | undefined;
  /** what the field is called: a refusal and the status bar say it */
  label: string;
  /** the field's name in its record: the status bar leads back to it */
  name?: string | undefined;
  /** characters that can be stored; longer text stays in the box and is refused */
  limit: number;
  /** stored value → text in the box */
  show?: (value: string) => string;
  /** text in the box → value to store; the default trims */
  read?: (text: string) => string;
  onSave: SaveText;
  /** keeps what is typed over a crash */
  draftKey?: string | undefined;
};

const LONGEST_UNSAVED_MS = 60_000;
const plain = (s: string) => s;
const trimmed = (s: string) => s.trim();

/** Everything a text control needs; `dirty` means typed but not saved. */
export function useSavedText({ value, label, name, limit, show = plain, read = trimmed, onSave, draftKey }: Options) {
  const stored = value === undefined || value === '' ? '' : show(value);
  const own = useId();
  const [text, setText] = useState(stored);
  const [dirty, setDirty] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const now = { text, dirty, value, label, name, limit, show, read, onSave, draftKey, key: draftKey ?? own };
  const live = useRef(now);
  // what was read is drawn in slices, so a drawing may be given up or be behind: what is typed is only ever taken from here
  live.current = { ...now, text: live.current.text, dirty: live.current.dirty };
  const set = useRef((next: string, typed: boolean): void => {
    live.current = { ...live.current, text: next, dirty: typed };
    setText(next);
    setDirty(typed);
  }).current;
  const onScreen = useRef(false);

  /** The stored value on screen; one that is only being drawn does not count. */
  const seen = useRef(value);
  /** What was handed over since and not read back yet, in order: the value on screen is older than these. */
  const sent = useRef<string[]>([]);
  useEffect(() => {
    const at = sent.current.indexOf(value ?? '');
    sent.current = at === -1 ? [] : sent.current.slice(at + 1);
    seen.current = value;
  }, [value]);
  const known = useRef((): string => sent.current.at(-1) ?? seen.current ?? '').current;
  const showKnown = useRef((): void => set(known() === '' ? '' : live.current.show(known()), false)).current;

  // the stored value may be drawn before the end of its own save: then this runs once more
  useEffect(() => {
    if (!live.current.dirty) showKnown();
  }, [stored, dirty, showKnown]);

  const settled = useRef((from: typeof now): void => {
    setRefusal(null);
    markSettled(from.key);
    // typed on while it was being saved: that is saved next
    if (live.current.text !== from.text) return;
    showKnown();
    if (from.draftKey) void drafts.drop(from.draftKey);
  }).current;
  const refused = useRef(async (from: typeof now, why: Refusal | null): Promise<void> => {
    if (why) setRefusal(why);
    if (onScreen.current || from.draftKey) markUnsaved(from.key, from.label, from.name ?? from.draftKey, why ?? undefined);
    // the text outlives its page only as a draft
    if (!from.draftKey) return;
    await drafts.save(from.draftKey, live.current.text).catch(() => undefined);
    // given up while it was being kept
    if (!live.current.dirty) await drafts.drop(from.draftKey).catch(() => undefined);
  }).current;

  const running = useRef<Promise<void> | null>(null);
  /** The text that is being saved now. */
  const handed = useRef<string | null>(null);
  const saveNow = useRef(async (): Promise<void> => {
    const from = live.current;
    const next = from.read(cleanText(from.text));
    if (next === known()) return settled(from);
    const takeBack = (): void => {
      const at = sent.current.lastIndexOf(next);
      if (at !== -1) sent.current = sent.current.toSpliced(at, 1);
    };
    // once it is answered the same text may be handed over again, whatever is still being kept of it
    const answered = (): void => {
      if (handed.current === from.text) handed.current = null;
    };
    handed.current = from.text;
    sent.current = [...sent.current, next];
    try {
      const answer = next.length > from.limit ? tooLong(from.label, from.limit, next.length) : await from.onSave(next === '' ? undefined : next);
      answered();
      if (isRefusal(answer)) {
        takeBack();
        return await refused(from, answer);
      }
    } catch (e) {
      answered();
      takeBack();
      const limit = limitOf(e);
      await refused(from, limit === undefined ? null : tooLong(from.label, limit, next.length));
      if (limit !== undefined) return;
      throw e;
    }
    settled(from);
  }).current;
  /** Leaving a field and closing the window both ask: the second waits for what the first began. */
  const save = useRef((): Promise<void> => {
    const before = (running.current ?? Promise.resolve()).catch(() => undefined);
    if (!live.current.dirty || handed.current === live.current.text) return before;
    const all = whileSaving(Promise.all([before, saveNow()]).then(() => undefined));
    running.current = all;
    return all;
  }).current;

  useEffect(() => {
    if (!draftKey) return;
    let gone = false;
    void drafts.read(draftKey).then((draft) => {
      if (gone || draft === undefined || live.current.dirty) return;
      if (live.current.read(draft) === (live.current.value ?? '')) return void drafts.drop(draftKey);
      set(draft, true);
      // it was refused before its page was left
      setRefusal(whyUnsaved(draftKey) ?? null);
    });
    return () => {
      gone = true;
    };
  }, [draftKey, set]);

  useEffect(() => {
    if (!dirty) return;
    const stop = onFlush(save);
    const late = setTimeout(() => void save(), LONGEST_UNSAVED_MS);
    return () => {
      stop();
      clearTimeout(late);
    };
  }, [dirty, save]);

  useEffect(() => {
    if (!dirty || !draftKey) return;
    const idle = setTimeout(() => void drafts.save(draftKey, text), 1000);
    return () => clearTimeout(idle);
  }, [dirty, draftKey, text]);

  // A removed input fires no blur: what was typed in it is saved all the same.
  useEffect(() => {
    onScreen.current = true;
    return () => {
      onScreen.current = false;
      // without a draft the text goes with its field
      if (!live.current.draftKey) markSettled(live.current.key);
      void save();
    };
  }, [save]);

  const type = (next: string) => set(next, true);
  /** Chosen rather than typed: saved at once. */
  const put = (next: string) => {
    type(next);
    return save();
  };
  /** Esc: back to what is stored. */
  const revert = () => {
    showKnown();
    setRefusal(null);
    markSettled(live.current.key);
    if (draftKey) void drafts.drop(draftKey);
  };
  return { text, dirty, refusal, type, put, save, revert };
}

const tooLong = (field: string, limit: number, length: number): Refusal => refuse('text.tooLong', { params: { field, limit, length } });

/** The limit a record's parser says was passed. */
function limitOf(error: unknown): number | undefined {
  const issues = typeof error === 'object' && error !== null && 'issues' in error && Array.isArray(error.issues) ? error.issues : [];
  const passed = issues.find((i: unknown) => typeof i === 'object' && i !== null && 'code' in i && i.code === 'too_big') as { maximum?: unknown } | undefined;
  return typeof passed?.maximum === 'number' ? passed.maximum : undefined;
}
