/**
 * The parts of a .docx from the docx package's document. Its Packer would write each part through two intermediate
 * trees, add lists, notes and a theme no document of ours uses, and zip with the time of day: twice the time, and
 * another file at every making.
 */
import type { Document, FileChild, IContext, XmlComponent } from 'docx';
import { FONT_TABLE } from './docx-look.ts';
import { writeComponent } from './docx-write.ts';
import { XML_HEAD } from '../../shared/sheet/xml.ts';
import { treeOf, writeXml, type XmlNode } from './xml-tree.ts';

const contextOf = (made: Document, viewWrapper: IContext['viewWrapper']): IContext => ({ file: made, viewWrapper, stack: [] });

/** `edit`: what is done to the body before it is written. */
export function partsOf(made: Document, edit?: (document: XmlNode) => XmlNode): Record<string, string> {
  const { Document: body, Headers, Footers } = made;
  const part = (view: XmlComponent, viewWrapper: IContext['viewWrapper'] = body): string => `${XML_HEAD}${writeComponent(view, contextOf(made, viewWrapper))}`;
  return {
    '[Content_Types].xml': part(made.ContentTypes),
    '_rels/.rels': part(made.FileRelationships),
    'docProps/app.xml': part(made.AppProperties),
    'docProps/core.xml': part(made.CoreProperties),
    'docProps/custom.xml': part(made.CustomProperties),
    'word/_rels/document.xml.rels': part(body.Relationships),
    'word/document.xml': edit ? `${XML_HEAD}${writeXml(edit(treeOf(body.View.prepForXml(contextOf(made, body)))))}` : part(body.View),
    ...(made.Comments.IsEmpty ? {} : { 'word/comments.xml': part(made.Comments) }),
    'word/fontTable.xml': FONT_TABLE,
    ...Object.fromEntries(Footers.map((footer, i) => [`word/footer${i + 1}.xml`, part(footer.View, footer)])),
    ...Object.fromEntries(Headers.map((header, i) => [`word/header${i + 1}.xml`, part(header.View, header)])),
    'word/settings.xml': part(made.Settings),
    'word/styles.xml': part(made.Styles),
  };
}

/** The parts with this text in the body that was empty. */
export function withText(parts: Readonly<Record<string, string>>, children: readonly FileChild[], made: Document): Record<string, string> {
  const path = 'word/document.xml';
  const inside = children.map((c) => writeComponent(c, contextOf(made, made.Document))).join('');
  return { ...parts, [path]: parts[path]!.replace('<w:body>', (open) => open + inside) };
}
