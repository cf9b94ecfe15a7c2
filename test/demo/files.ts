/** What the produced files say, read by other programs: LibreOffice, poppler, and every part of every package. */
import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { readDocxText } from '../../renderer/documents/read-docx.ts';
import { convert, parts, pdfText, squeeze } from '../documents/office.ts';
import { INTERNAL_WORDS } from './fixture.ts';
import { hold, type DemoJournal } from './journal.ts';

/** across the pages of everything made in the 实训库 */
const WATERMARK = '实训 · 非真实数据';

const pdfBody = (path: string, furniture: readonly string[]): string =>
  furniture
    .reduce((text, words) => text.replaceAll(squeeze(words), ''), squeeze(execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' })))
    .replace(/第\d+页共\d+页/g, '');

/** Paragraphs of a header of a .docx, without white space. */
const paragraphs = (xml: string): string[] =>
  [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)]
    .map(([p]) => squeeze([...p.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('')))
    .filter((p) => p !== '');
/** Paragraphs of the body as the program reads them back: the numbers of its lists are in the text. */
function bodyOf(bytes: Uint8Array): string[] {
  const read = readDocxText(bytes);
  if (!read.ok) throw new Error(read.error.key);
  return read.value.paragraphs.map((p) => squeeze(p.text)).filter((p) => p !== '');
}

/** The words of the signing copy: paragraphs of the .docx, all that the PDF prints but its headers, and the .docx as LibreOffice lays it out. */
export async function contractTexts(out: string): Promise<{ docx: string[]; pdf: string; office: string }> {
  const bytes = await readFile(join(out, '合同-签署稿.docx'));
  const inner = parts(bytes);
  const headers = Object.entries(inner)
    .filter(([name]) => /^word\/header\d*\.xml$/.test(name))
    .flatMap(([, xml]) => paragraphs(xml));
  return {
    docx: bodyOf(new Uint8Array(bytes)),
    pdf: pdfBody(join(out, '合同-签署稿.pdf'), [...headers, WATERMARK]),
    office: squeeze(pdfText(convert(bytes, 'docx', 'pdf'))),
  };
}

/** The same characters, as often: the two signatures stand side by side, so their order differs. */
const letters = (text: string): string => [...text].toSorted().join('');

/** .docx and PDF say the same, and the price stands in words. */
export async function sameText(journal: DemoJournal): Promise<void> {
  const { docx, pdf, office } = await contractTexts(journal.out);
  hold(
    'the price in words',
    [docx.join(''), pdf, office].map((text) => text.includes('壹佰伍拾万元整')),
    [true, true, true],
  );
  hold(
    'paragraphs of the .docx that the PDF lacks',
    docx.filter((p) => !pdf.includes(p)),
    [],
  );
  hold('.docx and PDF say the same', letters(docx.join('')) === letters(pdf), true);
}

/** All text of a produced file: every part of a package, packages inside it, and a PDF's own text. */
export function textOf(name: string, bytes: Uint8Array, path?: string): string {
  if (/\.(docx|xlsx|zip)$/.test(name))
    return Object.entries(unzipSync(bytes))
      .map(([part, inner]) => `${part}\n${textOf(part, inner)}`)
      .join('\n');
  // inside a package too by its words: an offset of its table of objects may look like an amount
  if (name.endsWith('.pdf')) return path === undefined ? execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' }) : pdfText(path);
  return /\.(xml|rels|txt|csv|json|html)$/.test(name) ? strFromU8(bytes) : '';
}

/** The walk-away and the notes beside it are in no produced file. */
export async function nothingInternal(journal: DemoJournal): Promise<void> {
  const names = (await readdir(journal.out)).filter((n) => /\.(docx|pdf|zip)$/.test(n));
  const found: string[] = [];
  for (const name of names) {
    const path = join(journal.out, name);
    const text = textOf(name, await readFile(path), path)
      .replace(/<[^>]+>/g, '')
      .replace(/\s+/g, '');
    found.push(...INTERNAL_WORDS.filter((word) => text.includes(word.replace(/\s+/g, ''))).map((word) => `${word} in ${name}`));
  }
  hold('internal words in files', found, []);
}
