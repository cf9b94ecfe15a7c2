/** The 《估值测算说明》 with every method applied in turn: sections, steps, 综合; and never a word of a statutory report. */
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { figuresOf } from '../../renderer/features/valuation/compute.ts';
import { noteOf } from '../../renderer/features/valuation/note.ts';
import { plainLines, type DocumentModel } from '../../shared/domain/contract/blocks.ts';
import type { Worksheet } from '../../shared/domain/deal.ts';
import { isRefusal } from '../../shared/result.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { convert, parts, pdfPages, pdfText, squeeze } from '../documents/office.ts';
import { flatten } from '../support/locales.ts';
import { DEAL_FILE, WITH_METHODS, WORKSHEET, appliedOf, chineseWords } from './worksheet-rows.ts';

const words = await chineseWords();
const FORBIDDEN = /评估报告|评估值|评估结论|评估师/;
function note(sheet: Worksheet): DocumentModel {
  const figures = figuresOf(sheet);
  if (isRefusal(figures)) throw new Error(figures.key);
  return noteOf(words, DEAL_FILE, sheet, figures, '');
}
const headings = (d: DocumentModel): string[] => d.blocks.flatMap((b) => (b.kind === 'heading' ? [b.text] : []));

describe('inputs of the note', () => {
  it('a choice nobody made is said as it counts; the forecast leads to where it stands', () => {
    const { timing: _timing, decay: _decay, ...inputs } = WORKSHEET.inputs ?? {};
    const sheet = {
      ...WORKSHEET,
      inputs: { ...inputs, timing: { source: '示例：合同草案' }, decay: { source: '示例：合同草案' }, revenues: { source: '示例：询价' } },
    };
    const lines = plainLines(note(sheet));
    const value = (label: string): string | undefined => lines[lines.indexOf(label) + 1];
    expect([value('现金流时点'), value('费率衰减')]).toEqual(['年末', '不衰减']);
    expect(value('销售收入预测')).toBe('见“分年计算”');
    expect(headings(note(sheet)).some((h) => h.endsWith('分年计算'))).toBe(true);
  });

  it('a basis nobody chose is not said to be one: neither in the result nor in the way to it', () => {
    const basis = (inputs: Worksheet['inputs']): string | undefined => {
      const lines = plainLines(note({ ...WORKSHEET, inputs: { ...WORKSHEET.inputs, ...inputs } }));
      return lines[lines.indexOf('口径') + 1];
    };
    const pre = { value: 'preTax' };
    expect(basis({ flowBasis: {}, rateBasis: {} })).toBe('口径未定');
    expect(basis({ flowBasis: pre, rateBasis: {} })).toBe('口径未定');
    expect(basis({ flowBasis: pre, rateBasis: pre })).toBe('税前口径');
    const unsaid = figuresOf({ ...WORKSHEET, inputs: { ...WORKSHEET.inputs, flowBasis: {}, rateBasis: {} } });
    if (isRefusal(unsaid)) throw new Error(unsaid.key);
    expect(unsaid.result.warnings.map((w) => w.key)).toEqual(['rateBasisUnsaid']);
  });
});

describe('the note of a worksheet with further methods', () => {
  const document = note(WITH_METHODS);
  const lines = plainLines(document);

  it('has a section a method, then 综合, then what was not used', () => {
    expect(headings(document)).toEqual([
      '1 测算对象与目的',
      '2 测算结果',
      '3 输入及来源',
      '4 计算步骤',
      '5 分年计算',
      '6 倍加系数法',
      '7 可比交易调整法',
      '8 现金流折现法',
      '9 加权平均资本成本（WACC）',
      '10 推迟投资的权利',
      '11 综合',
      '12 未采用的方法与其他说明',
    ]);
    expect(lines).toContain('许可费节省法、倍加系数法、可比交易调整法、现金流折现法、加权平均资本成本（WACC）、推迟投资的权利');
    expect(lines.at(-1)).toBe('编制人：示例经理；复核人：示例复核人；编制日期：2026年3月2日。');
  });

  it('says where inputs are from, every formula with its numbers, the figures of each period, and the warnings', () => {
    for (const text of ['示例：项目决算表', '2025-12-31', '事实', '97.50 万元', 'FCF₁ = NOPAT₁ + D&A₁ − Capex₁ − ΔNWC₁', '计算步骤', '逐期数值'])
      expect(lines.join('\n')).toContain(text);
    expect(lines.filter((l) => l.startsWith('注意：')).length).toBeGreaterThan(2);
    expect(lines.join('\n')).not.toMatch(/undefined|NaN|\{\{|method-/);
  });

  it('puts values and weights together with the reasons', () => {
    expect(lines).toContain('研发投入可核，只作底线');
    const point = 106.35 * 0.6 + 97.5 * 0.15 + 276.57 * 0.25;
    const said = /= ([\d.,]+) 万元。/.exec(lines.find((l) => l.startsWith('综合：'))!)!;
    expect(Math.abs(Number(said[1]) - point)).toBeLessThan(0.02);
    const uneven = plainLines(note({ ...WITH_METHODS, royaltyWeight: '0.5' }));
    expect(uneven.find((l) => l.startsWith('权重合计 '))).toBe('权重合计 90%，不是 100%，未作综合。');
    expect(headings(note(WORKSHEET))).not.toContain('6 综合');
  });

  it('says for each approach why it was not used', () => {
    expect(plainLines(note({ ...WITH_METHODS, approaches: { market: '示例：没有可比交易' } }))).toContain('市场法：示例：没有可比交易');
  });

  it('has the warnings of the forecast itself in words, the tax amortisation among them', () => {
    const taxed = Object.fromEntries(
      Object.entries({ taxRate: '0.25', tabYears: '8', flowBasis: 'postTax', rateBasis: 'postTax' }).map(([k, value]) => [k, { value }]),
    );
    const said = plainLines(note({ ...WORKSHEET, inputs: { ...WORKSHEET.inputs, ...taxed } })).join('\n');
    expect(said).toContain('注意：只有买方能摊销抵税时才能计这项收益');
    expect(said).not.toContain('warnings.');
  });

  it('is paper: every line in LibreOffice, the banner above every page', () => {
    const bytes = blocksToDocx(document);
    expect(blocksToDocx(note(structuredClone(WITH_METHODS)))).toEqual(bytes);
    expect(parts(bytes)['word/header1.xml']).toContain('非法定资产评估文件');
    const pdf = convert(bytes, 'docx', 'pdf');
    const look = process.env['KEZHUAN_LOOK'];
    if (look) copyFileSync(pdf, look);
    const text = squeeze(pdfText(pdf));
    expect(text.split(squeeze('估值测算说明 · 供谈判参考 · 非法定资产评估文件')).length - 1).toBe(pdfPages(pdf));
    expect(text).not.toMatch(FORBIDDEN);
  });
});

it('a picture is in the file under the name the text has for it; one used twice is there once, and always the same bytes', () => {
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const document = note(WITH_METHODS);
  const drawn: DocumentModel = { ...document, blocks: document.blocks.map((b) => (b.kind === 'picture' ? { ...b, png: pixel } : b)) };
  expect(drawn.blocks.filter((b) => b.kind === 'picture').length).toBeGreaterThan(3);
  const bytes = blocksToDocx(drawn);
  const made = parts(bytes);
  expect(Object.keys(made).filter((name) => name.includes('media'))).toEqual(['word/media/picture1.png']);
  const named = [...made['word/document.xml']!.matchAll(/r:embed="([^"]*)"/g)].map((m) => m[1]);
  expect(new Set(named)).toEqual(new Set(['rIdPicture1']));
  expect(made['word/_rels/document.xml.rels']).toContain('Id="rIdPicture1"');
  expect(made['word/document.xml']).not.toContain('rId{');
  expect(blocksToDocx(structuredClone(drawn))).toEqual(bytes);
});

it('every method has its section, in words', () => {
  const wrong: string[] = [];
  for (const m of METHODS.values()) {
    const lines = plainLines(note({ ...WORKSHEET, applied: [appliedOf(m.id)] }));
    const name = words(`method-${m.family}:${m.id}.name`);
    if (!lines.includes(`6 ${name}`)) wrong.push(`${m.id}: no section`);
    const odd = lines.filter((l) => /undefined|NaN|\{\{|^[a-z][A-Za-z]{4,}$/.test(l) || FORBIDDEN.test(l));
    if (odd.length > 0) wrong.push(`${m.id}: ${odd.join(' | ')}`);
  }
  expect(wrong).toEqual([]);
});

it('no word of any valuation namespace is one of a statutory report', () => {
  const folder = new URL('../../resources/locales/zh/', import.meta.url);
  const files = readdirSync(folder).filter((f) => /^(method-|methods|valuation)/.test(f));
  expect(files.length).toBeGreaterThan(10);
  const said = files.flatMap((file) =>
    [...flatten(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as never)]
      .filter(([, text]) => FORBIDDEN.test(text.replaceAll('不是法定资产评估报告', '')))
      .map(([key]) => `${file}: ${key}`),
  );
  expect(said).toEqual([]);
});
