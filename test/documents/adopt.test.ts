/** Somebody else's text taken over into a text of ours: every word of it stands there, and nothing of ours unasked. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articlesIn, type TextArticle, type TextLine } from '../../shared/domain/contract-text/articles-in.ts';
import { adoptedSet, answersFor, placeArticles, theirWording, valuesIn } from '../../shared/domain/contract/adopt.ts';
import { monopolyPhrases } from '../../shared/domain/checks/monopoly.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { buildContract, type ContractInput } from '../../shared/domain/contract/build.ts';
import { proposeFromText } from '../../shared/domain/contract/proposal.ts';
import { inSeveral } from '../../shared/domain/contract/several.ts';
import type { ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import { parseClauses } from '../../shared/domain/contract/language/parse.ts';
import { printClauses } from '../../shared/domain/contract/language/print.ts';
import { CODES, parsed } from './clause-files.ts';
import { randomRuns } from '../support/random.ts';
import { faultsIn, kindInput } from './kinds-fixture.ts';

const KINDS = CODES.filter((code) => parsed(code).set?.flavour === 'contract');
/** What it says, whatever its lines and their numbers. */
const words = (lines: readonly TextLine[]): string =>
  lines
    .map((l) => (l.item ? l.number : '') + l.text)
    .join('')
    .replace(/\s/g, '');
const says = (a: TextArticle) => ({ heading: a.heading, lines: a.lines.map((l) => l.text) });

const foreign = (articles: readonly string[]): string => `设备技术服务合同
委托方（甲方）：示例种业有限公司
受托方（乙方）：示例农业研究所
${articles.join('\n')}
甲方（盖章）：示例种业有限公司
乙方（盖章）：示例农业研究所`;

describe('the articles of a text', () => {
  it.each([
    ['第一条 服务内容', '第二条 保密'],
    ['一、服务内容', '二、保密'],
    ['1. 服务内容', '2. 保密'],
  ])('numbered as %s are found, without the head and the seals', (one, two) => {
    const found = articlesIn(foreign([one, 'a. 乙方调试甲方的设备。', two, '（1）双方保守秘密。', '（2）期限五年。']));
    expect(found.map(says)).toEqual([
      { heading: '服务内容', lines: ['乙方调试甲方的设备。'] },
      { heading: '保密', lines: ['双方保守秘密。', '期限五年。'] },
    ]);
  });
  it('have their heading and their words in one line, or no heading at all; each with where it stands', () => {
    const text = foreign(['第一条 保密：双方对本合同的内容保守秘密，期限五年。', '第二条 乙方应当在三十日内，派员到场。', '第三条 其他', '无。']);
    const found = articlesIn(text);
    expect(found.map(says)).toEqual([
      { heading: '保密', lines: ['双方对本合同的内容保守秘密，期限五年。'] },
      { heading: '', lines: ['乙方应当在三十日内，派员到场。'] },
      { heading: '其他', lines: [] },
    ]);
    for (const a of found) expect(text.slice(a.start, a.end)).toBe(a.text);
  });
  it('of a table of contents are not taken for the articles', () => {
    const found = articlesIn(foreign(['第一条 保密', '第二条 验收', '第一条 保密', '保守秘密。', '第二条 验收', '按附件验收。']));
    expect(found.map((a) => says(a).lines)).toEqual([['保守秘密。'], ['按附件验收。']]);
  });
});

/** As the program keeps it: written as a clause file and read again. */
const kept = (set: ClauseSet): ClauseSet => {
  const read = parseClauses({ file: '', text: printClauses(set) }, () => undefined);
  expect(read.faults.filter((f) => f.level === 'must')).toEqual([]);
  return read.set as ClauseSet;
};
const made = (set: ClauseSet, more: Partial<ContractInput> = {}): string =>
  plainLines(buildContract(set, { ...kindInput(inSeveral(set, 0)), ...more }).document).join('\n');

describe.each(KINDS)('our own %s, brought in as if it were somebody else’s', (code) => {
  const set = parsed(code).set as ClauseSet;
  /** articles that stand only where there is a 丙方 are not printed for two */
  const printed = inSeveral(set, 0).articles;
  const text = made(set);
  const placed = placeArticles(set, text);

  it('finds every article where it stands', () => {
    expect(placed.map((p) => `${p.theirs.heading} is ${set.articles.find((a) => a.id === p.id)?.title}`)).toEqual(
      printed.map((a) => `${a.title} is ${a.title}`),
    );
  });
  it('says the same words in the version that is made of it, article by article', () => {
    const again = made(kept(adoptedSet(set, placed, [])), { clauseTexts: {} });
    const said = (t: string): string[] => articlesIn(t).map((a) => `${a.heading}：${words(a.lines)}`);
    expect(said(again)).toEqual(said(text));
  });
  it('takes in all articles of ours a text lacks, with what they ask', () => {
    const some = placed.filter((_, i) => i % 3 === 1);
    const lacking = set.articles.map((a) => a.id).filter((id) => !some.some((p) => p.id === id));
    const built = buildContract(kept(adoptedSet(set, some, lacking)), kindInput(inSeveral(set, 0)));
    expect(built.text.toc.entries).toHaveLength(printed.length);
    expect(faultsIn(built)).toEqual([]);
  });
});

describe('a text nobody here wrote', () => {
  const set = parsed('FW-YB').set as ClauseSet;
  const text = `设备调试技术服务协议
甲方（委托方）：示例种业有限公司
乙方（受托方）：示例农业研究所
双方就低温干燥设备调试事宜达成如下协议：
一、服务事项
1、乙方为甲方的低温干燥设备提供安装调试、工艺参数确定和操作人员指导。
2、乙方应当解决设备出料含水率不稳定的问题，使出料含水率不高于8%。
二、服务期限和地点
自2026年3月1日起至2026年12月31日止，在甲方厂区内进行。
三、服务费用及付款
1、服务费用总额为人民币36万元（大写：叁拾陆万元整），含税。
2、协议签订后十日内支付50%，验收合格后十日内付清。
四、甲方配合
甲方提供设备图纸、场地和水电，并指定一名人员配合。
五、考核验收
设备连续运行72小时，出料含水率达到约定指标的为合格，由双方签字确认验收。
六、保密义务
双方对在履行中知悉的对方技术资料和经营信息保密，保密期限为五年，泄密方赔偿损失。
七、成果归属
乙方在服务中取得的新的技术成果归乙方，甲方利用乙方工作成果取得的新成果归甲方。
八、违约
一方违约的，按照合同总额的10%支付违约金，不足以弥补损失的还应当赔偿。
九、争议
因履行本协议发生争议的，协商不成时向甲方所在地人民法院起诉。
十、生效
本协议一式四份，双方签字盖章后生效。
甲方（盖章）：示例种业有限公司
乙方（盖章）：示例农业研究所`;
  const placed = placeArticles(set, text);

  it('has its articles placed by what they say, under other headings and in another order', () => {
    expect(Object.fromEntries(placed.map((p) => [p.theirs.heading, p.id]))).toMatchObject({
      保密义务: 'secrecy',
      违约: 'breach',
      争议: 'dispute',
      服务费用及付款: 'fee',
      考核验收: 'acceptance',
      成果归属: 'results',
      服务期限和地点: 'schedule',
      甲方配合: 'input',
      生效: 'effect',
    });
  });
  it('stands word for word and in its order in what is made of it; nothing of ours is added unasked', () => {
    const again = articlesIn(made(kept(adoptedSet(set, placed, []))));
    expect(again.map((a) => `${a.heading}：${words(a.lines)}`)).toEqual(articlesIn(text).map((a) => `${a.heading}：${words(a.lines)}`));
  });
  it('keeps its numbers where our articles are added, and none of them refers to what is not there', () => {
    const all = set.articles.map((a) => a.id);
    const built = buildContract(kept(adoptedSet(set, placed, all)), kindInput(inSeveral(set, 0)));
    const headings = built.text.toc.entries.map((e) => e.text.replace(/^\S+ /, ''));
    expect(headings.slice(0, placed.length)).toEqual(placed.map((p) => p.theirs.heading));
    expect(headings.length).toBeGreaterThan(placed.length);
    expect(plainLines(built.document).join('')).not.toMatch(/\{|ref:/);
  });
  it('proposes the values our fields ask for with their words, and says where our records differ', () => {
    const proposal = proposeFromText(text);
    const read = valuesIn(set, text, proposal, new Map());
    expect(read.find((v) => v.key === 'fixedFee')?.found).toMatchObject({ value: '360000', source: { text: expect.stringContaining('36') as string } });
    const ours = (value: string) => valuesIn(set, text, proposal, new Map([['fixedFee', { value, from: 'record' }]])).find((v) => v.key === 'fixedFee');
    expect(ours('1500000')).toMatchObject({ found: { value: '360000' }, instead: '1500000' });
    expect(ours('360000')).toBeUndefined();
  });
  it('leaves blank what was agreed and is not in it, instead of what our records say', () => {
    const own = kept(adoptedSet(set, placed, []));
    expect(answersFor(own, [])).toMatchObject({ termFrom: '', termTo: '', fixedFee: '', payKind: '' });
    expect(answersFor(own, valuesIn(set, text, proposeFromText(text), new Map()))).toMatchObject({ termFrom: '2026-03-01', fixedFee: '360000' });
  });
  it('is checked as any wording that is not ours', () => {
    const own = kept(adoptedSet(set, placeArticles(set, text.replace('七、成果归属', '七、成果归属\n甲方的改进无偿归乙方所有。')), []));
    const worded = theirWording(own);
    expect(Object.keys(worded)).toEqual(own.articles.flatMap((a) => a.clauses.map((c) => c.id)));
    expect(
      Object.values(worded)
        .flatMap((words) => monopolyPhrases(words))
        .map((p) => p.code),
    ).toContain('M1');
  });
  it('keeps every cell of a table, together', () => {
    const [first] = articlesIn(
      foreign([
        '第一条 付款',
        '按下表支付：',
        '期次',
        '时间',
        '金额',
        '1',
        '2027年1月31日前',
        '400,000',
        '2',
        '2027年6月30日前',
        '500,000',
        '逾期的按日支付违约金。',
        '第二条 其他',
        '无',
      ]),
    );
    expect(says(first!).lines).toEqual([
      '按下表支付：',
      '期次　时间　金额　1　2027年1月31日前　400,000　2　2027年6月30日前　500,000',
      '逾期的按日支付违约金。',
    ]);
    expect(first!.table).toBe(true);
  });
  it('leaves out signs nobody sees, which no text of ours may hold', () => {
    kept(adoptedSet(set, placeArticles(set, '第一条 保\u200b密\n保守秘密\ufffd。\n第二条 \n\u202e'), []));
  });
  it('holds together whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 80 })), { minLength: 2, maxLength: 12 }),
        (parts) => {
          const strange = parts.map(([heading, body], i) => `第${i + 1}条 ${heading}\n${body}`).join('\n');
          const wild = placeArticles(set, strange);
          kept(adoptedSet(set, wild, []));
        },
      ),
      randomRuns(60),
    );
  });
});
