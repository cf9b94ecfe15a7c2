/** 民法典 843–887 one by one: each article has a check that can find something, or a reason for having none; and what is proposed mends what was found. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { monopolyPhrases } from '../../shared/domain/checks/monopoly.ts';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { byArticle, checksOf, WITHOUT_CHECK } from '../../shared/domain/contract-text/civil-code.ts';
import { detailOf, proposedClause } from '../../shared/domain/contract-text/proposed.ts';
import { takeOver } from '../../shared/domain/contract-text/take-over.ts';
import { readingOf } from '../../shared/domain/contract-text/reading.ts';
import { routeOf } from '../../shared/domain/contract-text/kind.ts';
import { codeList } from '../../shared/domain/codes.ts';
import { json, rulesOn } from './support.ts';

const rules = rulesOn('2026-11-22');
const check = (text: string) => checkContractText({ contractId: 'c', text }, rules);
const found = (text: string): string[] => check(text).map(detailOf);
const proposed = codeList.parse(json('codes/proposed-clauses.json'));
const articles = codeList.parse(json('codes/civil-code-20.json'));

const HEAD = '甲方：示例甲有限公司\n乙方：示例乙大学\n第一条 一般\n双方合作。\n';
/** A contract of each kind that says nothing but what it is called. */
const BARE = [
  '技术开发（委托）合同',
  '技术开发（合作）合同',
  '技术转化合同',
  '专利权转让合同',
  '专利申请权转让合同',
  '技术秘密转让合同',
  '软件著作权转让合同',
  '专利实施许可合同',
  '技术秘密使用许可合同',
  '软件使用许可合同',
  '技术咨询合同',
  '技术服务合同',
  '技术培训合同',
  '技术中介合同',
].map((title) => `${title}\n${HEAD}`);
/** What has to be said before it can be found. */
const SAID = [
  `约定\n${HEAD}`,
  `专利权转让合同\n${HEAD}让与方身份证号：440106199001010000。该技术尚待研究开发。`,
  `技术开发合同\n甲方：香港示例有限公司\n乙方：示例乙大学\n第一条 对现有产品的改型，总价 20 万欧元。`,
  `专利实施许可合同\n${HEAD}按 3% 分成。`,
  `技术服务合同\n${HEAD}总价 20 万元。`,
];
const FOLDERS = ['../../resources/exercises/contracts/', './short-contracts/'].map((f) => new URL(f, import.meta.url));
const EXERCISES = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((f) => f.endsWith('.txt'))
    .map((f) => readFileSync(new URL(f, folder), 'utf8')),
);

describe('each of the 45 articles', () => {
  const everything = new Set([...BARE, ...SAID, ...EXERCISES].flatMap(found));
  const all = Array.from({ length: 45 }, (_, i) => 843 + i);
  it('is in the list of articles', () => expect(articles.items.map((a) => Number(a.code))).toEqual(all));
  it.each(all)('%i: what it checks can be found in a text, or it says why there is nothing to check', (article) => {
    const checks = checksOf(article);
    if (WITHOUT_CHECK.includes(article)) {
      expect(checks).toEqual([]);
      for (const lang of ['zh', 'en']) expect((json(`locales/${lang}/findings.json`) as { noCheck: Record<string, string> }).noCheck[article]).toMatch(/.{10}/);
    } else {
      expect(checks.length).toBeGreaterThan(0);
      expect(checks.filter((c) => !everything.has(c))).toEqual([]);
    }
  });
  it('a finding stands under its article', () => {
    const told = byArticle(check(BARE[0]!));
    expect(told.map((a) => a.article)).toEqual(all);
    expect(told.find((a) => a.article === 858)).toMatchObject({ name: '第八百五十八条', found: [{ message: { params: { clause: 'risk' } } }] });
    expect(told.find((a) => a.article === 870)?.found).toEqual([]);
  });
  it('its source names the article of the table', () => {
    for (const f of BARE.flatMap(check)) {
      const own = byArticle([f]).filter((a) => a.found.length > 0);
      if (f.source?.document === '中华人民共和国民法典') expect(own.map((a) => a.name).some((n) => f.source!.article!.includes(n))).toBe(true);
    }
  });
});

describe('what is proposed', () => {
  it('mends what was missing when it is taken over, and finds nothing new', () => {
    const open: string[] = [];
    for (const text of BARE) {
      const before = check(text);
      for (const f of before) {
        const kind = readingOf(text).kind;
        const clause = proposedClause(f, proposed, kind && routeOf(kind));
        if (clause === undefined) {
          open.push(detailOf(f));
          continue;
        }
        const after = found(`${text}第二条 ${clause}\n`);
        expect([detailOf(f), after.includes(detailOf(f))]).toEqual([detailOf(f), false]);
        expect([clause, after.filter((d) => !before.map(detailOf).includes(d))]).toEqual([clause, []]);
      }
    }
    // only a person knows these
    expect([...new Set(open)].toSorted()).toEqual(['clause.projectName', 'duty.indicators', 'patentDataMissing', 'priceMissing']);
  });
  it('puts nothing into a contract that art. 10 of the interpretation names', () =>
    expect(proposed.items.flatMap((i) => monopolyPhrases(i.name).map((m) => `${i.code} ${m.code}`))).toEqual([]));
  it('taken over into the faulty contracts, it mends what it is for and breaks nothing', () => {
    let taken = 0;
    for (const text of EXERCISES)
      for (const f of check(text)) {
        const kind = readingOf(text).kind;
        const clause = proposedClause(f, proposed, kind && routeOf(kind));
        const mended = clause === undefined ? undefined : takeOver(text, f, clause);
        if (mended === undefined) continue;
        taken++;
        const told = (x: string): string[] => check(x).map((y) => `${detailOf(y)} ${y.quote?.text ?? ''}`);
        const gone = `${detailOf(f)} ${f.quote?.text ?? ''}`;
        const before = told(text);
        const after = told(mended);
        expect([gone, after.includes(gone)]).toEqual([gone, false]);
        expect([gone, after.filter((x) => !before.includes(x))]).toEqual([gone, []]);
        expect(mended).not.toMatch(/。。|；。|。；/);
      }
    expect(taken).toBeGreaterThan(20);
  });
  it('keeps the number of the article whose words it replaces, and stands before the signatures', () => {
    const text = '技术许可合同\n第九条 乙方不得对技术进行改进。\n第十条 生效\n甲方（盖章）：示例公司\n';
    const [f] = check(text).filter((x) => x.message.key === 'text.monopoly');
    expect(takeOver(text, f!, '改进成果归改进方所有。')).toContain('第九条 改进成果归改进方所有。\n第十条');
    const silent = check(text).find((x) => detailOf(x) === 'clause.secrecy')!;
    expect(takeOver(text, silent, '双方保密。')).toMatch(/补充约定 双方保密。\n甲方（盖章）/);
  });
});
