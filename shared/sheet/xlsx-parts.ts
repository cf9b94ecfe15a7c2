/** What every workbook of ours is made of: cells, styles, and the package around its sheets. Same content, same bytes. */
import { PROPERTY_TYPES, XML_HEAD, contentTypes, propertyParts, relations, rootRelations, xmlText, zipParts } from './xml.ts';

export const XLSX_MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const SHEET_NS =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const xf = (numFmt: number, font: number, fill: number, border: number, alignment: string): string =>
  `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`;
export const fontXml = (bold: boolean, color = ''): string =>
  `<font>${bold ? '<b/>' : ''}<sz val="10.5"/>${color === '' ? '' : `<color rgb="${color}"/>`}<name val="宋体"/><family val="3"/><charset val="134"/></font>`;
const side = (s: string): string => `<${s} style="thin"><color rgb="FFBFBFBF"/></${s}>`;
/** No border, and thin grey ones. */
export const BORDERS = `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${side('left')}${side('right')}${side('top')}${side('bottom')}<diagonal/></border></borders>`;

/** Lines a text takes in a column `width` Latin digits wide; a Chinese character takes two. Rows do not grow by themselves in every program. */
export const linesOf = (text: string, width: number): number =>
  text
    .split('\n')
    .map((line) => [...line].reduce((n, c) => n + (c.charCodeAt(0) > 0x2e7f ? 2 : 1), 0))
    .reduce((n, taken) => n + Math.max(1, Math.ceil(taken / (width - 2))), 0);

export const rowXml = (n: number, cells: readonly string[], height?: number): string =>
  `<row r="${n}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>${cells.join('')}</row>`;
export const stringCell = (ref: string, text: string, style: number): string =>
  text === ''
    ? `<c r="${ref}" s="${style}"/>`
    : `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(escaped(text.slice(0, 32_767)))}</t></is></c>`;
/** A text that itself reads `_x0041_` would otherwise come back as `A`. */
const escaped = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

/** A, B … Z, AA. */
export function columnName(i: number): string {
  return i < 26 ? String.fromCharCode(65 + i) : columnName(Math.floor(i / 26) - 1) + columnName(i % 26);
}

/** Excel refuses sheet names over 31 characters or with these signs. */
export const sheetTitle = (name: string): string =>
  name
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^'|'$/g, ' ')
    .trim()
    .slice(0, 31) || 'Sheet1';

/** `names` are defined names as XML; `calc` makes Excel compute everything anew when it opens the file. */
export type XlsxFile = {
  title: string;
  contentId: string;
  styles: string;
  sheets: readonly { name: string; xml: string; hidden?: true }[];
  names?: string;
  calc?: boolean;
};

export function xlsxFile({ title, contentId, styles, sheets, names = '', calc = false }: XlsxFile): Uint8Array<ArrayBuffer> {
  const numbered = sheets.map((s, i) => ({ ...s, n: i + 1 }));
  return zipParts({
    '[Content_Types].xml': contentTypes({
      '/xl/workbook.xml': `${XLSX_MIME}.main+xml`,
      ...Object.fromEntries(
        numbered.map(({ n }) => [`/xl/worksheets/sheet${n}.xml`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml']),
      ),
      '/xl/styles.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml',
      ...PROPERTY_TYPES,
    }),
    '_rels/.rels': rootRelations('xl/workbook.xml'),
    'xl/workbook.xml': `${XML_HEAD}<workbook ${SHEET_NS}><sheets>${numbered.map(({ name, n, hidden }) => `<sheet name="${xmlText(name)}" sheetId="${n}"${hidden ? ' state="hidden"' : ''} r:id="rId${n}"/>`).join('')}</sheets>${names}${calc ? '<calcPr calcId="191029" fullCalcOnLoad="1"/>' : ''}</workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...numbered.map(({ n }) => ({ id: `rId${n}`, type: `${OFFICE}/worksheet`, target: `worksheets/sheet${n}.xml` })),
      { id: `rId${sheets.length + 1}`, type: `${OFFICE}/styles`, target: 'styles.xml' },
    ]),
    ...Object.fromEntries(numbered.map(({ n, xml }) => [`xl/worksheets/sheet${n}.xml`, xml])),
    'xl/styles.xml': styles,
    ...propertyParts(title, contentId),
  });
}
