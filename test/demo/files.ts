/** What the produced files say, read by other programs: LibreOffice, poppler, and every part of every package. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { convert, pdfText, squeeze } from '../documents/office.ts';
import { INTERNAL_WORDS } from './fixture.ts';
import { hold, type DemoJournal } from './journal.ts';

/** What the two layouts add by themselves: page numbers and the mark across the page. */
const PAGE_FURNITURE = /第\d+页共\d+页|实训·非真实数据|-\d+-|—\d+—/g;
const bare = (path: string): string => squeeze(pdfText(path)).replace(PAGE_FURNITURE, '');

/** The words of the contract in the order of the page, from the .docx (through LibreOffice) and from the PDF. */
export async function contractTexts(out: string): Promise<{ docx: string; pdf: string }> {
  const bytes = await readFile(join(out, '合同-签署稿.docx'));
  return { docx: bare(convert(bytes, 'docx', 'pdf')), pdf: bare(join(out, '合同-签署稿.pdf')) };
}

/** The same characters, as often, whatever the layout: line and page breaks may move a header between two lines. */
const letters = (text: string): string => [...text].toSorted().join('');

/** .docx and PDF say the same, and the price stands in words. */
export async function sameText(journal: DemoJournal): Promise<void> {
  const { docx, pdf } = await contractTexts(journal.out);
  hold('the price in words', [docx.includes('壹佰伍拾万元整'), pdf.includes('壹佰伍拾万元整')], [true, true]);
  await writeFile('/tmp/w/demo/docx.txt', docx); await writeFile('/tmp/w/demo/pdf.txt', pdf);
  hold('.docx and PDF say the same', letters(docx) === letters(pdf), true);
}

/** All text of a produced file: every part of a package, packages inside it, and a PDF's own text. */
export function textOf(name: string, bytes: Uint8Array, path?: string): string {
  if (/\.(docx|xlsx|zip)$/.test(name)) return Object.entries(unzipSync(bytes)).map(([part, inner]) => `${part}\n${textOf(part, inner)}`).join('\n');
  if (name.endsWith('.pdf')) return path === undefined ? strFromU8(bytes, true) : pdfText(path);
  return /\.(xml|rels|txt|csv|json|html)$/.test(name) ? strFromU8(bytes) : '';
}

/** The walk-away and the notes beside it are in no produced file. */
export async function nothingInternal(journal: DemoJournal): Promise<void> {
  const names = (await readdir(journal.out)).filter((n) => /\.(docx|pdf|zip)$/.test(n));
  const found: string[] = [];
  for (const name of names) {
    const path = join(journal.out, name);
    const text = textOf(name, await readFile(path), path).replace(/<[^>]+>/g, '').replace(/\s+/g, '');
    found.push(...INTERNAL_WORDS.filter((word) => text.includes(word.replace(/\s+/g, ''))).map((word) => `${word} in ${name}`));
  }
  hold('internal words in files', found, []);
}
