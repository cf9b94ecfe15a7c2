/** What the dry run of an import says of each line: whole sentences, and the column as the file calls it. */
import i18next, { type TFunction } from 'i18next';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { linesOut, outcomeOf, problemWords } from '../../renderer/features/import/problem-words.ts';
import { NOT_CALCULATED, planImport, type ImportProblem } from '../../shared/domain/import/plan.ts';
import { matchTemplate, TEMPLATES } from '../../shared/domain/import/templates.ts';

const SECRET = '机密★十年';
const NOTHING = { keys: new Set<string>() };
const KINDS: ImportProblem['key'][] = [
  'required',
  'tooLong',
  'stateSecret',
  'day',
  'amount',
  'twiceInFile',
  'sameName',
  'notMapped',
  'headerAgain',
  'cellError',
  'negative',
  'serialDay',
  'notCalculated',
  'mergedText',
  'mergedAmount',
  'sameHeader',
  'large',
  'dayAhead',
  'cents',
  'sameNameInFile',
  'totalLabel',
  'totalSum',
  'noUnit',
  'noPriceUnit',
];

/** A ledger whose headings are all other names than the template's, with one line for each thing that can be wrong. */
function problems(): ImportProblem[] {
  const lines = [
    { line: 1, cells: ['合同名称', '委托单位', '签订时间', '合同金额', '学院', '学院'] },
    { line: 2, cells: ['甲', '示例公司', '2021.3.12', '1', ''] },
    { line: 3, cells: ['', '示例公司', '2021.3.12', '1', ''] },
    { line: 4, cells: ['乙'.repeat(2001), '示例公司', '2021.3.12', '1', ''] },
    { line: 5, cells: ['丙', SECRET, '2021.3.12', '1', ''] },
    { line: 6, cells: ['丁', '示例公司', '去年{{x}}', '面议$t(x)', ''] },
    { line: 7, cells: ['甲', '示例公司', '2021.3.12', '1', ''] },
    { line: 8, cells: ['合同名称', '委托单位', '签订时间', '合同金额', '学院'] },
    { line: 9, cells: ['戊', '#REF!', '46093', '-5', '#N/A'] },
    { line: 10, cells: ['己', '示例公司', '2021.3.12', NOT_CALCULATED, ''] },
    { line: 11, cells: ['庚', '示例公司', '2021.3.12', '1', ''], merged: { 1: 10, 3: 10 } },
    { line: 12, cells: ['辛', '示例公司', '2099-01-01', '1500000', ''] },
    { line: 13, cells: ['甲', '示例公司', '2021.3.12', '2', ''] },
    { line: 14, cells: ['合 计', '', '', '9', ''] },
    { line: 15, cells: ['壬', '示例公司', '2021.3.12', '3', ''] },
    { line: 16, cells: ['癸', '示例公司', '2021.3.12', '4', ''] },
    { line: 17, cells: ['本页', '', '', '7', ''] },
    { line: 18, cells: ['子', '示例公司', '2021.3.12', '50.123456789', ''] },
  ];
  const match = matchTemplate(lines, TEMPLATES.ledger)!;
  const names = new Set(['甲|示例公司|2021-03-12']);
  const { 0: _, ...unmapped } = match.mapping;
  const priced = [
    { line: 1, cells: ['成果名称', '权属人', '合作价格'] },
    { line: 2, cells: ['甲', '示例大学', '30'] },
  ];
  const list = matchTemplate(priced, TEMPLATES.achievements)!;
  return [
    ...planImport(priced, list, list.mapping, NOTHING).problems,
    ...planImport(lines, match, match.mapping, { keys: new Set(), names, today: '2026-11-22' }).problems,
    ...planImport(lines.slice(0, 2), match, unmapped, NOTHING).problems,
  ];
}

const HEADING: Partial<Record<ImportProblem['key'], string>> = {
  required: '合同名称',
  tooLong: '合同名称',
  stateSecret: '委托单位',
  day: '签订时间',
  amount: '合同金额',
  negative: '合同金额',
  serialDay: '签订时间',
  notCalculated: '合同金额',
  mergedText: '委托单位',
  mergedAmount: '合同金额',
  sameHeader: '学院',
  noUnit: '合同金额',
  noPriceUnit: '合作价格',
  large: '合同金额',
  dayAhead: '签订时间',
  cents: '合同金额',
  // no heading of the file: the name of what has to be found among them
  notMapped: '项目名称',
};

describe.each(['zh', 'en'])('in %s', (language) => {
  let t: TFunction<'import'>;
  beforeAll(async () => {
    const documents: unknown = JSON.parse(readFileSync(new URL(`../../resources/locales/${language}/documents.json`, import.meta.url), 'utf8'));
    const words = i18next.createInstance();
    await words.init({ lng: language, resources: { [language]: { documents: documents as Record<string, string> } }, interpolation: { escapeValue: false } });
    t = words.getFixedT(language, 'import') as TFunction<'import'>;
  });

  it.each(KINDS)('%s leaves no gap and names the column as the file does', (key) => {
    const found = problems().filter((p) => p.key === key);
    expect(found.length).toBeGreaterThan(0);
    for (const p of found.slice(0, 1)) {
      const words = problemWords(t, p);
      // what a person typed may look like a gap; nothing else may
      expect(words.replace('去年{{x}}', '')).not.toMatch(/\{\{|undefined|^documents|^import\./);
      const heading = HEADING[key];
      if (heading) expect([p.column, words]).toEqual([heading, expect.stringContaining(heading)]);
      expect(words).not.toContain(SECRET);
    }
  });

  it('an amount below a 分 is told with all its places, and not rounded', () =>
    expect(
      problems()
        .filter((p) => p.key === 'cents')
        .map((p) => problemWords(t, p)),
    ).toEqual([expect.stringContaining('501,234.56789')]));

  it('shows what was typed as it was typed', () => {
    const typed = problems().filter((p) => p.key === 'day' || p.key === 'amount');
    expect(typed.map((p) => problemWords(t, p))).toEqual([expect.stringContaining('去年{{x}}'), expect.stringContaining('面议$t(x)')]);
  });
});

describe('what a spreadsheet leaves behind', () => {
  const lines = [
    { line: 1, cells: ['合同名称', '委托单位', '签订时间', '合同金额'] },
    { line: 2, cells: ['甲', '#REF!', '46093', '-5'] },
    { line: 3, cells: [' 合同名称*', '委托单位', '签订时间', '合同金额'] },
    { line: 4, cells: ['#DIV/0!', '示例公司', '2021.3.12', '1'] },
    { line: 5, cells: ['合同名称', '示例公司', '46093.5', '#NAME?'] },
    { line: 6, cells: ['乙', '示例公司', '460931', '1'] },
  ];
  const match = matchTemplate(lines, TEMPLATES.ledger)!;
  const plan = planImport(lines, match, match.mapping, NOTHING);
  it('is never imported in silence', () => {
    expect(plan.problems.map((p) => [p.line, p.column, p.key, p.level])).toEqual([
      [1, '合同金额', 'noUnit', 'ask'],
      [2, '委托单位', 'cellError', 'ask'],
      [2, '签订时间', 'serialDay', 'ask'],
      [2, '合同金额', 'negative', 'ask'],
      [3, undefined, 'headerAgain', 'must'],
      [4, '合同名称', 'cellError', 'ask'],
      [4, '合同名称', 'required', 'must'],
      [5, '签订时间', 'serialDay', 'ask'],
      [5, '合同金额', 'cellError', 'ask'],
      [6, '签订时间', 'day', 'ask'],
    ]);
    expect(plan.refused).toEqual([3, 4]);
  });
  it('says of each what becomes of it', () =>
    expect(plan.problems.map((p) => outcomeOf(p, new Set(plan.refused)))).toEqual([
      'warn',
      'blank',
      'read',
      'warn',
      'skip',
      'skip',
      'skip',
      'read',
      'blank',
      'warn',
    ]));
  it('a day that lost its format is offered as the day it is; an error is no value', () =>
    expect(plan.rows.map((r) => r.fields)).toEqual([
      { projectName: '甲', signedOn: '2026-03-12', amount: '-50000' },
      { projectName: '合同名称', partner: '示例公司', signedOn: '2026-03-12' },
      { projectName: '乙', partner: '示例公司', signedOn: '460931', amount: '10000' },
    ]));
});

describe('what a person would stop at', () => {
  const plan = (cells: string[][], template: keyof typeof TEMPLATES) => {
    const lines = cells.map((c, i) => ({ line: i + 1, cells: c }));
    const match = matchTemplate(lines, TEMPLATES[template])!;
    return planImport(lines, match, match.mapping, { keys: new Set(), today: '2026-11-22' });
  };
  it('in a ledger: 元 under 万元, and a contract signed tomorrow', () => {
    const { problems: said, rows } = plan(
      [
        ['项目名称', '合同金额(万元)', '签订日期', '生效日期'],
        ['甲', '1500000', '2026-11-23', '2027-01-01'],
        ['乙', '100000', '2026-11-22', ''],
        ['丙', '1500000元', '2026-11-01', ''],
      ],
      'ledger',
    );
    expect(said.map((p) => [p.line, p.key, p.level, p.params])).toEqual([
      [2, 'large', 'ask', { text: '1500000', amount: '15,000,000,000.00' }],
      [2, 'dayAhead', 'ask', { day: '2026-11-23' }],
    ]);
    expect(rows).toHaveLength(3);
  });
  it('in a list of achievements: a price below nothing, a rate for a price, a day to come, one name on two lines', () => {
    const { problems: said, rows } = plan(
      [
        ['成果名称', '权属人', '合作价格', '成果完成时间'],
        ['甲', '示例大学', '-20万', '2099-01-01'],
        ['乙', '示例大学', '15%', '2021-03-12'],
        ['乙', '示例大学', '面议', '2021-03-12'],
        ['乙', '另一示例大学', '20 万元', '2026-11-22'],
        ['乙', '示例大学', '15%', '2021-03-12'],
      ],
      'achievements',
    );
    expect(said.map((p) => [p.line, p.key, p.level])).toEqual([
      [2, 'negative', 'ask'],
      [2, 'dayAhead', 'ask'],
      [3, 'rate', 'ask'],
      [4, 'sameNameInFile', 'ask'],
      [6, 'twiceInFile', 'ask'],
    ]);
    expect(rows.map((r) => r.fields['price'])).toEqual(['-20万', '15%', '面议', '20 万元']);
  });
});

describe('a line that adds up others', () => {
  const HEAD = ['序号', '项目名称', '合作单位', '合同金额(万元)', '签订日期'];
  const plan = (body: string[][], taken: number[] = [], head = HEAD, template: keyof typeof TEMPLATES = 'ledger') => {
    const lines = [head, ...body].map((cells, i) => ({ line: i + 1, cells }));
    const match = matchTemplate(lines, TEMPLATES[template])!;
    return planImport(lines, match, match.mapping, { keys: new Set(), today: '2026-11-22', taken: new Set(taken) });
  };
  const record = (name: string, amount: string): string[] => ['', name, '示例公司', amount, '2021-03-12'];
  const sum = (name: string, amount: string): string[] => ['', name, '', amount, ''];
  const two = [record('甲', '15'), record('乙', '25')];

  it('is left out, named with its reason, and counted in neither the rows nor the problems that keep a line out', () => {
    const made = plan([
      ...two,
      sum('小计', '40'),
      record('丙', '10'),
      record('丁', '20.1'),
      sum('本页', '30.1'),
      sum('全 部', '70.1'),
      sum('2021年合计：', '1'),
    ]);
    expect(made.rows.map((r) => r.fields['projectName'])).toEqual(['甲', '乙', '丙', '丁']);
    expect(made.refused).toEqual([]);
    expect(made.totals.map(({ row, why, taken }) => [row.line, why.key, why.params, taken])).toEqual([
      [4, 'totalLabel', { text: '小计' }, false],
      [7, 'totalSum', { count: 2 }, false],
      [8, 'totalSum', { count: 4 }, false],
      [9, 'totalLabel', { text: '2021年合计：' }, false],
    ]);
    expect(made.problems).toEqual(made.totals.map((l) => l.why));
    expect(made.problems.map((p) => outcomeOf(p, linesOut(made)))).toEqual(['skip', 'skip', 'skip', 'skip']);
  });
  it('comes in where the person says so, and is named still', () => {
    const made = plan([...two, sum('小计', '40')], [4]);
    expect(made.rows.map((r) => r.fields['projectName'])).toEqual(['甲', '乙', '小计']);
    expect(made.totals.map((l) => l.taken)).toEqual([true]);
    expect(made.problems.map((p) => outcomeOf(p, linesOut(made)))).toEqual(['warn']);
  });
  it('with its word in the column of numbers has no name and cannot come in', () => {
    const made = plan([...two, ['合计', '', '', '40', '']], [4]);
    expect([made.rows.length, made.refused, made.totals]).toEqual([2, [4], []]);
    expect(made.problems).toEqual([{ line: 4, key: 'totalLabel', level: 'must', params: { text: '合计' } }]);
  });
  it('is none where it has a partner or a day of its own, repeats one line, or nothing above has either', () => {
    expect(plan([...two, record('合计系统改造', '40'), record('小计', '40')]).totals).toEqual([]);
    expect(plan([two[0]!, sum('乙', '15')]).totals).toEqual([]);
    expect(plan([sum('甲', '15'), sum('乙', '25'), sum('丙', '40')]).totals).toEqual([]);
    expect(plan([...two, sum('丙', '41')]).totals).toEqual([]);
  });
  it('in a list of achievements is known by its word', () => {
    const made = plan(
      [
        ['甲', '示例大学'],
        ['合计', ''],
        ['总计', '示例大学'],
      ],
      [],
      ['成果名称', '权属人'],
      'achievements',
    );
    expect(made.totals.map((l) => l.row.line)).toEqual([3]);
  });
});

describe('an amount without a unit', () => {
  const read = (header: string, cells: string[]) => {
    const lines = [['项目名称', header], ...cells.map((c, i) => [`项目${i}`, c])].map((c, i) => ({ line: i + 1, cells: c }));
    const match = matchTemplate(lines, TEMPLATES.ledger) ?? {
      template: 'ledger' as const,
      headerLine: 1,
      headers: lines[0]!.cells,
      mapping: {},
      missing: [],
      unknown: [],
    };
    const { rows, problems: said } = planImport(lines, match, { 0: 'projectName', 1: 'amount' }, NOTHING);
    return [rows.map((r) => r.fields['amount']), said.map((p) => [p.line, p.key, p.params])];
  };
  it('is said once for the column, with how many there are', () => {
    expect(read('合同金额', ['150000', '25', '3万元', '2亿', '30元'])).toEqual([
      ['1500000000', '250000', '30000', '200000000', '30'],
      [
        [1, 'noUnit', { count: 2 }],
        [2, 'large', expect.anything()],
      ],
    ]);
    expect(read('合同金额', ['3万元'])).toEqual([['30000'], []]);
  });
  it('is in the unit the heading names, however it writes it', () => {
    expect(read('合同金额(万元)', ['25'])).toEqual([['250000'], []]);
    expect(read('合同金额(元)', ['25'])).toEqual([['25'], []]);
    expect(read('金额（单位：元）', ['25'])).toEqual([['25'], []]);
    expect(read('金额/亿元', ['2'])).toEqual([['200000000'], []]);
    expect(read('金额(美元)', ['2'])).toEqual([['20000'], [[1, 'noUnit', { count: 1 }]]]);
  });
});
