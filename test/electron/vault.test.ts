import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asFault } from '../../electron/ipc/fault.ts';
import { fileClip } from '../../electron/files/file-clip.ts';
import { Handles } from '../../electron/files/handles.ts';
import { saneName } from '../../electron/files/names.ts';
import { sha256Of } from '../../electron/files/sha256.ts';
import { extensionsFor, mayOpen, mimeOf } from '../../electron/vault/kinds.ts';
import { Vault } from '../../electron/vault/vault.ts';
import { randomRuns } from '../support/random.ts';
import { freshFolder } from './store-folder.ts';

const codeOf = async (task: Promise<unknown>): Promise<string> =>
  task.then(
    () => 'no fault',
    (error: unknown) => asFault(error).code,
  );

async function put(vault: Vault, bytes: Uint8Array, part = 1000): Promise<string> {
  const upload = await vault.begin('合同.pdf', bytes.length);
  for (let at = 0; at < bytes.length; at += part) await vault.part(upload, bytes.subarray(at, at + part));
  return (await vault.finish(upload)).hash;
}

describe('the vault', () => {
  it('gives back exactly what came in, under the hash of its content, whatever the parts', async () => {
    const root = join(await freshFolder(), 'vault');
    const vault = new Vault(root);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 1, max: 6000 }), async (bytes, part) => {
        const hash = await put(vault, bytes, part);
        expect(hash).toBe(sha256Of(bytes));
        const { bytes: back, size } = await vault.read(hash, 0, 1_000_000);
        expect(size).toBe(bytes.length);
        expect(Buffer.from(back)).toEqual(Buffer.from(bytes));
        expect((await stat(vault.pathOf(hash))).mode & 0o777).toBe(0o600);
      }),
      randomRuns(60),
    );
    expect(await readdir(join(root, 'incoming'))).toEqual([]);
    const listed = await vault.list();
    expect(await vault.verify(listed)).toEqual({ missing: [], damaged: [] });
    expect(vault.pathOf(listed[0]!)).toBe(join(root, listed[0]!.slice(0, 2), listed[0]!.slice(2, 4), listed[0]!));
  });

  it('reads parts, and nothing beyond the end', async () => {
    const vault = new Vault(join(await freshFolder(), 'vault'));
    const hash = await put(vault, Buffer.from('0123456789'));
    expect(Buffer.from((await vault.read(hash, 3, 4)).bytes).toString()).toBe('3456');
    expect((await vault.read(hash, 50, 4)).bytes.length).toBe(0);
    expect(await codeOf(vault.read(sha256Of(Buffer.from('x')), 0, 1))).toBe('not-found');
  });

  it('names a file only when it is whole: too few, too many, unknown and abandoned uploads leave nothing', async () => {
    const root = join(await freshFolder(), 'vault');
    const vault = new Vault(root);
    const short = await vault.begin('a', 10);
    await vault.part(short, new Uint8Array(9));
    expect(await codeOf(vault.finish(short))).toBe('malformed');
    const long = await vault.begin('a', 10);
    expect(await codeOf(vault.part(long, new Uint8Array(11)))).toBe('too-large');
    expect(await codeOf(vault.part(long, new Uint8Array(1)))).toBe('not-found');
    expect(await codeOf(vault.finish('../../etc/passwd'))).toBe('not-found');
    expect(await codeOf(vault.begin('a', 512 * 1024 * 1024 + 1))).toBe('too-large');
    const first = await vault.begin('a', 1);
    for (let i = 0; i < 32; i++) await vault.begin('a', 1);
    expect(await codeOf(vault.part(first, new Uint8Array(1)))).toBe('not-found');
    expect((await readdir(join(root, 'incoming'))).length).toBe(32);
    expect(await vault.list()).toEqual([]);
    await vault.tidy();
    expect(await readdir(root)).toEqual([]);
  });

  it('tells missing and damaged files, and a damaged one is replaced when its content comes again', async () => {
    const vault = new Vault(join(await freshFolder(), 'vault'));
    const bytes = Buffer.from('扫描件'.repeat(100));
    const hash = await put(vault, bytes);
    const other = sha256Of(Buffer.from('other'));
    await writeFile(vault.pathOf(hash), 'not it');
    expect(await vault.verify([hash, other])).toEqual({ missing: [other], damaged: [hash] });
    await put(vault, bytes);
    expect(await vault.verify([hash])).toEqual({ missing: [], damaged: [] });
  });

  it('gives a file up that does not count: only what came in since the start, and not while another door holds it', async () => {
    const root = join(await freshFolder(), 'vault');
    const old = await put(new Vault(root), Buffer.from('kept before'));
    const vault = new Vault(root);
    const fresh = await put(vault, Buffer.from('refused'));
    await vault.discard(fresh);
    expect(await vault.list()).toEqual([old]);
    // it may come again, and be given back again
    expect(await put(vault, Buffer.from('refused'))).toBe(fresh);
    expect((await vault.verify([fresh])).missing).toEqual([]);
    await put(vault, Buffer.from('refused'));
    await vault.discard(fresh);
    expect(await vault.list()).toContain(fresh);
    await vault.discard(fresh);
    await vault.discard(fresh);
    await put(vault, Buffer.from('kept before'));
    await vault.discard(old);
    expect(await vault.list()).toEqual([old]);
    // damaged is not gone: a row may name it
    await writeFile(vault.pathOf(old), 'not it');
    await put(vault, Buffer.from('kept before'));
    await vault.discard(old);
    expect(await vault.verify([old])).toEqual({ missing: [], damaged: [] });
    const both = await Promise.all([put(vault, Buffer.from('at once')), put(vault, Buffer.from('at once'))]);
    await vault.discard(both[0]);
    expect(await vault.list()).toContain(both[0]);
  });

  it('keeps what a backup brought', async () => {
    const folder = await freshFolder();
    const vault = new Vault(join(folder, 'vault'));
    const hash = sha256Of(Buffer.from('restored'));
    await writeFile(join(folder, 'restored'), 'restored');
    await vault.adopt(join(folder, 'restored'), hash);
    await vault.discard(hash);
    expect(await vault.list()).toEqual([hash]);
  });

  it('takes a picked file by copying; the original stays as it was', async () => {
    const folder = await freshFolder();
    const vault = new Vault(join(folder, 'vault'));
    await writeFile(join(folder, '合同.docx'), 'PK\u0003\u0004…');
    const taken = await vault.take(join(folder, '合同.docx'), '合同.docx');
    expect(taken).toMatchObject({ name: '合同.docx', mime: mimeOf('x.docx'), hash: sha256Of(await readFile(join(folder, '合同.docx'))) });
    expect(await vault.list()).toEqual([taken.hash]);
    expect(await readdir(join(folder, 'vault', 'incoming'))).toEqual([]);
    expect(() => vault.pathOf('../../x')).toThrow();
  });

  it('does not list what lies in its folders under another name', async () => {
    const root = join(await freshFolder(), 'vault');
    await mkdir(join(root, 'ab', 'cd'), { recursive: true });
    await writeFile(join(root, 'ab', 'cd', 'f'.repeat(64)), 'x');
    await writeFile(join(root, 'ab', 'cd', 'notes.txt'), 'x');
    expect(await new Vault(root).list()).toEqual([]);
  });
});

describe('names of files', () => {
  it('are sane for every system, whatever was asked for', () => {
    for (const [asked, name] of [
      ['../../etc/passwd', '_.._etc_passwd'],
      ['..\\..\\windows\\system32', '_.._windows_system32'],
      ['CON', '_CON'],
      ['con.txt', '_con.txt'],
      ['LPT1.tar.gz', '_LPT1.tar.gz'],
      ['nul .txt', '_nul.txt'],
      ['合同（终稿）.docx', '合同（终稿）.docx'],
      ['a.', 'a'],
      ['a. . .', 'a'],
      ['.bashrc', 'bashrc'],
      ['', '文件'],
      ['...', '文件'],
      ['a\u0000b\u202Egpj.exe', 'abgpj.exe'],
      ['a:b*c?"d<e>f|g', 'a_b_c__d_e_f_g'],
    ] as const)
      expect(saneName(asked)).toBe(name);
  });

  it('hold no folder, no device, no trailing dot, at most 120 characters, and stay what they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (asked) => {
        const name = saneName(asked);
        expect(name).not.toMatch(/[/\\:*?"<>|\u0000-\u001f]/);
        expect(name.length > 0 && name.length <= 120 && Buffer.byteLength(name) <= 255).toBe(true);
        expect(name).not.toMatch(/^\.|[. ]$/);
        expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(join('/folder', name).startsWith(`/folder${sep}`)).toBe(true);
        expect(saneName(name)).toBe(name);
      }),
      randomRuns(2000),
    );
    expect(saneName(`${'长'.repeat(300)}.docx`)).toMatch(/^长{50,}\.docx$/);
  });

  it('decide what may be opened, together with how the file begins', () => {
    const pdf = Buffer.from('%PDF-1.7');
    expect(mayOpen('a.pdf', pdf)).toBe(true);
    expect(mayOpen('a.PDF', pdf)).toBe(true);
    for (const name of ['a.exe', 'a.sh', 'a.desktop', 'a.lnk', 'a.bat', 'a.html', 'a.js', 'a', 'a.pdf.exe', 'constructor', 'a.docm', 'a.url'])
      expect(mayOpen(name, pdf)).toBe(false);
    expect(mayOpen('a.pdf', Buffer.from('#!/bin/sh'))).toBe(false);
    expect(mayOpen('a.csv', Buffer.from('名称,金额'))).toBe(true);
    expect(mayOpen('a.csv', Buffer.from([0x4d, 0x5a, 0x00]))).toBe(false);
    expect(mimeOf('a.unknown')).toBe('application/octet-stream');
    expect(extensionsFor(['docx', 'pdf', 'docx'])).toEqual(['docx', 'pdf']);
  });

  it('of chosen files are known to the window by a random handle only', () => {
    const handles = new Handles();
    const handle = handles.give('/home/x/合同.docx');
    expect(handle).toMatch(/^[0-9a-f]{64}$/);
    expect(handles.path(handle)).toBe('/home/x/合同.docx');
    expect(() => handles.path('f'.repeat(64))).toThrow('not-found');
    for (let i = 0; i < 600; i++) handles.give(`/f${i}`);
    expect(() => handles.path(handle)).toThrow('not-found');
  });

  it('are put on the clipboard in the form of each desktop', () => {
    expect(fileClip('/home/x/合同 1.docx', 'linux')).toEqual({
      format: 'x-special/gnome-copied-files',
      bytes: Buffer.from('copy\nfile:///home/x/%E5%90%88%E5%90%8C%201.docx'),
    });
    expect(fileClip('/Users/x/a.pdf', 'darwin').bytes.toString()).toBe('file:///Users/x/a.pdf');
    expect(fileClip('C:\\a.pdf', 'win32').bytes.toString('utf16le')).toBe('C:\\a.pdf\0');
  });
});
