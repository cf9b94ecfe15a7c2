/** kezhuan against what people and pipes send by mistake or malice: always an answer in words, never a fault of the program. */
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, type Ran } from '../../electron/cli/main.ts';
import { asked } from '../../electron/registry/command-line.ts';
import { decodeText } from '../../renderer/documents/decode-text.ts';
import { readContract } from '../../renderer/documents/read-contract.ts';
import { nearest } from '../../shared/nearest.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { SAMPLES } from '../valuation/samples.ts';

const READERS = { contract: (bytes: Uint8Array, name?: string) => readContract(bytes, { name }), decode: decodeText };
async function* piped(bytes: Uint8Array | string): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes);
}
const ask = (argv: string[], input: Uint8Array | string = ''): Promise<Ran> => run(argv, piped(input), READERS, '2026-05-28');
const wrong = async (argv: string[], input: Uint8Array | string = ''): Promise<{ field: string; message: string }> => {
  const { code, out } = await ask(argv, input);
  expect([argv, code]).toEqual([argv, 2]);
  return (JSON.parse(out) as { error: { field: string; message: string } }).error;
};
const COMMANDS = ['check-contract', 'precheck', 'value royalty', 'value npv', 'value simulation'].map((c) => c.split(' '));

describe('help', () => {
  it.each([['royalty'], ['value', 'royalty'], ['npv'], ['value', 'npv'], ['simulation'], ['value-npv']])('%s %s', async (...words) => {
    const { code, out } = await ask(['help', ...words.filter((w) => typeof w === 'string')]);
    expect([code, out.startsWith('kezhuan value ')]).toEqual([0, true]);
  });
  it('of a method names its fields, their kinds and the shape of a request', async () => {
    const { out } = await ask(['help', 'npv']);
    expect(out).toMatch(/flows +各期现金流，列表/);
    expect(out).toContain('{"flows":[0],"discountRate":0}');
    for (const id of METHODS.keys()) expect((await ask(['help', id])).out).toMatch(/必填的项[^]*\n\{/);
  });
  it('schema of a method by its id alone', async () => {
    const whole = (await ask(['schema', 'value-npv'])).out;
    expect([(await ask(['schema', 'npv'])).out, (await ask(['schema', 'value', 'npv'])).out]).toEqual([whole, whole]);
  });
});

describe('a slip of the hand is met with what was meant', () => {
  it.each([
    [['value', 'rolyalty'], 'method', /是不是“royalty”/],
    [['value', 'npw'], 'method', /是不是“npv”/],
    [['precheck', '--dat', 'x'], '--dat', /是不是“--date”/],
    [['precheck', '--Region=44'], '--Region', /是不是“--region”/],
    [['check-contract', '-x'], '-x', /没有/],
    [['schema', 'prechek'], 'schema', /是不是“precheck”/],
  ] as [string[], string, RegExp][])('%j', async (argv, field, words) => {
    const error = await wrong(argv);
    expect(error.field.replace(/^--x$/, '-x')).toBe(field);
    expect(error.message).toMatch(words);
  });
  it('an unknown command', async () => {
    const { code, err } = await ask(['chek-contract', 'a.docx']);
    expect([code, /^没有“[^]*是不是“check-contract”？/.test(err)]).toEqual([2, true]);
    expect((await ask(['npv'])).err).toContain('是不是“value npv”？');
  });
  it('the registry says it in Chinese first, then in English', () => {
    expect(asked(['--prot', '1'])).toEqual({ wrong: '没有 --prot 这个选项。是不是 --port？\nThere is no option --prot. Did you mean --port?' });
    for (const argv of [['--port', 'abc'], ['--port', '70000'], ['x'], ['--office'], ['--office', ' ']])
      expect(asked(argv)).toMatchObject({ wrong: expect.stringMatching(/^[^\n]*[一-龥][^\n]*\n.*[a-z]/) as string });
    expect(asked(['--port', '0', '-h'])).toMatchObject({ port: 0, help: true, host: '127.0.0.1' });
  });
  it('nothing near is nothing meant', () => expect([nearest('xyz', ['royalty']), nearest('', ['npv'])]).toEqual([undefined, undefined]));
});

describe('what is wrong is said in the words of who calls', () => {
  it.each([
    [['precheck'], '[]', 'file', '输入 应为对象 {…}，写的是 列表 […]。'],
    [['precheck'], '{}', 'form', '缺少 form：应为对象 {…}。'],
    [['precheck'], '{"form":{"projectName":5}}', 'form.projectName', '写的是 5'],
    [['precheck'], '{"form":{},"rout":"license"}', 'rout', '没有“rout”这一项。是不是“route”？'],
    [['precheck'], '{"form":{},"route":"卖"}', 'route', 'license / '],
    [['check-contract'], '{"txt":"x"}', 'txt', '是不是“text”？'],
    [['value', 'royalty'], '{"unit":"元","revenues":[300],"royaltyRate":"0.05","discountRate":"0.1"}', 'revenues.0', '"300"'],
    [['value', 'npv'], '{"flow":[1],"discountRate":0.1}', 'flow', '是不是“flows”？'],
    [['value', 'npv'], '{"flows":[1],"discountRate":"10%"}', 'discountRate', 'discountRate（折现率） 应为数，写的是 "10%"。比率写小数：0.1。'],
    [['value', 'npv'], '{"flows":["5"],"discountRate":0.1}', 'flows.0', '数不加引号：5。'],
    [['value', 'npv'], '[]', 'file', '应为对象'],
  ] as [string[], string, string, string][])('%j %s', async (argv, input, field, words) => {
    const error = await wrong(argv, input);
    expect([error.field, error.message]).toEqual([field, expect.stringContaining(words)]);
  });
});

describe('every command, whatever is handed to it', () => {
  let dir = '';
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'kezhuan-hostile-'));
    await writeFile(join(dir, 'empty'), '');
    await writeFile(
      join(dir, 'binary'),
      Uint8Array.from({ length: 4096 }, (_, i) => (i * 193) % 256),
    );
    await writeFile(join(dir, 'utf8.json'), Buffer.concat([Buffer.from('{"text":"一份合同的文字很长，'), Buffer.from([0xe4, 0xbe]), Buffer.from('完"}')]));
    await writeFile(join(dir, 'huge.json'), '{');
    await truncate(join(dir, 'huge.json'), 100 * 1024 * 1024);
  });
  afterAll(async () => rm(dir, { recursive: true, force: true }));
  it.each(COMMANDS)(
    '%s %s',
    async (...words) => {
      const argv = words.filter((w) => typeof w === 'string');
      for (const file of ['', 'empty', 'binary', 'utf8.json', 'huge.json', 'nothing-there']) {
        const started = performance.now();
        const error = await wrong([...argv, join(dir, file)]);
        expect(error.field).toBe('file');
        expect(error.message).toMatch(/[一-龥]/);
        expect(performance.now() - started).toBeLessThan(30_000);
      }
      for (const input of ['', ' ', '\0\0', '{"a":\xff']) expect((await wrong([...argv, '-'], Buffer.from(input, 'latin1'))).message).toMatch(/[一-龥]/);
      const deep = await wrong(argv, `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
      expect(deep.message).toContain('嵌套超过 200 层');
    },
    120_000,
  );
  it('names the line of the bytes that are no character', async () => expect((await wrong(['precheck', join(dir, 'utf8.json')])).message).toContain('第 1 行'));
});

describe('kezhuan value METHOD, by its own samples with one thing made hostile', () => {
  const HOSTILE: readonly unknown[] = [
    1e308,
    -1e308,
    1e-308,
    -1,
    0,
    2 ** 53,
    0.1,
    1e15,
    '1e308',
    'NaN',
    '',
    '10%',
    '5万元',
    '\u202e',
    null,
    true,
    [],
    {},
    [[]],
    { a: { b: [] } },
    -0,
    '2026-02-30',
  ];
  const long = (item: unknown): unknown[] => Array.from({ length: 1_000_000 }, () => item);
  const answers = async (id: string, request: unknown): Promise<void> => {
    const started = performance.now();
    const { code, out, err } = await ask(['value', id], JSON.stringify(request));
    const body = JSON.parse(out) as { value?: unknown; error?: { field: string; message: string } };
    const said = `${id} ${JSON.stringify(request).slice(0, 300)} → ${out.slice(0, 300)}`;
    expect([code === 0 || code === 2, err], said).toEqual([true, '']);
    if (code === 0) expect(typeof body.value === 'number' && Number.isFinite(body.value), said).toBe(true);
    else expect(body.error!.message !== '' && !/\n\s+at |\{\{|valuation\.\w|undefined|\[object/.test(body.error!.message), said).toBe(true);
    expect(performance.now() - started, said).toBeLessThan(30_000);
  };
  /** Every place of a request, as a path. */
  const places = (x: unknown, path: (string | number)[] = []): (string | number)[][] =>
    x !== null && typeof x === 'object'
      ? Object.entries(x).flatMap(([k, v]) => [[...path, Array.isArray(x) ? Number(k) : k], ...places(v, [...path, Array.isArray(x) ? Number(k) : k])])
      : [];
  const put = (x: unknown, [key, ...rest]: (string | number)[], value: unknown): unknown => {
    if (key === undefined) return value;
    if (Array.isArray(x)) return x.map((v, i) => (i === key ? put(v, rest, value) : (v as unknown)));
    return { ...(x as object), [key]: put((x as Record<string, unknown>)[key], rest, value) };
  };
  const requests = Object.entries(SAMPLES).filter(([id]) => METHODS.has(id));

  it('every method is among them', () => expect([...METHODS.keys()].filter((id) => !(id in SAMPLES))).toEqual([]));
  it('one place, any value', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...requests),
        fc.nat(),
        fc.oneof(fc.constantFrom(...HOSTILE), fc.double({ noNaN: true }), fc.jsonValue({ maxDepth: 2 })),
        async ([id, sample], at, value) => {
          const all = places(sample);
          await answers(id, put(sample, all[at % all.length]!, value));
        },
      ),
      { numRuns: 500 },
    );
  }, 300_000);
  it('each method: every field at both ends of the numbers, and no object at all', async () => {
    for (const [id, sample] of requests) {
      for (const field of Object.keys(sample as object)) for (const value of [1e308, -1]) await answers(id, put(sample, [field], value));
      for (const none of [[], 1, 'x', null, { ...(sample as object), money: '亿元' }, { ...(sample as object), ['__proto__x']: 1 }]) await answers(id, none);
    }
  }, 300_000);
  it('a list of a million', async () => {
    for (const id of ['npv', 'irr', 'relief-from-royalty', 'shapley'])
      for (const [field, value] of Object.entries(SAMPLES[id] as Record<string, unknown>))
        if (Array.isArray(value)) await answers(id, { ...(SAMPLES[id] as object), [field]: long(value[0]) });
  }, 300_000);
});
