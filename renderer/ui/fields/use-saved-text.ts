/** The life of typed text: from the stored value, through drafts while typing, to `onSave` when the field is left. */
import { useEffect, useRef, useState } from 'react';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { drafts } from '../../session/drafts.ts';
import { onFlush } from '../../session/flush.ts';

/** What `onSave` may answer: a refusal is shown under the field and the text stays. */
export type Saved = unknown;
export type SaveText = (value: string | undefined) => Promise<Saved> | void;

type Options = {
  /** the stored value */
  value: string | undefined;
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
export function useSavedText({ value, show = plain, read = trimmed, onSave, draftKey }: Options) {
  const stored = value === undefined || value === '' ? '' : show(value);
  const [text, setText] = useState(stored);
  const [dirty, setDirty] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const live = useRef({ text, dirty, value, show, read, onSave, draftKey });
  live.current = { text, dirty, value, show, read, onSave, draftKey };

  useEffect(() => {
    if (!live.current.dirty) setText(stored);
  }, [stored]);

  const running = useRef<Promise<void> | null>(null);
  const saveNow = useRef(async (): Promise<void> => {
    const now = live.current;
    live.current = { ...now, dirty: false };
    const next = now.read(now.text);
    if (next === (now.value ?? '')) {
      setDirty(false);
      setRefusal(null);
      setText(next === '' ? '' : now.show(next));
      if (now.draftKey) void drafts.drop(now.draftKey);
      return;
    }
    const answer = await now.onSave(next === '' ? undefined : next);
    if (isRefusal(answer)) {
      live.current = { ...live.current, dirty: true };
      setRefusal(answer);
      return;
    }
    setRefusal(null);
    setDirty(false);
    if (now.draftKey) void drafts.drop(now.draftKey);
  }).current;
  /** Leaving a field and closing the window both ask: the second waits for what the first began. */
  const save = useRef((): Promise<void> => {
    const before = (running.current ?? Promise.resolve()).catch(() => undefined);
    if (!live.current.dirty) return before;
    const all = Promise.all([before, saveNow()]).then(() => undefined);
    running.current = all;
    return all;
  }).current;

  useEffect(() => {
    if (!draftKey) return;
    let gone = false;
    void drafts.read(draftKey).then((draft) => {
      if (gone || draft === undefined || live.current.dirty) return;
      if (live.current.read(draft) === (live.current.value ?? '')) return void drafts.drop(draftKey);
      setText(draft);
      setDirty(true);
    });
    return () => {
      gone = true;
    };
  }, [draftKey]);

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
  useEffect(
    () => () => {
      void save();
    },
    [save],
  );

  const type = (next: string) => {
    setText(next);
    setDirty(true);
  };
  /** Chosen rather than typed: saved at once. */
  const put = (next: string) => {
    type(next);
    live.current = { ...live.current, text: next, dirty: true };
    return save();
  };
  /** Esc: back to what is stored. */
  const revert = () => {
    setText(stored);
    setDirty(false);
    setRefusal(null);
    live.current = { ...live.current, dirty: false };
    if (draftKey) void drafts.drop(draftKey);
  };
  return { text, dirty, refusal, type, put, save, revert };
}
