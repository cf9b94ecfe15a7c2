/** kezhuan draft as a real process: a list of contracts in, a folder of drafts and a report out. */
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDocxText } from '../../renderer/documents/read-docx.ts';
import { interviewFields } from '../../shared/domain/contract/clause-set.ts';
import { clauses } from '../documents/clause-files.ts';
import { fullAnswers } from '../documents/kinds-fixture.ts';
import { convert } from '../documents/office.ts';

type Row = { line: number; result: string; file: string; missing: string[]; problems: string[] };
type Body = {
  drafted: number;
  skipped: number;
  left?: number;
  unknownColumns?: string[];
  rows: Row[];
  columns: { key: string; label: string; required: boolean; requiredWhen?: boolean; askedWhen?: string; choices?: string[]; otherwise?: string }[];
  error: { field: string; message: string };
};
const kezhuan = (...args: string[]): Promise<{ code: number; err: string; body: Body }> =>
  new Promise((done) =>
    execFile(process.execPath, ['electron/cli/kezhuan.mjs', 'draft', ...args, '--date', '2026-05-28'], { maxBuffer: 1 << 26 }, (error, stdout, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, err, body: JSON.parse(stdout === '' ? '{}' : stdout) as Body }),
    ),
  );

const SET = clauses('KF-WT');
let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kezhuan-draft-'));
});
afterAll(async () => rm(dir, { recursive: true, force: true }));

const ANSWERS = fullAnswers(SET);
const line = (n: number): Record<string, string> => ({
  'buyer.name': `示例委托单位${n}`,
  'seller.name': '示例农业研究所',
  ...ANSWERS,
  projectName: `示例项目${n}`,
});

/** A list as a person keeps it: a title above, labels or keys as column names, one column nobody knows. */
async function list(name: string, rows: readonly Record<string, string>[]): Promise<string> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('清单');
  const keys = Object.keys(line(1));
  const labels = new Map([...interviewFields(SET).map((f) => [f.key, f.label.zh] as const), ['buyer.name', '甲方名称'] as const]);
  const twice = new Set([...labels.values()].filter((l, i, all) => all.indexOf(l) !== i));
  sheet.addRow(['2026 年委托开发清单（示例）']);
  sheet.addRow([...keys.map((k) => (twice.has(labels.get(k) ?? '') ? k : (labels.get(k) ?? k))), '内部备注']);
  for (const row of rows) sheet.addRow([...keys.map((k) => row[k] ?? ''), '不外传的话']);
  const path = join(dir, name);
  await book.xlsx.writeFile(path);
  return path;
}

const hashes = async (folder: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(folder)).map(
        async (f) =>
          [
            f,
            createHash('sha256')
              .update(await readFile(join(folder, f)))
              .digest('hex'),
          ] as const,
      ),
    ),
  );

it('drafts every line, names what is missing and skips what cannot be read', async () => {
  const wrongMoney = Object.keys(ANSWERS).find((k) => interviewFields(SET).some((f) => f.key === k && f.type === 'money'))!;
  const file = await list('list.xlsx', [line(1), { ...line(2), goal: '' }, { ...line(3), [wrongMoney]: '面议' }, { ...line(4), 'seller.name': '' }]);
  const out = join(dir, 'out');
  const { code, err, body } = await kezhuan(file, '--kind', 'KF-WT', '--out', out);
  expect([code, err]).toEqual([1, '']);
  expect([body.drafted, body.skipped, body.unknownColumns]).toEqual([2, 2, ['内部备注']]);
  expect(body.rows.map((r) => r.result)).toEqual(['drafted', 'drafted', 'skipped', 'skipped']);
  expect(body.rows.map((r) => r.line)).toEqual([3, 4, 5, 6]);
  expect(body.rows[1]!.missing).toEqual(['技术目标']);
  expect(body.rows[2]!.problems.join()).toContain('不是金额：面议');
  expect(body.rows[3]!.problems.join()).toContain('缺少“乙方名称”');
  expect((await readdir(out)).sort()).toEqual([body.rows[0]!.file, body.rows[1]!.file, '起草报告.json', '起草报告.xlsx'].sort());
  const read = readDocxText(await readFile(join(out, body.rows[0]!.file)));
  for (const words of ['示例委托单位1', '示例农业研究所', '示例项目1', '讨论稿']) expect(read.ok && read.value.text + body.rows[0]!.file).toContain(words);
  expect(read.ok && read.value.text).not.toContain('不外传的话');
  const report = new ExcelJS.Workbook();
  await report.xlsx.readFile(join(out, '起草报告.xlsx'));
  expect(report.worksheets[0]!.rowCount).toBe(5);
  expect(JSON.parse(await readFile(join(out, '起草报告.json'), 'utf8'))).toEqual(body);
});

it('gives the same bytes again, over what is there and over what a killed run left', async () => {
  const file = await list('same.xlsx', [line(1), line(2)]);
  const [a, b] = [join(dir, 'a'), join(dir, 'b')];
  expect((await kezhuan(file, '--kind', 'KF-WT', '--out', a)).body.drafted).toBe(2);
  const once = await hashes(a);
  await writeFile(join(a, '.kezhuan-draft-1.tmp'), 'half');
  await kezhuan(file, '--kind', 'KF-WT', '--out', a);
  await kezhuan(file, '--kind', 'KF-WT', '--out', b);
  expect(await hashes(a)).toEqual(once);
  expect(await hashes(b)).toEqual(once);
});

it('stops where it is asked to, with every file whole and the rest of the list named', async () => {
  const file = await list(
    'long.xlsx',
    Array.from({ length: 60 }, (_, i) => line(i + 1)),
  );
  const out = join(dir, 'stopped');
  const run = spawn(process.execPath, ['electron/cli/kezhuan.mjs', 'draft', file, '--kind', 'KF-WT', '--out', out], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((done) => run.once('close', () => done()));
  let said = '';
  run.stdout.on('data', (part: Buffer) => (said += part.toString()));
  await expect.poll(async () => (await readdir(out).catch(() => [])).filter((f) => f.endsWith('.docx')).length, { timeout: 60_000 }).toBeGreaterThan(1);
  run.kill('SIGINT');
  await ended;
  const body = JSON.parse(said) as Body;
  const made = (await readdir(out)).filter((f) => f.endsWith('.docx'));
  expect(body.left).toBeGreaterThan(0);
  expect(body.drafted + body.left!).toBe(60);
  expect(made.sort()).toEqual(body.rows.flatMap((r) => (r.file === '' ? [] : [r.file])).sort());
  for (const name of made) expect(readDocxText(await readFile(join(out, name))).ok, name).toBe(true);
  expect((await readdir(out)).some((f) => f.startsWith('.kezhuan'))).toBe(false);
}, 120_000);

it('writes an empty list whose columns are the ones it reads, and says what is wrong with a call', async () => {
  const empty = join(dir, 'empty.xlsx');
  const made = await kezhuan('--template', 'KF-WT', empty);
  expect(made.code).toBe(0);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(empty);
  const sheet = book.worksheets[0]!;
  const heads = (sheet.getRow(2).values as string[]).slice(1);
  expect(heads.slice(0, 2)).toEqual(['甲方名称*', '甲方统一社会信用代码']);
  expect(heads.length).toBe(made.body.columns.length);
  expect(new Set(heads).size).toBe(heads.length);
  // filled in by position and drafted: every column is known by its heading
  sheet.addRow(made.body.columns.map((c) => line(1)[c.key] ?? ''));
  await book.xlsx.writeFile(empty);
  const { body } = await kezhuan(empty, '--kind', 'KF-WT', '--out', join(dir, 'filled'));
  expect([body.drafted, body.unknownColumns]).toEqual([1, undefined]);
  const wrong = async (...args: string[]): Promise<string[]> => {
    const { code, body: said } = await kezhuan(...args);
    return [String(code), said.error.field];
  };
  expect(await wrong(empty, '--kind', 'NO', '--out', dir)).toEqual(['2', '--kind']);
  expect(await wrong(empty, '--kind', 'KF-WT')).toEqual(['2', '--out']);
  expect(await wrong('--kind', 'KF-WT', '--out', dir)).toEqual(['2', 'file']);
  expect(await wrong(join(dir, 'none.xlsx'), '--kind', 'KF-WT', '--out', dir)).toEqual(['2', 'file']);
});

it('refuses what the interview refuses, names the column, and tells every fault of a row at once', async () => {
  const file = await list('limits.xlsx', [
    { ...line(1), taxRate: '6' },
    { ...line(2), fixedFee: '-100', goal: '' },
    { ...line(3), fixedFee: '100.005' },
    { ...line(4), planDays: '0', payKind: '分期', 'buyer.name': '', lateRate: '5' },
    { ...line(5), deliveryPenalty: '0.5', taxRate: '6%' },
  ]);
  const { code, body } = await kezhuan(file, '--kind', 'KF-WT', '--out', join(dir, 'limits'));
  expect(code).toBe(1);
  expect(body.rows.map((r) => r.result)).toEqual(['skipped', 'skipped', 'skipped', 'skipped', 'drafted']);
  expect(body.rows[0]!.problems).toEqual(['“税率（征收率）”应在 0 与 100% 之间：6（读作 600%）。百分之六请写 6% 或 0.06']);
  expect(body.rows[1]!.problems.join()).toContain('金额不能为负：-100（-100.00 元）');
  expect(body.rows[1]!.missing).toEqual(['技术目标']);
  expect(body.rows[2]!.problems.join()).toContain('金额最多两位小数（到分）：100.005');
  const all = body.rows[3]!.problems.join('\n');
  for (const words of ['缺少“甲方名称”', '不能少于 1：0', '没有这个选项：分期；可选：一次总算、一次总付 / ', '（读作 500%）']) expect(all).toContain(words);
  expect((await readdir(join(dir, 'limits'))).filter((f) => f.endsWith('.docx'))).toEqual([body.rows[4]!.file]);
});

it('says in the empty list what each column takes and when it is asked', async () => {
  const empty = join(dir, 'guide.xlsx');
  const { body } = await kezhuan('--template', 'KF-WT', empty);
  const column = (key: string) => body.columns.find((c) => c.key === key)!;
  expect(column('payKind').choices).toContain('一次总算、一次总付');
  expect(column('riskRate')).toMatchObject({ required: false, requiredWhen: true, askedWhen: '“技术风险由谁承担”选按约定比例分担' });
  expect(column('planDays')).toMatchObject({ required: false, otherwise: '15' });
  expect(column('goal').required).toBe(true);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(empty);
  const [first, second] = book.worksheets;
  expect(second!.name).toBe('选项');
  const heads = (first!.getRow(2).values as string[]).slice(1);
  const lines = second!.getRows(2, heads.length)!.map((r) => (r.values as string[]).slice(1));
  // a star where a contract cannot do without it, and nowhere else
  expect(lines.map(([label, need]) => (need === '必填' ? `${label}*` : label))).toEqual(heads);
  expect(lines.find(([label]) => label === column('riskRate').label)!.slice(1, 3)).toEqual(['条件必填', column('riskRate').askedWhen]);
  expect(lines.find(([label]) => label === column('payKind').label)![4]!.split('\n')).toEqual(column('payKind').choices);
  const row = lines.findIndex(([label]) => label === column('payKind').label) + 2;
  expect(second!.getRow(row).height).toBeGreaterThanOrEqual(15 * column('payKind').choices!.length);
  const { code, body: said } = await kezhuan(empty, '--kind', 'KF-WT', '--out', join(dir, 'nothing'));
  expect([code, said.error.field]).toEqual([2, 'file']);
  expect(said.error.message).toContain('没有数据');
});

it('refuses a folder that is a file, and says what to do', async () => {
  const file = await list('one.xlsx', [line(1)]);
  for (const out of [file, join(file, 'below')]) {
    const { code, err, body } = await kezhuan(file, '--kind', 'KF-WT', '--out', out);
    expect([code, err, body.error.field]).toEqual([2, '', '--out']);
    expect(body.error.message).toContain('请换一个文件夹的名称');
  }
});

it('gives drop-down lists, days and numbers in the empty list, which a spreadsheet opens as they were written', async () => {
  const empty = join(dir, 'entries.xlsx');
  const { body } = await kezhuan('--template', 'KF-WT', empty);
  const reads = async (path: string) => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    const [sheet, , lists] = book.worksheets;
    const cell = (key: string, row: number) => sheet!.getCell(row, body.columns.findIndex((c) => c.key === key) + 1);
    // what the list of a rule names, read where it points to
    const offered = (key: string): string[] => {
      const [, column, from, to] = /!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)$/.exec(String(cell(key, 3).dataValidation.formulae[0]))!;
      return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => String(lists!.getCell(`${column}${Number(from) + i}`).value));
    };
    return { cell, offered, hidden: lists!.state, visible: book.worksheets.filter((s) => s.state === 'visible').length };
  };
  const converted = convert(new Uint8Array(await readFile(empty)), 'xlsx', 'xlsx:Calc MS Excel 2007 XML');
  for (const path of [empty, converted]) {
    const { cell, offered, hidden, visible } = await reads(path);
    expect([hidden, visible]).toEqual(['hidden', 2]);
    for (const c of body.columns) {
      const [first, last] = [cell(c.key, 3).dataValidation, cell(c.key, 1002).dataValidation];
      expect([c.key, first?.type === 'list']).toEqual([c.key, c.choices !== undefined]);
      if (c.choices) expect([c.key, offered(c.key), last?.type]).toEqual([c.key, c.choices, 'list']);
    }
    expect(cell('termFrom', 3).dataValidation.type).toBe('date');
    expect(cell('planDays', 3).dataValidation).toMatchObject({ type: 'whole', operator: 'greaterThanOrEqual', formulae: [1] });
    expect(cell('fixedFee', 3).dataValidation).toMatchObject({ type: 'decimal', errorStyle: 'warning', formulae: [0] });
    expect(cell('taxRate', 3).dataValidation).toMatchObject({ type: 'decimal', operator: 'between', formulae: [0, 1] });
    expect(cell('goal', 3).dataValidation.prompt).toContain('可以检验的目标');
    expect(['termFrom', 'fixedFee', 'taxRate', 'planDays', 'buyer.uscc'].map((key) => cell(key, 3).numFmt.replaceAll('\\', '').toLowerCase())).toEqual([
      'yyyy-mm-dd',
      '#,##0.00',
      '0.00%',
      '0',
      '@',
    ]);
  }
  // filled in as its cells are meant: days and numbers, not texts
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(empty);
  const typed = (key: string): unknown => {
    const said = line(1)[key] ?? '';
    const column = body.columns.find((c) => c.key === key)!;
    const field = interviewFields(SET).find((f) => f.key === key);
    if (column.choices) return field!.choices!.find((c) => c.value === said)!.label.zh;
    if (field?.type === 'day') return new Date(`${said}T00:00:00Z`);
    return field && ['money', 'rate', 'whole'].includes(field.type) ? Number(said) : said;
  };
  body.columns.forEach((c, i) => (book.worksheets[0]!.getCell(3, i + 1).value = typed(c.key) as ExcelJS.CellValue));
  await book.xlsx.writeFile(empty);
  const drafted = await kezhuan(empty, '--kind', 'KF-WT', '--out', join(dir, 'entries'));
  expect([drafted.body.drafted, drafted.body.rows[0]!.problems]).toEqual([1, [expect.stringMatching(/^这份合同用不着、没有写入的列：提成比例、/)]]);
}, 60_000);

it('speaks English where it is asked to: the list, its guide, the report and every reason; the contract stays Chinese', async () => {
  const empty = join(dir, 'english.xlsx');
  const { body } = await kezhuan('--template', 'KF-WT', empty, '--lang', 'en');
  const labels = body.columns.map((c) => c.label);
  expect(labels.slice(0, 2)).toEqual(['Party A name', 'Party A unified social credit code']);
  expect(new Set(labels).size).toBe(labels.length);
  const chinese = /\p{Script=Han}/u;
  // what stands in a contract where nothing is said is Chinese as the contract is
  const columns = body.columns.map((c) => ({ ...c, otherwise: '' }));
  expect(JSON.stringify({ ...body, columns, file: '' })).not.toMatch(chinese);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(empty);
  for (const sheet of book.worksheets) {
    const values = sheet.getSheetValues().map((row) => (row as unknown[]).filter((_, i) => sheet !== book.worksheets[1] || i !== 4));
    expect(JSON.stringify(values), sheet.name).not.toMatch(/[\p{Script=Han}（）]/u);
  }
  const filled = { ...line(1), goal: '', fixedFee: '-1' };
  body.columns.forEach((c, i) => (book.worksheets[0]!.getCell(3, i + 1).value = filled[c.key as keyof typeof filled] ?? ''));
  body.columns.forEach((c, i) => (book.worksheets[0]!.getCell(4, i + 1).value = { ...line(2), goal: '' }[c.key] ?? ''));
  await book.xlsx.writeFile(empty);
  // a list in one language is read whichever is spoken
  for (const lang of ['en', 'zh']) {
    const out = join(dir, `spoken-${lang}`);
    const { body: said } = await kezhuan(empty, '--kind', 'KF-WT', '--out', out, '--lang', lang);
    expect([said.drafted, said.skipped, said.unknownColumns]).toEqual([1, 1, undefined]);
    const told = said.rows.flatMap((r) => [...r.missing, ...r.problems]);
    expect(said.rows[1]!.missing).toEqual([lang === 'en' ? 'Technical goal' : '技术目标']);
    expect(chinese.test(told.join()), told.join()).toBe(lang === 'zh');
    const read = readDocxText(await readFile(join(out, said.rows[1]!.file)));
    expect(read.ok && read.value.text).toContain('技术开发（委托）合同');
  }
  const report = new ExcelJS.Workbook();
  await report.xlsx.readFile(join(dir, 'spoken-en', 'draft-report.xlsx'));
  expect(JSON.stringify(report.worksheets[0]!.getRow(1).values)).not.toMatch(chinese);
}, 60_000);

it('tells what the interview would tell: digits Excel lost, wrong codes, copies, order of payments, what is not asked, a row twice', async () => {
  const path = join(dir, 'amiss.xlsx');
  const { body: made } = await kezhuan('--template', 'KF-WT', path);
  const at = (key: string): number => made.columns.findIndex((c) => c.key === key) + 1;
  expect(made.columns[at('fixedFee') - 1]!.label).toMatch(/（元）$/);
  const asked = { ...line(1), invoiceKind: 'exempt', payKind: 'once', arbitration: '', effectiveDay: '' };
  const only = made.columns.filter((c) => c.askedWhen === undefined && !c.key.startsWith('instalment')).map((c) => c.key);
  const base = Object.fromEntries([...only, 'fixedFee', 'researchFunds', 'researchReward'].map((key) => [key, (asked as Record<string, string>)[key] ?? '']));
  const rows: Record<string, string | number>[] = [
    { ...base, payeeAccount: Number('6222020200112345678') },
    {
      ...base,
      payeeAccount: '6222020200112345678',
      payeeName: '示例农业研究所',
      payeeBank: '示例银行',
      'buyer.uscc': '123',
      copies: '4',
      copiesEach: '3',
      taxRate: '6%',
    },
    { ...base, 'instalment1.dueOn': '2028-01-31', 'instalment2.dueOn': '2027-01-31', 'instalment1.name': '首期', 'instalment2.name': '尾款' },
    { ...base, payeeAccount: Number('6222020200112345678') },
  ];
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  rows.push({ ...rows[2]! });
  rows.forEach((row, i) => Object.entries(row).forEach(([key, value]) => at(key) > 0 && (book.worksheets[0]!.getCell(i + 3, at(key)).value = value)));
  await book.xlsx.writeFile(path);
  const out = join(dir, 'amiss');
  const { body } = await kezhuan(path, '--kind', 'KF-WT', '--out', out);
  expect(body.rows.map((r) => r.result)).toEqual(['skipped', 'drafted', 'drafted', 'skipped', 'drafted']);
  expect(body.rows[0]!.problems.join()).toContain('“收款账号”超过 15 位，Excel 已按数字舍去末尾几位：62220202001123');
  const second = body.rows[1]!.problems.join('\n');
  for (const words of ['没有写入的列：税率', '“甲方统一社会信用代码”不是正确的统一社会信用代码：123', '一式 4 份，每方各执 3 份就要 6 份'])
    expect(second).toContain(words);
  const read = readDocxText(await readFile(join(out, body.rows[1]!.file)));
  expect(read.ok && read.value.text).toContain('6222020200112345678');
  expect(body.rows[2]!.problems.join()).toContain('付款节点2的日期早于它前面的节点');
  expect(body.rows[4]!.problems[0]).toBe('与第 5 行完全相同');
}, 60_000);

it('asks in a list for what says which right the contract is about, by the columns it has', async () => {
  const path = join(dir, 'secret.xlsx');
  const { body: made } = await kezhuan('--template', 'ZR-MM', path);
  const required = made.columns.filter((c) => c.key.startsWith('right.') && c.required).map((c) => c.label);
  expect(required).toEqual(['知识产权名称', '权利人（持有人）']);
  const answers = fullAnswers(clauses('ZR-MM'));
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const row = { 'buyer.name': '示例甲', 'seller.name': '示例乙', ...answers, 'right.name': '示例配方' } as Record<string, string>;
  made.columns.forEach((c, i) => (book.worksheets[0]!.getCell(3, i + 1).value = row[c.key] ?? ''));
  made.columns.forEach((c, i) => (book.worksheets[0]!.getCell(4, i + 1).value = { ...row, 'right.name': '' }[c.key] ?? ''));
  await book.xlsx.writeFile(path);
  const { body } = await kezhuan(path, '--kind', 'ZR-MM', '--out', join(dir, 'secret'));
  expect(body.rows.map((r) => r.missing)).toEqual([['权利人（持有人）'], ['知识产权名称', '权利人（持有人）']]);
  expect(body.rows.flatMap((r) => r.problems).join()).not.toMatch(/没有指定合同标的|缺名称/);
}, 60_000);
