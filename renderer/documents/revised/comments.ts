/** Comments of a .docx by their id: who, when, what. Where they hang is told by the text. */
import type { ZipReader } from '../unzip.ts';
import { readXml } from '../xml-read.ts';

export type Comment = { by: string; at: string; text: string };

export function commentsOf(zip: ZipReader): Map<string, Comment> {
  const found = new Map<string, Comment>();
  if (!zip.has('word/comments.xml')) return found;
  let comment: Comment | undefined;
  let inText = false;
  readXml(zip, 'word/comments.xml', {
    open(name, a) {
      if (name === 'comment') found.set(a['id'] ?? '', (comment = { by: a['author'] ?? '', at: a['date'] ?? '', text: '' }));
      else if (name === 'p' && comment && comment.text !== '') comment.text += '\n';
      inText = name === 't';
    },
    text(text) {
      if (inText && comment) comment.text += text;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'comment') comment = undefined;
    },
  });
  return found;
}
