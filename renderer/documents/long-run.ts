import type { Run } from '../../shared/domain/contract/blocks.ts';
import { runText } from '../../shared/domain/contract/blocks.ts';

/** Ten Latin letters or digits, five Chinese ones wide: a code, an account, an amount. */
const LONG = /[!-~]{10}/;

/**
 * No program breaks such a run: where it does not fit, it goes to the next line whole, and a line set even on both sides is
 * stretched over the room it leaves. A paragraph that holds one is set even on the left only.
 */
export const hasLongRun = (runs: readonly Run[]): boolean => LONG.test(runText(runs));
