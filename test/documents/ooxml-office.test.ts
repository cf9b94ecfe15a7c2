/** Every kind of contract, draft and comparison, opened by LibreOffice in one run: all of it is there, to the last line. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { readDocxText } from '../../renderer/documents/read-docx.ts';
import { redlineDocx } from '../../renderer/documents/redline-docx.ts';
import { CODES, parsed } from './clause-files.ts';
import { kindInput } from './kinds-fixture.ts';
import { everyFile } from './every-file.ts';
import { convertAll, lost, parts, pdfPages, pdfText, squeeze } from './office.ts';

it('opens in LibreOffice with its first and last words, numbered pages and the comparison beside it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kezhuan-kinds-'));
  const made = CODES.flatMap((code) => {
    const { set } = parsed(code);
    if (set?.flavour !== 'contract') return [];
    const [full, bare] = [kindInput(set), kindInput(set, {}, { typed: {} })].map((input) => buildContract(set, input).document) as [never, never];
    writeFileSync(join(folder, `${code}.docx`), blocksToDocx(full));
    const by = { author: '示例经办人', date: '2026-11-22T08:00:00Z' };
    writeFileSync(join(folder, `${code}-redline.docx`), redlineDocx({ old: bare, next: full, by, title: '修订对照', header: '修订对照' }));
    return [{ code, lines: plainLines(full) }];
  });
  const names = made.flatMap(({ code }) => [`${code}.docx`, `${code}-redline.docx`]);
  execFileSync(
    'soffice',
    [`-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...names],
    { cwd: folder, stdio: 'pipe' },
  );
  for (const { code, lines } of made) {
    for (const name of [code, `${code}-redline`]) {
      const pdf = join(folder, `${name}.pdf`);
      const text = squeeze(pdfText(pdf));
      expect(text, name).toContain(squeeze(lines[0]!));
      expect(text, name).toContain(`第1页共${pdfPages(pdf)}页`);
      expect(text, name).toContain(squeeze(lines.findLast((l) => /^\d+\.\d+ /.test(l))!.slice(0, 20)));
    }
  }
}, 600_000);

it('opens a file of every other maker, and shows every character that stands in it', async () => {
  const files = Object.entries(await everyFile());
  for (const extension of ['docx', 'xlsx']) {
    const chosen = Object.fromEntries(files.flatMap(([name, bytes]) => (name.endsWith(`.${extension}`) ? [[name.slice(0, -5), bytes]] : [])));
    const made = convertAll(chosen, extension, 'pdf');
    for (const [name, bytes] of Object.entries(chosen))
      expect(lost(extension === 'docx' ? wordsOf(bytes) : titleOf(bytes), pdfText(made[name]!)), `${name}.${extension}`).toBe('');
  }
}, 240_000);

function wordsOf(bytes: Uint8Array): string {
  const read = readDocxText(bytes);
  if (!read.ok) throw new Error(read.error.key);
  return read.value.text;
}
const titleOf = (bytes: Uint8Array): string => /<t[^>]*>([^<]+)</.exec(parts(bytes)['xl/worksheets/sheet1.xml']!)![1]!;
