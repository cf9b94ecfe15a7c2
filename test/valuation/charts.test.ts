/** The charts say what the result says, and their tables say what the charts show. */
import { readdirSync, readFileSync } from 'node:fs';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { bridgeParts } from '../../renderer/features/valuation/charts/bridge-parts.ts';
import { chartImage } from '../../renderer/features/valuation/charts/chart-image.ts';
import { chartsOf } from '../../renderer/features/valuation/charts/charts-of.ts';
import { cellOf, seriesOf, total, type Figure } from '../../renderer/features/valuation/charts/figure.ts';
import { histogramFigure } from '../../renderer/features/valuation/charts/histogram.ts';
import { between, DARK, LIGHT, PRINT, readableOn } from '../../renderer/features/valuation/charts/ink.ts';
import { percentText, plainText, scaleOf } from '../../renderer/features/valuation/charts/scale.ts';
import { tornadoFigure } from '../../renderer/features/valuation/charts/tornado.ts';
import { chartWords, type ChartWords } from '../../renderer/features/valuation/charts/words.ts';
import { isRefusal, refuse } from '../../shared/result.ts';
import { valueBy, type MethodResult } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { CASES, chartCase, simulated, type ChartCase } from './chart-cases.ts';
import { SAMPLES, VARIANTS } from './samples.ts';

const FAMILIES = ['flows', 'income', 'cost', 'market', 'rates', 'share', 'options', 'deal', 'equity'];
const LANGUAGES = ['zh', 'en'] as const;
const file = (language: string, name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../resources/locales/${language}/${name}.json`, import.meta.url), 'utf8')) as Record<string, unknown>;
const i18n = i18next.createInstance();
let language: (typeof LANGUAGES)[number] = 'zh';
const unsaid: string[] = [];
const wordsFor = (family: string): ChartWords => chartWords((key, params) => i18n.t(key, { ...params, lng: language }), family);
const told = (name: string): ChartCase => chartCase(name, wordsFor);
const figure = (name: string, id: string): Figure => {
  const { result, words, beside } = told(name);
  return chartsOf(result, words, beside).find((f) => f.id === id)!;
};

beforeAll(async () => {
  const names = ['valuation-charts', ...FAMILIES.map((f) => `method-${f}`)];
  await i18n.init({
    lng: 'zh',
    resources: Object.fromEntries(LANGUAGES.map((l) => [l, Object.fromEntries(names.map((n) => [n, file(l, n)]))])),
    saveMissing: true,
    missingKeyHandler: (_, ns, key) => unsaid.push(`${ns}:${key}`),
    interpolation: { escapeValue: false },
  });
});

type Drawn = { name?: string; type: string; stack?: string; data: unknown[] };
const seriesIn = (f: Figure, type = 'bar'): Drawn[] => (f.option(LIGHT)['series'] as Drawn[]).filter((s) => s.type === type);
const numbers = (s: Drawn): number[] => s.data.map((d) => (d as { value: number } | null)?.value ?? NaN);
const close = (a: readonly number[], b: readonly number[]): void => {
  expect(a.length).toBe(b.length);
  a.forEach((x, i) => expect(x).toBeCloseTo(b[i]!, 9));
};
/** Where the unseen bar and the seen ones end. */
const ends = (f: Figure): [number, number][] => {
  const [base, plus, minus] = seriesIn(f) as [Drawn, Drawn, Drawn];
  return numbers(base).map((b, i): [number, number] => {
    const [up, down] = [numbers(plus)[i]!, numbers(minus)[i]!];
    return b >= 0 ? [Math.min(b, b + down), b + up] : [b + down, b];
  });
};
const read = (text: string): number => Number(text.replaceAll(',', ''));

describe('figures', () => {
  it('flows and their present values are those of the result, in the chart and in the table', () => {
    const { result } = told('npv');
    const f = figure('npv', 'flows');
    const [flows, present] = seriesIn(f) as [Drawn, Drawn];
    close(numbers(flows), seriesOf(result, 'flows'));
    close(numbers(present), seriesOf(result, 'present'));
    expect(total(seriesOf(result, 'present'))).toBeCloseTo(result.value, 9);
    expect(f.table.rows.map((r) => read(r[1]!))).toEqual(seriesOf(result, 'flows'));
    f.table.rows.forEach((r, i) => expect(read(r[2]!)).toBeCloseTo(seriesOf(result, 'present')[i]!, 2));
    expect(f.title).toContain('380.26 万元');
  });

  it.each(['relief-from-royalty', 'dcf', 'mpeem', 'rnpv', 'payment-value', 'minimum-fee', 'depreciation', 'reserve-prices'])(
    'the bridge arrives: %s',
    (name) => {
      const { result, words } = told(name);
      const parts = bridgeParts(result, words);
      let at = 0;
      for (const p of parts) {
        if (p.kind === 'total') expect(at).toBeCloseTo(p.value, 8);
        at = p.kind === 'change' ? at + p.value : p.value;
      }
      const wanted = name === 'reserve-prices' ? cellOf(result, 'buyerReserve')! : result.value;
      expect(at).toBeCloseTo(wanted, 8);
      const f = figure(name, 'bridge');
      close([Math.max(...ends(f).at(-1)!.map(Math.abs))], [Math.abs(wanted)]);
      expect(f.table.rows.map((r) => r[0])).toEqual(parts.map((p) => p.name));
      expect(read(f.table.rows.at(-1)![2]!)).toBeCloseTo(wanted, 2);
    },
  );

  it('taxes, upkeep and the amortisation benefit of a royalty are as a sum by hand has them', () => {
    const { result, words } = told('relief-from-royalty');
    const revenues = [1200, 1800, 2600, 3200, 3400, 3400, 3000, 2400];
    const pv = (f: (k: number) => number): number => total(revenues.map((_, k) => f(k) / 1.16 ** (k + 1)));
    const gross = pv((k) => revenues[k]! * 0.045);
    const plain = gross * 0.75 - pv(() => 6 * 0.75);
    close(
      bridgeParts(result, words).map((p) => p.value),
      [gross, -0.25 * gross, -pv(() => 4.5), result.value - plain, result.value],
    );
  });

  it('a bridge over zero is drawn on both sides', () => {
    const loss = valueBy(METHODS.get('rnpv')!, { ...(SAMPLES['rnpv'] as object), stageCosts: [400, 300, 500], money: '万元' });
    if (isRefusal(loss)) throw new Error(loss.key);
    const f = chartsOf(loss, wordsFor('income')).find((x) => x.id === 'bridge')!;
    expect(loss.value).toBeLessThan(0);
    close(ends(f).at(-1)!, [loss.value, 0]);
  });

  it('tornado: each side reaches from the base to its value; a side without one has no bar and says so', () => {
    const { result, beside } = told('relief-from-royalty');
    const f = figure('relief-from-royalty', 'tornado');
    const rows = beside.tornado!.rows;
    rows.forEach((r, i) => {
      const [low, high] = ends(f)[i]!;
      close([low, high], [Math.min(r.low!, result.value), Math.max(r.low!, result.value)]);
    });
    expect(f.table.rows.map((r) => [read(r[2]!), read(r[4]!)])).toEqual(rows.map((r) => [Number(r.low!.toFixed(2)), Number(r.high!.toFixed(2))]));
    const half = tornadoFigure(100, [{ name: '示例', low: undefined, high: 120, lowText: '-1', highText: '0.2' }], 'money', '万元', wordsFor('income'))!;
    expect(seriesIn(half)[0]!.data).toEqual([null]);
    expect(half.table.rows[0]).toEqual(['示例', '-1', '无结果', '0.2', '120.00']);
  });

  it('histogram: bars are the shares of all trials, marks stand where the summary has them', () => {
    const s = simulated();
    const f = histogramFigure(s, '万元', wordsFor('income'));
    const bars = seriesIn(f)[0]!.data as [number, number][];
    const h = s.histogram;
    close(
      bars.map((b) => b[1]),
      h.counts.map((c) => (c / s.valued) * 100),
    );
    close([bars[0]![0]], [h.from + h.width / 2]);
    expect(total(h.counts) + h.below + h.above).toBe(s.valued);
    const marks = seriesIn(f, 'line').map((l) => (l.data[0] as number[])[0]!);
    close(marks, [s.p10, s.p50, s.p90, s.settings.floor!]);
    expect(f.title).toContain(percentText(s.belowFloor!, 1));
    const counted = f.table.rows.map((r) => Number(r[2])).filter((n) => !Number.isNaN(n));
    expect(total(counted)).toBe(s.valued);
  });

  it('a simulation with one value only is one bar', () => {
    const s = simulated();
    const one = { ...s, histogram: { from: 50, width: 0, counts: [s.valued], below: 0, above: 0 }, p10: 50, p50: 50, p90: 50 };
    expect(seriesIn(histogramFigure(one, '万元', wordsFor('income')))[0]!.data).toEqual([[50, 100]]);
  });

  it('lattice: every node with its value; taken exactly where exercise is worth more than going on', () => {
    const { result } = told('option-binomial');
    const f = figure('option-binomial', 'lattice');
    const [held, taken, lapsed] = seriesIn(f, 'scatter') as [Drawn, Drawn, Drawn];
    expect(held.data.length + taken.data.length + lapsed.data.length).toBe((13 * 14) / 2);
    // after the last step there is nothing to go on with
    expect(new Set(f.table.rows.filter((r) => r[0] === '12').map((r) => r[4]))).toEqual(new Set(['行权', '到期不行权']));
    expect(f.table.rows.filter((r) => r[0] !== '12').map((r) => r[4])).not.toContain('到期不行权');
    expect(lapsed.data.every((d) => (d as { value: number[] }).value[0] === 12)).toBe(true);
    const up = Math.exp(0.4 * Math.sqrt(0.25));
    for (const d of taken.data as { value: [number, number]; label: { formatter: string } }[]) {
      const spot = 500 * up ** d.value[1];
      expect(read(d.label.formatter)).toBeCloseTo(520 - spot, 2);
    }
    expect(f.table.rows).toHaveLength(91);
    expect(read(f.table.rows[0]![3]!)).toBeCloseTo(result.value, 2);
    const longer = valueBy(METHODS.get('option-binomial')!, { ...(SAMPLES['option-binomial'] as object), steps: 13 }) as MethodResult;
    expect(chartsOf(longer, wordsFor('options'))).toEqual([]);
  });

  it('reserves: overlap or gap, and offers at their places', () => {
    const f = figure('nash offers', 'zopa');
    expect(f.table.rows.map((r) => r[1])).toEqual(['≥ 160.00', '≤ 320.00', '160.00 – 320.00', '248.00', '360.00（高于买方保留价）', '190.00', '280.00']);
    close(ends(f)[2]!, [160, 320]);
    expect((seriesIn(f, 'scatter')[0]!.data as { value: number[] }[]).map((d) => d.value)).toEqual([
      [248, 3],
      [360, 4],
      [190, 5],
      [280, 6],
    ]);
    const gap = figure('zopa gap', 'zopa');
    expect(gap.title).toContain('60.00 万元');
    expect(gap.table.rows.slice(2)).toEqual([
      ['缺口', '260.00 – 320.00'],
      ['所给价格', '300.00（双方都不接受）'],
    ]);
  });

  it('corridor and reconciliation name their sheets and methods', () => {
    const { result } = told('price-corridor');
    const rows = figure('price-corridor', 'corridor').table.rows;
    expect(rows[1]![0]).toContain(String(result.facts['floor']));
    expect(read(rows.at(-1)![1]!)).toBeCloseTo(result.value, 2);
    expect(figure('reconcile', 'reconcile').table.rows[0]).toEqual(['收益法（权重 60%）', '310.00（240.00 – 390.00）']);
  });

  it('heat map: the cell of the case as it stands is the value', () => {
    const { result, beside } = told('relief-from-royalty');
    const { table } = figure('relief-from-royalty', 'heat');
    const { down, across } = beside.heat!;
    expect(read(table.rows[down.base!]![across.base! + 1]!)).toBeCloseTo(result.value, 2);
    const holed = {
      ...beside.heat!,
      values: beside.heat!.values.map((row, i) => (i === 0 ? row.map(() => refuse('valuation.lifeOver', { field: 'x' })) : row)),
    };
    const f = chartsOf(result, wordsFor('income'), { heat: holed }).find((x) => x.id === 'heat')!;
    expect(f.table.rows[0]!.slice(1)).toEqual(across.labels.map(() => '无结果'));
  });

  it('offers, Shapley values, comparables and rates', () => {
    const offers = told('offers-compare').result;
    const [buyer, seller] = seriesIn(figure('offers-compare', 'offers')) as [Drawn, Drawn];
    close(numbers(seller), seriesOf(offers, 'sellerValue'));
    close(numbers(buyer), seriesOf(offers, 'buyerValue'));
    const shapley = figure('shapley', 'shapley');
    expect(total(shapley.table.rows.map((r) => read(r[1]!)))).toBeCloseTo(told('shapley').result.value, 2);
    const deals = figure('market-comparables', 'comparables').table.rows;
    const adjusted = deals.slice(0, 3).map((r) => read(r[2]!));
    expect(read(deals[3]![2]!)).toBe([...adjusted].sort((a, b) => a - b)[1]);
    expect(read(deals[4]![2]!)).toBeCloseTo(told('market-comparables').result.value, 2);
    expect(
      figure('market-royalty', 'rates')
        .table.rows.slice(-3)
        .map((r) => r[1]),
    ).toEqual(['2.75%', '4.00%', '8.75%']);
  });

  it('cap table: every round is a whole, the last as the result says', () => {
    const { result } = told('cap-table');
    const stacks = seriesIn(figure('cap-table', 'shares'));
    for (let round = 0; round < 4; round++) expect(total(stacks.map((s) => numbers(s)[round]!))).toBeCloseTo(100, 9);
    stacks.forEach((s, h) => expect(numbers(s)[3]!).toBeCloseTo(result.outputs[`percent.${h + 1}`]! * 100, 1));
  });

  it('a cap table of many holders draws the smallest as one; its table has them all', () => {
    const shares = figure('cap-table large', 'shares');
    const stacks = seriesIn(shares);
    expect(shares.table.rows).toHaveLength(28);
    expect(stacks).toHaveLength(24);
    expect(stacks.at(-1)!.name).toBe('其余 5 位');
    for (let round = 0; round < 9; round++) expect(total(stacks.map((s) => numbers(s)[round]!))).toBeCloseTo(100, 9);
  });
});

describe('all of them', () => {
  it.each(LANGUAGES)('every method with figures can be drawn and has words: %s', (l) => {
    language = l;
    unsaid.length = 0;
    const requests = [...Object.entries(SAMPLES), ...VARIANTS];
    const drawn = requests.flatMap(([id, request]) => {
      const m = METHODS.get(id);
      const result = m && valueBy(m, request);
      if (!m || !result || isRefusal(result)) return [];
      return chartsOf(result, wordsFor(m.family)).map((f) => `${id} ${f.id} ${chartImage(f.option(PRINT), 600, f.height).length > 1000 ? 'drawn' : 'empty'}`);
    });
    for (const name of CASES)
      for (const f of chartsOf(...(Object.values(told(name)) as [MethodResult, ChartWords]))) expect(f.title).not.toMatch(/\{\{|undefined|NaN/);
    language = 'zh';
    expect(unsaid).toEqual([]);
    expect(drawn.filter((d) => !d.endsWith('drawn'))).toEqual([]);
    expect(new Set(drawn.map((d) => d.split(' ')[0])).size).toBeGreaterThan(20);
  });

  it('every row of a table is as wide as its head, and no text is broken', () => {
    for (const name of CASES) {
      const { result, words, beside } = told(name);
      for (const f of chartsOf(result, words, beside)) {
        for (const row of f.table.rows) expect(row, `${name} ${f.id}`).toHaveLength(f.table.columns.length);
        expect(f.table.rows.flat().join(' ')).not.toMatch(/NaN|undefined|Infinity|-0\.00(?!\d)/);
      }
    }
  });

  it('nothing moves', () => {
    for (const name of CASES) {
      const { result, words, beside } = told(name);
      for (const f of chartsOf(result, words, beside)) expect(f.option(DARK)['animation']).toBe(false);
    }
  });

  it('元 and 万元 give the same picture', () => {
    const both = (['元', '万元'] as const).map((money) => {
      const k = money === '元' ? 10_000 : 1;
      return valueBy(METHODS.get('npv')!, { flows: [-400 * k, 300 * k, 250 * k], discountRate: 0.1, money }) as MethodResult;
    });
    const [a, b] = both.map((r) => chartsOf(r, wordsFor('flows'))[0]!) as [Figure, Figure];
    expect(a.table).toEqual(b.table);
    expect(a.title).toBe(b.title);
  });
});

describe('weight', () => {
  it('ECharts is fetched only with the first picture', () => {
    const folder = new URL('../../renderer/features/valuation/charts/', import.meta.url);
    const importers = (what: RegExp): string[] => readdirSync(folder).filter((f) => what.test(readFileSync(new URL(f, folder), 'utf8')));
    expect(importers(/^import (?!type).* from 'echarts/m)).toEqual(['chart-image.ts']);
    expect(importers(/^import (?!type).* from '\.\/chart-image\.ts'/m)).toEqual(['ChartPicture.tsx']);
    expect(importers(/^import (?!type).* from '\.\/ChartPicture\.tsx'/m)).toEqual([]);
  });
});

describe('numbers and colours', () => {
  it('万元 unless all is below one of them; as many places as fit', () => {
    expect(scaleOf('万元', [150], 'yuan').text(150)).toBe('1,500,000');
    expect(scaleOf('元', [1_500_000], 'wan').text(1_500_000)).toBe('150.00');
    expect(scaleOf('元', [800, -9_999], 'wan').unit).toBe('元');
    expect(scaleOf('万元', [0.5], 'wan').text(0.5)).toBe('5,000.00');
    expect(scaleOf('万元', [1_234_567], 'wan').text(1_234_567)).toBe('1,234,567');
    expect(scaleOf('万元', [5], 'wan').text(-0.001)).toBe('0.00');
    expect(scaleOf('元', [0], 'wan').unit).toBe('万元');
    expect([plainText(0.08), plainText(1200), percentText(-0.00001)]).toEqual(['0.08', '1,200', '0.00%']);
  });

  it('the colours are those of the page', () => {
    const css = readFileSync(new URL('../../renderer/app/shell.css', import.meta.url), 'utf8');
    const [light, dark] = [/:root \{([\s\S]*?)\n\}/, /:root\[data-theme='dark'\] \{([\s\S]*?)\n\}/].map((at) => at.exec(css)![1]!) as [string, string];
    for (const [ink, block] of [
      [LIGHT, light],
      [DARK, dark],
    ] as const)
      for (const [name, color] of Object.entries({
        text: ink.text,
        'text-2': ink.muted,
        surface: ink.surface,
        accent: ink.accent,
        blocked: ink.bad,
        'line-strong': ink.line,
      }))
        expect(block).toContain(`--${name}: ${color};`);
  });

  it('a number in a cell is readable on every ground between the two ends', () => {
    const luminance = (hex: string): number => {
      const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4)) as [
        number,
        number,
        number,
      ];
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (const ink of [LIGHT, DARK, PRINT])
      for (let k = 0; k <= 20; k++) {
        const ground = between(ink.soft, ink.accent, k / 20);
        const [a, b] = [luminance(ground), luminance(readableOn(ground))];
        expect((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)).toBeGreaterThanOrEqual(4.5);
      }
  });
});
