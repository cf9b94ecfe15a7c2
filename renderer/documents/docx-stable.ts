/** The parts the docx package makes, without what differs from one making to the next. All editing of made XML is here. */

import { withLists } from './docx-numbers.ts';

/** Parts nobody made: notes, a theme that names foreign faces, lists where nothing is counted. A reference to a missing part is a broken file. */
const UNUSED = /<(?:Relationship|Override) [^>]*(?:Target="|PartName="\/word\/)(?:footnotes|endnotes|theme\/theme1)\.xml"[^>]*\/>/g;
const LISTS = /<(?:Relationship|Override) [^>]*(?:Target="|PartName="\/word\/)numbering\.xml"[^>]*\/>/g;
const FONTS = '<Relationship Id="rIdFonts" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/>';

type Edit = (xml: string) => string;
const EDITS: Record<string, Edit> = {
  '[Content_Types].xml': (xml) => xml.replace(UNUSED, ''),
  'word/_rels/document.xml.rels': (xml) => xml.replace(UNUSED, '').replace('</Relationships>', `${FONTS}$&`),
  'word/document.xml': (xml) => numberPictures(numberBookmarks(xml)),
  // the time of making, and a count of revisions nobody makes
  'docProps/core.xml': (xml) => xml.replace(/<dcterms:(created|modified) [^>]*>[^<]*<\/dcterms:\1>|<cp:revision>\d+<\/cp:revision>/g, ''),
  // no option for it: punctuation of a line's end closes up, as Chinese setting has it
  'word/settings.xml': (xml) => xml.replace('<w:compat>', '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'),
  'word/header1.xml': (xml) => nameMark(xml, 1),
  'word/header2.xml': (xml) => nameMark(xml, 2),
};

/** In place of a random id. */
const nameMark = (xml: string, header: number): string => xml.replace(/(<v:shape id=")[^"]*"/, `$1KezhuanWatermark${header === 1 ? '' : header}"`);

/** From 1 on in order: the package counts on from document to document for as long as the program runs. */
function numberBookmarks(xml: string): string {
  const numbers = new Map<string, number>();
  return xml.replace(/(<w:bookmark(?:Start|End)(?: w:name="[^"]*")? w:id=")(\d+)"/g, (_, head: string, id: string) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return `${head}${numbers.get(id)}"`;
  });
}

/** Likewise the drawings. */
function numberPictures(xml: string): string {
  let n = 0;
  return xml.replace(/<wp:docPr [^>]*>/g, (tag) => {
    n += 1;
    return tag.replace(/ id="[^"]*"/, ` id="${n}"`);
  });
}

export function stableParts(made: Readonly<Record<string, string>>): Record<string, string> {
  const listed = withLists(made);
  const counted = 'word/numbering.xml' in listed;
  return Object.fromEntries(
    Object.entries(listed).map(([path, xml]) => {
      const edited = EDITS[path]?.(xml) ?? xml;
      return [path, counted ? edited : edited.replace(LISTS, '')];
    }),
  );
}
