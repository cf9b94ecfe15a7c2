/** The stations of the tour, on the real screens of the 示例库. Their words are `tour:step.<key>`. */
import { SAMPLE_IDS } from '../../../shared/domain/sample-deal.ts';
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
  act?: 'openSample' | 'myContract';
};

const deal = (tab: string): Route => ({ room: 'deals', id: SAMPLE_IDS.deal, tab });

export const STEPS: readonly TourStep[] = [
  { key: 'missing', place: deal('setup'), anchors: ['[data-tour="rail-missing"]', '[data-tour="stages"]'] },
  {
    key: 'discount',
    place: deal('valuation'),
    anchors: ['[data-field$="/discountRate"]', '[data-field*="discountRate"]'],
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
    place: deal('registration'),
    anchors: ['[data-tour="assistant"]', '#deal-body .empty-steps', '[data-tour="stages"]'],
    done: ({ filings }) => filings.length > 0,
  },
  { key: 'receipt', place: { room: 'settings', tab: 'registry' }, anchors: ['.registry-card'], done: ({ filings }) => filings.includes('registered') },
  { key: 'mine', place: { room: 'today' }, anchors: ['[data-tour="nav-today"]'], act: 'myContract' },
];
