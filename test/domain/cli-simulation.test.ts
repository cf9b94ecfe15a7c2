/** `kezhuan value simulation`: a summary as JSON, the same every time; a bad request names its field and ends with 2. */
import { spawn } from 'node:child_process';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { run } from '../../electron/cli/main.ts';
import { readContract } from '../../renderer/documents/read-contract.ts';
import { decodeText } from '../../renderer/documents/decode-text.ts';

const READERS = { contract: (bytes: Uint8Array, name?: string) => readContract(bytes, { name }), decode: decodeText };
const REQUEST = {
  base: { revenues: [300, 500, 800, 900, 1000], royaltyRate: 0.05, discountRate: 0.15 },
  uncertain: [
    { variable: 'royaltyRate', distribution: { kind: 'triangular', low: 0.03, mode: 0.05, high: 0.08 } },
    { variable: 'discountRate', distribution: { kind: 'uniform', low: 0.12, high: 0.2 } },
  ],
  trials: 50_000,
  seed: 17,
  floor: 80,
};
const DEAL = {
  model: 'deal',
  base: { sellerReserve: 100, buyerReserve: 120 },
  uncertain: [{ variable: 'buyerReserve', distribution: { kind: 'normal', mean: 120, sd: 30 } }],
  seed: 1,
};
type Body = {
  mean: number;
  inputs: { name: string }[];
  belowFloor: number;
  trials: number;
  tornado: { base: number; bars: { field: string }[] };
  warnings: { key: string; text: string }[];
  error: { field: string; message: string };
};

async function* typed(text: string): AsyncGenerator<string> {
  yield text;
}
async function ask(argv: string[], input: unknown): Promise<{ code: number; out: string; body: Body }> {
  const { code, out } = await run(argv, typed(JSON.stringify(input)), READERS, '2026-05-28');
  return { code, out, body: (out.startsWith('{') ? JSON.parse(out) : {}) as Body };
}

describe('kezhuan value simulation', () => {
  it('answers the summary through a pipe, as a program of its own, with the digits of every other run', async () => {
    const out = await new Promise<string>((resolve, reject) => {
      const child = spawn(process.execPath, ['electron/cli/kezhuan.mjs', 'value', 'simulation'], { stdio: ['pipe', 'pipe', 'inherit'] });
      let text = '';
      child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
      child.on('error', reject).on('close', (code) => (code === 0 ? resolve(text) : reject(new Error(`${code} ${text}`))));
      child.stdin.end(JSON.stringify(REQUEST));
    });
    const here = await ask(['value', 'simulation'], REQUEST);
    expect(out).toBe(here.out);
    expect(here.body.trials).toBe(50_000);
    expect(here.body.mean).toBeGreaterThan(100);
    // what every answer has
    expect(here.body).toMatchObject({ value: here.body.mean, unit: 'money', steps: [{ id: 'mean', result: here.body.mean }, { id: 'standardError' }] });
    expect(here.body.inputs.map((i) => i.name)).toEqual(expect.arrayContaining(['royaltyRate', 'discountRate', 'revenues']));
    expect(here.body.belowFloor).toBeGreaterThan(0);
    expect(here.body.tornado.bars.map((b) => b.field)).toEqual(['royaltyRate', 'discountRate']);
    expect(here.body.warnings.find((w) => w.key === 'riskInRateAndDraws')!.text).toContain('折现率');
    const other = await ask(['value', 'simulation'], { ...REQUEST, seed: 18 });
    expect(other.body.mean).not.toBe(here.body.mean);
  });

  it.each(['zh', 'en'])('names the field and ends with 2: %s', async (lang) => {
    const [first] = REQUEST.uncertain;
    for (const [field, request] of [
      ['trials', { ...REQUEST, trials: 5 }],
      ['seed', { ...REQUEST, seed: undefined }],
      ['surprise', { ...REQUEST, surprise: 1 }],
      ['base.royaltyRate', { ...REQUEST, base: { ...REQUEST.base, royaltyRate: 2 } }],
      ['uncertain', { ...REQUEST, uncertain: [first, first] }],
      ['uncertain.0.variable', { ...REQUEST, uncertain: [{ ...first, variable: 'weather' }] }],
      ['royaltyRate', { ...REQUEST, uncertain: [{ variable: 'royaltyRate', distribution: { kind: 'triangular', low: 0.1, mode: 0.05, high: 0.2 } }] }],
      ['model', { ...REQUEST, model: 'weather' }],
    ] as const) {
      const { code, body } = await ask(['value', 'simulation', '--lang', lang], request);
      expect([code, body.error.field]).toEqual([2, field]);
      expect(body.error.message).not.toMatch(/\{\{|valuation\./);
    }
  });

  it('stands in schema value, and its schema takes what it answers', async () => {
    const all = JSON.parse((await ask(['schema', 'value'], '')).out) as Record<string, object>;
    const valid = new Ajv2020({ strict: false }).compile(all['simulation']!);
    expect([valid(REQUEST), valid(DEAL), valid({ ...REQUEST, seed: 'x' })]).toEqual([true, true, false]);
    expect((await ask(['value', 'simulation'], DEAL)).body.warnings.map((w) => w.key)).toContain('trialsNoDeal');
    for (const lang of ['zh', 'en']) {
      const { code, out } = await ask(['help', 'value', 'simulation', '--lang', lang], '');
      expect(code).toBe(0);
      expect(out).toContain('"seed":1');
    }
  });
});
