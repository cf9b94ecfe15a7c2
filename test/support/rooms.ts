/** Hands for the end-to-end tests of the rooms: the first start, dropping files, sheets and contracts made on the spot. */
import ExcelJS from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import type { RunningApp } from './electron-app.ts';

export const OFFICE = '示例农业研究所';

/** Answers the first start's three questions and goes straight in. */
export async function enterWork({ window: w, app }: RunningApp): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setContentSize(1366, 768));
  await w.getByText('直接进入').waitFor();
  await w.locator('.first-start input').nth(0).fill('示例经办人');
  await w.locator('.first-start input').nth(1).fill(OFFICE);
  await w.getByText('直接进入').click();
  await w.locator('[data-tour="nav"]').waitFor();
}

type Kept = Window & { kept?: Pick<IDBObjectStore, 'put' | 'add'> };
/** From now on the store of the page takes nothing more, as on a full disk. */
export const fillDisk = (w: Page): Promise<void> =>
  w.evaluate(() => {
    const { put, add } = IDBObjectStore.prototype;
    (window as Kept).kept ??= { put, add };
    IDBObjectStore.prototype.put = IDBObjectStore.prototype.add = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
export const emptyDisk = (w: Page): Promise<void> => w.evaluate(() => void Object.assign(IDBObjectStore.prototype, (window as Kept).kept));

export const goTo = (w: Page, room: string): Promise<void> => w.locator(`[data-tour="nav-${room}"]`).click();

/** A row of the list, once its words are there: a press on one that is still empty opens nothing. */
export const rowAt = (w: Page, index: number): Locator => w.locator(`[data-row="${index}"]:not(:has(.td-waiting))`);

/** Drops a file on the window, as from the file manager. */
export const dropFile = (w: Page, name: string, bytes: Uint8Array): Promise<void> => dropFiles(w, [[name, bytes]]);

/** Several at once, in this order. */
export async function dropFiles(w: Page, files: readonly (readonly [name: string, bytes: Uint8Array])[]): Promise<void> {
  await w.evaluate(
    (all) => {
      const carried = new DataTransfer();
      for (const [called, data] of all) carried.items.add(new File([new Uint8Array(data)], called));
      for (const type of ['dragover', 'drop']) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
    },
    files.map(([name, bytes]) => [name, [...bytes]] as const),
  );
}

export async function workbook(rows: readonly (readonly string[])[], sheet = 'Sheet1'): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const page = book.addWorksheet(sheet);
  rows.forEach((r) => page.addRow([...r]));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** A .docx of plain paragraphs, as small as Word accepts. */
export function plainDocx(paragraphs: readonly string[]): Uint8Array {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const body = paragraphs.map((p) => `<w:p><w:r><w:t xml:space="preserve">${p}</w:t></w:r></w:p>`).join('');
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/document.xml': strToU8(`${head}<w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`),
  });
}

let table: Map<string, [number, number]> | undefined;
/** GBK bytes, by turning the decoder around. */
export function gbk(text: string): Uint8Array {
  if (!table) {
    const decode = new TextDecoder('gb18030');
    table = new Map();
    for (let a = 0x81; a <= 0xfe; a++) for (let b = 0x40; b <= 0xfe; b++) if (b !== 0x7f) table.set(decode.decode(new Uint8Array([a, b])), [a, b]);
  }
  return new Uint8Array(
    [...text].flatMap((ch) => {
      const code = ch.codePointAt(0)!;
      const pair = table!.get(ch);
      if (code >= 0x80 && !pair) throw new Error(`${ch} is not in GBK`);
      return code < 0x80 ? [code] : pair!;
    }),
  );
}

export const LEDGER_HEAD = [
  '序号',
  '院系',
  '负责人',
  '电话',
  '项目名称',
  '合作单位',
  '合作单位地区',
  '合作单位类型',
  '合同金额(万元)',
  '签订日期 yyyy.m.d',
  '生效日期',
  '技术领域',
  '合同类型',
  '登记人',
] as const;
