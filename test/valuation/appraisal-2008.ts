/**
 * A real appraisal's structure. Published of it: base date 2008-05-31, a stub first year, flows at 0.29, 1.08, 2.08 …,
 * 23.7 % before tax, a royalty falling from 3.39 % to 0.47 % over eight periods, an entry fee of 500 and 1.636 % of sales
 * for a lump of 2,800 (万元). Its sales are not published: those here are 示例, scaled so that the two prices agree.
 */
import { answered } from './asked.ts';

const STRUCTURE = {
  money: '万元',
  timing: 'mid',
  baseDate: '2008-05-31',
  firstPeriodEnd: '2008-12-31',
  royaltyRate: 0.0339,
  decay: 'geometric',
  decayRate: 1 - (0.0047 / 0.0339) ** (1 / 7),
  discountRate: 0.237,
  flowBasis: 'preTax',
  rateBasis: 'preTax',
} as const;
const SALES = [3_500, 10_000, 15_000, 20_000, 22_000, 23_000, 23_000, 22_000];
const present = answered('relief-from-royalty', { ...STRUCTURE, revenues: SALES }).outputs['revenuePresent']!;

export const APPRAISAL_2008 = { ...STRUCTURE, revenues: SALES.map((x) => (x * (2800 - 500)) / 0.01636 / present) };
