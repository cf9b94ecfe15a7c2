/** kezhuan check-contract as a real process over real files: our own Word file, LibreOffice's, every encoding, and what is no contract. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import cli from '../../resources/locales/zh/cli.json';
import documents from '../../resources/locales/zh/documents.json';
import { sampleContractText } from '../../shared/domain/sample-contract.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { foreignContract } from '../demo/sample-contract.ts';
import { convert } from '../documents/office.ts';

type Body = { musts: number; findings: { text: string }[]; read: { characters: number }; error: { field: string; message: string } };
const check = (file: string): Promise<{ code: number; err: string; body: Body }> =>
  new Promise((done) =>
    execFile(process.execPath, ['electron/cli/kezhuan.mjs', 'check-contract', file, '--date', '2026-05-28'], (error, stdout, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, err, body: JSON.parse(stdout === '' ? '{}' : stdout) as Body }),
    ),
  );

let dir = '';
const kept = async (name: string, bytes: Uint8Array | string): Promise<string> => {
  await writeFile(join(dir, name), bytes);
  return join(dir, name);
};
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kezhuan-cli-files-'));
});
afterAll(async () => rm(dir, { recursive: true, force: true }));

it('has words of its own for every way a file cannot be read', () => {
  // what is refused when a paper is made, or work is called off
  const later = ['wordsForbidden', 'notReady', 'cancelled'];
  const faults = Object.keys(documents.error).filter((key) => !later.includes(key));
  expect(Object.keys(cli.unread).toSorted()).toEqual(faults.toSorted());
});

describe('a contract on disk', () => {
  it('says the same of one text in every encoding', async () => {
    const text = sampleContractText();
    const utf8 = await kept('utf8.txt', text);
    const files = [
      utf8,
      await kept('mark.txt', `\ufeff${text}`),
      await kept('wide.txt', Buffer.from(`\ufeff${text}`, 'utf16le')),
      await kept('gbk.txt', await gbk(utf8)),
    ];
    const said = await Promise.all(files.map(check));
    for (const one of said) expect([one.code, one.err, one.body.findings]).toEqual([1, '', said[0]!.body.findings]);
    expect(said[0]!.body.musts).toBe(3);
  });
  it('reads Word files of its own and of LibreOffice, and a PDF, whatever they are called', async () => {
    const ours = blocksToDocx(foreignContract());
    const files = [
      await kept('合同(1).docx', ours),
      await kept('合同.docx.pdf', ours),
      await kept('office.docx', await readFile(convert(ours, 'docx', 'docx'))),
      await kept('office.pdf', await readFile(convert(ours, 'docx', 'pdf'))),
    ];
    const musts: number[] = [];
    for (const file of files) {
      const { code, err, body } = await check(file);
      expect([file, code, err]).toEqual([file, 1, '']);
      expect(body.findings.map((f) => f.text).join()).not.toContain('PK');
      expect(body.read.characters).toBeGreaterThan(500);
      musts.push(body.musts);
    }
    expect(musts.slice(1, 3)).toEqual([musts[0], musts[0]]);
  });
  it('names what is wrong with a file, and ends with 2', async () => {
    const doc = await readFile(convert(blocksToDocx(foreignContract()), 'docx', 'doc'));
    const huge = await kept('huge.txt', '');
    await truncate(huge, 101 * 1024 * 1024);
    await mkdir(join(dir, '文件夹'));
    const cases: [string, RegExp][] = [
      [await kept('旧.doc', doc), /旧格式.*另存为 .*\.docx/],
      [await kept('旧.wps', doc), /旧格式.*另存为 .*\.docx/],
      [await kept('空.docx', ''), /空\.docx 是空文件（0 字节）/],
      [join(dir, '没有.docx'), /没有这个文件：.*没有\.docx/],
      [join(dir, '文件夹'), /是文件夹/],
      [huge, /超过 100 MB/],
      [await kept('长.txt', 'a'.repeat(1_000_000)), /文字超过 200000 字/],
      [await kept('图.docx', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16)), /不是能读的合同/],
    ];
    for (const [file, words] of cases) {
      const { code, err, body } = await check(file);
      expect([file, code, err, body.error.field]).toEqual([file, 2, '', 'file']);
      expect(body.error.message).toMatch(words);
      // no library is open here, and nothing is imported or kept
      expect(body.error.message).not.toMatch(/库|导入|存为附件/);
    }
  });
});

/** By iconv: another program's idea of GB18030. */
const gbk = (file: string): Promise<Buffer> =>
  new Promise((done, failed) =>
    execFile('iconv', ['-f', 'UTF-8', '-t', 'GB18030', file], { encoding: 'buffer' }, (error, out) => (error ? failed(error) : done(out))),
  );
