/**
 * Blocks → .docx. The WordprocessingML is written directly: the docx package numbers its bookmarks and ids from
 * counters that live as long as the process, so its bytes are never the same twice, and it is slower.
 */
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { PAGE, bodyXml } from './docx-body.ts';
import { FONT_TABLE, SETTINGS, STYLES, W_NS, footerPart, headerPart } from './docx-parts.ts';
import { PROPERTY_TYPES, XML_HEAD, contentTypes, propertyParts, relations, rootRelations, zipParts } from './xml.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const SECTION = `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}"/><w:pgMar w:top="${PAGE.top}" w:right="${PAGE.side}" w:bottom="${PAGE.bottom}" w:left="${PAGE.side}" w:header="850" w:footer="794" w:gutter="0"/><w:cols w:space="425"/></w:sectPr>`;

const TYPES = contentTypes({
  '/word/document.xml': `${WORD}.document.main+xml`,
  '/word/styles.xml': `${WORD}.styles+xml`,
  '/word/settings.xml': `${WORD}.settings+xml`,
  '/word/fontTable.xml': `${WORD}.fontTable+xml`,
  '/word/header1.xml': `${WORD}.header+xml`,
  '/word/footer1.xml': `${WORD}.footer+xml`,
  ...PROPERTY_TYPES,
});

const DOCUMENT_RELATIONS = relations([
  { id: 'rId1', type: `${REL}/styles`, target: 'styles.xml' },
  { id: 'rId2', type: `${REL}/settings`, target: 'settings.xml' },
  { id: 'rId3', type: `${REL}/fontTable`, target: 'fontTable.xml' },
  { id: 'rId4', type: `${REL}/header`, target: 'header1.xml' },
  { id: 'rId5', type: `${REL}/footer`, target: 'footer1.xml' },
]);

/** Same document, same bytes, in any process and time zone. */
export function blocksToDocx(document: DocumentModel): Uint8Array<ArrayBuffer> {
  return zipParts({
    '[Content_Types].xml': TYPES,
    '_rels/.rels': rootRelations('word/document.xml'),
    'word/_rels/document.xml.rels': DOCUMENT_RELATIONS,
    'word/document.xml': `${XML_HEAD}<w:document ${W_NS}><w:body>${bodyXml(document.blocks)}${SECTION}</w:body></w:document>`,
    'word/styles.xml': STYLES,
    'word/settings.xml': SETTINGS,
    'word/fontTable.xml': FONT_TABLE,
    'word/header1.xml': headerPart(document.header, document.watermark),
    'word/footer1.xml': footerPart(document.pageNumbers),
    ...propertyParts(document.title, document.contentId),
  });
}
