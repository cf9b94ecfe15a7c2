/** What is written of a component in one go, against the tree the docx package prepares of it. */
import fc from 'fast-check';
import { Bookmark, ImageRun, InternalHyperlink, PageNumber, Paragraph, TextRun, type Document, type FileChild, type IContext } from 'docx';
import { describe, expect, it } from 'vitest';
import { bodyOf } from '../../renderer/documents/docx-body.ts';
import { writeComponent } from '../../renderer/documents/docx-write.ts';
import { paperOf } from '../../renderer/documents/docx.ts';
import { treeOf, writeXml } from '../../renderer/documents/xml-tree.ts';
import type { Block, DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { buildPaper } from '../../shared/domain/contract/paper.ts';
import { twoPapers } from '../support/random-papers.ts';
import { randomRuns } from '../support/random.ts';
import { clauses, CODES, parsed } from './clause-files.ts';
import { fullAnswers, kindInput } from './kinds-fixture.ts';
import { licenceInput } from './licence-fixture.ts';

/** Each part of a document, and each paragraph and table of its text, both ways. */
function bothWays(document: DocumentModel, children: readonly FileChild[]): { ours: string[]; theirs: string[] } {
  const made: Document = paperOf(document, []);
  const { Document: body, Headers, Footers } = made;
  const own = [...children, made.ContentTypes, made.FileRelationships, made.AppProperties, made.CoreProperties, made.CustomProperties, made.Comments];
  const views = [
    ...[...own, body.Relationships, body.View, made.Settings, made.Styles].map((view) => ({ view, viewWrapper: body as IContext['viewWrapper'] })),
    ...[...Headers, ...Footers].map((part) => ({ view: part.View, viewWrapper: part as IContext['viewWrapper'] })),
  ];
  const context = (viewWrapper: IContext['viewWrapper']): IContext => ({ file: made, viewWrapper, stack: [] });
  // the package changes what it prepares: ours comes first
  return {
    ours: views.map(({ view, viewWrapper }) => writeComponent(view, context(viewWrapper))),
    theirs: views.map(({ view, viewWrapper }) => writeXml(treeOf(view.prepForXml(context(viewWrapper))))),
  };
}

function same(document: DocumentModel, children: readonly FileChild[] = bodyOf(document.blocks, document.notes)): void {
  const { ours, theirs } = bothWays(document, children);
  expect(ours).toEqual(theirs);
}

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('components written in one go', () => {
  it.each(CODES)('are what the package prepares: %s, draft with notes, signing copy, nothing answered', (code) => {
    const { set } = parsed(code);
    if (set?.flavour === 'paper') {
      const { sources } = licenceInput();
      for (const typed of [{}, fullAnswers({ ...clauses('XK-ZL'), steps: set.steps })]) same(buildPaper(set, { typed, sources, watermark: '示例' }).document);
    } else if (set?.flavour === 'contract') {
      const { document } = buildContract(set, kindInput(set));
      const date = '2026-11-22T08:00:00Z';
      const clause = document.blocks.find((b) => b.kind === 'clause')?.id ?? '';
      same({ ...document, notes: [{ clause, author: '示例经办人 <&>', date, text: '请核对。\n第二行。' }] });
      same(buildContract(set, kindInput(set, {}, { copy: 'signing', contractNo: '示例-1', watermark: '示例' })).document);
      same(buildContract(set, kindInput(set, {}, { typed: {} })).document);
    } else throw new Error(code);
  });

  it('are what the package prepares: a run that becomes several, a mark in a link, a picture that knows its link', () => {
    const data = Uint8Array.from(atob(PNG), (c) => c.charCodeAt(0));
    const picture = new ImageRun({ type: 'png', data, transformation: { width: 10, height: 10 } });
    const counted = new TextRun({ bold: true, children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'] });
    const marked = new Bookmark({ id: 'b', children: [new TextRun('甲')] });
    const children = [counted, new InternalHyperlink({ anchor: 'b', children: [counted, picture] }), marked];
    same(buildContract(clauses('XK-ZL'), licenceInput()).document, [new Paragraph({ children })]);
  });

  it('are what the package prepares: random documents with pictures', () => {
    fc.assert(
      fc.property(twoPapers, ([old, next]) => {
        const picture: Block = { kind: 'picture', id: 'a"<b', png: PNG, width: 900, height: 40, caption: '图 <1>' };
        same({ ...next, blocks: [...old.blocks.filter((b) => b.kind !== 'toc'), picture, picture], watermark: '实训', pageNumbers: 'several' });
      }),
      randomRuns(60),
    );
  });
});
