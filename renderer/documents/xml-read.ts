/** Reads one XML part of a zip as it inflates. OOXML never has a DOCTYPE, so one is an attack or a mistake. */
import { SaxesParser } from 'saxes';
import { refuseDocument } from './document-error.ts';
import type { ZipReader } from './unzip.ts';

const MAX_DEPTH = 256;

export type OnXml = {
  /** name without prefix; attributes by name without prefix */
  open?: (name: string, attributes: Record<string, string>, prefix: string) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
};

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

export function readXml(zip: ZipReader, part: string, on: OnXml): void {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on('doctype', () => refuseDocument('doctype'));
  parser.on('error', () => refuseDocument('damaged', { part }));
  parser.on('opentag', (tag) => {
    depth++;
    if (depth > MAX_DEPTH) refuseDocument('tooDeep', { limit: MAX_DEPTH });
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(tag.attributes)) attributes[local(name)] = value;
    on.open?.(local(tag.name), attributes, tag.name.slice(0, Math.max(0, tag.name.indexOf(':'))));
  });
  parser.on('closetag', (tag) => {
    depth--;
    on.close?.(local(tag.name));
  });
  if (on.text) parser.on('text', on.text);
  const decoder = new TextDecoder('utf-8');
  zip.read(part, (bytes, last) => {
    parser.write(decoder.decode(bytes, { stream: !last }));
  });
  parser.close();
}
