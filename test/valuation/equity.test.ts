/** Shares of technology and cash, rounds, tax on technology shares, distribution (valuation.md 2.15). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRuns } from '../support/random.ts';
import { answered, cellsOf, missed, published, refusedOf, valueOf, warningsOf, type Asked } from './asked.ts';

const sumOf = (a: readonly number[]): number => a.reduce((x, y) => x + y, 0);
const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const named = (n: number, of = '示例'): string[] => Array.from({ length: n }, (_, i) => `${of}${i + 1}`);
const values = (id: string, request: Asked, name: string): number[] => {
  const { outputs } = answered(id, request);
  return Object.entries(outputs).flatMap(([k, v]) => (k.startsWith(`${name}.`) ? [v] : []));
};

describe('technology-shares', () => {
  const kinds = fc.constantFrom('technology', 'cash');
  const given = fc.array(fc.record({ kind: kinds, amount: whole(1, 10_000_000).map((x) => x / 100) }), { minLength: 1, maxLength: 12 });

  it('tech % = V_tech/(V_tech + cash) × (1 − pool); shares and percent are whole and sum exactly, each within one of its quota', () => {
    fc.assert(
      fc.property(given, whole(0, 60), whole(1, 100_000_000), (rows, pool, totalShares) => {
        const contributions = rows.map((r, i) => ({ name: `示例${i}`, ...r }));
        const result = answered('technology-shares', { contributions, pool: pool / 100, totalShares });
        const total = sumOf(rows.map((r) => r.amount));
        const tech = sumOf(rows.filter((r) => r.kind === 'technology').map((r) => r.amount));
        expect(result.value).toBeCloseTo((tech / total) * (1 - pool / 100), 12);
        const shares = cellsOf(result, 'shares');
        expect(shares.every((x) => Number.isInteger(x) && x >= 0)).toBe(true);
        expect(sumOf(shares)).toBe(totalShares);
        expect(result.outputs['sharesSum']).toBe(totalShares);
        expect(sumOf(cellsOf(result, 'points'))).toBe(10_000);
        expect(result.outputs['percentSum']).toBe(1);
        rows.forEach((r, i) => expect(Math.abs(shares[i]! - (r.amount / total) * (1 - pool / 100) * totalShares)).toBeLessThan(1 + 1e-6));
        // no one with a larger remainder is left out for one with a smaller
        const rest = cellsOf(result, 'sharesRest');
        const up = shares.map((x, i) => x - cellsOf(result, 'sharesWhole')[i]!);
        const least = Math.min(...rest.filter((_, i) => up[i] === 1), Infinity);
        expect(Math.max(...rest.filter((_, i) => up[i] === 0), 0)).toBeLessThanOrEqual(least);
        const wan = answered('technology-shares', {
          contributions: contributions.map((c) => ({ ...c, amount: c.amount / 1e4 })),
          pool: pool / 100,
          totalShares,
          money: '万元',
        });
        expect(wan.value).toBeCloseTo(result.value, 12);
      }),
      randomRuns(150),
    );
  });

  it('gives equal remainders to the earlier, and three thirds their ten shares', () => {
    const thirds = named(3).map((name) => ({ name, kind: 'cash', amount: 1 }));
    expect(cellsOf(answered('technology-shares', { contributions: thirds, totalShares: 10 }), 'shares')).toEqual([4, 3, 3]);
    expect(cellsOf(answered('technology-shares', { contributions: thirds, totalShares: 10 }), 'percent')).toEqual([0.3334, 0.3333, 0.3333]);
  });

  it('warns and refuses', () => {
    const one = [{ name: '示例', kind: 'technology', amount: 1 }];
    expect(warningsOf('technology-shares', { contributions: one, totalShares: 1 })).toEqual(['contributionAppraisal']);
    expect(warningsOf('technology-shares', { contributions: [{ ...one[0], kind: 'cash' }], totalShares: 1 })).toEqual(['noTechnology']);
    expect(refusedOf('technology-shares', { contributions: one, pool: 1, totalShares: 1 })).toBe('poolTakesAll pool');
    expect(refusedOf('technology-shares', { contributions: [...one, ...one], totalShares: 10 })).toBe('namesTwice contributions');
    expect(refusedOf('technology-shares', { contributions: one, totalShares: 1.5 })).toBe('unreadable totalShares');
    expect(warningsOf('technology-shares', { contributions: [...one, { name: '示例小', kind: 'cash', amount: 0.001 }], totalShares: 100 })).toContain(
      'noWholeShare',
    );
  });
});

describe('SAFE and pro-rata', () => {
  it('CAP-03', () => {
    const { newInvestorsPct, safesWithProRata } = published('CAP-03').inputs as unknown as { newInvestorsPct: number; safesWithProRata: number };
    expect(missed('CAP-03', valueOf('pro-rata', { newInvestorsPart: newInvestorsPct, safesWithProRata }))).toEqual([]);
  });

  it('with the pro-rata taken up, those who hold S hold S of all that is sold', () => {
    fc.assert(
      fc.property(whole(0, 60), whole(0, 39), (n, s) => {
        const { outputs } = answered('pro-rata', { newInvestorsPart: n / 100, safesWithProRata: s / 100 });
        expect(outputs['proRataPart']).toBeCloseTo((s / 100) * outputs['soldInRound']!, 12);
      }),
      randomRuns(100),
    );
    expect(refusedOf('pro-rata', { newInvestorsPart: 0.6, safesWithProRata: 0.4 })).toBe('proRataTakesAll safesWithProRata');
  });

  it('stacked SAFEs each take amount/cap', () => {
    const safes = [
      { name: '甲', amount: 200, cap: 4000 },
      { name: '乙', amount: 800, cap: 8000 },
    ];
    expect(answered('safe-stack', { safes }).outputs).toEqual({ foundersPart: 0.85, 'safePart.1': 0.05, 'safePart.2': 0.1 });
    expect(refusedOf('safe-stack', { safes: [...safes, { name: '丙', amount: 900, cap: 1000 }] })).toBe('safesTakeAll safes');
  });
});

describe('cap-table', () => {
  const holders = [
    { name: '甲', shares: 6_000_000 },
    { name: '乙', shares: 4_000_000 },
  ];
  const round = (more: Asked = {}): Asked => ({ preMoney: 8000, investments: [{ name: '投资方', cash: 2000 }], ...more });
  const last = (request: Asked): Record<string, number> => {
    const result = answered('cap-table', request);
    const shares = values('cap-table', request, 'shares');
    const total = sumOf(shares);
    return Object.fromEntries((result.facts['holders'] as { name?: string }[]).map((h, i) => [h.name ?? 'pool', shares[i]! / total]));
  };

  it('one round: the investor has cash/post', () => {
    const result = answered('cap-table', { holders, rounds: [round()] });
    expect(result.value).toBe(10_000);
    expect(result.outputs['price.1']).toBe(8000 / 10_000_000);
    expect(last({ holders, rounds: [round()] })).toEqual({ 甲: 0.48, 乙: 0.32, 投资方: 0.2 });
    expect(result.outputs['dilution']).toBeCloseTo(0.2, 12);
  });

  it('a pool before the money leaves the investor cash/post; a pool for all dilutes it too', () => {
    const before = last({ holders, rounds: [round({ poolAdded: 0.1 })] });
    expect(before['投资方']).toBeCloseTo(0.2, 7);
    expect(before['pool']).toBeCloseTo(0.1, 7);
    expect(before['甲']).toBeCloseTo(0.7 * 0.6, 7);
    expect(answered('cap-table', { holders, rounds: [round({ poolAdded: 0.1 })] }).outputs['price.1']).toBeCloseTo((8000 - 0.1 * 10_000) / 10_000_000, 15);
    const all = last({ holders, rounds: [round({ poolAdded: 0.1, poolBorneBy: 'all' })] });
    expect(all['投资方']).toBeCloseTo(0.2 * 0.9, 7);
    expect(all['pool']).toBeCloseTo(0.1, 7);
  });

  it('post-money SAFEs take amount/cap before the new money, stacked; where the round is cheaper, the round’s price', () => {
    const safes = [
      { name: '丙', amount: 200, cap: 4000 },
      { name: '丁', amount: 800, cap: 8000 },
    ];
    const got = last({ holders, rounds: [round({ safes })] });
    expect(got['丙']).toBeCloseTo(0.05 * 0.8, 6);
    expect(got['丁']).toBeCloseTo(0.1 * 0.8, 6);
    expect(got['投资方']).toBeCloseTo(0.2, 6);
    const cheap = answered('cap-table', { holders, rounds: [round({ safes: [{ name: '丙', amount: 400, cap: 20_000 }] })] });
    expect(cheap.warnings).toEqual([{ key: 'capNotBinding', params: { name: '丙', round: 1 } }]);
    // its money bought at the round's price
    expect(cellsOf(cheap, 'issued')[0]! * cheap.outputs['price.1']!).toBeCloseTo(400, 2);
  });

  it('over rounds: what the first holders keep is the product of the rounds, shares are whole, percent sum to 100 %', () => {
    const anyRound = fc.record({
      preMoney: whole(1000, 100_000),
      cash: whole(1, 20_000),
      poolAdded: whole(0, 15).map((x) => x / 100),
      poolBorneBy: fc.constantFrom('existing', 'all'),
      safe: fc.option(fc.record({ amount: whole(1, 200), cap: whole(2000, 50_000) }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(whole(100_000, 9_000_000), { minLength: 1, maxLength: 6 }), fc.array(anyRound, { minLength: 1, maxLength: 4 }), (shares, rows) => {
        const rounds = rows.map(({ cash, safe, ...r }, j) => ({
          ...r,
          investments: [{ name: `轮${j}`, cash }],
          safes: safe ? [{ name: `先${j}`, ...safe }] : [],
        }));
        fc.pre(!rows.some((r) => r.poolBorneBy === 'existing' && r.preMoney - r.poolAdded * (r.preMoney + r.cash) <= 200));
        const request = { holders: shares.map((x, i) => ({ name: `始${i}`, shares: x })), rounds };
        // cheap rounds one after another make more shares than a table counts
        fc.pre(!refusedOf('cap-table', request).startsWith('sharesOutOfRange'));
        const result = answered('cap-table', request);
        expect(result.outputs['percentSum']).toBe(1);
        expect(sumOf(cellsOf(result, 'points'))).toBe(10_000);
        const end = values('cap-table', request, 'shares');
        expect(end.every((x) => Number.isInteger(x))).toBe(true);
        expect(end.slice(0, shares.length)).toEqual(shares);
        expect(result.outputs['keptFromStart']).toBeCloseTo(sumOf(shares) / sumOf(end), 12);
        // to within the rounding of whole shares the investor holds cash/post, less a pool that all bear
        const first = rows[0]!;
        const at = result.cells.find((c) => c.name === 'holding' && c.item === 1 && c.k === shares.length + 1 + (first.safe ? 1 : 0))!;
        const part = (first.cash / (first.preMoney + first.cash)) * (first.poolBorneBy === 'all' ? 1 - first.poolAdded : 1);
        expect(Math.abs(at.value - part)).toBeLessThan(1e-4);
      }),
      randomRuns(100),
    );
  });

  it('who invests again holds one line; the pool is one line', () => {
    const twice = {
      holders,
      poolShares: 1_000_000,
      rounds: [
        round({ poolAdded: 0.05 }),
        round({
          preMoney: 20_000,
          poolAdded: 0.05,
          investments: [
            { name: '甲', cash: 500 },
            { name: '投资方', cash: 500 },
          ],
        }),
      ],
    };
    expect(answered('cap-table', twice).facts['holders']).toEqual([
      { name: '甲', kind: 'holder' },
      { name: '乙', kind: 'holder' },
      { kind: 'pool' },
      { name: '投资方', kind: 'holder' },
    ]);
    expect(answered('cap-table', twice).outputs['shares.1']).toBeGreaterThan(6_000_000);
  });

  it('refuses a round that cannot be', () => {
    expect(refusedOf('cap-table', { holders, rounds: [round({ poolAdded: 0.8 })] })).toBe('poolEatsPreMoney rounds.0.poolAdded');
    expect(refusedOf('cap-table', { holders, rounds: [round({ poolAdded: 1, poolBorneBy: 'all' })] })).toBe('poolTakesAll rounds.0.poolAdded');
    expect(refusedOf('cap-table', { holders, rounds: [round(), round({ safes: [{ name: '丙', amount: 50, cap: 50 }] })] })).toBe('safesTakeAll rounds.1.safes');
    expect(refusedOf('cap-table', { holders: [{ name: '甲', shares: 1 }], rounds: [round({ investments: [{ name: '乙', cash: 1 }] })] })).toBe(
      'sharesOutOfRange rounds.0',
    );
    expect(refusedOf('cap-table', { holders: [...holders, holders[0]], rounds: [round()] })).toBe('namesTwice holders');
    expect(refusedOf('cap-table', { holders, rounds: [] })).toBe('listShort rounds');
  });
});

describe('technology-share-tax', () => {
  const open = { residentInvestee: true, entirelyShares: true, filed: true };
  const person = {
    holder: 'individual',
    shareValue: 5_000_000,
    originalCost: 500_000,
    exitProceeds: 12_000_000,
    exitCosts: 20_000,
    exitYear: 3,
    discountRate: 0.08,
    ...open,
  };

  it('a person: 900,000 now and 1,396,000 later, or 2,296,000 deferred', () => {
    const { outputs, facts } = answered('technology-share-tax', person);
    expect(outputs['immediateTax']).toBe(900_000);
    expect(outputs['laterTaxIfImmediate']).toBe(1_396_000);
    expect(outputs['deferredTax']).toBe(2_296_000);
    expect(facts['way']).toBe('deferred');
    // at no discount both are the same money
    expect(answered('technology-share-tax', { ...person, discountRate: 0 }).outputs['deferralSaves']).toBeCloseTo(0, 6);
  });

  it('an enterprise: 25 %, or 5,000,000 exempt and half above, in the year’s total', () => {
    const firm = { ...person, holder: 'enterprise', shareValue: 7_000_000, transferRelief: true };
    expect(answered('technology-share-tax', firm).outputs['immediateTax']).toBe(1_625_000);
    expect(answered('technology-share-tax', firm).outputs['reliefTax']).toBe(187_500);
    // 3,000,000 and 4,000,000 in one year: 250,000 on both, of which the first bore nothing
    expect(answered('technology-share-tax', { ...firm, shareValue: 4_500_000, otherTransferGains: 3_000_000 }).outputs['reliefTax']).toBe(250_000);
    // what the year's other gains have used up is not there a second time
    expect(answered('technology-share-tax', { ...firm, shareValue: 1_500_000, otherTransferGains: 6_000_000 }).outputs['reliefTax']).toBe(125_000);
    expect(warningsOf('technology-share-tax', { ...firm, taxRate: 0.15 })).toEqual(['taxIsNoOpinion', 'reliefConditions', 'reliefRateUnsure']);
    expect(refusedOf('technology-share-tax', { ...firm, holder: 'individual' })).toBe('reliefForEnterprises transferRelief');
  });

  it('is the same in 万元, the exempt amount with it', () => {
    const firm: Record<string, unknown> = { ...person, holder: 'enterprise', shareValue: 9_000_000, transferRelief: true, otherTransferGains: 400_000 };
    const moneys = ['shareValue', 'originalCost', 'exitProceeds', 'exitCosts', 'otherTransferGains'];
    const wan = Object.fromEntries(Object.entries(firm).map(([k, v]) => [k, moneys.includes(k) ? (v as number) / 1e4 : v]));
    const [a, b] = [answered('technology-share-tax', firm), answered('technology-share-tax', { ...wan, money: '万元' })];
    for (const [k, v] of Object.entries(a.outputs)) expect(b.outputs[k]! * 1e4).toBeCloseTo(v, 4);
  });

  it('compares the deferral only where each condition is confirmed, and asks for each', () => {
    expect(refusedOf('technology-share-tax', { ...person, filed: undefined })).toBe('missing filed');
    const shut = answered('technology-share-tax', { ...person, residentInvestee: false, entirelyShares: false, filed: false });
    expect(shut.warnings.map((w) => w.key)).toEqual(['taxIsNoOpinion', 'deferralNotResident', 'deferralNotShares', 'deferralNotFiled']);
    expect(shut.outputs['deferredTax']).toBeUndefined();
    expect(shut.facts['way']).toBe('now');
    const loss = answered('technology-share-tax', { ...person, exitProceeds: 1_000_000 });
    expect(loss.warnings.map((w) => w.key)).toEqual(['taxIsNoOpinion', 'lossNotTaxed']);
    expect(loss.outputs['laterTaxIfImmediate']).toBe(0);
  });

  it('deferral never costs more where nothing is lost, and saves more at a higher rate', () => {
    fc.assert(
      fc.property(whole(1, 1000), whole(0, 1000), whole(0, 1000), whole(0, 20), whole(0, 30), (cost, up, more, year, r) => {
        const ask = (discountRate: number): number =>
          answered('technology-share-tax', {
            ...person,
            originalCost: cost,
            shareValue: cost + up,
            exitProceeds: cost + up + more,
            exitCosts: 0,
            exitYear: year,
            discountRate,
          }).outputs['deferralSaves']!;
        expect(ask(r / 100)).toBeGreaterThanOrEqual(-1e-9);
        expect(ask(r / 100 + 0.05)).toBeGreaterThanOrEqual(ask(r / 100) - 1e-9);
      }),
      randomRuns(100),
    );
  });
});

describe('distribution-shares', () => {
  const transfer = {
    mode: 'transfer',
    stateUnit: true,
    income: 1_000_000,
    deductions: [{ name: '示例直接成本', amount: 100_000 }],
    netIncomeDefinition: '示例口径',
  };

  it('transfer: half of net income, half of that for the main contributors', () => {
    expect(answered('distribution-shares', transfer).outputs).toEqual({
      base: 900_000,
      reward: 450_000,
      mainReward: 225_000,
      othersReward: 225_000,
      unitKeeps: 450_000,
      check: 900_000,
    });
    expect(warningsOf('distribution-shares', transfer)).toEqual(['defaultByLaw', 'netIncomeByRule']);
  });

  it('shares: never below the ratio, whole', () => {
    fc.assert(
      fc.property(whole(1, 1_000_000), whole(50, 100), whole(50, 100), (sharesObtained, ratio, mainRatio) => {
        const { outputs, unit } = answered('distribution-shares', {
          mode: 'equity',
          stateUnit: true,
          sharesObtained,
          ratio: ratio / 100,
          mainRatio: mainRatio / 100,
        });
        expect(unit).toBe('count');
        expect(outputs['reward']).toBe(Math.ceil((sharesObtained * ratio) / 100));
        expect(outputs['mainReward']).toBe(Math.ceil((outputs['reward']! * mainRatio) / 100));
        expect(outputs['mainReward']! + outputs['othersReward']! + outputs['unitKeeps']!).toBe(sharesObtained);
      }),
      randomRuns(150),
    );
  });

  it('own use: 5 % of each year’s profit, 3 to 5 years', () => {
    const self = { mode: 'self', stateUnit: true, operatingProfits: [100, -50, 200] };
    expect(answered('distribution-shares', self).value).toBeCloseTo(15, 12);
    expect(warningsOf('distribution-shares', self)).toEqual(['defaultByLaw', 'lossYearsNothing']);
    expect(refusedOf('distribution-shares', { ...self, operatingProfits: [100, 100] })).toBe('rewardYears operatingProfits');
    expect(refusedOf('distribution-shares', { ...self, stateUnit: false, operatingProfits: [100, 100] })).toBe('rewardYears operatingProfits');
    expect(warningsOf('distribution-shares', { ...self, stateUnit: false, rule: '示例办法', operatingProfits: [100, 100] })).toEqual(['rewardYearsOther']);
    expect(warningsOf('distribution-shares', { ...self, operatingProfits: [1, 1, 1, 1, 1, 1] })).toContain('rewardYearsOther');
  });

  it('state units may not go below; others only by a rule or agreement that is named', () => {
    expect(refusedOf('distribution-shares', { ...transfer, ratio: 0.4 })).toBe('belowStateFloor ratio');
    expect(refusedOf('distribution-shares', { ...transfer, ratio: 0.4, rule: '示例办法' })).toBe('belowStateFloor ratio');
    expect(refusedOf('distribution-shares', { ...transfer, stateUnit: false, ratio: 0.4 })).toBe('belowDefault ratio');
    expect(warningsOf('distribution-shares', { ...transfer, stateUnit: false, ratio: 0.4, rule: '示例办法' })).toEqual([
      'belowDefaultByRule',
      'netIncomeByRule',
    ]);
    expect(warningsOf('distribution-shares', { ...transfer, ratio: 0.7, rule: '示例办法', mainRatio: 0.4 })).toEqual(['mainBelowHalf', 'netIncomeByRule']);
  });

  it('asks for what its way needs', () => {
    expect(refusedOf('distribution-shares', { ...transfer, netIncomeDefinition: undefined })).toBe('missing netIncomeDefinition');
    expect(refusedOf('distribution-shares', { ...transfer, income: undefined })).toBe('missing income');
    expect(refusedOf('distribution-shares', { mode: 'equity', stateUnit: true })).toBe('missing sharesObtained');
    expect(refusedOf('distribution-shares', { mode: 'self', stateUnit: true })).toBe('missing operatingProfits');
    expect(refusedOf('distribution-shares', { mode: 'transfer' })).toBe('missing stateUnit');
    const none = answered('distribution-shares', { ...transfer, income: 50_000 });
    expect(none.value).toBe(0);
    expect(none.warnings.map((w) => w.key)).toContain('noNetIncome');
  });
});
