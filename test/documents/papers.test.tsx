import { readFileSync, readdirSync } from 'node:fs';
import { strFromU8 } from 'fflate';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { plainLines, type DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import type { DocumentError } from '../../renderer/documents/document-error.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { formCsv, formDocument, formJson } from '../../renderer/documents/filing-pack.ts';
import { minutesDocument, minutesDocx, sharedRound } from '../../renderer/documents/minutes-docx.ts';
import { noticeDocument, noticeDocx } from '../../renderer/documents/notice-docx.ts';
import { blocksToPrintDocument } from '../../renderer/documents/print-page.tsx';
import { WORKSHEET_BANNER, worksheetDocument, worksheetDocx } from '../../renderer/documents/worksheet-docx.ts';
import { clauses } from './clause-files.ts';
import { convert, parts, pdfPages, pdfText, squeeze } from './office.ts';
import { INTERNAL, licenceInput } from './licence-fixture.ts';
import { MINUTES, NOTICE, PACK, ROUND, SHEET } from './small-papers-fixture.ts';

const good = <T,>(r: { ok: true; value: T } | { ok: false; error: DocumentError }): T => {
  if (!r.ok) throw new Error(JSON.stringify(r.error));
  return r.value;
};

describe('the smaller papers', () => {
  it('render whole in LibreOffice: notice, worksheet, minutes', () => {
    for (const document of [noticeDocument(NOTICE), worksheetDocument(SHEET), minutesDocument(MINUTES)]) {
      const file = good(document.kind === 'notice' ? noticeDocx(NOTICE) : document.kind === 'worksheet' ? worksheetDocx(SHEET) : minutesDocx(MINUTES));
      const pdf = convert(file.bytes, 'docx', 'pdf');
      const text = squeeze(pdfText(pdf, 'cells'));
      expect(pdfPages(pdf)).toBeLessThanOrEqual(3);
      const lines = document.blocks.flatMap((b) =>
        b.kind === 'signatures' ? b.parties.flatMap((p) => [p.role, p.name]) : plainLines({ ...document, blocks: [b] }),
      );
      for (const line of lines) expect(text, line).toContain(squeeze(line));
    }
  }, 120_000);

  it('say what the law asks of a notice: name, price in digits and words, from when to when', () => {
    const text = plainLines(noticeDocument(NOTICE)).join('\n');
    for (const word of [
      '低温等离子体种子处理装置',
      '人民币1,500,000.00元（大写：壹佰伍拾万元整），另加提成比例2.5%',
      '2026年11月1日至2026年11月15日（15 日）',
      '第十八条',
    ])
      expect(text).toContain(word);
    expect(plainLines(noticeDocument({ ...NOTICE, notice: { ...NOTICE.notice, text: '自拟一句。' } }))[1]).toBe('自拟一句。');
  });

  it('keep the banner on a worksheet and refuse the words of licensed appraisers', () => {
    const document = worksheetDocument(SHEET);
    // a version is 第 n 版 on paper as on the screen
    expect(JSON.stringify(document)).toContain('第 2 版');
    expect(good(worksheetDocx(SHEET)).name).toMatch(/_第2版\.docx$/);
    const headings = (d: DocumentModel) => d.blocks.flatMap((b) => (b.kind === 'heading' ? [b.text] : []));
    expect(headings(document).at(-1)).toBe('7 引用的规则');
    expect(headings(worksheetDocument({ ...SHEET, rules: [] })).at(-1)).toBe('6 未采用的方法与其他说明');
    expect(document.blocks).toContainEqual({ kind: 'banner', text: WORKSHEET_BANNER });
    expect(document.header).toContain('非法定资产评估文件');
    expect(plainLines(document).join('\n')).not.toMatch(/评估(报告|值|结论|师)/);
    for (const word of ['评估报告', '评估值', '评估结论', '评估师'])
      expect(worksheetDocx({ ...SHEET, worksheet: { ...SHEET.worksheet, note: `本${word}有效` } })).toMatchObject({
        ok: false,
        error: { key: 'wordsForbidden', params: { word } },
      });
    expect(plainLines(document).join('\n')).toContain('待确认');
  });

  it('tell the outcome of a meeting as a sentence', () => {
    const lines = (outcomeName: string): string[] => plainLines(minutesDocument({ ...MINUTES, outcomeName }));
    expect(lines('达成一致')).toContain('达成一致。');
    expect(lines('')).toContain('无。');
  });

  it('leave the walk-away out of minutes, in every part', () => {
    const { bytes } = good(minutesDocx(MINUTES));
    for (const part of Object.values(parts(bytes))) for (const word of [...INTERNAL, '1900000', '1,900,000']) expect(part).not.toContain(word);
    expect(sharedRound(ROUND)).not.toHaveProperty('walkAway');
  });

  it('the form of a filing: every value with the words of its code, and the mark of a library that files nothing', () => {
    expect(blocksToDocx(formDocument(PACK))).toEqual(blocksToDocx(formDocument(PACK)));
    const form = pdfText(convert(blocksToDocx(formDocument(PACK)), 'docx', 'pdf'));
    expect(squeeze(form)).toContain('提成支付附加预付入门费(RMTC)');
    expect(squeeze(form)).toContain('不得用于正式登记');
    const csv = strFromU8(formCsv(PACK));
    expect(csv).toContain(`"'=恶意"`);
    expect(csv.split('\r\n').slice(0, 2)).toEqual(['"序号","栏目","填报值","名称","字段"', '"","说明","示例，不得用于正式登记。","",""']);
    expect(strFromU8(formCsv({ ...PACK, watermark: '' }))).not.toContain('不得用于');
    // an amount is one number in its column, and once on paper
    const amount = { ...PACK, fields: [{ key: 'totalAmount', label: '合同成交总额（元）', value: '1500000.00', shown: '1,500,000.00' }] };
    expect(strFromU8(formCsv(amount))).toContain('"1","合同成交总额（元）","1500000.00","","totalAmount"');
    const paper = plainLines(formDocument(amount)).join();
    expect(paper).toContain('1,500,000.00');
    expect(paper).not.toContain('1500000.00');
    expect(JSON.parse(formJson(PACK))).toMatchObject({ format: 'kezhuan-filing-1', mark: '示例', version: 1, frozenHash: PACK.frozenHash });
  }, 60_000);
});

describe('the printed page', () => {
  const text = (html: string): string =>
    squeeze(
      html
        .replace(/<[^>]+>/g, '')
        .replaceAll('&amp;', '&')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#x27;', "'"),
    );
  it('says every line of the blocks in order, for every paper', () => {
    const contract = buildContract(clauses('XK-ZL'), licenceInput({ copy: 'signing', contractNo: 'X-1', watermark: '示例' })).document;
    for (const document of [contract, noticeDocument(NOTICE), worksheetDocument(SHEET), minutesDocument(MINUTES)] satisfies DocumentModel[]) {
      const page = text(renderToStaticMarkup(blocksToPrintDocument(document)));
      let at = 0;
      for (const line of plainLines(document)) {
        const next = page.indexOf(squeeze(line), at);
        expect(next, line).toBeGreaterThanOrEqual(at);
        at = next;
      }
    }
  });
  it('carries no inline style but widths, and marks a blank', () => {
    const html = renderToStaticMarkup(blocksToPrintDocument(buildContract(clauses('XK-ZL'), licenceInput({ typed: { territory: '' } })).document));
    expect([...html.matchAll(/style="([^"]*)"/g)].every((m) => /^width:[\d.]+%$/.test(m[1]!))).toBe(true);
    expect(html).toContain('paper-blank');
  });
});

describe('the words', () => {
  it('exist in both languages for every error, contract problem and import problem the code can name', () => {
    const words = (language: string): Record<string, Record<string, unknown>> =>
      JSON.parse(readFileSync(new URL(`../../resources/locales/${language}/documents.json`, import.meta.url), 'utf8')) as never;
    const flat = (o: unknown, p = ''): string[] =>
      typeof o === 'string'
        ? [
            `${p} ${[...o.matchAll(/\{\{\w+\}\}/g)]
              .map((m) => m[0])
              .sort()
              .join('')}`,
          ]
        : Object.entries(o as object).flatMap(([k, v]) => flat(v, `${p}.${k}`));
    // English has another word where there is one
    expect(flat(words('en')).filter((w) => !/_one( |$)/.test(w))).toEqual(flat(words('zh')));
    const source = (folder: string): string =>
      readdirSync(new URL(folder, import.meta.url))
        .filter((f) => f.endsWith('.ts'))
        .map((f) => readFileSync(new URL(`${folder}/${f}`, import.meta.url), 'utf8'))
        .join('\n');
    const documents = source('../../renderer/documents');
    const errors = [...documents.matchAll(/refuseDocument\('(\w+)'|fail\(\{ key: '(\w+)'|return \{ key: '(\w+)'/g)].map((m) => m[1] ?? m[2] ?? m[3]!);
    for (const key of errors) expect(words('zh')['error'], key).toHaveProperty(key);
    const problems = [...readFileSync(new URL('../../shared/domain/contract/problems.ts', import.meta.url), 'utf8').matchAll(/key: '(\w+)'/g)].map(
      (m) => m[1]!,
    );
    for (const key of [...problems, 'blank', 'unreadable', 'unknown', 'noNumber']) expect(words('zh')['problem'], key).toHaveProperty(key);
    const imports = [...readFileSync(new URL('../../shared/domain/import/plan.ts', import.meta.url), 'utf8').matchAll(/key: '(\w+)', level/g)].map(
      (m) => m[1]!,
    );
    expect(imports.length).toBeGreaterThan(5);
    for (const key of imports) expect(words('zh')['import'], key).toHaveProperty(key);
  });
});
