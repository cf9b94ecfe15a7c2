/** What comes next is looked at: an act that takes its own card away leads to the card that follows from it. */
import { useEffect, useRef, type RefObject } from 'react';
import type { Filing, FilingState } from '../../../shared/domain/filing.ts';

type Step = 'top' | 'pack' | 'send' | 'review' | 'answer' | 'grounds' | 'receipt' | 'ended';

const NEXT: Readonly<Record<FilingState, readonly Step[]>> = {
  draft: ['top'],
  ready: ['pack'],
  queued: ['send'],
  sending: ['send'],
  unknown: ['send'],
  orgReview: ['review'],
  submitted: ['answer', 'send'],
  accepted: ['answer', 'send'],
  secondReview: ['answer', 'send'],
  supplement: ['grounds'],
  returned: ['grounds'],
  refused: ['grounds'],
  registered: ['receipt'],
  cancelled: ['ended'],
  revoked: ['ended'],
};

/**
 * For the page of a filing, whose parts carry `data-step`: after a change of state the focus goes to the part that is next, and that comes into
 * view; only where what had the focus went away with the change, so that an answer of the registry disturbs nobody who is at something else.
 */
export function useNextStep(filing: Filing, page: RefObject<HTMLElement | null>): void {
  const state = filing.state ?? 'draft';
  const had = useRef<Element | null>(null);
  const first = useRef(true);
  useEffect(() => {
    const came = (e: FocusEvent): void => void (had.current = e.target instanceof Element ? e.target : null);
    document.addEventListener('focusin', came);
    return () => document.removeEventListener('focusin', came);
  }, []);
  useEffect(() => {
    if (first.current) return void (first.current = false);
    if (!had.current || had.current.isConnected) return;
    const part = NEXT[state].map((step) => page.current?.querySelector<HTMLElement>(`[data-step="${step}"]`)).find((found) => found?.firstElementChild);
    if (!part) return;
    part.scrollIntoView({ block: 'nearest' });
    const heading = part.querySelector<HTMLElement>('h2') ?? part;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [filing.id, filing.reasons?.length, state, page]);
}
