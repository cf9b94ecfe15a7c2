/** The file the other side sends back: every line before and after its revisions, comments, and what in it cannot be read. */
import type { Result } from '../../../shared/result.ts';
import type { RevisedText, TheirLine } from '../../../shared/domain/redline/clauses.ts';
import { attempt, refuseDocument, type DocumentError } from '../document-error.ts';
import { ownContentId } from '../read-docx.ts';
import { openOffice, type ZipReader } from '../unzip.ts';
import { commentsOf } from './comments.ts';
import { numberingOf } from './numbering.ts';
import { readPart } from './read-part.ts';

/** A contract is a tenth of it. */
const MOST_CHARACTERS = 200_000;
const MOST_LINES = 4_000;

const NOTES = ['word/footnotes.xml', 'word/endnotes.xml'];
const MARGIN = /^word\/(header|footer)\d*\.xml$/;
/** What we print around the text on every page. */
const PRINTED = /^(第\s*\d*\s*页[\s　]*共\s*\d*\s*页)?$/;
/** 示例库 · 非真实数据 across the page: a word processor that draws it as a box makes it words of the header. */
const MARK = /^\s*((示例库|示例|实训) · 非真实数据[\s·]*)+/;

/** Reads a .docx of any word processor; refused like every hostile file. */
export function readRevised(bytes: Uint8Array): Result<RevisedText, DocumentError> {
  return attempt(() => {
    const zip = openOffice(bytes);
    if (!zip.has('word/document.xml')) refuseDocument('unknownKind');
    const out: RevisedText = { lines: [], unread: [] };
    const known = { comments: commentsOf(zip), numbering: numberingOf(zip) };
    const read = (part: string, place: TheirLine['place']): TheirLine[] => {
      const lines = readPart(zip, part, place, known, out.unread);
      if (lines.length > MOST_LINES) refuseDocument('tooLong', { limit: MOST_CHARACTERS });
      return lines;
    };
    out.lines = read('word/document.xml', 'body');
    for (const part of NOTES) if (zip.has(part)) out.lines.push(...read(part, 'note'));
    for (const part of zip.names.filter((n) => MARGIN.test(n)).sort()) out.lines.push(...margins(read(part, 'margin'), out));
    const most = Math.max(...(['text', 'before'] as const).map((side) => out.lines.reduce((n, l) => n + l[side].length, 0)));
    if (most > MOST_CHARACTERS) refuseDocument('tooLong', { limit: MOST_CHARACTERS });
    if (!out.lines.some((l) => l.text !== '')) refuseDocument('noWords');
    unreadParts(zip, out);
    const contentId = ownContentId(zip);
    return contentId === undefined ? out : { ...out, contentId };
  });
}

/** The line of a draft says which content it is; page numbers and that line are no words of the contract. */
function margins(lines: readonly TheirLine[], out: RevisedText): TheirLine[] {
  const seen = new Set(out.lines.filter((l) => l.place === 'margin').map((l) => l.text));
  return lines
    .map((l) => ({ ...l, text: l.text.replace(MARK, '') }))
    .filter(({ text }) => {
      const mark = /内容标识\s*([0-9a-f]{8,64})/.exec(text)?.[1];
      if (mark !== undefined) out.mark ??= mark;
      const ours = mark !== undefined || /^合同编号：\S*$/.test(text) || PRINTED.test(text.trim());
      return !ours && !seen.has(text);
    });
}

/** Whole files inside the file: their words are not in its text. */
function unreadParts(zip: ZipReader, out: RevisedText): void {
  for (const name of zip.names) {
    if (/^word\/(embeddings|afchunk|charts|diagrams)\/.+|^word\/afchunk/i.test(name) && !name.endsWith('.rels'))
      out.unread.push({ what: 'part', detail: name, near: '' });
  }
}
