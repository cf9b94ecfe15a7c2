/** The worksheet's workbook: the screen's figures, live, in words, on every page with its banner; LibreOffice computes it again. */
import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../renderer/features/valuation/compute.ts';
import { noteOf } from '../../renderer/features/valuation/note.ts';
import { royaltyResult } from '../../renderer/features/valuation/results.ts';
import { bookOf } from '../../renderer/features/valuation/workbook.ts';
import { WORKSHEET_BANNER } from '../../renderer/documents/worksheet-docx.ts';
import { worksheetXlsx, type WorksheetBook } from '../../renderer/documents/worksheet-xlsx.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import type { Worksheet } from '../../shared/domain/deal.ts';
import { formatWan } from '../../shared/money.ts';
import { isRefusal, type Refusal } from '../../shared/result.ts';
import { convert, pdfPages, pdfText, squeeze } from '../documents/office.ts';
import { agrees, recalculate } from '../documents/recalculate.ts';
import { randomRuns } from '../support/random.ts';
import { APPRAISAL_SHEET, DEAL_FILE, WITH_METHODS, WORKSHEET, chineseWords } from './worksheet-rows.ts';

const words = await chineseWords();
const good = <T extends object>(x: T | Refusal): T => {
  if (isRefusal(x)) throw new Error(JSON.stringify(x));
  return x;
};
const book = (sheet: Worksheet): WorksheetBook => good(bookOf(words, DEAL_FILE, sheet, good(figuresOf(sheet))));
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(a), Math.abs(b), 1e-3);

describe('the royalty forecast as a method', () => {
  const percent = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n / 1000));
  const sheets = fc.record({
    revenues: fc.array(fc.integer({ min: 200_000, max: 90_000_000 }).map(String), { minLength: 1, maxLength: 12 }),
    royalty: percent(300),
    discount: fc.integer({ min: -50, max: 600 }).map((n) => String(n / 1000)),
    low: fc.option(percent(500), { nil: undefined }),
    high: fc.option(percent(500), { nil: undefined }),
    tax: fc.constantFrom('0', '0.15', '0.25'),
    decay: fc.constantFrom('none', 'geometric', 'linear', 'table'),
    timing: fc.constantFrom('end', 'mid'),
    life: fc.option(
      fc.integer({ min: 1, max: 150 }).map((n) => String(n / 10)),
      { nil: undefined },
    ),
    stub: fc.boolean(),
    tab: fc.boolean(),
    upkeep: fc.boolean(),
  });
  const rowOf = (x: typeof sheets extends fc.Arbitrary<infer T> ? T : never): Worksheet => {
    const inputs: Record<string, string | undefined> = {
      royaltyRate: x.royalty,
      discountRate: x.discount,
      taxRate: x.tax,
      decay: x.decay,
      decayRate: '0.1',
      decayTable: '0.05 0.04 0.03',
      timing: x.timing,
      economicYears: x.life,
      firstPeriodEnd: x.stub ? '2026-12-31' : undefined,
      tabYears: x.tab && x.tax !== '0' ? '10' : undefined,
      maintenance: x.upkeep ? '2000 3000' : undefined,
    };
    return {
      ...WORKSHEET,
      revenues: x.revenues,
      lowRate: x.low,
      highRate: x.high,
      inputs: Object.fromEntries(Object.entries(inputs).flatMap(([k, value]) => (value === undefined ? [] : [[k, { value }]]))),
    };
  };

  it('has the figures of the screen', () => {
    fc.assert(
      fc.property(sheets, (x) => {
        const sheet = rowOf(x);
        const figures = figuresOf(sheet);
        if (isRefusal(figures)) return;
        const result = royaltyResult(sheet, figures.request);
        if (isRefusal(result)) {
          expect(result.key).toMatch(/unitsMixed|tabEndless/);
          return;
        }
        const screen = (text: string): number => Number(text) / 10_000;
        expect(near(result.value, screen(figures.result.value)), `${result.value} / ${screen(figures.result.value)}`).toBe(true);
        const band = figures.result.band;
        expect(near(result.outputs['bandMin'] ?? result.value, screen(band.min))).toBe(true);
        expect(near(result.outputs['bandMax'] ?? result.value, screen(band.max))).toBe(true);
      }),
      randomRuns(300),
    );
  });

  it('carries source, date, grade and author', () => {
    const result = good(royaltyResult(WORKSHEET, good(figuresOf(WORKSHEET)).request));
    expect(result.inputs.find((i) => i.name === 'royaltyRate')).toMatchObject({ source: '买方同类设备采购询价推算', grade: 'assumption', value: 0.05 });
    expect(result.inputs.find((i) => i.name === 'lowRate')?.source).toBe(result.inputs.find((i) => i.name === 'discountRate')?.source);
    expect(result.value.toFixed(2)).toBe('106.35');
  });
});

describe('the workbook', () => {
  const made = book(WITH_METHODS);
  const bytes = worksheetXlsx(made);
  const parts = unzipSync(bytes);
  const sheetFiles = Object.keys(parts).filter((n) => n.startsWith('xl/worksheets/'));

  it('is the same bytes for the same worksheet, used in a round or not', () => {
    expect(worksheetXlsx(book(structuredClone({ ...WITH_METHODS, frozen: true })))).toEqual(bytes);
    expect(worksheetXlsx(structuredClone(made))).toEqual(bytes);
    expect(book({ ...WITH_METHODS, highRate: '0.21' }).contentId).not.toBe(made.contentId);
  });

  it('has its sheets in Chinese, the banner in each and above each page, and no word of a statutory report', () => {
    const names = [...strFromU8(parts['xl/workbook.xml']!).matchAll(/<sheet name="([^"]+)"/g)].map((m) => m[1]);
    expect(names).toEqual(['测算汇总', '许可费节省法', '倍加系数法', '可比交易调整法', '现金流折现法', '加权平均资本成本（WACC）', '推迟投资的权利']);
    for (const name of sheetFiles) {
      const xml = strFromU8(parts[name]!);
      expect(xml.split(WORKSHEET_BANNER).length - 1, name).toBe(2);
      expect(xml).toMatch(/<oddHeader>[^<]*估值测算[^<]*<\/oddHeader>/);
      expect(xml).toContain('paperSize="9" orientation="landscape"');
      expect(xml).not.toMatch(/评估报告|评估值|评估结论|评估师|undefined|NaN|\{\{/);
      expect(
        [...xml.matchAll(/<t [^>]*>([a-z][A-Za-z]{3,})<\/t>/g)].map((m) => m[1]),
        'a cell without words',
      ).toEqual([]);
    }
  });

  it('says what it is for, by whom, which version, and the values with weights', () => {
    const front = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    for (const text of [
      '专利实施许可谈判',
      '谈判参考（投资价值角度）',
      '2026年3月1日',
      '示例经理',
      '示例复核人',
      '第 1 版',
      made.contentId,
      '研发投入可核，只作底线',
      '销售预测由买方提供',
    ])
      expect(front).toContain(text);
  });

  it('puts nothing together that the screen does not, and says why; an incomplete one is 讨论稿 and lists what is missing', () => {
    const bare = { ...WITH_METHODS, royaltyWeightReason: undefined };
    const [front] = Object.entries(unzipSync(worksheetXlsx(structuredClone(book(bare))))).flatMap(([name, bytes]) =>
      name === 'xl/worksheets/sheet1.xml' ? [strFromU8(bytes)] : [],
    );
    expect(front).toContain('还不能综合');
    expect(front).toContain('有权重而没有理由');
    expect(front).not.toContain('SUM(');
    expect(front).toContain('还缺的要件');
    expect(book(bare).banner).toMatch(/^讨论稿 · /);
    expect(book(WITH_METHODS).notTogether).toBeUndefined();
  });
  it('says for each approach why it was not used', () => {
    const named = unzipSync(worksheetXlsx(book({ ...WORKSHEET, approaches: { market: '示例：没有可比交易' } })));
    expect(strFromU8(named['xl/worksheets/sheet1.xml']!)).toContain('市场法：示例：没有可比交易');
  });

  it('LibreOffice computes every sheet as we do, from the formulas alone', () => {
    const cells = recalculate(bytes);
    expect(cells.filter((c) => !agrees(c))).toEqual([]);
    expect(cells.length).toBeGreaterThan(60);
    const front = cells.filter((c) => c.sheet === 1).map((c) => c.theirs!.toFixed(2));
    expect(front).toEqual(expect.arrayContaining(['106.35', '115.93', '147.58']));
  });

  it('prints on few pages, each with the banner', () => {
    const pdf = convert(bytes, 'xlsx', 'pdf');
    const text = squeeze(pdfText(pdf));
    const pages = pdfPages(pdf);
    expect(pages).toBeLessThanOrEqual(sheetFiles.length * 3);
    expect(text.split(squeeze(WORKSHEET_BANNER).slice(0, 20)).length - 1).toBeGreaterThanOrEqual(pages);
    expect(text).not.toMatch(/#{3,}|#NAME|#REF|#VALUE|Err:/);
  });
});

describe('a real appraisal of 2008 by its structure', () => {
  it('is the same on screen, in the workbook computed again, and in the note: 2,800 as 500 and 1.636 % of sales', () => {
    const figures = good(figuresOf(APPRAISAL_SHEET));
    const cells = recalculate(worksheetXlsx(book(APPRAISAL_SHEET)));
    expect(cells.filter((c) => !agrees(c))).toEqual([]);
    const screen = [figures.result.value, figures.result.band.min, figures.result.band.max].map((yuan) => Number(yuan) / 10_000);
    const front = cells.filter((c) => c.sheet === 1).map((c) => c.theirs!);
    for (const value of [...screen, 2800])
      expect(
        front.some((x) => Math.abs(x - value) < 0.005),
        `${value} in ${front.join(' ')}`,
      ).toBe(true);
    // flows at 0.29, 1.08, 2.08 … of a year, the royalty from 3.39 % to 0.47 %
    const live = cells.filter((c) => c.sheet === 2).map((c) => c.theirs!);
    for (const [value, to] of [
      [0.29, 0.01],
      [7.08, 0.01],
      [0.0047, 1e-9],
    ] as const)
      expect(
        live.some((x) => Math.abs(x - value) < to),
        String(value),
      ).toBe(true);
    const lines = plainLines(noteOf(words, DEAL_FILE, APPRAISAL_SHEET, figures, '')).join('\n');
    expect(lines).toContain(`${formatWan(figures.result.value)} 万元`);
    expect(lines).toContain('2,800.00 万元');
  });
});
