/** `kezhuan value METHOD` for every method: answers, schemas, words in both languages, and what it says of bad requests. */
import { spawn } from 'node:child_process';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../electron/cli/main.ts';
import { readContract } from '../../renderer/documents/read-contract.ts';
import { decodeText } from '../../renderer/documents/decode-text.ts';
import { isRefusal } from '../../shared/result.ts';
import { valueBy } from '../../shared/valuation/method.ts';
import { METHODS } from '../../shared/valuation/methods.ts';
import { SAMPLES, VARIANTS } from '../valuation/samples.ts';

type Labelled = { name: string; label: string };
type Body = {
  value: number;
  name: string;
  steps: Labelled[];
  inputs: Labelled[];
  outputs: Record<string, number>;
  outputLabels: Record<string, string>;
  warnings: { key: string; text: string }[];
  error: { field: string; message: string };
};
type Said = { code: number; out: string; body: Body };
const READERS = { contract: (bytes: Uint8Array, name?: string) => readContract(bytes, { name }), decode: decodeText };
const ALL: readonly (readonly [string, unknown])[] = [...Object.entries(SAMPLES), ...VARIANTS];
const LANGUAGES = ['zh', 'en'] as const;

async function* typed(text: string): AsyncGenerator<string> {
  yield text;
}
/** In this process: the command line without the start of a program. */
async function ask(argv: string[], input: unknown): Promise<Said> {
  const { code, out } = await run(argv, typed(typeof input === 'string' ? input : JSON.stringify(input)), READERS, '2026-05-28');
  return { code, out, body: (out.startsWith('{') ? JSON.parse(out) : {}) as Body };
}
/** As a program of its own, the request through the pipe. */
function program(id: string, request: unknown): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['electron/cli/kezhuan.mjs', 'value', id], { stdio: ['pipe', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.on('error', reject).on('close', (code) => resolve({ code: code ?? -1, out, body: JSON.parse(out) as Body }));
    child.stdin.end(JSON.stringify(request));
  });
}
const valueOf = (id: string, request: unknown): number => {
  const result = valueBy(METHODS.get(id)!, request);
  if (isRefusal(result)) throw new Error(`${id}: ${result.key}`);
  return result.value;
};

describe('kezhuan value', () => {
  it('answers the sample of every method as a real process', async () => {
    const waiting = Object.entries(SAMPLES);
    const wrong: string[] = [];
    for (let at = 0; at < waiting.length; at += 4) {
      const batch = waiting.slice(at, at + 4);
      const answers = await Promise.all(batch.map(([id, request]) => program(id, request)));
      answers.forEach(({ code, body }, i) => {
        const [id, request] = batch[i]!;
        if (code !== 0 || body.value !== valueOf(id, request)) wrong.push(id);
      });
    }
    expect(wrong).toEqual([]);
  }, 240_000);

  it.each(LANGUAGES)('says every method, field, cell and warning in words: %s', async (lang) => {
    const bare: string[] = [];
    for (const [id, request] of ALL) {
      const { code, body } = await ask(['value', id, '--lang', lang], request);
      expect([id, code, body.value]).toEqual([id, 0, valueOf(id, request)]);
      if (body.name.includes(`${id}.`)) bare.push(`${id}.name`);
      for (const cell of [...body.steps, ...body.inputs]) if (cell.label === '' || cell.label === cell.name) bare.push(`${id}: ${cell.name}`);
      for (const name of Object.keys(body.outputs))
        if (/^([a-z]\w*)?$/.test(body.outputLabels[name] ?? '') && lang === 'zh') bare.push(`${id}: output ${name}`);
      for (const w of body.warnings) if (w.text === '' || w.text === `warnings.${w.key}` || w.text.includes('{{')) bare.push(`${id}: ${w.key}`);
    }
    for (const m of METHODS.values()) {
      const help = await ask(['help', 'value', m.id, '--lang', lang], '');
      const fields = help.out.split('\n').filter((line) => line.startsWith('  '));
      if (help.code !== 0 || fields.length === 0 || help.out.includes('.plain')) bare.push(`help ${m.id}`);
      bare.push(...fields.filter((line) => !/^ {2}\S+ +\S/.test(line) || /^ {2}(\S+) +\1(\W|$)/.test(line)));
    }
    expect([...new Set(bare)]).toEqual([]);
  });

  it('lists the methods, and says so where one is unknown', async () => {
    for (const lang of LANGUAGES) {
      const list = await ask(['help', 'value', '--lang', lang], '');
      expect([...METHODS.keys()].filter((id) => !list.out.includes(`  ${id} `))).toEqual([]);
      const none = await ask(['value', 'no-such', '--lang', lang], {});
      expect([none.code, none.body.error.field]).toEqual([2, 'method']);
      expect(none.body.error.message).toContain('no-such');
    }
  });
});

it('asks about a rate above 100 %, whatever the method', async () => {
  const rates = ['discountRate', 'sellerRate', 'financeRate'];
  const asked = Object.entries(SAMPLES).flatMap(([id, request]) =>
    rates.filter((name) => typeof (request as Record<string, unknown>)[name] === 'number').map((name) => [id, name] as const),
  );
  expect(asked.length).toBeGreaterThan(15);
  const silent: string[] = [];
  for (const [id, name] of asked) {
    const { code, body } = await ask(['value', id], { ...(SAMPLES[id] as object), [name]: 1.5 });
    const about = code === 0 ? body.warnings.filter((w) => /150%/.test(w.text) && /100%/.test(w.text)) : [{}];
    if (about.length !== 1) silent.push(`${id}.${name}`);
  }
  expect(silent).toEqual([]);
});

describe('kezhuan schema value', () => {
  let schemas: Record<string, object> = {};
  beforeAll(async () => {
    schemas = JSON.parse((await ask(['schema', 'value'], '')).out) as Record<string, object>;
  });

  it('has every method, and its schema takes every sample', () => {
    expect([...METHODS.keys()].filter((id) => !(id in schemas))).toEqual([]);
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    const checks = new Map(Object.entries(schemas).map(([id, s]) => [id, ajv.compile(s)]));
    const refused = ALL.flatMap(([id, request]) => (checks.get(id)!(request) ? [] : [`${id}: ${ajv.errorsText(checks.get(id)!.errors)}`]));
    expect(refused).toEqual([]);
    for (const [id, request] of Object.entries(SAMPLES)) expect(checks.get(id)!({ ...(request as object), surprise: 1 }), id).toBe(false);
  });

  it('one method alone', async () => {
    expect(JSON.parse((await ask(['schema', 'value-npv'], '')).out)).toEqual(schemas['npv']);
    expect((await ask(['schema', 'value-none'], '')).body.error.field).toBe('schema');
  });
});

describe('a bad request gets exit code 2 and the field', () => {
  /** Exit 2, `field` under the name, and a sentence in words. */
  async function refuses(id: string, request: unknown, field: string | undefined, lang: string): Promise<string | undefined> {
    const { code, body } = await ask(['value', id, '--lang', lang], request);
    if (code !== 2) return `${id}.${field}: exit ${code}`;
    const { error } = body;
    if (field !== undefined && error.field.split('.')[0] !== field) return `${id}.${field}: names ${error.field}`;
    const words = error.message !== '' && !error.message.includes('{{') && !/\bvaluation\.\w+/.test(error.message);
    return words ? undefined : `${id}.${field}: says ${error.message}`;
  }
  const each = async (make: (request: Record<string, unknown>, field: string, id: string) => unknown, lang: string): Promise<string[]> => {
    const faults: string[] = [];
    for (const [id, sample] of Object.entries(SAMPLES)) {
      const request = sample as Record<string, unknown>;
      for (const field of Object.keys(request)) {
        const bad = make(request, field, id);
        if (bad === undefined) continue;
        const fault = await refuses(id, bad, field, lang);
        if (fault !== undefined) faults.push(fault);
      }
    }
    return faults;
  };

  it.each(LANGUAGES)('of the wrong type, in every field: %s', async (lang) => {
    expect(await each((request, field) => ({ ...request, [field]: { surprise: [] } }), lang)).toEqual([]);
    expect(await each((request, field) => ({ ...request, [field]: null }), lang)).toEqual([]);
  });

  it('missing', async () => {
    const required = (id: string): unknown => METHODS.get(id)!.input.shape as Record<string, { safeParse(x: unknown): { success: boolean } }>;
    const faults = await each((request, field, id) => {
      const shape = required(id) as Record<string, { safeParse(x: unknown): { success: boolean } }>;
      if (shape[field] === undefined || shape[field].safeParse(undefined).success) return undefined;
      return Object.fromEntries(Object.entries(request).filter(([name]) => name !== field));
    }, 'zh');
    expect(faults).toEqual([]);
    const none = await ask(['value', 'npv'], {});
    expect(none.body.error).toMatchObject({ field: 'flows', message: expect.stringContaining('flows') as string });
  });

  it('on a bound it may not stand on', async () => {
    const bsm = SAMPLES['option-bsm'] as object;
    const multiplier = SAMPLES['cost-multiplier'] as object;
    const said = async (id: string, request: unknown, lang: string): Promise<string> => (await ask(['value', id, '--lang', lang], request)).body.error.message;
    expect(await said('option-bsm', { ...bsm, underlying: 0 }, 'zh')).toMatch(/必须大于 0，写的是 0/);
    expect(await said('option-bsm', { ...bsm, underlying: 0 }, 'en')).toMatch(/must be more than 0, but is 0/);
    expect(await said('cost-multiplier', { ...multiplier, researchRisk: 1 }, 'zh')).toMatch(/必须小于 1，写的是 1/);
    expect(await said('cost-multiplier', { ...multiplier, researchRisk: -0.1 }, 'zh')).toMatch(/不能小于 0，写的是 -0.1/);
  });
  it('too long a list, an endless number', async () => {
    expect(
      await each((r, field) => (Array.isArray(r[field]) ? { ...r, [field]: Array.from({ length: 5000 }, () => (r[field] as unknown[])[0]) } : undefined), 'en'),
    ).toEqual([]);
    const endless = await each(
      (r, field) => (typeof r[field] === 'number' ? JSON.stringify({ ...r, [field]: 'here' }).replace('"here"', '1e999') : undefined),
      'zh',
    );
    expect(endless).toEqual([]);
  });

  it('unknown, or no object at all', async () => {
    const faults: (string | undefined)[] = [];
    for (const [id, request] of Object.entries(SAMPLES)) {
      faults.push(await refuses(id, { ...(request as object), surprise: 1 }, 'surprise', 'zh'));
      for (const none of ['[]', '1', '"text"', 'null']) faults.push(await refuses(id, none, undefined, 'en'));
    }
    expect(faults.filter(Boolean)).toEqual([]);
  });

  it('not JSON: NaN, a comma too much, nothing', async () => {
    for (const text of ['{"flows":[1],"discountRate":NaN}', '{"flows":[1,],"discountRate":0.1}', '', '   ']) {
      const { code, body } = await ask(['value', 'npv'], text);
      expect([text, code, body.error.field]).toEqual([text, 2, 'file']);
    }
  });

  it('as a real process too', async () => {
    const { code, body } = await program('npv', { flows: [1], discountRate: 'ten' });
    expect([code, body.error.field]).toEqual([2, 'discountRate']);
  });
});
