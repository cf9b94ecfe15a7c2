/**
 * Whether two sides meet, over columns of draws: where R_s ≤ R_b the price is R_s + α(R_b − R_s), else there is no deal.
 * P(deal) is the part of the trials that are valued, the mean of these the expected price. Source: valuation.md 2.13.
 */
import { z } from 'zod';
import { amount, share } from '../fields.ts';
import { modelKind, NO_DEAL, VALUED } from './model.ts';

export const dealKind = modelKind({
  base: z.object({ sellerReserve: amount(), buyerReserve: amount(), bargaining: share().default(0.5) }).strict(),
  variables: ['sellerReserve', 'buyerReserve', 'bargaining'],
  refusal: () => undefined,
  lay: (x) => ({
    fixed: [x.sellerReserve, x.buyerReserve, x.bargaining],
    evaluate([sellers, buyers, shares], rows, out, outcomes) {
      for (let i = 0; i < rows; i++) {
        const low = sellers![i]!;
        const room = buyers![i]! - low;
        const met = room >= 0;
        outcomes[met ? VALUED : NO_DEAL]!++;
        out[i] = met ? low + shares![i]! * room : Number.NaN;
      }
    },
  }),
});
