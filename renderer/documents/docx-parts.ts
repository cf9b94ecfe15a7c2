/**
 * The parts of a .docx from the docx package's document. Its Packer would write each part through two intermediate
 * trees, add lists, notes and a theme no document of ours uses, and zip with the time of day: twice the time, and
 * another file at every making.
 */
import type { Document, FileChild, IContext, XmlComponent } from 'docx';
import { FONT_TABLE } from './docx-look.ts';
import { writeComponent } from './docx-write.ts';
import { XML_HEAD } from './xml.ts';
import { treeOf, writeXml, type XmlNode } from './xml-tree.ts';

/** `content`: what the empty body is filled with, or how the body the document has is changed before it is written. */
export function partsOf(made: Document, content: readonly FileChild[] | ((document: XmlNode) => XmlNode)): Record<string, string> {
  const { Document: body, Headers, Footers } = made;
  const context = (viewWrapper: IContext['viewWrapper']): IContext => ({ file: made, viewWrapper, stack: [] });
  const part = (view: XmlComponent, viewWrapper: IContext['viewWrapper'] = body): string => `${XML_HEAD}${writeComponent(view, context(viewWrapper))}`;
  const filled = (children: readonly FileChild[]): string => {
    const inside = children.map((c) => writeComponent(c, context(body))).join('');
    return part(body.View).replace('<w:body>', (open) => open + inside);
  };
  return {
    '[Content_Types].xml': part(made.ContentTypes),
    '_rels/.rels': part(made.FileRelationships),
    'docProps/app.xml': part(made.AppProperties),
    'docProps/core.xml': part(made.CoreProperties),
    'docProps/custom.xml': part(made.CustomProperties),
    'word/_rels/document.xml.rels': part(body.Relationships),
    'word/document.xml': typeof content === 'function' ? `${XML_HEAD}${writeXml(content(treeOf(body.View.prepForXml(context(body)))))}` : filled(content),
    ...(made.Comments.IsEmpty ? {} : { 'word/comments.xml': part(made.Comments) }),
    'word/fontTable.xml': FONT_TABLE,
    ...Object.fromEntries(Footers.map((footer, i) => [`word/footer${i + 1}.xml`, part(footer.View, footer)])),
    ...Object.fromEntries(Headers.map((header, i) => [`word/header${i + 1}.xml`, part(header.View, header)])),
    'word/settings.xml': part(made.Settings),
    'word/styles.xml': part(made.Styles),
  };
}
