/** Word's own rules for revisions, written down a second time: all accepted or all refused, and what is left of the text. */
import { SaxesParser } from 'saxes';
import { parts } from '../documents/office.ts';

type Node = { name: string; attributes: Record<string, string>; children: (Node | string)[] };

export function parsed(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [] };
  const open: Node[] = [root];
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => {
    const node: Node = { name: tag.name, attributes: tag.attributes as Record<string, string>, children: [] };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => open.at(-1)!.children.push(text));
  parser.write(xml).close();
  return root.children.find((c): c is Node => typeof c !== 'string')!;
}

export type Decision = 'accept' | 'refuse';
/** A paragraph is its text, a table its rows of cells of paragraphs. */
export type Structure = (string | string[][][])[];

const nodes = (node: Node): Node[] => node.children.filter((c): c is Node => typeof c !== 'string');
const child = (node: Node | undefined, name: string): Node | undefined => node && nodes(node).find((c) => c.name === name);

/** What goes with this decision; everything else that is marked stays and loses its mark. */
const GONE: Record<Decision, string[]> = { accept: ['w:del', 'w:moveFrom'], refuse: ['w:ins', 'w:moveTo'] };

/** Paragraphs and tables of a file once every revision is decided. */
export function decided(bytes: Uint8Array, decision: Decision): Structure {
  const held = parts(bytes);
  const body = child(parsed(held['word/document.xml']!), 'w:body')!;
  return blocksOf(nodes(body), decision, countersOf(held['word/numbering.xml'] ?? ''));
}

/** Counts on in the list of that id and answers the number as it is printed. */
type Counter = (list: string) => string;

const HAN = '零一二三四五六七八九';
const han = (n: number): string => (n < 10 ? HAN[n]! : `${n < 20 ? '' : HAN[Math.floor(n / 10)]!}十${n % 10 === 0 ? '' : HAN[n % 10]!}`);

function countersOf(xml: string): Counter {
  const count = new Map<string, number>();
  const kinds = new Map(
    [...xml.matchAll(/<w:abstractNum w:abstractNumId="(\d+)">.*?<w:numFmt w:val="(\w+)"\/>.*?<w:lvlText w:val="([^"]+)"/g)].map(([, id, format, text]) => [
      id!,
      { format, text: text! },
    ]),
  );
  const lists = new Map([...xml.matchAll(/<w:num w:numId="(\d+)"><w:abstractNumId w:val="(\d+)"/g)].map(([, id, kind]) => [id!, kinds.get(kind!)!]));
  return (list) => {
    const n = (count.get(list) ?? 0) + 1;
    count.set(list, n);
    const { format, text } = lists.get(list)!;
    return `${text.replace('%1', format === 'decimal' ? String(n) : han(n))} `;
  };
}

function blocksOf(elements: readonly Node[], decision: Decision, counter: Counter): Structure {
  const out: Structure = [];
  // the text of a paragraph whose mark is gone goes on in the next one
  let open = '';
  for (const element of elements) {
    if (element.name === 'w:tbl') {
      const rows = nodes(element).filter((r) => r.name === 'w:tr' && !GONE[decision].some((m) => child(child(r, 'w:trPr'), m)));
      if (open !== '') out.push(open);
      open = '';
      if (rows.length > 0) out.push(rows.map((r) => cells(r, decision, counter)));
    } else if (element.name === 'w:p') {
      const properties = child(element, 'w:pPr');
      const mark = child(properties, 'w:rPr');
      open += textOf(element, decision);
      if (GONE[decision].some((m) => child(mark, m))) continue;
      const before = child(properties, 'w:pPrChange');
      const list = child(child(decision === 'refuse' && before ? child(before, 'w:pPr') : properties, 'w:numPr'), 'w:numId');
      out.push(list ? counter(list.attributes['w:val']!) + open : open);
      open = '';
    }
  }
  return open === '' ? out : [...out, open];
}

const cells = (row: Node, decision: Decision, counter: Counter): string[][] =>
  nodes(row)
    .filter((c) => c.name === 'w:tc')
    .map((c) => blocksOf(nodes(c), decision, counter) as string[]);

function textOf(node: Node, decision: Decision): string {
  if (GONE[decision].includes(node.name) || node.name === 'w:pPr' || node.name === 'w:rPr') return '';
  if (node.name === 'w:t' || node.name === 'w:delText') return node.children.join('');
  if (node.name === 'w:br') return node.attributes['w:type'] === 'page' ? '\f' : '\n';
  return nodes(node)
    .map((c) => textOf(c, decision))
    .join('');
}

/** How many of each kind of mark the file holds. */
export function marksIn(bytes: Uint8Array): Record<string, number> {
  const count: Record<string, number> = {};
  for (const [, name] of parts(bytes)['word/document.xml']!.matchAll(/<w:(ins|del|moveFrom|moveTo|rPrChange|pPrChange) /g))
    count[name!] = (count[name!] ?? 0) + 1;
  return count;
}
