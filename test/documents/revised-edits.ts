/** A Word file edited as another side does: words changed with and without revisions, paragraphs moved, written anew, in other faces. */
import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { convert } from './office.ts';

export type Edits = {
  /** by words in the paragraph: what is struck out and put in with revisions on */
  tracked?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  /** the same without a trace */
  silent?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  /** the whole paragraph in other words */
  retyped?: Readonly<Record<string, string>>;
  /** paragraph → stands behind the paragraph with these words */
  moved?: Readonly<Record<string, string>>;
};

const BY = 'w:author="示例种业" w:date="2026-11-20T09:00:00Z"';
const LOOK = '<w:rPr><w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/></w:rPr>';
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const run = (text: string): string => `<w:r>${LOOK}<w:t xml:space="preserve">${escape(text)}</w:t></w:r>`;
const textOf = (p: string): string =>
  [...p.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((m) => m[1]!.replaceAll('&lt;', '<').replaceAll('&amp;', '&')).join('');
const withRuns = (p: string, runs: string): string => {
  const props = /<w:pPr>.*?<\/w:pPr>/s.exec(p)?.[0] ?? '';
  return `${/^<w:p(?: [^>]*)?>/.exec(p)![0]}${props}${runs}</w:p>`;
};

function trackedRuns(text: string, changes: readonly (readonly [string, string])[]): string {
  const marks = changes.map(([from, to]) => ({ at: text.indexOf(from), from, to })).sort((a, b) => a.at - b.at);
  let [out, at] = ['', 0];
  for (const m of marks) {
    if (m.at < at) throw new Error(`${m.from} is not in ${text}`);
    out += run(text.slice(at, m.at));
    if (m.from !== '') out += `<w:del w:id="${900 + at}" ${BY}><w:r>${LOOK}<w:delText xml:space="preserve">${escape(m.from)}</w:delText></w:r></w:del>`;
    if (m.to !== '') out += `<w:ins w:id="${1900 + at}" ${BY}>${run(m.to)}</w:ins>`;
    at = m.at + m.from.length;
  }
  return out + run(text.slice(at));
}

/** Edits the paragraphs of a .docx; throws where a paragraph or its words are not there. */
export function editDocx(bytes: Uint8Array, edits: Edits): Uint8Array<ArrayBuffer> {
  const parts = unzipSync(bytes);
  let xml = strFromU8(parts['word/document.xml']!);
  const paragraph = (words: string): string => {
    const found = [...xml.matchAll(/<w:p(?: [^>]*)?>(?:(?!<w:p[ >]).)*?<\/w:p>/gs)].map((m) => m[0]).filter((p) => textOf(p).includes(words));
    if (found.length === 0) throw new Error(`no paragraph says ${words}`);
    return found.at(-1)!;
  };
  const put = (words: string, by: (p: string) => string): void => {
    const p = paragraph(words);
    xml = xml.replace(p, () => by(p));
  };
  for (const [words, changes] of Object.entries(edits.silent ?? {}))
    put(words, (p) =>
      withRuns(
        p,
        run(
          changes.reduce((text, [from, to]) => {
            if (!text.includes(from)) throw new Error(`${from} is not in ${text}`);
            return text.replace(from, to);
          }, textOf(p)),
        ),
      ),
    );
  for (const [words, changes] of Object.entries(edits.tracked ?? {})) put(words, (p) => withRuns(p, trackedRuns(textOf(p), changes)));
  for (const [words, text] of Object.entries(edits.retyped ?? {})) put(words, (p) => withRuns(p, run(text)));
  for (const [words, behind] of Object.entries(edits.moved ?? {})) {
    const p = paragraph(words);
    xml = xml.replace(p, '');
    put(behind, (q) => q + p);
  }
  return zipSync({ ...parts, 'word/document.xml': strToU8(xml) });
}

/** Opened and saved by LibreOffice: its fonts, ids and structure, and its way of writing revisions. */
export function throughOffice(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const odt = new Uint8Array(readFileSync(convert(bytes, 'docx', 'odt')));
  return new Uint8Array(readFileSync(convert(odt, 'odt', 'docx')));
}
