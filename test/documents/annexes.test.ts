/** 附件 of a contract: listed in its article and its contents, each on a page of its own; nothing else of a text changes. */
import { describe, expect, it } from 'vitest';
import { contractDocx, keptDocx } from '../../renderer/documents/contract-docx.ts';
import { contractSays } from '../../renderer/documents/contract-says.ts';
import { readRevised } from '../../renderer/documents/revised/read-revised.ts';
import { retitled } from '../../shared/domain/contract/annexes.ts';
import { plainLines, type Block } from '../../shared/domain/contract/blocks.ts';
import { buildContract, type ContractInput } from '../../shared/domain/contract/build.ts';
import { movedSince } from '../../shared/domain/contract/moved.ts';
import { keptText, textToKeep } from '../../shared/domain/contract/text.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import { emptyDealFile, type DealFile } from '../../shared/domain/deal-file.ts';
import { rulesOn } from '../domain/support.ts';
import { clauses, CODES, parsed } from './clause-files.ts';
import { kindInput } from './kinds-fixture.ts';
import { licenceInput } from './licence-fixture.ts';
import { convert, parts, pdfPages, pdfText, squeeze } from './office.ts';

const SET = clauses('XK-ZL');
const listing = (annexes: string, more: Partial<ContractInput> = {}): ContractInput => licenceInput({ typed: { ...licenceInput().typed, annexes }, ...more });
/** What follows the signatures, page by page. */
function pages(input: ContractInput): Block[][] {
  const { blocks } = buildContract(SET, input).document;
  const after = blocks.slice(blocks.findIndex((b) => b.kind === 'signatures') + 1);
  return after.reduce<Block[][]>((all, b) => (b.kind === 'heading' && b.newPage ? [...all, [b]] : [...all.slice(0, -1), [...all.at(-1)!, b]]), []);
}
const words = (blocks: Block[]): string[] => plainLines({ ...buildContract(SET, licenceInput()).document, blocks });
const rules = rulesOn('2026-11-22');

describe('annexes', () => {
  it('have a page each, with their title, the contract they belong to and what is in them', () => {
    const signing = listing('专利证书复印件；\n附件2：技术资料清单\n实施计划：甲方于合同生效后九十日内完成安装。', {
      copy: 'signing',
      contractNo: '示例-2026-017',
    });
    const [certificate, material, plan, ...more] = pages(signing).map(words);
    expect(more).toEqual([]);
    expect(certificate).toEqual(['附件一 专利证书复印件', '《专利实施许可合同》（编号：示例-2026-017）的附件', '（文件附于本页之后，共　　　　页）']);
    expect(material!.filter((t) => t !== '')).toEqual([
      '附件二 技术资料清单',
      '《专利实施许可合同》（编号：示例-2026-017）的附件',
      ...['序号', '技术资料', '载体和份数', '备注'],
      ...['专利说明书及附图全文', '处理装置总装图与零部件图一套', '工艺参数表（处理功率、时间、气压）', '操作与维护手册'].flatMap((name, i) => [
        String(i + 1),
        name,
      ]),
    ]);
    expect(plan!.at(-1)).toBe('甲方于合同生效后九十日内完成安装。');
    const { document, text } = buildContract(SET, signing);
    const toc = document.blocks.find((b) => b.kind === 'toc');
    expect(toc?.kind === 'toc' && toc.entries.slice(-3).map((e) => e.text)).toEqual(['附件一 专利证书复印件', '附件二 技术资料清单', '附件三 实施计划']);
    // the article names them; what they say stands once
    expect(words(document.blocks).filter((l) => l.includes('九十日内完成安装'))).toHaveLength(1);
    expect(words(text.body as Block[])).toEqual(expect.arrayContaining(['（1） 专利证书复印件；', '（2） 技术资料清单；', '（3） 实施计划。']));
    expect(words(pages(listing('图纸'))[0]!)[1]).toContain('（编号：＿＿＿');
  });

  it('leave no page where the contract lists none', () => {
    expect(pages(listing(''))).toEqual([]);
    expect(buildContract(SET, listing('')).text).not.toHaveProperty('annexes');
    expect(pages(listing('图纸', { clauseTexts: { 'annex.list': '' } }))).toEqual([]);
  });

  it('are agreed text: each is part of what the content id names', () => {
    const id = (annexes: string): string => buildContract(SET, listing(annexes)).contentId;
    expect(new Set(['', '图纸', '图纸：一张', '图纸：两张'].map(id)).size).toBe(4);
  });

  it('are listed by every kind that asks for them', () => {
    const sets = CODES.flatMap((code) => {
      const { set } = parsed(code);
      return set?.flavour === 'contract' && set.steps.some((s) => s.fields.some((f) => f.key === 'annexes')) ? [set] : [];
    });
    expect(sets.length).toBeGreaterThan(20);
    for (const set of sets) {
      const { document } = buildContract(set, kindInput(set, { annexes: '图纸\n样品' }));
      const found = document.blocks.filter((b) => b.kind === 'heading' && b.id.startsWith('annex-'));
      expect(found.map((b) => b.kind === 'heading' && b.text)).toEqual(['附件一 图纸', '附件二 样品']);
    }
  });

  it('keep what they say when the other side calls one otherwise', () => {
    expect(retitled('实施计划：九十日内安装', '实施方案')).toBe('实施方案：九十日内安装');
    expect(retitled('实施计划：九十日内安装', '实施方案：六十日内安装')).toBe('实施方案：六十日内安装');
    expect(retitled('图纸', '总装图')).toBe('总装图');
  });
});

describe('texts of before annexes had pages', () => {
  const then = buildContract(SET, licenceInput({ annexPages: false }));
  const row: Contract = { id: 'c', dealId: 'deal-1', version: 3, kind: 'XK-ZL', state: 'locked', lockedHash: then.contentId, fields: licenceInput().typed };
  const { deal, seller, buyer, round } = licenceInput().sources;
  const file: DealFile = {
    ...emptyDealFile(deal),
    seller: seller!,
    buyer: buyer!,
    rights: licenceInput().sources.rights.map((r) => r.right),
    rounds: [round!],
  };

  it('that were kept are read, put on paper and compared as they are', () => {
    const kept = keptText({ ...row, lockedText: textToKeep(then.text) })!;
    expect(kept).not.toHaveProperty('annexes');
    const made = keptDocx(kept, { version: 3, copy: 'signing', contractNo: '示例-1' });
    expect(made.ok && JSON.stringify(parts(made.value.bytes))).not.toContain('附件一');
    expect(movedSince(kept, SET, licenceInput())).toEqual([]);
    expect(movedSince(kept, SET, listing('别的')).map((m) => m.now)).toContain('别的');
  });
  it('that were not kept are known again by the records', () => {
    const old = { ...file, contracts: [row] };
    expect(then.contentId).not.toBe(buildContract(SET, licenceInput()).contentId);
    expect(contractSays(old, row, rules)).toMatchObject({ standing: 'same', text: { title: '专利实施许可合同' } });
    expect(contractSays(old, row, rules).text).not.toHaveProperty('annexes');
    expect(contractSays(old, { ...row, lockedHash: 'b'.repeat(64) }, rules).standing).toBe('lost');
  });
});

it('on paper each begins a page, the seals stay with the last article, and the file reads back', async () => {
  const made = contractDocx(SET, listing('专利证书复印件\n技术资料清单', { copy: 'signing', contractNo: '示例-2026-017' }));
  if (!made.ok) throw new Error(made.error.key);
  const pdf = convert(made.value.bytes, 'docx', 'pdf');
  const sheets = pdfText(pdf).split('\f').slice(0, pdfPages(pdf)).map(squeeze);
  const [seals, first, second] = sheets.slice(-3);
  expect(seals).toContain('第二十三条合同生效');
  expect(seals).toMatch(/甲方签章处-[0-9a-f]{8}/);
  expect(seals).not.toContain('附件一');
  expect(first).toContain(squeeze('附件一 专利证书复印件'));
  expect(second).toContain(squeeze('附件二 技术资料清单'));
  expect(second).toContain('操作与维护手册');
  const back = readRevised(made.value.bytes);
  expect(back.ok && back.value.lines.map((l) => l.text)).toEqual(expect.arrayContaining(['附件一 专利证书复印件']));
}, 120_000);
