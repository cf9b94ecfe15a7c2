/** `npm run demo` from outside: one run into a folder of its own, then its results read by other programs. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { contractTexts, textOf } from '../demo/files.ts';
import { INTERNAL_WORDS } from '../demo/fixture.ts';
import type { Summary } from '../demo/journal.ts';
import { builtApp } from '../support/electron-app.ts';
import { pngSize } from '../support/contact-sheet.ts';

let out: string;
let summary: Summary;
let code: number | null;
let said = '';

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'kezhuan-demo-out-'));
  await builtApp();
  const run = spawn(join(PROJECT, 'node_modules/.bin/tsx'), ['test/demo/run.ts', '--out', out], { cwd: PROJECT });
  for (const stream of [run.stdout, run.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  code = await new Promise((done) => run.once('close', done));
  summary = JSON.parse(await readFile(join(out, 'summary.json'), 'utf8')) as Summary;
}, 1_800_000);
afterAll(() => rm(out, { recursive: true, force: true }));

test('every step holds, and each left its picture', async () => {
  expect(code, said).toBe(0);
  expect(summary).toMatchObject({ ok: true });
  expect(summary.steps.length).toBeGreaterThanOrEqual(20);
  for (const step of summary.steps) {
    expect(step, step.name).toMatchObject({ ok: true });
    expect(await pngSize(join(out, step.screenshot!)), step.name).toEqual({ width: 1440, height: 900 });
  }
});

test('the figures are those of the fixture, and the number is a simulated one', () => {
  expect(summary.values).toMatchObject({
    importedAchievements: '300',
    presentValueWan: '106.35',
    presentValueRangeWan: '92.80–115.93',
    offersWan: ['243.81', '162.54', '203.17'],
    totalAmount: '1,500,000.00',
    technicalAmount: '1,500,000.00',
    payMethod: expect.stringContaining('提成支付附加预付入门费') as string,
    restartedAfterKill: '待报 1',
  });
  expect(summary.registerNo).toMatch(/^990000\d{10}$/);
});

test('the files are there, and are what their hashes say', async () => {
  expect(summary.files.map((f) => f.name)).toEqual(
    expect.arrayContaining([
      '合同-签署稿.docx',
      '合同-签署稿.pdf',
      '合同-签章扫描件.pdf',
      '认定登记材料包.zip',
      '公示.docx',
      '测算说明.docx',
      '会谈纪要-第3轮.docx',
    ]),
  );
  for (const file of summary.files) {
    const bytes = await readFile(join(out, file.name));
    expect({ name: file.name, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length }).toEqual(file);
  }
});

test('the .docx opens in LibreOffice and says what the PDF says', async () => {
  const { docx, pdf, office } = await contractTexts(out);
  expect(office).toContain('壹佰伍拾万元整');
  expect(office).toContain('SL-2026-017');
  expect(docx.length).toBeGreaterThan(100);
  expect(docx.filter((p) => !pdf.includes(p))).toEqual([]);
});

test('nothing internal is in any produced file', async () => {
  const names = (await readdir(out)).filter((n) => /\.(docx|pdf|zip|json)$/.test(n));
  const texts = await Promise.all(
    names.map(async (name) =>
      textOf(name, await readFile(join(out, name)), join(out, name))
        .replace(/<[^>]+>/g, '')
        .replace(/\s+/g, ''),
    ),
  );
  // what is looked for would be found
  expect(texts[names.indexOf('合同-签署稿.docx')]).toContain('壹佰伍拾万元整');
  expect(texts[names.indexOf('认定登记材料包.zip')]).toContain('1500000.00');
  for (const [i, text] of texts.entries()) for (const word of INTERNAL_WORDS) expect(text.includes(word), `${word} in ${names[i]}`).toBe(false);
});
