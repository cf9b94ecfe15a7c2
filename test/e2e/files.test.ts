/** Files in and out through the real program: pick, keep, open, save, print, back up, restore. Native dialogs are answered for the person. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChannelName, Request, Responses } from '../../shared/bridge.ts';
import { sha256Of } from '../../electron/files/sha256.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { someLines } from '../electron/store-lines.ts';

let running: RunningApp;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-files-'));
  running = await launchApp({ userData: join(folder, 'profile') });
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function call<C extends ChannelName>(channel: C, request: Request<C>): Promise<Responses[C]> {
  const reply = await running.window.evaluate(([c, r]) => window.bridge.call(c as C, r as Request<C>), [channel, request] as const);
  if (!reply.ok) throw new Error(`${channel}: ${reply.code} ${reply.detail}`);
  return reply.value;
}

/** What the person does in the next dialogs: the file chosen, or null for cancelling. */
const answerDialogs = (choice: string | null): Promise<void> =>
  running.app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = (async () => ({ canceled: file === null, filePaths: file === null ? [] : [file] })) as typeof dialog.showOpenDialog;
    dialog.showSaveDialog = (async () => ({ canceled: file === null, filePath: file ?? '' })) as typeof dialog.showSaveDialog;
  }, choice);

/** What was handed to the system: opened and revealed paths. */
const watchShell = (): Promise<void> =>
  running.app.evaluate(({ shell }) => {
    const seen: string[] = [];
    Object.assign(globalThis, { handedOut: seen });
    shell.openPath = async (file) => (seen.push(file), '');
    shell.showItemInFolder = (file) => void seen.push(file);
  });
const handedOut = (): Promise<string[]> => running.app.evaluate(() => (globalThis as unknown as { handedOut: string[] }).handedOut.splice(0));

const PDF = Buffer.from('%PDF-1.4\n示例合同\n%%EOF');

test('a picked file is copied into the vault, opened by a copy, saved elsewhere and shown in its folder', async () => {
  const source = join(folder, '示例合同（终稿）.pdf');
  await writeFile(source, PDF);
  await answerDialogs(null);
  expect(await call('vault.pick', { workspace: 'sample', kinds: ['pdf'], multiple: false })).toEqual([]);
  await answerDialogs(source);
  const [picked] = await call('vault.pick', { workspace: 'sample', kinds: ['pdf'], multiple: false });
  expect(picked).toEqual({ hash: sha256Of(PDF), name: '示例合同（终稿）.pdf', size: PDF.length, mime: 'application/pdf' });
  const { hash, name } = picked!;
  await watchShell();
  await call('vault.open', { workspace: 'sample', hash, name });
  const [opened] = await handedOut();
  expect(opened).toMatch(/opened\/[0-9a-f]{16}\/示例合同（终稿）\.pdf$/);
  expect(await readFile(opened!)).toEqual(PDF);
  expect((await stat(opened!)).mode & 0o222).toBe(0);
  const target = join(folder, '另存.pdf');
  await answerDialogs(target);
  const saved = await call('vault.saveAs', { workspace: 'sample', hash, name });
  expect(saved?.name).toBe('另存.pdf');
  expect(await readFile(target)).toEqual(PDF);
  await call('file.reveal', { handle: saved!.handle });
  expect(await handedOut()).toEqual([target]);
  await answerDialogs(null);
  expect(await call('vault.saveAs', { workspace: 'sample', hash, name })).toBeNull();
  await call('clipboard.file', { workspace: 'sample', hash, name });
  const copied = await running.app.evaluate(async ({ clipboard }) => {
    const old = clipboard as unknown as { readBuffer?(format: string): Buffer };
    if (old.readBuffer) return old.readBuffer('x-special/gnome-copied-files').toString();
    const [item] = await clipboard.read();
    return ((await item!.getType('electron application/osclipboard;format="x-special/gnome-copied-files"')) as Blob).text();
  });
  expect(decodeURIComponent(copied)).toMatch(/^copy\nfile:\/\/\/.*\/示例合同（终稿）\.pdf$/);
});

test('the page is printed as a PDF with its own text and numbered pages', async () => {
  const file = join(folder, 'page.pdf');
  // the style comes with what makes papers, which this window has not loaded: without it the screen itself may be printed before the paper
  const style = await readFile(join(import.meta.dirname, '../../renderer/documents/print-host.css'), 'utf8');
  const [bytes, again] = await running.window.evaluate(async (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    document.body.insertAdjacentHTML('beforeend', '<div id="printed" class="print-host"><p>专利实施许可合同·打印样张</p></div>');
    document.documentElement.classList.add('printing-paper');
    await document.fonts.ready;
    const print = async () => {
      const reply = await window.bridge.call('print.pdf', { title: '合同' });
      return reply.ok ? [...reply.value] : [];
    };
    const first = await print();
    // the paper is Chinese whatever the screen speaks
    await window.bridge.call('window.menuLocale', { locale: 'en' });
    const second = await print();
    await window.bridge.call('window.menuLocale', { locale: 'zh' });
    document.documentElement.classList.remove('printing-paper');
    document.getElementById('printed')?.remove();
    return [first, second] as const;
  }, style);
  await writeFile(file, Buffer.from(bytes));
  expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).not.toMatch(/CreationDate|ModDate|Creator/);
  const textOf = (name: string) => execFileSync('pdftotext', ['-layout', name, '-'], { encoding: 'utf8' });
  expect(textOf(file)).toMatch(/^\s*专利实施许可合同·打印样张\s*第\s*1\s*页\s*共\s*1\s*页\s*$/);
  await writeFile(join(folder, 'again.pdf'), Buffer.from(again));
  expect(textOf(join(folder, 'again.pdf'))).toBe(textOf(file));
});

test('a paper that numbers its pages only from the second on has no number where there is one page', async () => {
  for (const [lines, numbered] of [
    [3, false],
    [200, true],
  ] as const) {
    const bytes = await running.window.evaluate(async (count) => {
      const host = document.createElement('div');
      host.className = 'print-host';
      for (let i = 0; i < count; i++) host.append(Object.assign(document.createElement('p'), { textContent: `第${i}行` }));
      document.body.append(host);
      document.documentElement.classList.add('printing-paper');
      const reply = await window.bridge.call('print.pdf', { title: '文书', numbers: 'several' });
      document.documentElement.classList.remove('printing-paper');
      host.remove();
      return reply.ok ? [...reply.value] : [];
    }, lines);
    const file = join(folder, `lines-${lines}.pdf`);
    await writeFile(file, Buffer.from(bytes));
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(text).toContain(`第${lines - 1}行`);
    expect(/第\s*1\s*页\s*共\s*\d+\s*页/.test(text)).toBe(numbered);
  }
});

test('a workspace backed up to one file and restored has every Change, file and key, and what was written since is kept aside', async () => {
  const workspace = 'class' as const;
  const target = join(folder, '备份');
  await call('journal.open', { workspace, storeId: 'before', formatVersion: 1 });
  await call('journal.append', { workspace, lines: someLines(12).slice(0, 10) });
  await call('keys.put', { workspace, person: 'p1', key: 'k1' });
  const { upload } = await call('vault.begin', { workspace, name: '扫描.pdf', size: PDF.length });
  await running.window.evaluate(([id, content]) => window.bridge.call('vault.part', { upload: id as string, bytes: new Uint8Array(content as number[]) }), [
    upload,
    [...PDF],
  ] as const);
  const { hash } = await call('vault.finish', { upload });
  await answerDialogs(target);
  const made = await call('backup.make', { workspace });
  expect(made).toMatchObject({ name: '备份.kezhuan', bytes: (await stat(`${target}.kezhuan`)).size });

  await call('journal.append', { workspace, lines: someLines(12).slice(10) });
  await call('keys.destroy', { workspace, person: 'p1' });
  await rm(join(folder, 'profile', 'vault', workspace), { recursive: true });
  await answerDialogs(`${target}.kezhuan`);
  const [chosen] = await call('vault.pick', { workspace, kinds: ['backup'], multiple: false });
  expect(await call('backup.restore', { workspace, hash: chosen!.hash })).toEqual({ changes: 10, files: 1 });
  const head = await call('journal.open', { workspace, storeId: 'before', formatVersion: 1 });
  expect(head).toMatchObject({ seq: 10, count: 10, damaged: [] });
  expect(head.storeId).not.toBe('before');
  expect((await call('journal.read', { workspace, after: 0, limit: 100 })).lines).toEqual(someLines(10));
  expect(await call('vault.verify', { workspace, hashes: [hash] })).toEqual({ missing: [], damaged: [] });
  // the person was erased after the backup was made
  expect(await call('keys.read', { workspace })).toEqual({});
  const aside = execFileSync('grep', ['-rl', '^12|', join(folder, 'profile', 'aside')], { encoding: 'utf8' });
  expect(aside).toContain('journal-class');
  await mkdir(join(folder, 'out'));
  execFileSync('tar', ['-xf', `${target}.kezhuan`, '-C', join(folder, 'out')]);
});

test('an unlikely file is taken in, but not opened', async () => {
  const source = join(folder, 'setup.exe');
  await writeFile(source, 'MZ');
  await answerDialogs(source);
  const [picked] = await call('vault.pick', { workspace: 'sample', kinds: ['any'], multiple: false });
  await expect(call('vault.open', { workspace: 'sample', hash: picked!.hash, name: picked!.name })).rejects.toThrow('unsupported');
});
