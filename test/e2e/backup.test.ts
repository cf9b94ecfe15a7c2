import { readFile, readdir, rm, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chainFaults, changeHash } from '../../shared/change/chain.ts';
import type { StoredChange } from '../../shared/change/change.ts';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { leaveField } from '../support/sample-office.ts';

let folder: string;
let backup: string;
const running: RunningApp[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-move-'));
  backup = join(folder, '搬家.kezhuan');
});
afterAll(async () => {
  for (const r of running) await r.close().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

/** A computer of its own: a profile, a name, an office. */
async function computer(profile: string, name: string, office: string): Promise<RunningApp> {
  const started = await launchApp({ userData: join(folder, profile) });
  running.push(started);
  const { window } = started;
  await window.getByLabel('您的姓名').fill(name);
  await window.getByLabel('本单位名称').fill(office);
  await window.getByText('直接进入').click();
  await window.locator('nav').getByText('成果库', { exact: true }).first().waitFor();
  return started;
}
const room = (window: Page, name: string) => window.locator('nav').getByText(name, { exact: true }).first().click();
/** Native dialogs cannot be driven: what they will answer from now on. */
async function willChoose({ app }: RunningApp, open: string[], save: string): Promise<void> {
  await app.evaluate(
    ({ dialog }, paths) => {
      dialog.showOpenDialog = (() => Promise.resolve({ canceled: false, filePaths: paths.open })) as unknown as typeof dialog.showOpenDialog;
      dialog.showSaveDialog = (() => Promise.resolve({ canceled: false, filePath: paths.save })) as unknown as typeof dialog.showSaveDialog;
    },
    { open, save },
  );
}

/** Every row of every table but what belongs to this computer, and the device of its store. */
function storeOf(window: Page): Promise<{ device: string; rows: Record<string, unknown[]>; changes: StoredChange[] }> {
  return window.evaluate(async () => {
    const names = (await indexedDB.databases()).map((d) => d.name ?? '');
    const name = names.find((n) => n.endsWith('work'));
    const open = await new Promise<IDBDatabase>((done, failed) => {
      const request = indexedDB.open(name!);
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const all = (table: string) =>
      new Promise<unknown[]>((done, failed) => {
        const request = open.transaction(table).objectStore(table).getAll();
        request.onsuccess = () => done(request.result as unknown[]);
        request.onerror = () => failed(request.error);
      });
    const rows: Record<string, unknown[]> = {};
    for (const table of open.objectStoreNames) if (!['meta', 'changes', 'drafts', 'cursors'].includes(table)) rows[table] = await all(table);
    const meta = (await all('meta')) as { key: string; value: string }[];
    const changes = (await all('changes')) as never[];
    open.close();
    return { device: meta.find((m) => m.key === 'device')!.value, rows, changes };
  });
}

/** The files of the vault by name, with their bytes. */
async function vaultOf(profile: string): Promise<[string, string][]> {
  const root = join(folder, profile, 'vault', 'work');
  const names = (await readdir(root, { recursive: true, withFileTypes: true })).filter((d) => d.isFile());
  return Promise.all(names.map(async (d): Promise<[string, string]> => [d.name, (await readFile(join(d.path, d.name))).toString('base64')])).then((all) =>
    all.sort((a, b) => (a[0] < b[0] ? -1 : 1)),
  );
}

/** Files that are no backup this program can put back, and what is said of each. */
async function broken(): Promise<[name: string, bytes: Uint8Array, words: string][]> {
  const whole = await readFile(backup);
  const flipped = Buffer.from(whole);
  flipped[Math.floor(whole.length / 2)]! ^= 1;
  const damaged = '文件不完整、已损坏';
  return [
    ['照片.kezhuan', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), damaged],
    ['别的程序.kezhuan', zipSync({ 'manifest.json': strToU8('{}') }), damaged],
    ['截断.kezhuan', whole.subarray(0, whole.length - 5000), damaged],
    ['翻转.kezhuan', flipped, damaged],
    ['更新版本.kezhuan', rewritten(whole, '"formatVersion":1,', '"formatVersion":9,'), '更新版本'],
  ];
}

/** The same backup with words of its manifest replaced by as many others; the manifest has no hash of its own. */
function rewritten(whole: Buffer, from: string, to: string): Buffer {
  const at = whole.indexOf(from);
  expect(at).toBeGreaterThan(0);
  return Buffer.concat([whole.subarray(0, at), Buffer.from(to), whole.subarray(at + from.length)]);
}

/** The devices whose chains stand in these Changes, each followed from its first to its last. */
function verified(changes: StoredChange[]): string[] {
  expect(changes.length).toBeGreaterThan(0);
  expect(chainFaults(changes)).toEqual([]);
  for (const c of changes) expect(changeHash(c)).toBe(c.hash);
  return [...new Set(changes.map((c) => c.device))].sort();
}

test('a work library moves to another computer as one file, through the screens of the settings', async () => {
  const old = await computer('old', '示例经理甲', '示例农业研究所');
  await room(old.window, '成果库');
  await old.window.getByRole('button', { name: '新建成果' }).first().click();
  await leaveField(old, 'title', '示例成果：种子处理');
  const proof = join(folder, '检测报告（示例）.pdf');
  await writeFile(proof, `%PDF-1.4\n${'示例'.repeat(50_000)}`);
  await willChoose(old, [proof], backup);
  await old.window.getByRole('button', { name: '添加文件' }).first().click();
  await old.window.getByText('检测报告（示例）.pdf').first().waitFor();
  await room(old.window, '设置');
  await old.window.getByText('备份与恢复', { exact: true }).first().click();
  await old.window.getByRole('button', { name: '立即备份…' }).click();
  await old.window.getByText('搬家.kezhuan').first().waitFor();
  const before = await storeOf(old.window);
  expect(verified(before.changes)).toEqual([before.device]);
  await old.close();

  const fresh = await computer('new', '示例经理乙', '另一示例单位');
  const own = await storeOf(fresh.window);
  await willChoose(fresh, [backup], '');
  await room(fresh.window, '设置');
  await fresh.window.getByText('备份与恢复', { exact: true }).first().click();
  const choose = fresh.window.getByRole('button', { name: '选择备份文件…' });
  const alert = fresh.window.getByRole('alert').locator('.trouble');
  const sure = fresh.window.getByRole('dialog');
  // what cannot be restored is said before anything is asked
  for (const [name, bytes, words] of await broken()) {
    await writeFile(join(folder, name), bytes);
    await willChoose(fresh, [join(folder, name)], '');
    await choose.click();
    await alert.filter({ hasText: words }).waitFor();
    await expect.poll(async () => [await alert.count(), await sure.count()], { message: name }).toEqual([1, 0]);
  }
  await willChoose(fresh, [backup], '');
  await choose.click();
  const content = sure.getByTestId('backup-content');
  await content.waitFor();
  await expect.poll(() => alert.count()).toBe(0);
  const told = content.locator('dd');
  for (const [at, words] of [
    [0, /搬家\.kezhuan/],
    [1, /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/],
    [2, /^成果 1$/],
    [4, /^1 个，共 [\d.]+ KB$/],
  ] as const)
    await expect.poll(() => told.nth(at).textContent()).toMatch(words);
  const console: string[] = [];
  fresh.window.on('console', (line) => console.push(line.text()));
  await fresh.window.getByRole('button', { name: '替换并恢复' }).click();
  // with the name that is written into the history from now on: it came with the backup
  await fresh.window.getByText(/^已从备份 搬家\.kezhuan 恢复，共 \d+ 条修改.*此后的修改记在“示例经理甲”名下/).waitFor();
  await expect.poll(() => fresh.window.getByText('由日志恢复').count()).toBe(0);
  expect(console.filter((line) => /Dexie|blocked|connection/i.test(line))).toEqual([]);
  await room(fresh.window, '成果库');
  await fresh.window.getByText('示例成果：种子处理').first().waitFor();

  const after = await storeOf(fresh.window);
  expect(after.rows).toEqual(before.rows);
  expect(after.changes).toEqual(before.changes);
  expect(verified(after.changes)).toEqual([before.device]);
  expect([before.device, own.device]).not.toContain(after.device);
  expect(await vaultOf('new')).toEqual(await vaultOf('old'));
  expect((await vaultOf('old')).length).toBeGreaterThan(0);

  // the first Change made here begins a chain of its own beside the old one
  await fresh.window.getByText('示例成果：种子处理').first().dblclick();
  await leaveField(fresh, 'title', '示例成果：种子处理（新电脑）');
  await expect.poll(async () => verified((await storeOf(fresh.window)).changes)).toEqual([before.device, after.device].sort());
});
