/** What a registry says of itself (`GET v1/about`, asked without a token). */
import { z } from 'zod';
import type { Answered } from './exchange.ts';

const simulated = z.object({ simulated: z.literal(true) });

/** False too where it does not say: a portal that knows nothing of this protocol is no simulated registry. */
export function callsItselfSimulated({ raw }: Pick<Answered, 'raw'>): boolean {
  if (raw.status !== 200) return false;
  try {
    return simulated.safeParse(JSON.parse(raw.text)).success;
  } catch {
    return false;
  }
}
