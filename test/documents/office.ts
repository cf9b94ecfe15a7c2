/** Office files seen by other programs: LibreOffice renders, poppler reads, fflate opens. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';

/** Debian has none of the Chinese office faces: these stand in for them. */
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${['仿宋', '宋体', '方正小标宋简体'].map((f) => `<alias binding="same"><family>${f}</family><prefer><family>Noto Serif CJK SC</family></prefer></alias>`).join('')}<alias binding="same"><family>黑体</family><prefer><family>Noto Sans CJK SC</family></prefer></alias></fontconfig>`;

/** Converts with LibreOffice headless and answers the made file's path. */
export function convert(bytes: Uint8Array, extension: string, to: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'kezhuan-office-'));
  const conf = join(folder, 'fonts.conf');
  writeFileSync(conf, FONTS);
  writeFileSync(join(folder, `file.${extension}`), bytes);
  execFileSync(
    'soffice',
    [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--convert-to', to, '--outdir', folder, join(folder, `file.${extension}`)],
    { env: { ...process.env, FONTCONFIG_FILE: conf }, stdio: 'pipe' },
  );
  return join(folder, `file.${to.split(':')[0]}`);
}

/** `lines` follows the lines of the page, `cells` keeps the lines of a table's cell together. */
export const pdfText = (path: string, order: 'lines' | 'cells' = 'lines'): string =>
  execFileSync('pdftotext', [...(order === 'lines' ? ['-layout'] : []), path, '-'], { encoding: 'utf8' });
export const pdfPages = (path: string): number => Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [path], { encoding: 'utf8' }))![1]);
/** Without white space: layout decides about that, not the text. */
export const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

export const parts = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));
