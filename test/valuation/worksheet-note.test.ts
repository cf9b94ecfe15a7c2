/** The 《估值测算说明》 with every method applied in turn: sections, steps, 综合; and never a word of a statutory report. */
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { figuresOf, type Figures } from '../../renderer/features/valuation/compute.ts';
import { noteOf } from '../../renderer/features/valuation/note.ts';
import { plainLines, type DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { checkWorksheet } from '../../shared/domain/checks/worksheet.ts';
import { valuedIn } from '../../shared/domain/checks/worksheet-says.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import type { Answer, Worksheet } from '../../shared/domain/deal.ts';
import { formatWan } from '../../shared/money.ts';
import { isRefusal } from '../../shared/result.ts';
import { weigh, weighLines } from '../../shared/valuation/weigh.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { convert, parts, pdfPages, pdfText, squeeze } from '../documents/office.ts';
import { flatten } from '../support/locales.ts';
import { DEAL_FILE, PATENT, WITH_METHODS, WORKSHEET, appliedOf, chineseWords } from './worksheet-rows.ts';

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
    const value = (label: string): string | undefined => lines[lines.indexOf(label, lines.indexOf('3 输入及来源')) + 1];
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

describe('the range of the forecast', () => {
  it('has its two rates among the inputs, with the discount rate’s source, and its own figures by year', () => {
    const lines = plainLines(note(WORKSHEET));
    const inputs = lines.slice(lines.indexOf('3 输入及来源'), lines.indexOf('4 计算步骤'));
    const at = (label: string): string[] => inputs.slice(inputs.indexOf(label) + 1, inputs.indexOf(label) + 5);
    expect(at('折现率低值')).toEqual(['12%', '同折现率：无风险利率加风险报酬，示例', '2026-03-02', '假设']);
    expect(at('折现率高值')[0]).toBe('20%');
    const range = lines.slice(lines.indexOf('6 区间的计算') + 1);
    expect(range.slice(0, 6)).toEqual(['年度', '许可费净额（万元）', '系数（12%）', '现值（12%，万元）', '系数（20%）', '现值（20%，万元）']);
    expect(range.slice(6, 12)).toEqual(['1', '15.00', '0.8929', '13.39', '0.8333', '12.50']);
    expect(range.slice(36, 42)).toEqual(['合计', '/', '/', '115.93', '/', '92.80']);
    expect(range[42]).toContain('折现率 12% 得 115.93 万元、折现率 20% 得 92.80 万元、折现率 15% 得 106.35 万元；取其中最小与最大为区间 92.80–115.93 万元。');
    const alone = plainLines(note({ ...WORKSHEET, lowRate: '', highRate: '' }));
    expect(alone.some((l) => l.endsWith('区间的计算'))).toBe(false);
  });
  it('ends in the values on screen with upkeep, tax and its amortisation too', () => {
    const more = Object.fromEntries(
      Object.entries({ taxRate: '0.25', tabYears: '10', maintenance: '20000、20000、20000、20000、20000', flowBasis: 'postTax', rateBasis: 'postTax' }).map(
        ([name, value]) => [name, { value }],
      ),
    );
    const sheet = { ...WORKSHEET, inputs: { ...WORKSHEET.inputs, ...more } };
    const figures = figuresOf(sheet);
    if (isRefusal(figures)) throw new Error(figures.key);
    const lines = plainLines(note(sheet));
    const total = lines.slice(lines.indexOf('合计', lines.indexOf('6 区间的计算')));
    expect([total[3], total[5]]).toEqual([formatWan(figures.result.low!.value), formatWan(figures.result.high!.value)]);
    expect(lines.slice(lines.indexOf('6 区间的计算'))).toContain('摊销抵税系数');
  });
});

describe('a worksheet that lacks items of the acceptance list', () => {
  const file: DealFile = { ...DEAL_FILE, deal: { ...DEAL_FILE.deal, rightIds: [PATENT.id] }, rights: [PATENT] };
  const figures = figuresOf(WORKSHEET) as Figures;
  const of = (sheet: Worksheet, answers: Answer[] = []): DocumentModel => noteOf(words, { ...file, answers }, sheet, figures, '');
  const thin: Worksheet = { ...WORKSHEET, object: '一台机器', reviewer: '' };

  it('is a 讨论稿 and names on its first page what is missing', () => {
    const document = of(thin);
    const lines = plainLines(document);
    expect(document.header).toBe('讨论稿 · 估值测算说明 · 供谈判参考 · 非法定资产评估文件');
    expect(lines[1]).toBe('讨论稿 · R-017 许可费节省法');
    const first = lines.slice(0, lines.indexOf('1 测算对象与目的'));
    expect(first).toContain('讨论稿：验收清单二十项中还缺 2 项，补齐或写明理由之前不作定稿。');
    expect(first.slice(first.indexOf('要补的内容') + 1)).toEqual([
      '对象：权利种类、专利号、申请日',
      '一种低温等离子体种子处理装置：专利号或申请号',
      '编制人与复核人',
      '复核人',
    ]);
  });
  it('is none once they are there, and prints the rights as their records have them', () => {
    const document = of(WORKSHEET);
    const lines = plainLines(document);
    expect(document.header).not.toContain('讨论稿');
    expect(lines.join('\n')).not.toContain('讨论稿');
    expect(lines[lines.indexOf('权利') + 1]).toBe('发明专利“一种低温等离子体种子处理装置”（ZL 202010000000.7、申请日 2020-01-02）');
  });
  it('is none where each is left out with a written reason, and keeps the reason to the office', () => {
    const answers = checkWorksheet(thin, METHODS, valuedIn(file)).map((f): Answer => ({ id: f.key, findingKey: f.key, reason: '示例：由对方另行提供' }));
    const lines = plainLines(of(thin, answers));
    expect(lines.join('\n')).not.toContain('讨论稿');
    expect(lines).toContain('以下要件没有写，编制人写明的理由留存备查：“对象：权利种类、专利号、申请日”、“编制人与复核人”。');
    expect(lines.join('\n')).not.toContain('示例：由对方另行提供');
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
      '6 区间的计算',
      '7 倍加系数法',
      '8 可比交易调整法',
      '9 现金流折现法',
      '10 加权平均资本成本（WACC）',
      '11 推迟投资的权利',
      '12 综合',
      '13 未采用的方法与其他说明',
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
    expect(uneven.findLast((l) => l.startsWith('权重合计 '))).toBe('权重合计 90%，不是 100%，未作综合。');
    expect(headings(note(WORKSHEET))).not.toContain('7 综合');
  });

  it('has the weighed range with its weights in front of the methods’ own figures, as on screen', () => {
    const front = lines.slice(lines.indexOf('2 测算结果'), lines.indexOf('3 输入及来源'));
    const value = (label: string): string | undefined => front[front.indexOf(label) + 1];
    const all = weigh(WITH_METHODS, weighLines(WITH_METHODS, METHODS), (l) => l.method);
    if (isRefusal(all)) throw new Error(all.key);
    expect(front[1]).toBe('综合区间');
    const [low, high] = [all.outputs['low']!, all.outputs['high']!].map((yuan) => formatWan(String(yuan)));
    expect(value('综合区间')).toBe(`${low}–${high} 万元`);
    expect(value('加权值')).toBe(`${formatWan(String(all.value))} 万元`);
    expect(value('权重')).toBe('许可费节省法 60%、倍加系数法 15%、可比交易调整法 25%');
    expect(value('许可费节省法 · 区间')).toBe('92.80–115.93 万元');
    expect(lines.find((l) => l.startsWith('综合：') && l.includes('×'))).toContain(`综合区间 ${low}–${high} 万元。`);
    // one price has its own range, under its own name
    expect(plainLines(note(WORKSHEET))).not.toContain('综合区间');
  });
  it('puts nothing together on paper that the screen does not', () => {
    const [cost, ...others] = WITH_METHODS.applied!;
    const outside = plainLines(note({ ...WITH_METHODS, applied: [{ ...cost!, low: '500000', high: '800000' }, ...others] })).join('\n');
    expect(outside).toMatch(/还不能综合：“倍加系数法”的值不在它的低值与高值之间/);
    expect(outside).toMatch(/未作综合：“倍加系数法”的值/);
    expect(outside).not.toMatch(/综合：106\.35/);
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
    if (!lines.includes(`7 ${name}`)) wrong.push(`${m.id}: no section`);
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
