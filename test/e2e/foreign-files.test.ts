/** Files as they come in the mail: a scan as PDF and as JPEG, papers and tables under a password, the formats of yesterday. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, type RunningApp } from '../support/electron-app.ts';
import { dropFile, enterWork, goTo, plainDocx, workbook } from '../support/rooms.ts';

const run = promisify(execFile);
let running: RunningApp;
let w: Page;
let folder: string;
let jpeg: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kezhuan-foreign-'));
  running = await launchApp();
  w = running.window;
  await enterWork(running);
  jpeg = join(folder, 'scan.jpg');
  await writeFile(jpeg, await w.screenshot({ type: 'jpeg', quality: 80 }));
});
afterAll(async () => {
  await running.close();
  await rm(folder, { recursive: true, force: true });
});

/** LibreOffice writes the file as its own programs would, under a password where one is given. */
async function converted(name: string, bytes: Uint8Array, to: string): Promise<Uint8Array> {
  const from = join(folder, name);
  await writeFile(from, bytes);
  await run('soffice', [`-env:UserInstallation=file://${join(folder, 'office')}`, '--headless', '--convert-to', to, '--outdir', join(folder, 'out'), from]);
  return readFile(join(folder, 'out', name.replace(/\.\w+$/, `.${to.split(':')[0]!}`)));
}

/** One picture on one page and nothing that could be read, as a scanner makes it. */
async function scannedPdf(): Promise<Uint8Array> {
  const picture = await readFile(jpeg);
  const { width, height } = await w.evaluate(
    async (bytes) => {
      const { width, height } = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      return { width, height };
    },
    [...picture],
  );
  const draw = 'q 595 0 0 842 0 0 cm /P Do Q';
  const text = (s: string): Buffer => Buffer.from(s, 'latin1');
  return Buffer.concat([
    text(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>endobj\n4 0 obj<</Length ${draw.length}>>stream\n${draw}\nendstream endobj\n5 0 obj<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${picture.length}>>stream\n`,
    ),
    picture,
    text('\nendstream endobj\ntrailer<</Root 1 0 R>>'),
  ]);
}

const openReview = async (): Promise<void> => {
  await goTo(w, 'deals');
};

test.each(['pdf', 'jpg'] as const)('a scan as .%s is said to be one, stands beside the form, and is typed from', async (kind) => {
  await openReview();
  await dropFile(w, `扫描合同(1).${kind}`, kind === 'pdf' ? await scannedPdf() : new Uint8Array(await readFile(jpeg)));
  await w.getByRole('alert').filter({ hasText: '这是扫描件，读不出文字' }).waitFor();
  const page = w.locator('.scan-pages img.scan');
  await page.first().waitFor();
  await expect.poll(() => page.count()).toBe(1);
  expect(await page.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBeGreaterThan(500);
  await w.locator('.proposal').waitFor();
  await expect
    .poll(async () => {
      const [form, paper] = [await w.locator('.proposal').boundingBox(), await page.boundingBox()];
      return form && paper ? paper.x - (form.x + form.width) : -1;
    })
    .toBeGreaterThanOrEqual(0);
});

test('papers under a password and of the old kind are said to be so, and what to do', async () => {
  const docx = plainDocx(['专利实施许可合同', '第一条 许可使用费。']);
  await openReview();
  await dropFile(w, '旧合同.doc', await converted('旧合同.docx', docx, 'doc'));
  await w
    .getByRole('alert')
    .filter({ hasText: /旧格式.*另存为 .xlsx 或 .docx/ })
    .waitFor();
  await openReview();
  await dropFile(w, '加密合同.docx', sealed(await converted('旧合同.docx', docx, 'doc')));
  await w
    .getByRole('alert')
    .filter({ hasText: /设了密码.*另存为 .xlsx 或 .docx/ })
    .waitFor();
});

test('tables under a password and .xls say 请另存为 .xlsx', async () => {
  const table = await workbook([
    ['成果名称', '成果权属人'],
    ['示例成果', '示例农业研究所'],
  ]);
  const xls = await converted('成果表.xlsx', table, 'xls');
  for (const [name, bytes, words] of [
    ['成果表.xls', xls, '旧格式'],
    ['加密成果表.xlsx', sealed(xls), '文件设了密码'],
  ] as const) {
    await goTo(w, 'portfolio');
    await dropFile(w, name, bytes);
    const said = w.getByRole('alert').filter({ hasText: words });
    await said.waitFor();
    await expect.poll(() => said.innerText()).toContain('另存为 .xlsx');
    await expect.poll(() => said.innerText()).toContain('库里的数据没有变动');
  }
});

/**
 * A compound file as Office writes an encrypted one, as far as a reader without the password can see: the name of its
 * stream stands in the directory. A real one is made from a real compound file.
 */
function sealed(compound: Uint8Array): Uint8Array {
  const name = Buffer.from('EncryptedPackage', 'utf16le');
  const bytes = Buffer.from(compound);
  const view = bytes.readUInt32LE(48);
  // the first entry after the root storage, in the directory's first sector
  const entry = 512 + view * 512 + 128;
  bytes.fill(0, entry, entry + 64);
  name.copy(bytes, entry);
  bytes.writeUInt16LE(name.length + 2, entry + 64);
  return bytes;
}
