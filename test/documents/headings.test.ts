/** No heading stands alone at the foot of a page, no page is empty behind the seals: every kind of contract, on pages of several heights, laid out by LibreOffice. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import type { Block, SignatureParty } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { CODES, parsed } from './clause-files.ts';
import { kindInput } from './kinds-fixture.ts';
import { convertAll, pdfText } from './office.ts';

const HEADING = /^第[一二三四五六七八九十]+条 \S/;
/** The same file on a page that much lower: its pages end elsewhere. */
function lower(bytes: Uint8Array, twips: number): Uint8Array {
  const held = unzipSync(bytes);
  const body = strFromU8(held['word/document.xml']!);
  const moved = body.replace(/(<w:pgMar [^>]*w:top=")(\d+)"/, (_, head: string, top: string) => `${head}${Number(top) + twips}"`);
  expect(moved).not.toBe(body);
  return zipSync({ ...held, 'word/document.xml': strToU8(moved) });
}

/** The words of each page, without its head and its number. */
const pagesOf = (path: string): string[][] =>
  pdfText(path)
    .split('\f')
    .slice(0, -1)
    .map((page) =>
      page
        .split('\n')
        .map((l) => l.trim())
        .filter((l) => l !== '' && !/^第\s*\d+\s*页/.test(l)),
    );

it('leaves no empty page behind the seals, wherever they end, and breaks no label', () => {
  const label = '法定代表人（负责人）或者授权代表（签字）';
  const party = (role: string): SignatureParty => ({ role: `${role}（盖章）`, name: '示例单位', keyword: '', lines: [{ label, value: '' }] });
  const blocks: Block[] = [
    ...Array.from({ length: 18 }, (_, i): Block => ({ kind: 'clause', id: `c${i}`, no: `1.${i + 1}`, runs: [{ text: '示例条款。' }] })),
    { kind: 'heading', id: 'end', level: 1, text: '合同生效' },
    { kind: 'signatures', parties: [party('甲方'), party('乙方')] },
  ];
  const bytes = blocksToDocx({ kind: 'contract', title: '示例', contentId: '', header: '', pageNumbers: true, watermark: '', blocks });
  const files = Object.fromEntries(Array.from({ length: 34 }, (_, i) => [`at-${i}`, lower(bytes, (i + 1) * 16)]));
  const made = Object.entries(convertAll(files, 'docx', 'pdf')).map(([name, path]) => ({ name, pages: pagesOf(path) }));
  expect(new Set(made.map(({ pages }) => pages.length))).toEqual(new Set([1, 2]));
  for (const { name, pages } of made) {
    for (const page of pages) expect(page.length, name).toBeGreaterThan(0);
    expect(pages.at(-1)!.join('\n').replace(/ /g, ''), name).toContain(`${label}：${label}：`);
  }
}, 240_000);

it('keeps every heading with its text', () => {
  const files: Record<string, Uint8Array> = {};
  for (const code of CODES) {
    const { set } = parsed(code);
    if (set?.flavour !== 'contract') continue;
    const signing = buildContract(set, kindInput(set, {}, { copy: 'signing', contractNo: '示例-1', signedOn: '2026-11-28' })).document;
    const bare = buildContract(set, kindInput(set, {}, { typed: {} })).document;
    files[code] = blocksToDocx(signing);
    files[`${code}-bare`] = blocksToDocx(bare);
  }
  for (const code of ['XK-BT-bare', 'ZR-PZ-bare', 'ZX']) for (const twips of [60, 120, 180, 240]) files[`${code}-${twips}`] = lower(files[code]!, twips);
  const alone: string[] = [];
  for (const [name, path] of Object.entries(convertAll(files, 'docx', 'pdf')))
    for (const [i, lines] of pagesOf(path).entries()) {
      // the contents are headings from top to bottom
      if (HEADING.test(lines.at(-1) ?? '') && !lines.includes('目录')) alone.push(`${name} ${i + 1}: ${lines.at(-1)}`);
    }
  expect(alone).toEqual([]);
}, 300_000);
