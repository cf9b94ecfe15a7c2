import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonFault } from '../../electron/cli/json-fault.ts';
import { run } from '../../electron/cli/main.ts';
import { readContract } from '../../renderer/documents/read-contract.ts';
import { decodeText } from '../../renderer/documents/decode-text.ts';
import { formatWan } from '../../shared/money.ts';
import { sampleContractText } from '../../shared/domain/sample-contract.ts';
import { formValues, fillForm } from '../../shared/domain/filing-form.ts';
import { form, lists, signed } from './support.ts';

const R017 = {
  unit: '万元',
  revenues: ['300', '500', '800', '900', '900'],
  royaltyRate: '0.05',
  discountRate: '0.15',
  offers: [{ entryFee: '1500000', royaltyRate: '0.025' }],
};
const READERS = { contract: (bytes: Uint8Array, name?: string) => readContract(bytes, { name }), decode: decodeText };
async function* said(text: string): AsyncGenerator<string> {
  yield text;
}
type Said = {
  code: number;
  err: string;
  body: {
    value: string;
    offers: { value: string }[];
    error: { field: string; message: string };
    findings: { key: string; text: string; level: string; fix?: string }[];
    musts: number;
    proposal: { total: { value: string } };
  };
};
const ask = async (argv: string[], input: unknown = ''): Promise<Said> => {
  const r = await run(argv, said(typeof input === 'string' ? input : JSON.stringify(input)), READERS, '2026-05-28');
  return { code: r.code, err: r.err, body: JSON.parse(r.out === '' ? '{}' : r.out) as Said['body'] };
};
let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kezhuan-cli-'));
});
afterAll(async () => rm(dir, { recursive: true, force: true }));

describe('kezhuan', () => {
  it('values R-017 as a real process: file in, JSON out', async () => {
    const file = join(dir, 'in.json');
    await writeFile(file, JSON.stringify(R017));
    const { stdout } = await promisify(execFile)(process.execPath, ['electron/cli/kezhuan.mjs', 'value', 'royalty', file]);
    const body = JSON.parse(stdout) as { value: string; offers: { value: string }[] };
    expect([formatWan(body.value), formatWan(body.offers[0]!.value)]).toEqual(['106.35', '203.17']);
    await writeFile(file, JSON.stringify({ ...R017, discountRate: '-1' }));
    await expect(promisify(execFile)(process.execPath, ['electron/cli/kezhuan.mjs', 'value', 'royalty', file])).rejects.toMatchObject({
      code: 2,
      stdout: expect.stringContaining('"discountRate"') as string,
    });
  });
  it.each([
    [['value', 'royalty'], { ...R017, revenues: ['x'] }, 'revenues.0'],
    [['value', 'royalty'], { ...R017, extra: 1 }, 'extra'],
    [['value', 'royalty'], { ...R017, discountRate: '-2' }, 'discountRate'],
    [['value', 'royalty'], 'no json', 'file'],
    [['value', 'royalty'], '', 'file'],
    [['value', 'royalty'], { ...R017, offers: [{ entryFee: '一' }] }, 'offers.0.entryFee'],
    [['value', 'royalty', '/nowhere.json'], '', 'file'],
    [['precheck'], { form: { nonsense: '1' } }, 'form.nonsense'],
    [['precheck'], {}, 'form'],
    [['check-contract'], '{"text": 1}', 'text'],
    [['precheck', '--date', '明天'], { form: {} }, '--date'],
    [['precheck', '--lang=fr'], { form: {} }, '--lang'],
    [['precheck', '--region', '粤'], { form: {} }, '--region'],
    [['precheck', '--region', '999999'], { form: {} }, '--region'],
    [['precheck'], { form: {}, effectiveOn: '不知道' }, 'effectiveOn'],
    [['precheck'], { form: {}, effectiveOn: '2026-02-30' }, 'effectiveOn'],
    [['value', 'royalty'], { ...R017, baseDate: '2026-02-30' }, 'baseDate'],
    [['value', 'royalty'], { ...R017, royaltyRate: '3%' }, 'royaltyRate'],
    [['precheck', '--what', 'x'], { form: {} }, '--what'],
    [['schema', 'none'], '', 'schema'],
    [['precheck', 'a.json', 'b.json'], '', 'file'],
  ] as [string[], unknown, string][])('%j names the field %#', async (argv, input, field) => {
    const r = await ask(argv, input);
    expect([r.code, r.body.error.field]).toEqual([2, field]);
  });
  it.each([
    [['precheck', '--region', '999999'], { form: {} }, /没有这个行政区划代码：“999999”/],
    [['precheck'], { form: {}, effectiveOn: '2026-02-30' }, /没有这一天/],
    [['value', 'royalty'], { ...R017, royaltyRate: '3%' }, /^应为带引号的十进制数.*3% 写 "0\.03"/],
    [['value', 'royalty', '--lang', 'en'], { ...R017, royaltyRate: '3%' }, /^Write a decimal number/],
  ] as [string[], unknown, RegExp][])('%j says it in words %#', async (argv, input, words) => {
    expect((await ask(argv, input)).body.error.message).toMatch(words);
  });
  it.each(['44', '4406', '440605', '442000'])('knows the region %s', async (region) => {
    expect((await ask(['check-contract', '--region', region], sampleContractText())).code).toBe(1);
  });
  it('of a workbook handed in as a contract it says what a contract can be', async () => {
    const file = join(dir, '台账.xlsx');
    await writeFile(file, zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') }));
    const r = await ask(['check-contract', file]);
    expect([r.code, r.body.error.field]).toEqual([2, 'file']);
    expect(r.body.error.message).toContain('.docx');
    expect(r.body.error.message).not.toMatch(/xlsx|库里的数据/);
  });
  it('finds the three faults in plain text, and in JSON', async () => {
    const plain = await ask(['check-contract'], sampleContractText());
    expect([plain.code, plain.body.musts, plain.body.proposal.total.value]).toEqual([1, 3, '1500000']);
    expect(plain.body.findings.map((f) => f.text).join()).toContain('改进成果无偿归甲方');
    expect(plain.body.findings.map((f) => f.text).join()).toContain('限制再研发');
    expect(plain.body.findings.filter((f) => (f.fix ?? '') === '')).toEqual([]);
    const asJson = await ask(['check-contract', '--lang', 'en'], { text: sampleContractText(), us: '示例农业研究所' });
    expect(asJson.body.findings[0]!.text).toMatch(/[a-z]{4}/);
    const other = await ask(['check-contract'], { text: sampleContractText(), buyer: '示例种业股份有限公司' });
    expect(other.body.findings.map((f) => f.key)).toContain('text.partyDiffers');
  });
  it('prechecks a form', async () => {
    const values = formValues(fillForm(signed(), form, lists, '2026-05-28'));
    const good = await ask(['precheck'], {
      form: values,
      route: 'license',
      role: 'seller',
      buyerKind: 'enterprise',
      effectiveOn: '2026-05-25',
      contract: { projectName: '低温等离子体种子处理装置', fixedFee: '1500000', royaltyRate: '0.025' },
    });
    expect(good.body.findings.filter((f) => f.level === 'must')).toEqual([]);
    expect(good.code).toBe(0);
    const bad = await ask(['precheck'], { form: { ...values, technicalAmount: '1600000.00' } });
    expect([bad.code, bad.body.findings.map((f) => f.key).includes('filing.technicalOver')]).toEqual([1, true]);
  });
  it.each([
    ['{"text": "x",\n "seller": 示例}', 2, 12],
    ['{"unit":"元" "x":1}', 1, 13],
    ['{"a":[1,2,]}', 1, 11],
    ['{"a":"\\q"}', 1, 6],
    ['{"a":1', 1, 7],
    ['{"a":1}}', 1, 8],
    ['{"a":01}', 1, 7],
  ])('%s breaks at line %i, column %i', async (text, line, column) => {
    const r = await ask(['value', 'royalty'], text);
    expect([r.code, r.body.error]).toEqual([2, { field: 'file', line, column, message: expect.stringContaining(`第 ${line} 行第 ${column} 列`) as string }]);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });
  it('finds no fault in sound JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => jsonFault(text) === undefined));
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('"', '{', ',', ']', 'x', ' '), (text, at, sign) => {
        const cut = text.slice(0, at % (text.length + 1)) + sign + text.slice(at % (text.length + 1));
        let sound = true;
        try {
          JSON.parse(cut);
        } catch {
          sound = false;
        }
        return (jsonFault(cut) === undefined) === sound;
      }),
    );
  });
  it('says how it is used, and in what shape', async () => {
    const help = expect.stringContaining('value royalty') as string;
    expect(await ask([])).toMatchObject({ code: 2, err: help });
    const plain = (argv: string[]) => run(argv, said(''), READERS);
    for (const argv of [['--help'], ['-h'], ['help'], ['help', '--lang', 'en']]) expect(await plain(argv)).toMatchObject({ code: 0, out: help, err: '' });
    expect((await plain(['--help'])).out).toMatch(/^科转台命令行.*\n[^]*退出码/);
    for (const argv of [
      ['help', 'check-contract'],
      ['check-contract', '--help'],
    ])
      expect((await plain(argv)).out).toMatch(/^kezhuan check-contract [^]*GBK/);
    expect((await plain(['help', 'value', 'royalty'])).out).toMatch(/^kezhuan value royalty/);
    expect(await plain(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^科转台 kezhuan \d+\.\d+\.\d+\n$/) as string });
    for (const argv of [['chek-contract'], ['help', 'x'], ['constructor']])
      expect(await plain(argv)).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^没有“[^]*用法/) as string });
    expect(await plain(['value'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^kezhuan value 方法 [^]*净现值/) as string });
    const shapes = Object.keys((await ask(['schema'])).body);
    expect(shapes).toEqual(expect.arrayContaining(['value-royalty', 'value-npv', 'check-contract', 'precheck']));
    expect(JSON.stringify((await ask(['schema', 'precheck'])).body)).toContain('effectiveOn');
  });
});
