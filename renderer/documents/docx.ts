/** Blocks → .docx, with the docx package. */
import { Document } from 'docx';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { bodyOf } from './docx-body.ts';
import { COMPATIBILITY, PAGE, styles } from './docx-look.ts';
import { footerOf, headerOf } from './docx-margins.ts';
import { partsOf } from './docx-parts.ts';
import { withPictures } from './docx-pictures.ts';
import { stableParts } from './docx-stable.ts';
import { PRODUCER, legalXml, zipParts } from './xml.ts';

/** Same document, same bytes, in any process and time zone. */
export function blocksToDocx(document: DocumentModel): Uint8Array<ArrayBuffer> {
  const made = new Document({
    title: legalXml(document.title),
    creator: PRODUCER,
    lastModifiedBy: PRODUCER,
    customProperties: [{ name: 'KezhuanContentId', value: legalXml(document.contentId) }],
    styles: styles(),
    compatibility: COMPATIBILITY,
    defaultTabStop: 420,
    sections: [
      {
        properties: { page: PAGE, column: { space: 425 } },
        headers: { default: headerOf(document.header, document.watermark) },
        footers: { default: footerOf(document.pageNumbers) },
        children: bodyOf(document.blocks),
      },
    ],
  });
  return zipParts(withPictures(stableParts(partsOf(made)), made));
}
