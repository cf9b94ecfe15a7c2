import { Fragment, useEffect, useMemo, type Ref } from 'react';
import type { Quote } from '../../../shared/domain/finding.ts';

type Piece = { text: string; at: number; marked: boolean };

/** Cuts the text at the quotes; overlapping ones become one mark. */
export function piecesOf(text: string, quotes: readonly Quote[], called: Quote | null): Piece[] {
  const spans = [...quotes, ...(called ? [called] : [])].filter((q) => q.end > q.start && q.end <= text.length).toSorted((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const s of spans) {
    if (s.end <= at) continue;
    const from = Math.max(at, s.start);
    if (from > at) pieces.push({ text: text.slice(at, from), at, marked: false });
    pieces.push({ text: text.slice(from, s.end), at: from, marked: true });
    at = s.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), at, marked: false });
  return pieces;
}

/** The contract's words with what was found marked; the one that was asked for comes into view. */
export function ContractText({ text, quotes, called, box }: { text: string; quotes: readonly Quote[]; called: Quote | null; box: Ref<HTMLDivElement> }) {
  const pieces = useMemo(() => piecesOf(text, quotes, called), [text, quotes, called]);
  useEffect(() => {
    if (called) document.querySelector('.review-text mark.called')?.scrollIntoView({ block: 'center' });
  }, [called]);
  return (
    <div ref={box} className="review-text" tabIndex={0}>
      {pieces.map((p) =>
        p.marked ? (
          <mark key={p.at} className={called && p.at >= called.start && p.at < called.end ? 'called' : undefined}>
            {p.text}
          </mark>
        ) : (
          <Fragment key={p.at}>{p.text}</Fragment>
        ),
      )}
    </div>
  );
}
