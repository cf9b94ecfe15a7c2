/**
 * Components of the docx package → XML in one go. The package prepares a tree of objects for another library to write:
 * of a contract that was half of all time and memory. What prepares itself in a way of its own still does.
 */
import type { IContext } from 'docx';
import {
  IgnoreIfEmptyXmlComponent,
  NextAttributeComponent,
  Paragraph,
  ParagraphProperties,
  Table,
  TableCell,
  TableRow,
  XmlAttributeComponent,
  XmlComponent,
} from 'docx';
import { escapeXml } from '../../shared/sheet/xml.ts';

/** What a component of the package is made of and does not show. test/documents/docx-write.test.ts holds all of it against what the package prepares. */
type Component = {
  prepForXml(context: IContext): unknown;
  rootKey: string;
  root: unknown;
  /** more than one element of the same parent */ writtenAs?: readonly Component[];
  xmlKeys?: Readonly<Record<string, string>>;
  includeIfEmpty?: boolean;
};
/** `found`: anything at all; without it some elements are left out. */
type Content = { attributes: string; inner: string; found: boolean };

/** What these prepare besides (links to addresses, cells without a width or a paragraph, instances of lists) nothing of ours asks for. */
const AS_THEY_STAND = new Set<unknown>([XmlComponent, Paragraph, Table, TableRow, TableCell].map((c) => c.prototype.prepForXml));
const LEFT_OUT_IF_EMPTY = new Set<unknown>([IgnoreIfEmptyXmlComponent, ParagraphProperties].map((c) => c.prototype.prepForXml));
const NAMED_VALUES: unknown = XmlAttributeComponent.prototype.prepForXml;
const KEYED_VALUES: unknown = NextAttributeComponent.prototype.prepForXml;

const isComponent = (child: unknown): child is Component => typeof child === 'object' && child !== null && 'prepForXml' in child;
const attribute = (name: string, value: unknown): string => (value === undefined ? '' : ` ${name}="${escapeXml(String(value))}"`);

/** The element; nothing where the package leaves it out. */
export function writeComponent(component: XmlComponent, context: IContext): string {
  const content: Content = { attributes: '', inner: '', found: false };
  add(component as unknown as Component, context, content);
  return content.inner;
}

function add(component: Component, context: IContext, to: Content): void {
  const prepare: unknown = component.prepForXml;
  if (AS_THEY_STAND.has(prepare)) addElement(component, context, to, true);
  else if (LEFT_OUT_IF_EMPTY.has(prepare)) addElement(component, context, to, component.includeIfEmpty === true);
  else if (prepare === NAMED_VALUES) {
    to.found = true;
    for (const [name, value] of Object.entries(component.root as object)) to.attributes += attribute(component.xmlKeys?.[name] ?? name, value);
  } else if (prepare === KEYED_VALUES) {
    to.found = true;
    for (const { key, value } of Object.values(component.root as Record<string, { key: string; value: unknown }>)) to.attributes += attribute(key, value);
  } else addPrepared(component.prepForXml(context), to);
}

function addElement(component: Component, context: IContext, to: Content, evenEmpty: boolean): void {
  const content: Content = { attributes: '', inner: '', found: false };
  context.stack.push(component as never);
  for (const child of component.root as readonly unknown[]) {
    if (!isComponent(child)) addPrepared(child, content);
    else for (const part of child.writtenAs ?? [child]) add(part, context, content);
  }
  context.stack.pop();
  if (!evenEmpty && !content.found) return;
  to.found = true;
  to.inner += written(component.rootKey, content);
}

/** `{ name: content }`, the content a value, `{ _attr }`, or a list of elements, `{ _attr }` and values. */
function addPrepared(prepared: unknown, to: Content): void {
  if (prepared === undefined) return;
  to.found = true;
  if (typeof prepared !== 'object' || prepared === null) to.inner += escapeXml(String(prepared));
  else if ('_attr' in prepared) for (const [name, value] of Object.entries(prepared._attr as object)) to.attributes += attribute(name, value);
  else
    for (const [name, inside] of Object.entries(prepared)) {
      const content: Content = { attributes: '', inner: '', found: false };
      for (const child of Array.isArray(inside) ? (inside as unknown[]) : [inside]) addPrepared(child, content);
      to.inner += written(name, content);
    }
}

const written = (name: string, { attributes, inner }: Content): string =>
  inner === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
