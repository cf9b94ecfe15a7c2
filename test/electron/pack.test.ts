/** A filing pack on disk: whole or not at all, checked with our reader, another's, and sha256sum; and met again with something wrong. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFile, mkdir, open, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { asFault } from '../../electron/ipc/fault.ts';
import { BegunPacks } from '../../electron/pack/begun-packs.ts';
import { checkPack } from '../../electron/pack/check-pack.ts';
import { crc32 } from '../../electron/pack/crc32.ts';
import { Stopped, writeFolder, writeZip, type PackFile, type PackWatch } from '../../electron/pack/write-pack.ts';
import { PROJECT } from '../../electron/runtime/paths.ts';
import { Vault } from '../../electron/vault/vault.ts';
import { PACK_LIST, packList, readPackList } from '../../shared/pack-list.ts';
import { randomRuns } from '../support/random.ts';
import { freshFolder } from './store-folder.ts';

const notes = join(await freshFolder(), 'packing.json');
const quiet: PackWatch = { onProgress: () => undefined, signal: new AbortController().signal, begun: new BegunPacks(notes) };
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const codeOf = (task: Promise<unknown>): Promise<string> =>
  task.then(
    () => 'no fault',
    (error: unknown) => (error instanceof Stopped ? 'stopped' : asFault(error).code),
  );

async function put(vault: Vault, bytes: Uint8Array): Promise<string> {
  const upload = await vault.begin('x', bytes.length);
  for (let at = 0; at < bytes.length; at += 1_000_000) await vault.part(upload, bytes.subarray(at, at + 1_000_000));
  return (await vault.finish(upload)).hash;
}

/** A vault and the files of a pack with their list. */
async function packOf(contents: Readonly<Record<string, Uint8Array>>) {
  const root = await freshFolder();
  const vault = new Vault(join(root, 'vault'));
  const files: PackFile[] = [];
  for (const [name, bytes] of Object.entries(contents)) files.push({ name, hash: await put(vault, bytes) });
  const list = Buffer.from(
    packList(
      ['合同编号：SL-2026-017'],
      files.map((f) => ({ name: f.name, sha256: f.hash })),
    ),
  );
  files.unshift({ name: PACK_LIST, hash: await put(vault, list) });
  const out = join(root, 'out');
  await mkdir(out);
  return { vault, files, out, root, list: sha(list) };
}
const CONTENTS = {
  '01 SL-2026-017_登记表_第1版.docx': Buffer.from('form'),
  '02 SL-2026-017_合同（签署扫描件）_第1版.pdf': Buffer.alloc(2_500_000, 7),
  '附/SL-2026-017_合同文本（非签署件）_第1版.docx': Buffer.from(''),
};

describe('a pack on disk', () => {
  it('is a folder with every file, its list checks with sha256sum, and a name that is taken is not overwritten', async () => {
    const { vault, files, out } = await packOf(CONTENTS);
    const told: number[] = [];
    const first = await writeFolder(out, 'SL-2026-017_申报材料_第1版', files, vault, { ...quiet, onProgress: (done) => told.push(done) });
    const second = await writeFolder(out, 'SL-2026-017_申报材料_第1版', files, vault, quiet);
    expect((await readdir(out)).sort()).toEqual(['SL-2026-017_申报材料_第1版', 'SL-2026-017_申报材料_第1版（2）']);
    for (const [name, bytes] of Object.entries(CONTENTS)) expect(Buffer.compare(await readFile(join(second, name)), bytes)).toBe(0);
    expect(execFileSync('sha256sum', ['-c', '--quiet', PACK_LIST], { cwd: first, stdio: ['ignore', 'pipe', 'ignore'] }).toString()).toBe('');
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.length).toBeGreaterThan(4);
    expect(await checkPack(first)).toMatchObject({ listed: 3, missing: [], changed: [], beside: [] });
  });

  it('is a .zip that other programs open, with the same bytes every time', async () => {
    const { vault, files, out, list } = await packOf(CONTENTS);
    const zip = join(out, '材料.zip');
    await writeZip(zip, files, vault, quiet);
    const bytes = await readFile(zip);
    const parts = unzipSync(new Uint8Array(bytes));
    expect(Object.keys(parts)).toEqual(files.map((f) => f.name));
    for (const [name, content] of Object.entries(CONTENTS)) expect(sha(parts[name]!)).toBe(sha(content));
    expect(execFileSync('python3', ['-c', 'import sys,zipfile; print(zipfile.ZipFile(sys.argv[1]).testzip())', zip]).toString().trim()).toBe('None');
    await writeZip(zip, files, vault, quiet);
    expect(sha(await readFile(zip))).toBe(sha(bytes));
    expect(await checkPack(zip)).toEqual({ name: '材料.zip', hash: list, listed: 3, missing: [], renamed: [], changed: [], beside: [] });
    // a file manager packs the folder again, compressed and one level deeper
    const again = Object.fromEntries(Object.entries(parts).map(([name, content]) => [`申报材料/${name}`, content]));
    await writeFile(zip, zipSync(again, { level: 9 }));
    expect(await checkPack(zip)).toMatchObject({ hash: list, listed: 3, missing: [], changed: [], beside: [] });
  });

  it('given up half-way, or with a scan that is gone or damaged in the vault, leaves nothing, and says which file', async () => {
    const { vault, files, out } = await packOf(CONTENTS);
    for (const write of [
      (watch: PackWatch) => writeFolder(out, '材料', files, vault, watch),
      (watch: PackWatch) => writeZip(join(out, '材料.zip'), files, vault, watch),
    ]) {
      const stop = new AbortController();
      const onProgress = (done: number): void => {
        if (done > 1_500_000) stop.abort();
      };
      expect(await codeOf(write({ ...quiet, onProgress, signal: stop.signal }))).toBe('stopped');
      expect(await readdir(out)).toEqual([]);
      const scan = vault.pathOf(files[2]!.hash);
      const handle = await open(scan, 'r+');
      await handle.write(Buffer.from([8]), 0, 1, 2_000_000);
      await handle.close();
      await expect(write(quiet)).rejects.toMatchObject({ code: 'damaged', detail: 'file 2' });
      await rename(scan, `${scan}.away`);
      await expect(write(quiet)).rejects.toMatchObject({ code: 'not-found', detail: 'file 2' });
      expect(await readdir(out)).toEqual([]);
      await writeFile(scan, CONTENTS['02 SL-2026-017_合同（签署扫描件）_第1版.pdf']);
    }
  });

  it.each(['folder', 'zip'])('as a %s, killed while it is written, is taken away by the next program, which touches nothing else', async (as) => {
    const { vault, files, out, root } = await packOf(CONTENTS);
    const note = join(root, 'packing.json');
    const killed = spawnSync(
      process.execPath,
      ['--import', 'tsx', join(PROJECT, 'test/electron/pack-writer.mts'), as, join(root, 'vault'), out, note, JSON.stringify(files)],
      { cwd: PROJECT },
    );
    expect(killed.signal).toBe('SIGKILL');
    const [left, ...more] = await readdir(out);
    expect([left, more]).toEqual([expect.stringMatching(/^\.[0-9a-f]{12}\.tmp$/), []]);
    // another's, and one of ours that is being written in this program
    const others = join(out, '.0123456789ab.tmp');
    await mkdir(others);
    const begun = new BegunPacks(note);
    const living = join(out, '.ba9876543210.tmp');
    const ended = await begun.begin(living);
    await mkdir(living);
    await begun.sweep();
    expect((await readdir(out)).sort()).toEqual(['.0123456789ab.tmp', '.ba9876543210.tmp']);
    await ended();
    expect(JSON.parse(await readFile(note, 'utf8'))).toEqual([]);
    // whoever writes one leaves no note of it
    await writeFolder(out, '材料', files, vault, { ...quiet, begun });
    expect(JSON.parse(await readFile(note, 'utf8'))).toEqual([]);
  });

  it('on a stick that is away stays noted until it is back, and a note that is none takes nothing away', async () => {
    const { out, root } = await packOf({});
    const note = join(root, 'packing.json');
    const temp = join(out, '.0123456789ab.tmp');
    await writeFile(note, JSON.stringify([temp, join(out, '材料'), '../.0123456789ab.tmp', 7]));
    await mkdir(join(out, '材料'));
    await mkdir(temp);
    await rename(out, `${out}.away`);
    await new BegunPacks(note).sweep();
    expect(JSON.parse(await readFile(note, 'utf8'))).toContain(temp);
    await rename(`${out}.away`, out);
    await new BegunPacks(note).sweep();
    expect([await readdir(out), JSON.parse(await readFile(note, 'utf8'))]).toEqual([['材料'], []]);
    await writeFile(note, '{broken');
    await new BegunPacks(note).sweep();
    expect(await readdir(out)).toEqual(['材料']);
  });

  it('takes no name that would leave its folder, that Windows refuses, or that stands twice', async () => {
    const { vault, files, out } = await packOf(CONTENTS);
    const { hash } = files[0]!;
    for (const names of [['../x.pdf'], ['a/b/c.pdf'], ['/etc/x'], ['CON.pdf'], ['a:b.pdf'], ['x.pdf', 'X.pdf'], ['a/../b']])
      expect(
        await codeOf(
          writeFolder(
            out,
            '材料',
            names.map((name) => ({ name, hash })),
            vault,
            quiet,
          ),
        ),
        names.join(),
      ).toBe('malformed');
    expect(await readdir(out)).toEqual([]);
  });
});

it('of 300 MB of scans is written and checked a megabyte at a time', async () => {
  const root = await freshFolder();
  const vault = new Vault(join(root, 'vault'));
  const scan = join(root, 'scan.pdf');
  await writeFile(scan, '%PDF-1.4');
  await truncate(scan, 150 * 1024 * 1024);
  const first = await vault.take(scan, 'scan.pdf');
  await appendFile(scan, 'x');
  const second = await vault.take(scan, 'scan.pdf');
  const list = Buffer.from(
    packList(
      [],
      [first, second].map((f, i) => ({ name: `02 合同_${i + 1}.pdf`, sha256: f.hash })),
    ),
  );
  const files = [{ name: PACK_LIST, hash: await put(vault, list) }, ...[first, second].map((f, i) => ({ name: `02 合同_${i + 1}.pdf`, hash: f.hash }))];
  // what lies outside of the heap: the bytes themselves
  let most = 0;
  const before = process.memoryUsage().arrayBuffers;
  const onProgress = (): void => void (most = Math.max(most, process.memoryUsage().arrayBuffers - before));
  await writeZip(join(root, '材料.zip'), files, vault, { ...quiet, onProgress });
  expect(await checkPack(join(root, '材料.zip'))).toMatchObject({ listed: 2, missing: [], changed: [] });
  onProgress();
  expect(most / 1024 / 1024).toBeLessThan(100);
});

describe('a pack met again', () => {
  it('names what is missing, changed or was laid beside, in a folder and in a .zip', async () => {
    const { vault, files, out } = await packOf(CONTENTS);
    const folder = await writeFolder(out, '材料', files, vault, quiet);
    const [form, scan, text] = Object.keys(CONTENTS) as [string, string, string];
    await rm(join(folder, text));
    await writeFile(join(folder, form), 'another form');
    await writeFile(join(folder, '备注.txt'), '');
    const wrong = { listed: 3, missing: [text], changed: [form], beside: ['备注.txt'] };
    expect(await checkPack(folder)).toMatchObject(wrong);
    const zip = join(out, '材料.zip');
    const list = new Uint8Array(await readFile(join(folder, PACK_LIST)));
    await writeFile(
      zip,
      zipSync({ [PACK_LIST]: list, [form]: Buffer.from('x'), [scan]: CONTENTS[scan as keyof typeof CONTENTS], '备注.txt': new Uint8Array() }),
    );
    expect(await checkPack(zip)).toMatchObject(wrong);
  });

  it('knows a file that is only called otherwise, and finds what lies folders deep', async () => {
    const { vault, files, out } = await packOf(CONTENTS);
    const folder = await writeFolder(out, '材料', files, vault, quiet);
    const [form] = Object.keys(CONTENTS) as [string];
    await mkdir(join(folder, '深', '更深'), { recursive: true });
    await rename(join(folder, form), join(folder, '深', '改了名.docx'));
    await writeFile(join(folder, '深', '更深', '藏.txt'), '');
    const called = { listed: 3, missing: [], renamed: [{ from: form, to: '深/改了名.docx' }], changed: [], beside: ['深/更深/藏.txt'] };
    expect(await checkPack(folder)).toMatchObject(called);
    const zip = join(out, '材料.zip');
    const inside = await readdir(folder, { recursive: true, withFileTypes: true });
    const parts = inside.filter((e) => e.isFile()).map((e) => relative(folder, join(e.parentPath, e.name)));
    await writeFile(zip, zipSync(Object.fromEntries(await Promise.all(parts.map(async (name) => [name, new Uint8Array(await readFile(join(folder, name)))])))));
    expect(await checkPack(zip)).toMatchObject(called);
  });

  it('is refused where it is none, and random damage to a .zip is either told or changes nothing', async () => {
    const { vault, files, out } = await packOf({ 'a.pdf': Buffer.alloc(300, 1), 'b.txt': Buffer.from('二') });
    expect(await codeOf(checkPack(out))).toBe('unsupported');
    const zip = join(out, '材料.zip');
    await writeZip(zip, files, vault, quiet);
    const whole = await readFile(zip);
    const fine = await checkPack(zip);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), async (at, by, cut) => {
        const bytes = Buffer.from(whole);
        bytes[at] = bytes[at]! ^ by;
        await writeFile(zip, cut ? bytes.subarray(0, at) : bytes);
        const said = await checkPack(zip).catch((error: unknown) => asFault(error).code);
        if (typeof said === 'string') expect(['damaged', 'unsupported']).toContain(said);
        // an untouched list with nothing to complain of is the pack as it was written
        else if (said.hash === fine.hash) expect(said.listed).toBe(fine.listed);
        else expect(said.name).toBe(fine.name);
      }),
      randomRuns(80),
    );
  });
});

it('the list reads back what was written, whatever the names and remarks', () => {
  const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).map((s) => s.replace(/[\r\n]/g, '') || 'x');
  const file = fc.record({ name, sha256: fc.uint8Array({ minLength: 32, maxLength: 32 }).map(sha) });
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(file), (head, files) => {
      const remarks = head.map((h) => `：${h}`);
      expect(readPackList(packList(remarks, files).replaceAll('\n', '\r\n'))).toEqual(files);
    }),
    // a line separator of Unicode is no end of a line here
    { ...randomRuns(200), examples: [[[], [{ name: '\u2028\u0000', sha256: '0'.repeat(64) }]]] },
  );
  expect(readPackList('别的文件\n')).toBeNull();
});

it('crc32 is the one of zip', () => expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926));
