/** The stations of the tour, on the real screens of the 示例库. Their words are `tour:step.<key>`. */
import { SAMPLE_IDS } from '../../../shared/domain/sample-deal.ts';
import { SIGNED_IDS } from '../../../shared/domain/sample-signed.ts';
import { parseRate } from '../../../shared/money.ts';
import type { TourState } from '../../data/queries/tour.ts';
import type { Route } from '../../session/route.ts';

export type TourStep = {
  key: string;
  place: Route;
  /** what the card points at: the first of these selectors that is on screen */
  anchors: readonly string[];
  /** whether it has been done; a station without it is only read */
  done?: (state: TourState) => boolean;
  /** a button of its own in the card */
  act?: 'openSample' | 'showReceipt' | 'myContract';
  /** stands on the deal that is signed already */
  signed?: true;
};

const deal = (tab: string): Route => ({ room: 'deals', id: SAMPLE_IDS.deal, tab });
/** 登记 of the signed deal. */
export const SIGNED_FILING: Route = { room: 'deals', id: SIGNED_IDS.deal, tab: 'registration' };

export const STEPS: readonly TourStep[] = [
  { key: 'missing', place: deal('setup'), anchors: ['[data-tour="rail-missing"]', '[data-tour="stages"]'] },
  {
    key: 'discount',
    place: deal('valuation'),
    anchors: ['[data-act="new-version"]', '[data-field$="/discountRate"]', '[data-field*="discountRate"]'],
    done: ({ discountRates }) => discountRates.some((r) => parseRate(r) === '0.12'),
  },
  { key: 'stale', place: deal('negotiation'), anchors: ['.stale-mark', '[data-tour="rail-missing"]'] },
  { key: 'faults', place: { room: 'deals', tab: 'from-file' }, anchors: ['[data-tour="findings"]', '.drop-zone'], act: 'openSample' },
  {
    key: 'contract',
    place: deal('contract'),
    anchors: ['[data-make="contract-draft"]', '#deal-body .empty-steps', '[data-tour="stages"]'],
    done: ({ documents }) => documents.some((n) => n.endsWith('.docx')),
  },
  {
    key: 'filing',
    place: SIGNED_FILING,
    anchors: ['[data-tour="assistant"]', '[data-act="freeze"]', '#deal-body .empty-steps'],
    done: ({ filing }) => (filing?.ticked ?? 0) > 0,
    signed: true,
  },
  {
    key: 'deliver',
    place: SIGNED_FILING,
    anchors: ['[data-act="deliver"]', '[data-act="connect"]', '[data-act="ask"]', '#deal-body .empty-steps'],
    done: ({ filing }) => ['submitted', 'accepted', 'registered'].includes(filing?.state ?? ''),
    signed: true,
  },
  {
    key: 'receipt',
    place: { room: 'settings', tab: 'registry' },
    anchors: ['[data-act="desk-open"]', '.registry-card'],
    done: ({ filing }) => filing?.state === 'registered',
    act: 'showReceipt',
    signed: true,
  },
  { key: 'mine', place: { room: 'today' }, anchors: [], act: 'myContract' },
];
