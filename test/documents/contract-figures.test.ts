/** Figures and days of one contract that contradict each other are told: who puts in what, what funds consist of, when the work is due. */
import { describe, expect, it } from 'vitest';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { kindInput } from './kinds-fixture.ts';
import { input, setOf } from './rights-fixture.ts';

const TODAY = '2026-11-22';
const problems = (code: string, chosen: Record<string, string>) => {
  const set = setOf(code);
  return buildContract(set, { ...input(set, chosen), today: TODAY }).problems;
};
const found = (code: string, chosen: Record<string, string> = {}): string[] => problems(code, chosen).map((p) => `${p.level} ${p.key} ${p.field}`);

describe('technology for shares', () => {
  const A = '示例种业股份有限公司，货币';
  const B = '示例农业研究所，技术出资';
  const rows = (...of: string[]) => ({ capTable: of.join('\n'), holder: 'unit', makerCash: '' });
  const whole = rows(`${A}，300万元，60%`, `${B}，200万元，40%`);
  it.each<[string, Record<string, string>, string[]]>([
    ['all of it agrees', whole, []],
    ['in digits and words', rows(`${A}，3,000,000元（叁佰万元整），60.00%`, `${B}，¥2000000，40%`), []],
    ['thirds, written as far as they go', { ...rows(`${A}，200万元，66.67%`, `${B}，100万元，33.33%`), ...thirds() }, []],
    [
      'thirds that fall short of the whole',
      { ...rows(`${A}，200万元，66.6%`, `${B}，100万元，33.3%`), ...thirds() },
      ['must capRow capTable', 'ask capShares capTable'],
    ],
    ['120 %', rows(`${A}，300万元，70%`, `${B}，200万元，50%`), ['must capRow capTable', 'must capShares capTable']],
    ['amounts beside the capital', rows(`${A}，350万元，70%`, `${B}，200万元，40%`), ['must capAmounts capTable', 'must capShares capTable']],
    ['technology beside its part', rows(`${A}，250万元，50%`, `${B}，250万元，50%`), ['ask capTechnology capTable']],
    ['a row without a share', rows(`${A}，300万元`, `${B}，200万元，40%`), ['ask capRowUnread capTable']],
    ['nobody of party A', rows('某某公司，货币，300万元，60%', `${B}，200万元，40%`), ['ask capHolder capTable']],
    ['makers who are in no row', { ...whole, makerCash: '500000', cashCapital: '2500000' }, ['ask capHolder capTable']],
    [
      'makers who are in a row',
      { ...rows(`${A}，250万元，50%`, `${B}，200万元，40%`, '完成人甲，货币，50万元，10%'), makerCash: '500000', cashCapital: '2500000' },
      [],
    ],
    [
      'more than the capital',
      { ...whole, makerCash: '20000000', cashCapital: '3000000', holder: 'split', capTable: `${whole.capTable}（与完成人）` },
      ['must capitalOver capitalAfter'],
    ],
    ['less than the capital', { ...whole, cashCapital: '1000000' }, ['ask capitalUnder capitalAfter']],
    ['an increase that adds up', { ...whole, form: 'increase' }, []],
    ['an increase that adds up to more', { ...whole, form: 'increase', capitalBefore: '4000000' }, ['must capitalOver capitalAfter']],
    [
      'a premium of the makers',
      { ...rows(`${A}，300万元，60%`, `${B}，200万元，40%`, ''), form: 'increase', capitalBefore: '3000000', makerCash: '10000', inventors: '示例农业研究所' },
      ['ask capitalOver capitalAfter'],
    ],
    ['appraised today', { ...whole, valuedOn: TODAY }, []],
    ['appraised tomorrow', { ...whole, valuedOn: '2026-11-23' }, ['ask valuedAhead valuedOn']],
  ])('%s', (_, chosen, expected) => {
    expect(found('ZR-RG', { valuedOn: '2026-10-31', ...chosen }).toSorted()).toEqual(expected.toSorted());
  });
  function thirds(): Record<string, string> {
    return { capitalAfter: '3000000', cashCapital: '2000000', techCapital: '1000000', techShare: '0.333333' };
  }
});

describe('what research funds consist of', () => {
  const items = (...of: string[]) => ({ costItems: of.join('\n') });
  it.each<[string, Record<string, string>, string[]]>([
    ['they make up the funds', items('劳务费：30万元', '差旅费 100,000', '测试费：伍万元整', '材料费（万元）：5'), []],
    ['one yuan short', items('劳务费：449999', '材料费：50000'), ['must costSum costItems']],
    ['a line without an amount', items('劳务费：450000', '差旅费若干'), ['ask costRowUnread costItems']],
    ['already too much without it', items('劳务费：550000', '差旅费若干'), ['ask costRowUnread costItems', 'must costSum costItems']],
    ['goods not apart', { ...items('劳务费：300000', '设备费：150000', '材料费：50000'), nonTechnical: '' }, ['ask goodsNotApart nonTechnical']],
    ['goods beyond what is apart', items('劳务费：449999', '设备费：50001'), ['ask goodsNotApart nonTechnical']],
    ['using what one has is no purchase', { ...items('劳务费：300000', '设备使用费：200000'), nonTechnical: '' }, []],
  ])('%s', (_, chosen, expected) => {
    expect(found('KF-WT', chosen).toSorted()).toEqual(expected.toSorted());
  });
  it('of parties that put money together, against all of it', () => {
    const put = { cashA: '300000', cashB: '200000', ...items('劳务费：50万元') };
    expect(found('KF-HZ', put)).toEqual([]);
    expect(found('KF-HZ', { ...put, cashB: '300000' })).toEqual(['ask costCash costItems']);
  });
});

describe('what is put in beside money', () => {
  const put = (rows: string, total: string, of = 'A') => ({ [`kind${of}`]: rows, [`kind${of}Value`]: total });
  it.each<[string, Record<string, string>, string[]]>([
    ['rows that make the total', put('设备：800,000元，2027-01-01\n技术：10万元，生效后', '900000'), []],
    ['in words, and figures without 元', put('设备：捌拾万元整（¥800,000.00）\n场地：100000，2027年1月\n样机：50000（元）', '950000'), []],
    ['rows below the total', put('设备：800000元\n技术：100000元', '2000000', 'B'), ['must kindSum kindBValue']],
    ['one row below the total', put('设备：800000元', '900000'), ['must kindSum kindAValue']],
    ['a 分 beside it', put('设备：800000.01元', '800000'), ['must kindSum kindAValue']],
    ['a row without a value', put('设备：800000元\n技术：专利权一项', '900000'), ['ask kindRowUnread kindA']],
    ['already too much without it', put('设备：950000元\n技术：专利权一项', '900000'), ['ask kindRowUnread kindA', 'must kindSum kindAValue']],
    ['what one piece costs', put('设备：10台，每台2万元\n场地：3万元/年', '230000'), ['ask kindRowUnread kindA']],
  ])('%s', (_, chosen, expected) => {
    expect(found('KF-HZ', chosen)).toEqual(expected);
  });
});

describe('when the work is due', () => {
  const term = { termFrom: '2027-01-01', termTo: '2027-12-31' };
  it.each([
    ['KF-WT', 'resultsDay'],
    ['ZX', 'reportDay'],
  ])('%s: %s is within the term', (code, day) => {
    const on = (value: string) => found(code, { ...term, stages: '', [day]: value });
    expect([on('2027-01-01'), on('2027-12-31'), on('')].map((f) => f.filter((x) => x.includes('due')))).toEqual([[], [], []]);
    expect(on('2026-12-31')).toEqual([`must dueBefore ${day}`]);
    expect(on('2028-01-01')).toEqual([`ask dueAfter ${day}`]);
  });
  it('goes by what the clause says, in a wording of one’s own too', () => {
    const set = setOf('ZX');
    const of = (clauseTexts: Record<string, string>) =>
      buildContract(set, { ...kindInput(set, { ...term, reportDay: '2028-01-01' }), clauseTexts }).problems.map((p) => p.key);
    const [when] = set.articles.flatMap((a) => a.clauses).filter((c) => c.text.includes('{reportDay|date}'));
    expect(of({})).toContain('dueAfter');
    expect(of({ [when!.id]: '双方于{reportDay|date}会面。' })).not.toContain('dueAfter');
  });
  it('a licence may begin after its papers are handed over', () => {
    const set = setOf('XK-ZL');
    const made = input(set, { termFrom: '2026-12-01', effective: 'day', effectiveDay: '2026-11-20' });
    const told = (subject: string): string[] => {
      const [term] = set.articles.flatMap((a) => a.clauses).filter((c) => c.text.includes('{termFrom|date}'));
      const clauseTexts = { [term!.id]: `${subject}自{termFrom|date}起至{termTo|date}止。资料于{effectiveDay|date}前交付。` };
      return buildContract(set, { ...made, clauseTexts }).problems.flatMap((p) => (p.key.startsWith('due') ? [p.key] : []));
    };
    expect(told('许可期限')).toEqual([]);
    expect(told('服务期限')).toEqual(['dueBefore']);
  });
  it.each<[string, string[]]>([
    ['2027年1月至2027年6月：示例任务\n2027-07-01至2027-12-31：示例任务', []],
    ['2027年1月至6月：a\n第二阶段（2027.7-2027.12）：b\n2027.1-6：c\n2027-03-01至05-31：d', []],
    ['第1至3个月：示例任务\n示例任务\n2027年：x', []],
    ['2025年1月至2025年6月：示例任务\n2027年1月至3月：b\n2029.1-2029.3：c', ['must stageOutside stages']],
    ['2026年7月至2027年6月：示例任务', ['ask stagePartly stages']],
    ['2027-10-01至2028-01-01：示例任务', ['ask stagePartly stages']],
    ['2027-06-01至2027-05-31：示例任务', ['must stageOrder stages']],
    // an end that cannot be read is not guessed
    ['2026年12月20日至15个月后：示例任务', []],
  ])('stages %j', (stages, expected) => {
    expect(found('KF-WT', { ...term, resultsDay: '2027-12-01', stages })).toEqual(expected);
  });
});

it('less than a 分 is told, typed or of an instalment, and says all its places', () => {
  const told = problems('KF-WT', { nonTechnical: '50000.005' }).find((p) => p.key === 'cents');
  expect(told).toMatchObject({ level: 'must', field: 'nonTechnical', params: { amount: '50,000.005' } });
  const set = setOf('KF-WT');
  const made = kindInput(set, { payKind: 'instalments' });
  const instalments = [
    { id: 'i-1', name: '首期', amount: '200000.001' },
    { id: 'i-2', name: '尾款', amount: '399999.999' },
  ];
  expect(buildContract(set, { ...made, sources: { ...made.sources, instalments } }).problems.map((p) => p.key)).toEqual(['instalmentCents']);
});
