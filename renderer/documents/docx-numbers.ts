/** Numbers of articles and clauses as lists that Word counts itself, wherever it counts what the text says. */
import type { Block } from '../../shared/domain/contract/blocks.ts';
import { articleNumber } from '../../shared/domain/contract/fill.ts';
import { XML_HEAD, xmlText } from '../../shared/sheet/xml.ts';

/** `list`: which list counts the block; `words`: what is left of a heading without its number. */
export type Numbered = { list: string; words: string };

/**
 * A number that does not follow from the blocks before it stays text. Each article has a list of its own: the level of a
 * list that repeats an article's Chinese number in Arabic digits (w:isLgl) is printed 一.1 by LibreOffice.
 */
export function numbersOf(blocks: readonly Block[]): ReadonlyMap<Block, Numbered> {
  const found = new Map<Block, Numbered>();
  let [article, clause, item] = [0, 0, 0];
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const next = `${articleNumber(article + 1)} `;
      if (!block.text.startsWith(next)) continue;
      [article, clause, item] = [article + 1, 0, 0];
      found.set(block, { list: 'articles', words: block.text.slice(next.length) });
    } else if (block.kind === 'clause' && article > 0) {
      if (block.no === `${article}.${clause + 1}`) {
        [clause, item] = [clause + 1, 0];
        found.set(block, { list: `clauses-${article}`, words: '' });
      } else if (clause > 0 && block.no === `（${item + 1}）`) {
        item += 1;
        found.set(block, { list: `items-${article}.${clause}`, words: '' });
      }
    }
  }
  return found;
}

/** `after`: a full-width bracket has room behind it already. */
const patternOf = (list: string): { format: string; text: string; after: 'space' | 'nothing' } => {
  if (list === 'articles') return { format: 'chineseCountingThousand', text: '第%1条', after: 'space' };
  const [, article] = /^clauses-(\d+)$/.exec(list) ?? [];
  return article === undefined ? { format: 'decimal', text: '（%1）', after: 'nothing' } : { format: 'decimal', text: `${article}.%1`, after: 'space' };
};

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
/** What the package writes where a list's number goes; it would be filled in by its Packer. */
const PLACE = /w:numId w:val="\{(.+?)-0\}"/g;

/** The parts with their lists; unchanged where nothing is counted. */
export function withLists(parts: Readonly<Record<string, string>>): Record<string, string> {
  const ids = new Map<string, number>();
  const body = parts['word/document.xml']!.replace(PLACE, (_, list: string) => {
    if (!ids.has(list)) ids.set(list, ids.size + 1);
    return `w:numId w:val="${ids.get(list)}"`;
  });
  if (ids.size === 0) return { ...parts };
  const kinds = [...ids].map(([list, id]) => {
    const { format, text, after } = patternOf(list);
    return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:suff w:val="${after}"/><w:lvlText w:val="${xmlText(text)}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>`;
  });
  const lists = [...ids.values()].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`);
  return {
    ...parts,
    'word/document.xml': body,
    'word/numbering.xml': `${XML_HEAD}<w:numbering xmlns:w="${W}">${kinds.join('')}${lists.join('')}</w:numbering>`,
  };
}
