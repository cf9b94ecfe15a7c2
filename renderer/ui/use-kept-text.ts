/** Text typed into a box that has a button of its own: a draft until it is saved there or given up, over closing and a crash. */
import { useEffect, useRef, useState } from 'react';
import { drafts } from '../session/drafts.ts';
import { onFlush } from '../session/flush.ts';

const IDLE_MS = 1000;
const isDraft = (box: { text: string; start: string; settled: string | undefined }): boolean => box.text !== box.start && box.text !== box.settled;

/** `start` is what stands in the box without a draft; `found` is true once an earlier draft was put in. */
export function useKeptText(key: string | undefined, start: string) {
  // nothing typed: the box shows what stands in it, also when that is changed elsewhere
  const [typed, setTyped] = useState<string>();
  // saved or given up: no draft any more, though `start` may say so only later
  const [settled, setSettled] = useState<string>();
  const [found, setFound] = useState(false);
  const text = typed ?? start;
  const live = useRef({ key, text, start, settled });
  live.current = { key, text, start, settled };
  const changed = isDraft(live.current);

  useEffect(() => {
    if (key === undefined) return;
    let gone = false;
    void drafts.read(key).then((draft) => {
      if (gone || draft === undefined || live.current.text !== live.current.start) return;
      if (draft === live.current.start) return void drafts.drop(key);
      setTyped(draft);
      setFound(true);
    });
    return () => {
      gone = true;
    };
  }, [key]);

  useEffect(() => {
    if (isDraft(live.current)) return;
    setTyped(undefined);
    setSettled(undefined);
  }, [start]);

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
      const { key: at, text: left } = live.current;
      if (at !== undefined && isDraft(live.current)) void drafts.save(at, left);
    },
    [],
  );

  /** Saved or given up: `next` stands there now. */
  const settle = (next: string) => {
    live.current = { ...live.current, text: next, settled: next };
    setTyped(next);
    setSettled(next);
    setFound(false);
    if (key !== undefined) void drafts.drop(key);
  };
  return { text, type: setTyped, found, settle };
}
