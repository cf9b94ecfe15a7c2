/** The papers around a contract: what is known stands in them, what is missing is named, nothing internal, one sheet each. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatRate, formatYuan, parseMoney } from '../../shared/money.ts';
import { RECORD_PATHS, recordValues } from '../../shared/domain/contract/answers.ts';
import { plainLines, type DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { interviewFields, type InterviewField, type PaperSet } from '../../shared/domain/contract/clause-set.ts';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import { chineseDay, holds } from '../../shared/domain/contract/fill.ts';
import { printClauses } from '../../shared/domain/contract/language/print.ts';
import { parseClauses } from '../../shared/domain/contract/language/parse.ts';
import { buildPaper, type PaperInput } from '../../shared/domain/contract/paper.ts';
import { sourcesOf } from '../../renderer/documents/contract-input.ts';
import { paperSetDocx } from '../../renderer/documents/paper-docx.ts';
import { randomRuns } from '../support/random.ts';
import { CODES, parsed, textOf } from './clause-files.ts';
import { INTERNAL } from './licence-fixture.ts';
import { convertAll, parts, pdfPages, pdfText, squeeze } from './office.ts';
import { paperSources, typedFor } from './papers-fixture.ts';

const AROUND = ['CNS', 'SPB', 'YYB', 'SQWT', 'GYR', 'FQY', 'FZW', 'JJQ', 'YSZ', 'FYG', 'BA', 'ZLB', 'KFX-1', 'KFX-2', 'KFX-3'];
const paper = (code: string): PaperSet => {
  const { set, faults } = parsed(code);
  if (set?.flavour !== 'paper') throw new Error(`${code}: ${JSON.stringify(faults)}`);
  return set;
};
const known = (code: string): PaperInput => ({ typed: typedFor(code), sources: paperSources(code) });
const NOTHING: PaperInput = { typed: {}, sources: { deal: { id: 'deal-0' }, rights: [], instalments: [] } };
const textIn = (document: DocumentModel): string => plainLines(document).join('\n');
const bytesOf = (code: string, input: PaperInput): Uint8Array => {
  const made = paperSetDocx(paper(code), input);
  if (!made.ok) throw new Error(`${code}: ${made.error.key}`);
  return made.value.bytes;
};

/** How an answer is to be read, in each of its parts. */
function shownAs(field: InterviewField, value: string): string[] {
  switch (field.type) {
    case 'money':
      return [formatYuan(parseMoney(value)?.yuan)];
    case 'rate':
      return [formatRate(value)];
    case 'day':
      return [chineseDay(value)!];
    case 'choice':
      return [field.choices!.find((c) => c.value === value)!.print];
    case 'lines':
    case 'text':
      return value.split(/[\n｜]/).map((part) => part.replace(/[。；]$/, ''));
    default:
      return [value.replace(/[。；]$/, '')];
  }
}

describe('the papers around a contract', () => {
  it('are all there, without a fault or a warning, each with its use and its heading in both languages', () => {
    expect(CODES.filter((code) => textOf(`${code}.txt`).includes('\n正文\n')).toSorted()).toEqual(AROUND.toSorted());
    for (const code of AROUND) {
      expect(parsed(code).faults, code).toEqual([]);
      const set = paper(code);
      for (const words of [
        set.purpose,
        set.group,
        ...set.steps.map((s) => s.title),
        ...interviewFields(set).flatMap((f) => [f.label, ...(f.hint ? [f.hint] : [])]),
      ]) {
        expect(words?.zh, code).toMatch(/[一-龥]/);
        expect(words?.en, `${code}: ${words?.zh}`).not.toMatch(/[一-龥]{4}/);
      }
    }
  });

  it.each(AROUND)('%s is whole where the records are: no gap, and every answer stands in it', (code) => {
    const set = paper(code);
    const { document, answers, problems } = buildPaper(set, known(code));
    expect(problems).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('"blank"');
    const text = textIn(document);
    const body = textOf(`${code}.txt`).split('\n正文\n')[1]!;
    for (const field of interviewFields(set)) {
      const value = answers.get(field.key)?.value ?? '';
      // what only decides which words stand there is told by those words
      const printedAs = new RegExp(`\\{${field.key}(\\||\\})|(逐项|逐行) ${field.key}\\b`).test(body);
      if (value !== '' && printedAs) for (const part of shownAs(field, value)) expect(text, `${code} ${field.key}`).toContain(part);
    }
  });

  it('name the people, the rights and the prices of the deal', () => {
    const saying: Record<string, string[]> = {
      CNS: ['示例农业研究所', '示例种业股份有限公司', '示例-2026-001', '1,500,000.00元', '■有', '■否'],
      SPB: [
        '完成人甲（50%）、完成人乙（30%）、完成人丙（20%）',
        '■许可',
        '■排他',
        '70%',
        '壹佰伍拾万元整',
        '2.5%',
        '2026年10月10日至2026年10月26日，公示期满无异议',
      ],
      YYB: ['0f1e2d3c4b5a', '■收款', '每份 12 页，共 6 份', '■授权代表'],
      SQWT: ['签字人己', '2026年11月20日', '（标识0f1e2d3c4b5a）'],
      GYR: ['ZL 202010000000.7', '电极配方', '排他许可'],
      FQY: ['完成人丙', '□放弃　□行使', '第八百四十七条', '首期款1,000,000.00元'],
      FZW: ['第八百四十八条', '完成人甲', '不属于职务技术成果'],
      JJQ: ['密封交接', '属于技术秘密的：电极配方'],
      YSZ: ['526 千克/小时', '■通过验收，遗留问题限期整改'],
      FYG: ['265,000.50', '1,234,999.50', '壹佰贰拾叁万肆仟玖佰玖拾玖元伍角整', '材料费：300000 元'],
      BA: ['2027年3月1日', '2040-01-02', '不是官方表格'],
      ZLB: ['buyer@example.invalid', 'ZL 202010000000.7', '2027-01-02'],
      'KFX-1': ['自公告之日起至2031年12月31日止', '0000 0000 0000 0001'],
      'KFX-2': ['示例种子有限公司', '2025年3月12日'],
      'KFX-3': ['第五十一条', '壹拾万元整'],
    };
    for (const code of AROUND) {
      const text = textIn(buildPaper(paper(code), known(code)).document);
      for (const words of saying[code]!) expect(text, code).toContain(words);
    }
  });

  it.each(AROUND)('%s without records names what must be answered, and shows the place of each', (code) => {
    const set = paper(code);
    const { document, answers, problems } = buildPaper(set, NOTHING);
    const values = Object.fromEntries([...answers].map(([key, a]) => [key, a.value]));
    const must = interviewFields(set).filter((f) => f.required && holds(f.when, values) && values[f.key] === '');
    expect(must.length).toBeGreaterThan(3);
    expect(problems.filter((p) => p.key === 'missing').map((p) => p.field)).toEqual(must.map((f) => f.key));
    const lists = [...textOf(`${code}.txt`).matchAll(/记录 (\w+)/g)].map((m) => m[1]);
    expect(problems.filter((p) => p.key !== 'missing').map((p) => p.field)).toEqual(lists);
    expect(JSON.stringify(document)).toContain('"blank":true');
    expect(textIn(document)).not.toMatch(/[{}]|undefined|NaN/);
  });

  it('take nothing internal from the records, into no part of the file', () => {
    const secret = [...INTERNAL, '1900000', '1,900,000', 'walkAway', 'internalNote'];
    for (const code of AROUND) {
      const sources = paperSources(code);
      expect(sources.round).toMatchObject({ walkAway: '1900000', internalNote: INTERNAL[0] });
      const all = Object.entries(parts(bytesOf(code, known(code))));
      expect(all.length).toBeGreaterThan(10);
      for (const [name, text] of all) for (const word of [...secret, '/work', '印制', '监制', '待确认']) expect(text, `${code} ${name}`).not.toContain(word);
      for (const value of Object.values(recordValues(sources))) for (const word of secret) expect(value ?? '').not.toContain(word);
    }
    for (const path of RECORD_PATHS) expect(path).not.toMatch(/walkAway|internal|note$/i);
  });

  it('list the material of the contract line by line, without the signs of its list', () => {
    const { document } = buildPaper(paper('JJQ'), { typed: {}, sources: paperSources('JJQ') });
    const rows = document.blocks
      .flatMap((b) => (b.kind === 'table' && b.head === 1 ? b.rows.slice(1) : []))
      .map((r) => r.map((c) => c.runs.map((run) => run.text).join('')));
    expect(rows.slice(2)).toEqual([
      ['3', '工艺参数表（处理功率、时间、气压）', '', '', '', ''],
      ['4', '操作与维护手册', '', '', '', ''],
      ...Array.from({ length: 3 }, () => Array.from({ length: 6 }, () => '')),
    ]);
  });

  it('find what a deal has come to in its records: contract, signing, notice, decision, amounts', () => {
    const deal = { id: 'd', name: '示例项目', role: 'buyer' as const, route: 'license' as const };
    const contract = { id: 'k', dealId: 'd', kind: 'XK-ZL', version: 1, title: '专利实施许可合同', fields: { materials: '图纸', payKind: 'once' } };
    const file: DealFile = {
      ...emptyDealFile(deal),
      contracts: [contract],
      rounds: [{ id: 'r', dealId: 'd', no: 1, outcome: 'agreed', entryFee: '800000', walkAway: '1900000', internalNote: INTERNAL[0] }],
      signings: [
        { id: 's0', dealId: 'd', contractId: 'other', contractNo: '别的合同' },
        { id: 's', dealId: 'd', contractId: 'k', contractNo: '示例-7', effectiveOn: '2026-11-30', buyerSignatory: '买方签字人', sellerSignatory: '卖方签字人' },
      ],
      notices: [
        { id: 'n', dealId: 'd', startOn: '2026-10-10', endOn: '2026-10-26', result: '无异议', draft: false },
        { id: 'n2', dealId: 'd', title: '还没有公示', draft: true, replacesId: 'n' },
      ],
      pricings: [{ id: 'p', dealId: 'd', route: 'agreed', meeting: '第 3 次所务会', decidedOn: '2026-10-09' }],
      seller: { id: 'a', name: '卖方单位', contact: '甲', phone: '1' },
      buyer: { id: 'b', name: '买方单位', country: '344' },
    };
    const values = recordValues(sourcesOf(file, contract));
    expect(values).toMatchObject({
      'contract.no': '示例-7',
      'contract.recordBy': '2027-02-28',
      'contract.signatory': '买方签字人',
      'contract.origin': 'model',
      'contract.materials': '图纸',
      'other.name': '卖方单位',
      'deal.money': 'out',
      'amounts.total': '800000',
      'amounts.technical': '800000',
      'amounts.royalty': 'no',
      'seller.contactPhone': '甲　1',
      'buyer.abroad': 'yes',
      'pricing.decision': '第 3 次所务会，2026年10月9日',
      'round.payment': '一次总算、一次总付',
    });
    // one that is being written has not been published
    expect(values['notice.summary']).toBeUndefined();
    expect(recordValues(sourcesOf({ ...file, notices: file.notices.slice(0, 1) }, contract))['notice.summary']).toBe('2026年10月10日至2026年10月26日，无异议');
    expect(recordValues(sourcesOf(emptyDealFile({ id: 'd' }), undefined))['amounts.total']).toBeUndefined();
  });

  it('are the same bytes for the same input, and other bytes for another', () => {
    for (const code of AROUND) {
      expect(Buffer.compare(bytesOf(code, known(code)), bytesOf(code, known(code))), code).toBe(0);
      expect(buildPaper(paper(code), known(code)).document.contentId).not.toBe(buildPaper(paper(code), NOTHING).document.contentId);
    }
  });

  it('leave a declaration of a person open: the seller of the deal is another', () => {
    const { answers } = buildPaper(paper('FZW'), { typed: {}, sources: paperSources('FZW') });
    expect(paperSources('FZW').seller?.name).toBeTruthy();
    for (const key of ['declarant', 'phone', 'address']) expect([key, answers.get(key)?.value ?? '']).toEqual([key, '']);
  });

  it('are written back as the text they were read from', () => {
    for (const code of AROUND)
      expect(
        parseClauses({ file: code, text: printClauses(paper(code)) }, () => undefined),
        code,
      ).toEqual({ set: paper(code), faults: [] });
  });

  it('tell an author where a paper cannot be read, and what was expected there', () => {
    const text = `文书 X
名称 表
版本 1
步骤 a 甲 | A
  栏 sum 金额
    名 金额 | Sum
  栏 list 清单
    名 清单 | List
正文
  表 2 宽 1 1
    行 栏 | {sum-nothing|money}
      高 900
    意见 只有栏名
    空行 0
    逐行 list 序号
    记录 patents name colour
  签章 甲方 {sum|boxes}
    行 | 值
`;
    const found = parseClauses({ file: 'X.txt', text }, () => undefined).faults.map((f) => `${f.line}:${f.column} ${f.key}`);
    expect(found).toEqual([
      '7:3 unused',
      '11:11 noKey',
      '12:9 height',
      '13:8 opinion',
      '14:8 emptyRows',
      '15:13 lines',
      '16:21 recordColumn',
      '17:9 howOfOther',
      '18:7 signatureLine',
    ]);
  });

  it('take off what is typed, to the fen, and never print an amount that does not add up', () => {
    const set = paper('FYG');
    const fen = fc.integer({ min: 0, max: 9_999_999 });
    const yuan = (n: number): string => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`;
    fc.assert(
      fc.property(fen, fen, fc.option(fen, { nil: undefined }), (left, equipment, materials) => {
        const off = equipment + (materials ?? 0);
        const typed = {
          ...typedFor('FYG'),
          otherCost: '',
          fixedFee: yuan(left + off),
          researchFunds: yuan(left + off),
          researchReward: '',
          equipment: yuan(equipment),
          materials: materials === undefined ? '' : yuan(materials),
        };
        const { document, problems } = buildPaper(set, { typed, sources: paperSources('FYG') });
        const row = (name: string): string | undefined => {
          const found = document.blocks.flatMap((b) => (b.kind === 'table' ? b.rows : [])).find((r) => r[1]?.runs[0]?.text.startsWith(name));
          return found?.[2]?.runs[0]?.text;
        };
        expect(problems).toEqual([]);
        expect(row('非技术性费用')).toBe(formatYuan(yuan(off)));
        expect(row('技术交易额')).toBe(formatYuan(yuan(left)));
      }),
      randomRuns(60),
    );
    const problemsWith = (typed: Record<string, string>) =>
      buildPaper(set, { typed: { ...typedFor('FYG'), ...typed }, sources: paperSources('FYG') }).problems.map((p) => `${p.key} ${p.field}`);
    expect(problemsWith({})).toEqual([]);
    expect(problemsWith({ equipment: '二三台' })).toEqual(['unreadable equipment']);
    expect(problemsWith({ equipment: '1500000' })).toEqual(['belowZero fixedFee']);
    expect(problemsWith({ researchReward: '300000.01' })).toEqual(['partsSum researchFunds']);
  });

  it('stand on one sheet in LibreOffice with every line, and number their pages only where there are more', () => {
    const many = { ...known('JJQ'), typed: { materials: Array.from({ length: 60 }, (_, i) => `图纸 ${i + 1}｜纸质｜1｜内部`).join('\n') } };
    const made = Object.fromEntries(AROUND.map((code) => [code, bytesOf(code, known(code))]));
    const pdfs = convertAll({ ...made, many: bytesOf('JJQ', many) }, 'docx', 'pdf');
    for (const code of AROUND) {
      const text = squeeze(pdfText(pdfs[code]!, 'cells'));
      expect(pdfPages(pdfs[code]!), code).toBe(1);
      expect(text, code).not.toMatch(/第\d+页/);
      expect(text, code).toContain(squeeze(paper(code).title));
      for (const line of plainLines(buildPaper(paper(code), known(code)).document).filter((l) => l.length < 12 && !/[■□]/.test(l)))
        expect(text, code).toContain(squeeze(line));
    }
    const pages = pdfPages(pdfs['many']!);
    expect(pages).toBeGreaterThan(1);
    expect(squeeze(pdfText(pdfs['many']!))).toContain(`第${pages}页共${pages}页`);
  }, 180_000);
});
