/** One paragraph of a comparison: come, gone, moved, or changed in place, as native revisions of Word. */
import { diffText } from '../../shared/domain/redline/diff.ts';
import { asDeleted, markedProperties, type Mark, type Pen } from './redline-pen.ts';
import { firstOf, isNode, node, nodesOf, withChildren, writeXml, type XmlNode } from './xml-tree.ts';

/** A stretch of one look: text, or one sign that is no text. `link` is the hyperlink it stands in. */
type Stretch = { text: string; sign?: XmlNode; look: XmlNode | undefined; link: XmlNode | undefined };
type Read = { properties: XmlNode | undefined; opening: XmlNode[]; closing: XmlNode[]; stretches: Stretch[] };

/** Signs that are no text stand for the comparison as a character nobody types; the same sign is the same character. */
const SIGNS_FROM = 0xf0000;

function read(paragraph: XmlNode, signs: Map<string, string>): Read {
  const found: Read = { properties: firstOf(paragraph, 'w:pPr'), opening: [], closing: [], stretches: [] };
  const take = (child: XmlNode, link: XmlNode | undefined): void => {
    if (child.name === 'w:r') found.stretches.push(...stretchesOf(child, link, signs));
    else if (child.name === 'w:hyperlink') nodesOf(child).forEach((c) => take(c, child));
    else if (child.name === 'w:bookmarkStart') found.opening.push(child);
    else if (child.name === 'w:bookmarkEnd') found.closing.push(child);
  };
  nodesOf(paragraph).forEach((child) => take(child, undefined));
  return found;
}

function stretchesOf(run: XmlNode, link: XmlNode | undefined, signs: Map<string, string>): Stretch[] {
  const look = firstOf(run, 'w:rPr');
  return nodesOf(run).flatMap((child): Stretch[] => {
    if (child.name === 'w:rPr') return [];
    if (child.name === 'w:t') return [{ text: child.children.filter((c) => !isNode(c)).join(''), look, link }];
    const key = writeXml(child);
    if (key === '<w:br/>') return [{ text: '\n', sign: child, look, link }];
    if (!signs.has(key)) signs.set(key, String.fromCodePoint(SIGNS_FROM + signs.size));
    return [{ text: signs.get(key)!, sign: child, look, link }];
  });
}

const textOf = (stretches: readonly Stretch[]): string => stretches.map((s) => s.text).join('');
/** Everything a paragraph says, for finding its counterpart. */
export const paragraphText = (paragraph: XmlNode): string => textOf(read(paragraph, new Map()).stretches);

function cut(stretches: readonly Stretch[], from: number, to: number): Stretch[] {
  const found: Stretch[] = [];
  let at = 0;
  for (const s of stretches) {
    const [a, b] = [Math.max(from, at), Math.min(to, at + s.text.length)];
    if (a < b) found.push({ ...s, text: s.text.slice(a - at, b - at) });
    at += s.text.length;
  }
  return found;
}

const runOf = ({ text, sign, look }: Stretch, more: XmlNode[] = []): XmlNode => {
  const properties = more.length > 0 ? withChildren(look ?? node('w:rPr'), [...(look?.children ?? []), ...more]) : look;
  return node('w:r', {}, [...(properties ? [properties] : []), sign ?? node('w:t', { 'xml:space': 'preserve' }, [text])]);
};

/** Each run inside its mark, the mark inside the hyperlink where the text is one. What was moved away keeps its w:t. */
const inked = (stretches: readonly Stretch[], mark: Mark, pen: Pen): XmlNode[] =>
  stretches.map((s) => {
    const marked = pen.mark(mark, [mark === 'w:del' ? asDeleted(runOf(s)) : runOf(s)]);
    return s.link ? node('w:hyperlink', s.link.attributes, [marked]) : marked;
  });

/** What stayed, in its new look; where the look changed, the old one is kept beside it. */
function stayed(old: readonly Stretch[], next: readonly Stretch[], pen: Pen): XmlNode[] {
  const ends = new Set<number>();
  for (const side of [old, next]) side.reduce((at, s) => (ends.add(at + s.text.length), at + s.text.length), 0);
  let from = 0;
  return [...ends]
    .sort((a, b) => a - b)
    .flatMap((to) => {
      const [was, now] = [cut(old, from, to)[0]!, cut(next, from, to)[0]!];
      from = to;
      const same = looks(was.look) === looks(now.look);
      const run = runOf(now, same ? [] : [pen.mark('w:rPrChange', [was.look ?? node('w:rPr')])]);
      return now.link ? node('w:hyperlink', now.link.attributes, [run]) : run;
    });
}
const looks = (look: XmlNode | undefined): string => (look === undefined || look.children.length === 0 ? '' : writeXml(look));

/** A paragraph that came or went whole, its mark with it. */
export function wholeParagraph(paragraph: XmlNode, mark: 'w:ins' | 'w:del', pen: Pen): XmlNode {
  const { properties, opening, closing, stretches } = read(paragraph, new Map());
  return node('w:p', {}, [markedProperties(properties, pen.mark(mark)), ...opening, ...inked(stretches, mark, pen), ...closing]);
}

/** A paragraph in its old place and its new one: same text unmarked, the rest as deleted and inserted. */
export function changedParagraph(old: XmlNode, next: XmlNode, pen: Pen): XmlNode {
  const { was, now } = readBoth(old, next);
  const properties = changedProperties(was.properties, now.properties, pen);
  const content = woven(was.stretches, now.stretches, (how, mine, theirs) =>
    how === 'same' ? stayed(mine, theirs, pen) : inked([...mine, ...theirs], how === 'del' ? 'w:del' : 'w:ins', pen),
  );
  const only = leftOf(was, now);
  return node('w:p', {}, [...(properties ? [properties] : []), ...only.opening, ...now.opening, ...content, ...now.closing, ...only.closing]);
}

type Weave = (how: 'same' | 'del' | 'ins', mine: Stretch[], theirs: Stretch[]) => XmlNode[];

function woven(old: readonly Stretch[], next: readonly Stretch[], weave: Weave): XmlNode[] {
  let [i, j] = [0, 0];
  return diffText(textOf(old), textOf(next)).flatMap(({ op, text }) => {
    const mine = op === 'ins' ? [] : cut(old, i, (i += text.length));
    const theirs = op === 'del' ? [] : cut(next, j, (j += text.length));
    return weave(op, mine, theirs);
  });
}

function changedProperties(was: XmlNode | undefined, now: XmlNode | undefined, pen: Pen): XmlNode | undefined {
  if (looks(was) === looks(now)) return now;
  // the old properties are kept without what w:pPrChange may not hold
  const kept = node('w:pPr', {}, was ? nodesOf(was).filter((c) => c.name !== 'w:rPr' && c.name !== 'w:sectPr') : []);
  return withChildren(now ?? node('w:pPr'), [...(now?.children ?? []), pen.mark('w:pPrChange', [kept])]);
}

/**
 * Where a moved paragraph stood, and where it stands now; each with the end of its range. What was dropped on the way is
 * deleted in the old place, what is new is inserted in the new one: LibreOffice cannot decide a deletion inside a move.
 */
export function movedAway(old: XmlNode, next: XmlNode, move: string, pen: Pen): XmlNode[] {
  const { was, now } = readBoth(old, next);
  const [start, end] = pen.range('w:moveFromRange', move);
  const only = leftOf(was, now);
  const content = woven(was.stretches, now.stretches, (how, mine) => (how === 'ins' ? [] : inked(mine, how === 'same' ? 'w:moveFrom' : 'w:del', pen)));
  return [node('w:p', {}, [markedProperties(was.properties, pen.mark('w:moveFrom')), start, ...only.opening, ...content, ...only.closing]), end];
}

export function movedHere(old: XmlNode, next: XmlNode, move: string, pen: Pen): XmlNode[] {
  const { was, now } = readBoth(old, next);
  const [start, end] = pen.range('w:moveToRange', move);
  const content = woven(was.stretches, now.stretches, (how, _, theirs) => (how === 'del' ? [] : inked(theirs, how === 'same' ? 'w:moveTo' : 'w:ins', pen)));
  return [node('w:p', {}, [markedProperties(now.properties, pen.mark('w:moveTo')), start, ...now.opening, ...content, ...now.closing]), end];
}

/** Bookmarks the new paragraph does not carry on: the contents of the old version lead to them. */
function leftOf(was: Read, now: Read): Pick<Read, 'opening' | 'closing'> {
  const carried = new Set(now.opening.map((b) => b.attributes['w:name']));
  const opening = was.opening.filter((b) => !carried.has(b.attributes['w:name']));
  const ids = new Set(opening.map((b) => b.attributes['w:id']));
  return { opening, closing: was.closing.filter((b) => ids.has(b.attributes['w:id'])) };
}

function readBoth(old: XmlNode, next: XmlNode): { was: Read; now: Read } {
  const signs = new Map<string, string>();
  return { was: read(old, signs), now: read(next, signs) };
}
