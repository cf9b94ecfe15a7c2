/** Text typed into a box that has a button of its own: a draft until it is saved there or given up, over closing and a crash. */
import { useEffect, useRef, useState } from 'react';
import { drafts } from '../session/drafts.ts';
import { onFlush } from '../session/flush.ts';

const IDLE_MS = 1000;

/** `start` is what stands in the box without a draft; `found` is true once an earlier draft was put in. */
export function useKeptText(key: string | undefined, start: string) {
  const [text, setText] = useState(start);
  const [found, setFound] = useState(false);
  const live = useRef({ key, text, start });
  live.current = { key, text, start };

  useEffect(() => {
    if (key === undefined) return;
    let gone = false;
    void drafts.read(key).then((draft) => {
      if (gone || draft === undefined || live.current.text !== live.current.start) return;
      setText(draft);
      setFound(true);
    });
    return () => {
      gone = true;
    };
  }, [key]);

  const changed = text !== start;
  useEffect(() => {
    if (key === undefined || !changed) return;
    const keep = () => drafts.save(key, live.current.text);
    const stop = onFlush(keep);
    // kept: nothing is held any longer
    const idle = setTimeout(() => void keep().then(stop), IDLE_MS);
    return () => {
      clearTimeout(idle);
      stop();
    };
  }, [key, changed, text]);
  // a page that is left keeps what was begun on it
  useEffect(
    () => () => {
      const { key: at, text: typed, start: was } = live.current;
      if (at !== undefined && typed !== was) void drafts.save(at, typed);
    },
    [],
  );

  /** Saved or given up: `next` stands there now. */
  const settle = (next: string) => {
    live.current = { ...live.current, text: next, start: next };
    setText(next);
    setFound(false);
    if (key !== undefined) void drafts.drop(key);
  };
  return { text, type: setText, found, settle };
}
