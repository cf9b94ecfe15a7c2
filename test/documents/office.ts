/** Office files seen by other programs: LibreOffice renders, poppler reads, fflate opens. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';

/** Debian has none of the Chinese office faces: these stand in for them. */
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${['仿宋', '宋体', '方正小标宋简体'].map((f) => `<alias binding="same"><family>${f}</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>`).join('')}<alias binding="same"><family>黑体</family><prefer><family>Noto Sans CJK SC</family></prefer></alias></fontconfig>`;

/** Converts with LibreOffice headless and answers the made file's path. */
export const convert = (bytes: Uint8Array, extension: string, to: string): string => convertAll({ file: bytes }, extension, to)['file']!;

/** Several files by name in one run of LibreOffice; answers the made files' paths by the same names. */
export function convertAll(files: Readonly<Record<string, Uint8Array>>, extension: string, to: string): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'kezhuan-office-'));
  const conf = join(folder, 'fonts.conf');
  writeFileSync(conf, FONTS);
  const named = (name: string, end: string): string => join(folder, `${name}.${end}`);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(named(name, extension), bytes);
  const sources = Object.keys(files).map((name) => named(name, extension));
  execFileSync('soffice', [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--convert-to', to, '--outdir', folder, ...sources], {
    env: { ...process.env, FONTCONFIG_FILE: conf },
    stdio: 'pipe',
  });
  return Object.fromEntries(Object.keys(files).map((name) => [name, named(name, to.split(':')[0]!)]));
}

/** `lines` follows the lines of the page, `cells` keeps the lines of a table's cell together. */
export const pdfText = (path: string, order: 'lines' | 'cells' = 'lines'): string =>
  execFileSync('pdftotext', [...(order === 'lines' ? ['-layout'] : []), path, '-'], { encoding: 'utf8' });
export const pdfPages = (path: string): number => Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [path], { encoding: 'utf8' }))![1]);
/** Without white space: layout decides about that, not the text. */
export const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** What stands in `text` more often than in `shown`, white space aside: a page, a row or a cell that is not there. */
export function lost(text: string, shown: string): string {
  const left = new Map<string, number>();
  for (const c of squeeze(shown)) left.set(c, (left.get(c) ?? 0) + 1);
  return [...squeeze(text)]
    .filter((c) => {
      const n = left.get(c) ?? 0;
      left.set(c, n - 1);
      return n <= 0;
    })
    .join('');
}

export const parts = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
