/** Text into XML, and parts into a zip whose bytes depend on nothing but the parts. */
import { strToU8, zipSync } from 'fflate';

// eslint-disable-next-line no-control-regex
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Without the characters XML 1.0 forbids: one of them and Word refuses the whole file. */
export const legalXml = (text: string): string => text.replace(/\r\n?/g, '\n').toWellFormed().replace(ILLEGAL, '').normalize('NFC');

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** For text that is legal already. */
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (ch) => ESCAPES[ch]!);
export const xmlText = (text: string): string => escapeXml(legalXml(text));

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Local midnight of 1980-01-01: fflate writes local fields, so the bytes are the same in every time zone. */
const EPOCH = new Date(1980, 0, 1);

/** `[Content_Types].xml` first (readers expect it there), the rest by name; no time of day, no system, no user. */
export function zipParts(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array<ArrayBuffer> {
  const first = '[Content_Types].xml';
  const names = Object.keys(parts).sort((a, b) => (a === first ? -1 : b === first ? 1 : a < b ? -1 : 1));
  const entries = names.map((name) => {
    const part = parts[name]!;
    return [name, typeof part === 'string' ? strToU8(part) : part] as const;
  });
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: EPOCH });
}

export type Relation = { id: string; type: string; target: string };

export function relations(list: readonly Relation[]): string {
  const items = list.map((r) => `<Relationship Id="${r.id}" Type="${r.type}" Target="${r.target}"/>`).join('');
  return `${XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items}</Relationships>`;
}

export function contentTypes(overrides: Readonly<Record<string, string>>): string {
  const items = Object.entries(overrides)
    .map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`)
    .join('');
  return `${XML_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${items}</Types>`;
}

/** Name of the program in the properties of a file; never a person's. */
export const PRODUCER = '科转台';

const VT = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';

/** Properties of a file: title, program and content id. Dates are left out: they would change the bytes and say nothing. */
export function propertyParts(title: string, contentId: string): Record<string, string> {
  return {
    'docProps/core.xml': `${XML_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xmlText(title)}</dc:title><dc:creator>${PRODUCER}</dc:creator><cp:lastModifiedBy>${PRODUCER}</cp:lastModifiedBy></cp:coreProperties>`,
    'docProps/app.xml': `${XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>${PRODUCER}</Application></Properties>`,
    'docProps/custom.xml': `${XML_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="${VT}"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KezhuanContentId"><vt:lpwstr>${xmlText(contentId)}</vt:lpwstr></property></Properties>`,
  };
}

export const PROPERTY_TYPES: Record<string, string> = {
  '/docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml',
  '/docProps/app.xml': 'application/vnd.openxmlformats-officedocument.extended-properties+xml',
  '/docProps/custom.xml': 'application/vnd.openxmlformats-officedocument.custom-properties+xml',
};

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** `_rels/.rels` of an Office file whose main part is `main`. */
export const rootRelations = (main: string): string =>
  relations([
    { id: 'rId1', type: `${OFFICE}/officeDocument`, target: main },
    { id: 'rId2', type: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', target: 'docProps/core.xml' },
    { id: 'rId3', type: `${OFFICE}/extended-properties`, target: 'docProps/app.xml' },
    { id: 'rId4', type: `${OFFICE}/custom-properties`, target: 'docProps/custom.xml' },
  ]);
