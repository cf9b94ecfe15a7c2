/** The marks of a revision: who, when, and whether text came, went or stands elsewhere now. */
import { firstOf, node, nodesOf, withChildren, type XmlNode } from './xml-tree.ts';

/** `date` as an instant; no clock of its own, so that the same comparison is the same file. */
export type Reviser = { author: string; date: string };
export type Mark = 'w:ins' | 'w:del' | 'w:moveFrom' | 'w:moveTo';

export type Pen = {
  /** an element of a revision, with an id of its own */
  mark: (name: Mark | 'w:rPrChange' | 'w:pPrChange', children?: XmlNode['children']) => XmlNode;
  /** the two ends of a stretch that was moved; `name` joins where it stood and where it stands */
  range: (name: 'w:moveFromRange' | 'w:moveToRange', move: string) => [XmlNode, XmlNode];
};

/** Ids of bookmarks are counted from 1; those of revisions begin far above them. */
const FIRST_ID = 10_001;

export function penOf({ author, date }: Reviser): Pen {
  let last = FIRST_ID - 1;
  const id = (): string => String(++last);
  const who = { 'w:author': author, 'w:date': date };
  return {
    mark: (name, children = []) => node(name, { 'w:id': id(), ...who }, children),
    range: (name, move) => {
      const own = id();
      return [node(`${name}Start`, { 'w:id': own, 'w:name': move, ...who }), node(`${name}End`, { 'w:id': own })];
    },
  };
}

/** The paragraph's properties with its mark (the sign at its end) revised as well: with it a paragraph comes or goes whole. */
export function markedProperties(properties: XmlNode | undefined, mark: XmlNode): XmlNode {
  const of = properties ?? node('w:pPr');
  const own = firstOf(of, 'w:rPr') ?? node('w:rPr');
  const before = nodesOf(of).filter((c) => c.name !== 'w:rPr');
  // w:rPr stands before these two only
  const at = before.findIndex((c) => c.name === 'w:sectPr' || c.name === 'w:pPrChange');
  return withChildren(of, before.toSpliced(at < 0 ? before.length : at, 0, withChildren(own, [mark, ...own.children])));
}

const RENAMED: Readonly<Record<string, string>> = { 'w:t': 'w:delText', 'w:instrText': 'w:delInstrText' };

/** A run as it stands in a deletion. */
export const asDeleted = (run: XmlNode): XmlNode =>
  withChildren(
    run,
    nodesOf(run).map((c) => ({ ...c, name: RENAMED[c.name] ?? c.name })),
  );
