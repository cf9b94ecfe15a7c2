/** Somebody else's text as a document, so that it can be compared with a version of ours. */
import { sha256Hex } from '../../change/chain.ts';
import type { Block, DocumentModel } from '../contract/blocks.ts';

const HEADING = /^第[一二三四五六七八九十百零〇\d]+条[^，。；：]{0,30}$/;
const NUMBERED = /^(\d{1,2}\.\d{1,2}|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)])[\s　]*(?=\S)/;

/** One block a line: articles and numbered clauses where they begin as such, everything else paragraphs. */
export function foreignDocument(title: string, text: string): DocumentModel {
  const blocks = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line, i): Block => {
      const numbered = NUMBERED.exec(line);
      if (HEADING.test(line)) return { kind: 'heading', id: `line${i}`, level: 1, text: line };
      if (numbered) return { kind: 'clause', id: `line${i}`, no: numbered[1]!, runs: [{ text: line.slice(numbered[0].length) }] };
      return { kind: 'paragraph', runs: [{ text: line }], indent: true };
    });
  return { kind: 'contract', title, contentId: sha256Hex(text), header: '', pageNumbers: true, watermark: '', blocks };
}
