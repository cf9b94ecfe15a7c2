/** One request for each method, so that whatever holds for all methods is shown for all. */
export const SAMPLES: Readonly<Record<string, unknown>> = {
  npv: { flows: [-40_000, 5_000, 8_000, 12_000, 30_000], discountRate: 0.08 },
  xnpv: { flows: [-10_000, 2_750, 4_250, 3_250, 2_750], dates: ['2008-01-01', '2008-03-01', '2008-10-30', '2009-02-15', '2009-04-01'], discountRate: 0.09 },
  irr: { flows: [-100, 39, 59, 55, 20] },
  xirr: { flows: [-10_000, 2_750, 4_250, 3_250, 2_750], dates: ['2014-01-01', '2014-03-01', '2014-10-30', '2015-02-15', '2015-04-01'] },
  mirr: { flows: [-100, 50, -60, 70], financeRate: 0.1, reinvestRate: 0.12 },
  annuity: { payment: 500, discountRate: 0.02 / 3, periods: 240 },
};
