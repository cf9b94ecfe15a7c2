/** How a state of a filing looks, wherever it stands. */
import type { FilingState } from '../../shared/domain/filing.ts';
import type { Tone } from '../ui/marks.tsx';

export const FILING_TONES: Record<FilingState, Tone> = {
  draft: 'neutral',
  ready: 'current',
  queued: 'attention',
  sending: 'current',
  unknown: 'attention',
  orgReview: 'current',
  submitted: 'current',
  accepted: 'current',
  supplement: 'attention',
  returned: 'blocked',
  secondReview: 'current',
  registered: 'done',
  refused: 'blocked',
  cancelled: 'neutral',
  revoked: 'blocked',
};
