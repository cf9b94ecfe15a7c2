/** The same input, the same bytes: whoever makes a file, in whatever time zone and language the system is. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { everyFile } from './every-file.ts';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const sums = (files: Readonly<Record<string, Uint8Array>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]));

const SCRIPT = `import { createHash } from 'node:crypto';
import { everyFile } from ${JSON.stringify(from('./every-file.ts'))};
void everyFile().then((files) => process.stdout.write(JSON.stringify({
  zone: new Date(0).getTimezoneOffset(),
  month: new Date(0).toLocaleString(undefined, { month: 'long', timeZone: 'UTC' }),
  sums: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')])),
})));`;

describe('a made file', () => {
  it('is the same bytes in another process, time zone and language of the system', async () => {
    const script = join(mkdtempSync(join(tmpdir(), 'kezhuan-bytes-')), 'other.ts');
    writeFileSync(script, SCRIPT);
    const made = ([TZ, lang]: readonly [string, string]) =>
      JSON.parse(
        execFileSync(process.execPath, [from('../../node_modules/tsx/dist/cli.mjs'), script], {
          encoding: 'utf8',
          env: { ...process.env, TZ, LANG: lang, LC_ALL: lang },
        }),
      ) as { zone: number; month: string; sums: Record<string, string> };
    const here = sums(await everyFile());
    expect(Object.keys(here).length).toBeGreaterThan(15);
    const there = (
      [
        ['Asia/Shanghai', 'zh_CN.UTF-8'],
        ['America/New_York', 'de_DE.UTF-8'],
      ] as const
    ).map(made);
    // the two really are in other places
    expect(there.map((x) => x.zone)).toEqual([-480, 300]);
    expect(there.map((x) => x.month)).toEqual(['一月', 'Januar']);
    for (const other of there) expect(other.sums).toEqual(here);
    expect(sums(await everyFile())).toEqual(here);
  }, 120_000);
});
