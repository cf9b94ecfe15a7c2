/** kezhuan precheck as a real process: a contract with its form in every kind of file, a scan beside the form, and what cannot be read. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableToXlsx } from '../../shared/sheet/table-xlsx.ts';
import { form as registerForm } from './support.ts';

type Line = {
  level: string;
  key: string;
  ground?: { code: string; name: string; status: string };
  clause?: { article: string; words: string };
  field?: { key: string; value: string };
};
type Body = {
  date: string;
  region: string;
  musts: number;
  findings: Line[];
  class?: { kind?: string; conditions: { says: string; quotes: { text: string }[] }[] };
  flags: { key: string; text: string }[];
  amounts: { text: Record<string, string>; form: Record<string, string> };
  days: Record<string, number>;
  comparison: { key: string; text: string }[];
  error: { field: string; message: string };
};
const FOLDER = 'resources/exercises/precheck';
const ask = (...argv: string[]): Promise<{ code: number; err: string; body: Body }> =>
  new Promise((done) =>
    execFile(process.execPath, ['electron/cli/kezhuan.mjs', 'precheck', ...argv], (error, stdout, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, err, body: JSON.parse(stdout === '' ? '{}' : stdout) as Body }),
    ),
  );
const pair = (name: string) => [`${FOLDER}/${name}.txt`, '--form', `${FOLDER}/${name}.json`, '--on', '2026-06-10', '--region', '4401'];
const grounds = (body: Body) => body.findings.flatMap((f) => (f.ground ? [`${f.ground.code} ${f.level}`] : []));

let dir = '';
const kept = async (name: string, bytes: Uint8Array | string): Promise<string> => {
  await writeFile(join(dir, name), bytes);
  return join(dir, name);
};
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kezhuan-precheck-'));
});
afterAll(async () => rm(dir, { recursive: true, force: true }));

describe('kezhuan precheck', () => {
  it('answers 0 for a sound pair, with its class, amounts and days', async () => {
    const { code, err, body } = await ask(...pair('01-无误-委托开发'));
    expect([code, err, grounds(body), body.flags]).toEqual([0, '', [], []]);
    expect(body.class?.kind).toBe('KF-WT');
    expect(body.class?.conditions.map((c) => [c.says, c.quotes.length > 0])).toEqual([
      ['met', true],
      ['met', true],
      ['met', true],
    ]);
    expect(body.amounts.text).toEqual({ total: '860000.00', nonTechnical: '120000.00', technical: '740000.00' });
    expect(body.days).toMatchObject({ on: '2026-06-10', sinceSigned: 51, untilExpiry: 679, registry: { days: 15, kind: 'working', confirmed: false } });
  });
  it('answers 1 for what must be mended, naming ground, article, words and field', async () => {
    const { code, body } = await ask(...pair('24-名为转让'));
    expect([code, body.musts]).toEqual([1, 1]);
    expect(body.findings[0]).toMatchObject({
      level: 'must',
      ground: { code: 'R05', status: 'confirmed' },
      field: { key: 'contractType', value: '技术转让/专利权转让' },
    });
    const monopoly = (await ask(...pair('26-无偿回授'))).body.findings[0]!;
    expect([monopoly.ground?.code, monopoly.clause?.article, monopoly.clause?.words]).toEqual([
      'R06',
      '五、后续改进',
      expect.stringContaining('无偿归乙方所有'),
    ]);
  });
  it('takes the form as a sheet too, down or across, and a contract alone', async () => {
    const values = JSON.parse(await readFile(`${FOLDER}/39-设备未扣.json`, 'utf8')) as { form: Record<string, string> };
    const named = Object.entries(values.form).map(([key, value]) => [registerForm.items.find((f) => f.key === key)?.zh ?? key, value] as const);
    const sheet = (rows: readonly (readonly string[])[]) =>
      tableToXlsx({
        title: '登记表',
        sheet: '登记表',
        contentId: 'a'.repeat(64),
        columns: rows[0]!.map((header) => ({ header, width: 20, kind: 'text' })),
        rows: rows.slice(1),
      });
    const contract = `${FOLDER}/39-设备未扣.txt`;
    for (const file of [
      await kept('down.csv', `\ufeff${named.map(([name, value]) => `${name},"${value}"`).join('\n')}`),
      await kept('across.xlsx', sheet([named.map(([name]) => name), named.map(([, value]) => value)])),
    ]) {
      const { code, body } = await ask(contract, '--form', file, '--on', '2026-06-10');
      expect([file, code, [...new Set(grounds(body))]]).toEqual([file, 0, ['R11 ask']]);
    }
    const alone = await ask(contract, '--on', '2026-06-10', '--lang', 'en');
    // the text itself splits its price: without the form nothing is counted twice
    expect([alone.code, grounds(alone.body), alone.body.amounts.form]).toEqual([0, [], {}]);
    expect(alone.body.findings.every((f) => f.field === undefined)).toBe(true);
  });
  it('asks of a contract alone whose term is over, with ground and article', async () => {
    const { code, body } = await ask(`${FOLDER}/48-快到期.txt`, '--on', '2026-11-23');
    expect([code, grounds(body)]).toEqual([0, ['R10 ask']]);
    expect(body.findings.find((f) => f.ground)?.clause?.words).toContain('2026年6月25日');
  });
  it('reads nothing into a scan: beside a form it lists what a person compares, alone it is unreadable', async () => {
    const scan = await kept('scan.pdf', await readFile('test/documents/files/scan.pdf').catch(() => BLANK_PDF));
    const { code, body } = await ask(scan, '--form', `${FOLDER}/01-无误-委托开发.json`, '--on', '2026-06-10');
    expect(code).toBe(0);
    expect([body.class, body.amounts.text, body.findings.some((f) => f.clause !== undefined)]).toEqual([undefined, {}, false]);
    expect(body.comparison.map((c) => c.key)).toEqual(expect.arrayContaining(['compare:input:total', 'compare:input:seals', 'compare:input:page.1']));
    expect((await ask(scan)).code).toBe(2);
  });
  it('says of a form written in 万元 that its unit is wrong, not also that its equipment was not taken off', async () => {
    const { form } = JSON.parse(await readFile(`${FOLDER}/39-设备未扣.json`, 'utf8')) as { form: Record<string, string> };
    const inWan = await kept('wan.json', JSON.stringify({ form: { ...form, totalAmount: '86', technicalAmount: '74' } }));
    const { body } = await ask(`${FOLDER}/39-设备未扣.txt`, '--form', inWan, '--on', '2026-06-10');
    const names = body.findings.map((f) => f.key);
    expect(names.filter((n) => n.includes('unitSlip')).length).toBe(2);
    expect(names.join()).not.toContain('equipmentIncluded');
  });
  it.each([
    ['nothing.json', /没有这个文件/],
    ['broken.json', /JSON 写法有误/],
    ['list.json', /应为|列表/],
    ['strange.json', /不是登记表的栏/],
    ['picture.xlsx', /./],
    ['words.csv', /读不出登记表/],
    ['empty.json', /读不出登记表/],
    ['blank.json', /读不出登记表/],
  ])('of a form %s it says what is wrong, at --form', async (name, words) => {
    const files: Record<string, Uint8Array | string> = {
      'broken.json': '{"form":{"projectName":',
      'list.json': '["x"]',
      'strange.json': '{"form":{"nonsense":"1"}}',
      'picture.xlsx': Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16),
      'words.csv': '甲,乙\n丙,丁\n',
      'empty.json': '{}',
      'blank.json': '{"form":{"projectName":" "}}',
    };
    const file = files[name] === undefined ? join(dir, name) : await kept(name, files[name]);
    const { code, err, body } = await ask(`${FOLDER}/01-无误-委托开发.txt`, '--form', file);
    expect([code, err]).toEqual([2, '']);
    expect(body.error.field).toMatch(/^(--form|form\.nonsense)$/);
    expect(body.error.message).toMatch(words);
  });
});

/** One page without any text. */
const BLANK_PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);
