/** Blocks → .docx, with the docx package. */
import { Document, Paragraph, type FileChild } from 'docx';
import type { DocumentModel, MarginNote } from '../../shared/domain/contract/blocks.ts';
import { bodyOf } from './docx-body.ts';
import { text } from './docx-text.ts';
import { COMPATIBILITY, ONE_PAGE, PAGE, styles } from './docx-look.ts';
import { marginsOf } from './docx-margins.ts';
import { framedParts } from './docx-frame.ts';
import { partsOf, withText } from './docx-parts.ts';
import { withPictures } from './docx-pictures.ts';
import { stableParts } from './docx-stable.ts';
import { PRODUCER, legalXml, zipParts } from '../../shared/sheet/xml.ts';

/** Same document, same bytes, in any process and time zone. */
export function blocksToDocx(document: DocumentModel): Uint8Array<ArrayBuffer> {
  const children = bodyOf(document.blocks, document.notes);
  const framed = framedParts(document, children, (d) => paperOf(d, []));
  return framed ? zipParts(stableParts(framed)) : madeWhole(document, children);
}

/** With the package's document made for this one alone. */
export function madeWhole(document: DocumentModel, children: readonly FileChild[]): Uint8Array<ArrayBuffer> {
  const made = paperOf(document, []);
  return zipParts(withPictures(stableParts(withText(partsOf(made), children, made)), made));
}

/** The package's document with our page, styles, margins and properties around `children`. */
export function paperOf(
  document: Omit<DocumentModel, 'blocks' | 'kind'> & Partial<Pick<DocumentModel, 'kind'>>,
  children: readonly FileChild[],
  more: readonly { name: string; value: string }[] = [],
): Document {
  return new Document({
    title: legalXml(document.title),
    creator: PRODUCER,
    lastModifiedBy: PRODUCER,
    customProperties: [{ name: 'KezhuanContentId', value: legalXml(document.contentId) }, ...more],
    styles: styles(document.kind === 'paper' ? 'one' : 'many'),
    ...(document.notes ? { comments: { children: document.notes.map(commentOf) } } : {}),
    compatibility: COMPATIBILITY,
    defaultTabStop: 420,
    sections: [
      {
        properties: {
          page: document.kind === 'paper' ? ONE_PAGE : PAGE,
          column: { space: 425 },
          ...(document.pageNumbers === 'several' ? { titlePage: true } : {}),
        },
        ...marginsOf(document),
        children,
      },
    ],
  });
}

const commentOf = ({ author, date, text: words }: MarginNote, id: number) => ({
  id,
  author: legalXml(author),
  initials: legalXml([...author].slice(0, 2).join('')),
  date: new Date(date),
  children: words.split('\n').map((line) => new Paragraph({ children: text(line) })),
});
