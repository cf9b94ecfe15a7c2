/** XML as a tree, for parts that are edited after the docx package prepared them. */
import { escapeXml } from '../../shared/sheet/xml.ts';

export type XmlNode = { name: string; attributes: Readonly<Record<string, string>>; children: readonly (XmlNode | string)[] };

export const node = (name: string, attributes: XmlNode['attributes'] = {}, children: XmlNode['children'] = []): XmlNode => ({ name, attributes, children });
export const isNode = (child: XmlNode | string): child is XmlNode => typeof child !== 'string';
export const nodesOf = ({ children }: XmlNode): XmlNode[] => children.filter(isNode);
export const firstOf = (parent: XmlNode, name: string): XmlNode | undefined => nodesOf(parent).find((c) => c.name === name);
export const withChildren = (of: XmlNode, children: XmlNode['children']): XmlNode => ({ ...of, children });

/** What the package prepares: `{ name: content }`, the content a value, `{ _attr }`, or a list of elements, `{ _attr }` and values. */
export function treeOf(prepared: unknown): XmlNode {
  const [[name, content]] = Object.entries(prepared as Record<string, unknown>) as [[string, unknown]];
  const attributes: Record<string, string> = {};
  const children: (XmlNode | string)[] = [];
  for (const child of Array.isArray(content) ? (content as unknown[]) : [content]) {
    if (child === null || child === undefined) continue;
    if (typeof child !== 'object') children.push(String(child as string | number | boolean));
    else if ('_attr' in child) {
      for (const [key, value] of Object.entries(child._attr as object)) attributes[key] = String(value);
    } else if (Object.keys(child).length > 0) children.push(treeOf(child));
  }
  return { name, attributes, children };
}

export function writeXml({ name, attributes, children }: XmlNode): string {
  let open = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) open += ` ${key}="${escapeXml(value)}"`;
  const inner = children.map((c) => (isNode(c) ? writeXml(c) : escapeXml(c))).join('');
  return inner === '' ? `${open}/>` : `${open}>${inner}</${name}>`;
}
