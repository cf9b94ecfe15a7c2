import { contentOf, keepsItsWord, namedKind } from '../../shared/file-kinds.ts';

export type PickKind = 'docx' | 'xlsx' | 'pdf' | 'image' | 'csv' | 'any' | 'backup';

/** MIME type by extension; anything unknown is plain bytes. */
export const mimeOf = (name: string): string => namedKind(name)?.mime ?? 'application/octet-stream';

/** Whether a file of this name and beginning may be opened with the system's program for it. */
export function mayOpen(name: string, beginning: Uint8Array): boolean {
  const named = namedKind(name);
  if (named === undefined) return false;
  // text has no signature; a NUL shows that it is none
  return named.content === 'text' ? !beginning.includes(0) : keepsItsWord(named, contentOf(beginning));
}

const FILTERS: Readonly<Record<PickKind, readonly string[]>> = {
  docx: ['docx'],
  xlsx: ['xlsx', 'xls'],
  pdf: ['pdf'],
  image: ['png', 'jpg', 'jpeg', 'tif', 'tiff', 'webp', 'bmp', 'gif'],
  csv: ['csv', 'txt'],
  any: ['*'],
  backup: ['kezhuan'],
};

/** Extensions a dialog offers for these kinds, each once. */
export const extensionsFor = (kinds: readonly PickKind[]): string[] => [...new Set(kinds.flatMap((kind) => FILTERS[kind]))];
