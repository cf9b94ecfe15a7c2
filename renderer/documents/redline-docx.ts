/** Two versions of a document as one Word file of native revisions: accepted it is the new one, refused the old one. */
import { Paragraph } from 'docx';
import type { Block, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { compareDocuments, type Step } from '../../shared/domain/redline/document-diff.ts';
import { paperOf } from './docx.ts';
import { blocksOf, marksOf } from './docx-body.ts';
import { partsOf } from './docx-parts.ts';
import { stableParts } from './docx-stable.ts';
import { movedAway, movedHere } from './redline-paragraph.ts';
import { whole, wovenElements } from './redline-body.ts';
import { penOf, type Pen, type Reviser } from './redline-pen.ts';
import { legalXml, zipParts } from '../../shared/sheet/xml.ts';
import { isNode, nodesOf, withChildren, type XmlNode } from './xml-tree.ts';

export type Redline = { old: DocumentModel; next: DocumentModel; by: Reviser; title: string; header: string };

/**
 * The content id is that of `next`, and `KezhuanRedlineFrom` that of `old`. Pictures are named and not compared.
 * The author's name and the day stand in every revision: nothing else of this machine or its user does.
 */
export function redlineDocx({ old, next, by, title, header }: Redline): Uint8Array<ArrayBuffer> {
  const steps = compareDocuments(withoutPictures(old), withoutPictures(next));
  const olds = steps.flatMap((s) => (s.how === 'inserted' || s.how === 'movedTo' ? [] : [s.old]));
  const nexts = steps.flatMap((s) => (s.how === 'deleted' || s.how === 'movedFrom' ? [] : [s.next]));
  const marks = marksOf(nexts);
  const sets = [...blocksOf(olds, oldMarks(steps, marks), 'lines'), ...blocksOf(nexts, marks, 'lines')];
  const pen = penOf({ author: legalXml(by.author), date: by.date });
  // the last paragraph of a body cannot come or go: this one stays
  const end = new Paragraph({ spacing: { line: 20, lineRule: 'exact' } });
  const { notes: _remarks, ...paper } = next;
  const made = paperOf({ ...paper, title, header }, [...sets.flat(), end], [{ name: 'KezhuanRedlineFrom', value: legalXml(old.contentId) }]);
  const weave = (document: XmlNode): XmlNode =>
    withChildren(
      document,
      document.children.map((c) =>
        isNode(c) && c.name === 'w:body'
          ? wovenBody(
              c,
              sets.map((s) => s.length),
              olds,
              nexts,
              steps,
              pen,
            )
          : c,
      ),
    );
  return zipParts(stableParts(partsOf(made, weave)));
}

/** A heading of the old version has the mark of the one it became, else one of its own. */
function oldMarks(steps: readonly Step[], marks: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const step of steps) {
    if (!('old' in step) || step.old.kind !== 'heading') continue;
    const became = 'next' in step && step.next.kind === 'heading' ? marks.get(step.next.id) : undefined;
    found.set(step.old.id, became ?? marks.size + found.size + 1);
  }
  return found;
}

const withoutPictures = (document: DocumentModel): DocumentModel => ({
  ...document,
  blocks: document.blocks.map((b): Block => (b.kind === 'picture' ? { ...b, png: '' } : b)),
});

function wovenBody(body: XmlNode, lengths: readonly number[], olds: readonly Block[], nexts: readonly Block[], steps: readonly Step[], pen: Pen): XmlNode {
  const elements = nodesOf(body);
  let at = 0;
  const sets = lengths.map((length) => elements.slice(at, (at += length)));
  const ofOld = new Map(olds.map((b, i) => [b, sets[i]!]));
  const ofNext = new Map(nexts.map((b, i) => [b, sets[olds.length + i]!]));
  const woven = steps.flatMap((step): XmlNode[] => {
    switch (step.how) {
      case 'kept':
        return wovenElements(ofOld.get(step.old)!, ofNext.get(step.next)!, pen);
      case 'deleted':
        return ofOld.get(step.old)!.map((e) => whole(e, 'w:del', pen));
      case 'inserted':
        return ofNext.get(step.next)!.map((e) => whole(e, 'w:ins', pen));
      case 'movedFrom':
      case 'movedTo': {
        // a moved block is one paragraph; a title may have a second one under it
        const [ours, theirs] = [ofOld.get(step.old)!, ofNext.get(step.next)!];
        const [own, mark] = step.how === 'movedFrom' ? [ours, 'w:del' as const] : [theirs, 'w:ins' as const];
        const moved = (step.how === 'movedFrom' ? movedAway : movedHere)(ours[0]!, theirs[0]!, `move${step.move}`, pen);
        return [...moved, ...own.slice(1).map((e) => whole(e, mark, pen))];
      }
    }
  });
  return withChildren(body, [...woven, ...elements.slice(at)]);
}
