/** Which deals the law prices: 促进科技成果转化法 art. 18 speaks of 转让, 许可 and 作价投资 of a result. */
import type { Deal } from '../deal.ts';

const OF_A_RESULT: readonly Deal['route'][] = ['transfer', 'license', 'equity'];

/**
 * Whether a result changes hands, so that it is valued, its price decided and published. Development, advice, service, training and brokering
 * hand over work, not a result that is there; while nobody said what the deal is, it is asked as if one did.
 */
export const pricesResult = (deal: Pick<Deal, 'route'>): boolean => deal.route === undefined || OF_A_RESULT.includes(deal.route);
