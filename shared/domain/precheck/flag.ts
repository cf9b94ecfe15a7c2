/** A risk an examiner would ask about: never stops anything, and where it is about our own valuation it never leaves the house. */
import { finding, type Finding, type Quote, type Where } from '../finding.ts';
import type { FindingName } from '../finding-catalogue.ts';
import type { Params } from '../finding.ts';

export type FlagName = Extract<FindingName, `flag.${string}`>;
export type Flag = Finding & { /** 仅内部 */ internal?: true };

export const flag = (name: FlagName, where: Where, params: Params, more: { quote?: Quote; internal?: true; also?: string } = {}): Flag => ({
  ...finding(name, where, {
    params,
    ...(more.quote ? { quote: { text: more.quote.text, start: more.quote.start, end: more.quote.end } } : {}),
    ...(more.also ? { also: more.also } : {}),
  }),
  ...(more.internal ? { internal: true } : {}),
});
