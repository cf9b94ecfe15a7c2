/**
 * The parts of a .docx from the docx package's document. Its Packer would write each part through two intermediate
 * trees, add lists, notes and a theme no document of ours uses, and zip with the time of day: twice the time, and
 * another file at every making.
 */
import type { Document, IContext, XmlComponent } from 'docx';
import { FONT_TABLE } from './docx-look.ts';
import { XML_HEAD, escapeXml } from './xml.ts';
import { treeOf, writeXml, type XmlNode } from './xml-tree.ts';

/** `edit`: what is done to the body before it is written. */
export function partsOf(made: Document, edit?: (document: XmlNode) => XmlNode): Record<string, string> {
  const { Document: body, Headers, Footers } = made;
  const part = (view: XmlComponent, viewWrapper: IContext['viewWrapper'] = body): string =>
    `${XML_HEAD}${xmlOf(view.prepForXml({ file: made, viewWrapper, stack: [] }))}`;
  const prepared = () => body.View.prepForXml({ file: made, viewWrapper: body, stack: [] });
  return {
    '[Content_Types].xml': part(made.ContentTypes),
    '_rels/.rels': part(made.FileRelationships),
    'docProps/app.xml': part(made.AppProperties),
    'docProps/core.xml': part(made.CoreProperties),
    'docProps/custom.xml': part(made.CustomProperties),
    'word/_rels/document.xml.rels': part(body.Relationships),
    'word/document.xml': edit ? `${XML_HEAD}${writeXml(edit(treeOf(prepared())))}` : part(body.View),
    ...(made.Comments.IsEmpty ? {} : { 'word/comments.xml': part(made.Comments) }),
    'word/fontTable.xml': FONT_TABLE,
    ...Object.fromEntries(Footers.map((footer, i) => [`word/footer${i + 1}.xml`, part(footer.View, footer)])),
    ...Object.fromEntries(Headers.map((header, i) => [`word/header${i + 1}.xml`, part(header.View, header)])),
    'word/settings.xml': part(made.Settings),
    'word/styles.xml': part(made.Styles),
  };
}

/** What the package prepares: `{ name: content }`, the content a value, `{ _attr }`, or a list of elements, `{ _attr }` and values. */
function xmlOf(node: unknown): string {
  if (typeof node !== 'object' || node === null) return escapeXml(String(node));
  for (const name in node) return element(name, (node as Record<string, unknown>)[name]);
  return '';
}

function element(name: string, content: unknown): string {
  let attributes = '';
  let inner = '';
  for (const child of Array.isArray(content) ? (content as unknown[]) : [content]) {
    if (typeof child === 'object' && child !== null && '_attr' in child) attributes += attributesOf(child._attr as object);
    else inner += xmlOf(child);
  }
  return inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
}

function attributesOf(attributes: object): string {
  let written = '';
  for (const [name, value] of Object.entries(attributes)) written += ` ${name}="${escapeXml(String(value))}"`;
  return written;
}
