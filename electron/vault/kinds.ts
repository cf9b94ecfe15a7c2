import path from 'node:path';

export type PickKind = 'docx' | 'xlsx' | 'pdf' | 'image' | 'csv' | 'any' | 'backup';

type Kind = { mime: string; starts: readonly (readonly number[])[] | null };
const ZIP = [[0x50, 0x4b, 0x03, 0x04]];
const OLE = [[0xd0, 0xcf, 0x11, 0xe0]];

/** What may be handed to another program, by extension, and how such a file begins. Nothing here can run by itself. */
const KINDS: Readonly<Record<string, Kind>> = {
  '.docx': { mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', starts: ZIP },
  '.xlsx': { mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', starts: ZIP },
  '.pptx': { mime: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', starts: ZIP },
  '.doc': { mime: 'application/msword', starts: OLE },
  '.xls': { mime: 'application/vnd.ms-excel', starts: OLE },
  '.wps': { mime: 'application/vnd.ms-works', starts: OLE },
  '.et': { mime: 'application/vnd.ms-excel', starts: OLE },
  '.pdf': { mime: 'application/pdf', starts: [[0x25, 0x50, 0x44, 0x46]] },
  '.ofd': { mime: 'application/ofd', starts: ZIP },
  '.png': { mime: 'image/png', starts: [[0x89, 0x50, 0x4e, 0x47]] },
  '.jpg': { mime: 'image/jpeg', starts: [[0xff, 0xd8, 0xff]] },
  '.jpeg': { mime: 'image/jpeg', starts: [[0xff, 0xd8, 0xff]] },
  '.tif': {
    mime: 'image/tiff',
    starts: [
      [0x49, 0x49, 0x2a, 0x00],
      [0x4d, 0x4d, 0x00, 0x2a],
    ],
  },
  '.tiff': {
    mime: 'image/tiff',
    starts: [
      [0x49, 0x49, 0x2a, 0x00],
      [0x4d, 0x4d, 0x00, 0x2a],
    ],
  },
  '.webp': { mime: 'image/webp', starts: [[0x52, 0x49, 0x46, 0x46]] },
  '.csv': { mime: 'text/csv', starts: null },
  '.txt': { mime: 'text/plain', starts: null },
  '.json': { mime: 'application/json', starts: null },
  '.zip': { mime: 'application/zip', starts: ZIP },
};

const kindOf = (name: string): Kind | undefined => {
  const extension = path.extname(name).toLowerCase();
  return Object.hasOwn(KINDS, extension) ? KINDS[extension] : undefined;
};

/** MIME type by extension; anything unknown is plain bytes. */
export const mimeOf = (name: string): string => kindOf(name)?.mime ?? 'application/octet-stream';

/** Whether a file of this name and beginning may be opened with the system's program for it. */
export function mayOpen(name: string, beginning: Uint8Array): boolean {
  const kind = kindOf(name);
  if (kind === undefined) return false;
  // text has no signature; a NUL shows that it is none
  if (kind.starts === null) return !beginning.includes(0);
  return kind.starts.some((start) => start.every((byte, i) => beginning[i] === byte));
}

const FILTERS: Readonly<Record<PickKind, readonly string[]>> = {
  docx: ['docx'],
  xlsx: ['xlsx', 'xls'],
  pdf: ['pdf'],
  image: ['png', 'jpg', 'jpeg', 'tif', 'tiff', 'webp'],
  csv: ['csv', 'txt'],
  any: ['*'],
  backup: ['kezhuan'],
};

/** Extensions a dialog offers for these kinds, each once. */
export const extensionsFor = (kinds: readonly PickKind[]): string[] => [...new Set(kinds.flatMap((kind) => FILTERS[kind]))];
