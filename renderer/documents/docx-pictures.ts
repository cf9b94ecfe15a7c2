/** Pictures of a .docx: the paragraph, and the parts the package's Packer would have added. */
import type { Document } from 'docx';
import { ImageRun, Paragraph } from 'docx';
import type { Block } from '../../shared/domain/contract/blocks.ts';
import { TEXT_WIDTH } from './docx-look.ts';
import { text } from './docx-text.ts';
import { legalXml } from '../../shared/sheet/xml.ts';

/** Twentieths of a point in a pixel of 1/96 inch. */
const TWIPS = 15;

/** The picture across the text at most, kept with its caption; one that was never drawn leaves only its caption. */
export function pictureOf(block: Extract<Block, { kind: 'picture' }>): Paragraph[] {
  const caption = new Paragraph({ style: 'Small', alignment: 'center', children: text(block.caption) });
  if (block.png === '') return [caption];
  const width = Math.min(block.width, Math.floor(TEXT_WIDTH / TWIPS));
  const transformation = { width, height: Math.round((block.height * width) / block.width) };
  const words = legalXml(block.caption);
  const data = Uint8Array.from(atob(block.png), (c) => c.charCodeAt(0));
  const image = new ImageRun({ type: 'png', data, transformation, altText: { name: legalXml(block.id), title: words, description: words } });
  return [new Paragraph({ keepNext: true, alignment: 'center', spacing: { before: 120, line: 240, lineRule: 'auto' }, children: [image] }), caption];
}

const IMAGE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';

/** The same parts with their pictures: files, relations, and references by them. */
export function withPictures(parts: Readonly<Record<string, string>>, made: Document): Record<string, string | Uint8Array> {
  const files: Record<string, Uint8Array> = {};
  let relations = '';
  made.Media.Array.forEach(({ data }, i) => {
    const target = `media/picture${i + 1}.png`;
    files[`word/${target}`] = data as Uint8Array;
    relations += `<Relationship Id="rIdPicture${i + 1}" Type="${IMAGE}" Target="${target}"/>`;
  });
  // the package keeps pictures in the order in which the text first names them, one used twice once
  const keys = new Map<string, number>();
  const body = parts['word/document.xml']!.replace(/"rId\{([^}]+)\}"/g, (_, key: string) => {
    if (!keys.has(key)) keys.set(key, keys.size + 1);
    return `"rIdPicture${keys.get(key)}"`;
  });
  const list = 'word/_rels/document.xml.rels';
  return { ...parts, 'word/document.xml': body, [list]: parts[list]!.replace('</Relationships>', `${relations}$&`), ...files };
}
