/** The text of a contract drafted elsewhere: as it reads with all tracked changes accepted, and a flag that there were some. */
import type { Result } from '../../shared/result.ts';
import type { DocumentError } from './document-error.ts';
import { attempt, refuseDocument } from './document-error.ts';
import { openOffice } from './unzip.ts';
import type { ZipReader } from './unzip.ts';
import { numberingOf, type NumberRef, type Numbering } from './revised/numbering.ts';
import { readXml } from './xml-read.ts';

export type ReadParagraph = { text: string; inTable: boolean; heading: boolean };
export type ReadDocx = {
  paragraphs: ReadParagraph[];
  text: string;
  /** tracked insertions, deletions or moves were found */
  tracked: boolean;
  comments: boolean;
  /** text formatted as hidden was found (it is in `text`, because it may be printed elsewhere) */
  hidden: boolean;
  /** numbered by the word processor in a way that cannot be told: such numbers are not in the text */
  autoNumbered: boolean;
  /** direction marks and zero-width characters, made visible in the text as ⟦U+202E⟧ */
  oddCharacters: number;
  /** content id of a document this program made, whatever the file is called now */
  contentId?: string;
};

const ODD = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** Elements whose text is not part of the accepted document. */
const SKIPPED = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText']);
const TRACKED = new Set(['del', 'ins', 'moveFrom', 'moveTo']);

export function readDocxText(bytes: Uint8Array): Result<ReadDocx, DocumentError> {
  return attempt(() => {
    const zip = openOffice(bytes);
    if (!zip.has('word/document.xml')) refuseDocument('unknownKind');
    const out: ReadDocx = {
      paragraphs: [],
      text: '',
      tracked: false,
      comments: zip.has('word/comments.xml'),
      hidden: false,
      autoNumbered: false,
      oddCharacters: 0,
    };
    const numbering = numberingOf(zip);
    readBody(zip, 'word/document.xml', out, numbering);
    if (zip.has('word/footnotes.xml')) readBody(zip, 'word/footnotes.xml', out, numbering);
    out.text = out.paragraphs.map((p) => p.text).join('\n');
    if (out.text.trim() === '') refuseDocument('noWords');
    const contentId = ownContentId(zip);
    return contentId === undefined ? out : { ...out, contentId };
  });
}

function readBody(zip: ZipReader, part: string, out: ReadDocx, numbering: Numbering): void {
  const open: string[] = [];
  const paragraphs: { text: string; heading: boolean; list?: NumberRef }[] = [];
  let skipping = 0;
  let table = 0;
  readXml(zip, part, {
    open(name, attributes) {
      open.push(name);
      if (SKIPPED.has(name)) skipping++;
      if (TRACKED.has(name)) out.tracked = true;
      const current = paragraphs.at(-1);
      if (name === 'tbl') table++;
      else if (name === 'p') paragraphs.push({ text: '', heading: false });
      else if (name === 'vanish' && attributes['val'] !== '0' && attributes['val'] !== 'false') out.hidden = true;
      else if (name === 'numPr' && current !== undefined && !open.includes('pPrChange')) current.list = { id: '', level: 0 };
      else if (current?.list !== undefined && open.at(-2) === 'numPr' && name === 'ilvl') current.list.level = Number(attributes['val']);
      else if (current?.list !== undefined && open.at(-2) === 'numPr' && name === 'numId') current.list.id = attributes['val'] ?? '';
      else if (current === undefined || skipping > 0) return;
      else if (name === 'outlineLvl' || (name === 'pStyle' && /heading|标题|^[1-3]$/i.test(attributes['val'] ?? ''))) current.heading = true;
      else if (name === 'tab' && open.at(-2) === 'r') current.text += '\t';
      else if ((name === 'br' || name === 'cr') && attributes['type'] !== 'page') current.text += '\n';
      else if (name === 'noBreakHyphen') current.text += '-';
    },
    text(text) {
      const current = paragraphs.at(-1);
      if (current !== undefined && skipping === 0 && open.at(-1) === 't') current.text += text;
    },
    close(name) {
      open.pop();
      if (SKIPPED.has(name)) skipping--;
      if (name === 'tbl') table--;
      if (name !== 'p') return;
      const done = paragraphs.pop()!;
      const number = done.list && done.list.id !== '0' ? numbering.next(done.list) : undefined;
      if (number === '') out.autoNumbered = true;
      const text = visible(done.text, out);
      out.paragraphs.push({ text: number && text.trim() !== '' ? `${number} ${text}` : text, inTable: table > 0, heading: done.heading });
    },
  });
}

/** A mark that turns or hides text must be seen by whoever reads the contract. */
function visible(text: string, out: ReadDocx): string {
  return text.normalize('NFC').replace(ODD, (ch) => {
    out.oddCharacters++;
    return `⟦U+${ch.codePointAt(0)!.toString(16).toUpperCase()}⟧`;
  });
}

/** The content id a file of ours carries in its properties. */
export function ownContentId(zip: ZipReader): string | undefined {
  if (!zip.has('docProps/custom.xml')) return undefined;
  let inside = false;
  let id = '';
  readXml(zip, 'docProps/custom.xml', {
    open(name, attributes) {
      if (name === 'property') inside = attributes['name'] === 'KezhuanContentId';
    },
    text(text) {
      if (inside) id += text;
    },
  });
  return /^[0-9a-f]{64}$/.test(id.trim()) ? id.trim() : undefined;
}
