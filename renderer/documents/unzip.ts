/**
 * A zip from outside, with limits counted while inflating: declared sizes lie, and so do central directories.
 * Only the parts asked for are inflated.
 */
import { Inflate } from 'fflate';
import { refuseDocument } from './document-error.ts';

export const ZIP_LIMITS = { entries: 2000, inflated: 100 * 1024 * 1024, ratio: 200 } as const;
/** Below this the ratio says nothing: a few bytes of XML compress to almost none. */
const RATIO_FROM = 1024 * 1024;
const STEP = 32 * 1024;

type Entry = { method: number; flags: number; packed: number; offset: number; crc: number };

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function crc32(before: number, bytes: Uint8Array): number {
  let c = ~before;
  for (const b of bytes) c = CRC_TABLE[(c ^ b) & 0xff]! ^ (c >>> 8);
  return ~c >>> 0;
}

export class ZipReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #entries: ReadonlyMap<string, Entry>;
  #inflated = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#entries = this.#directory();
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The part's bytes, handed over piece by piece. */
  read(name: string, piece: (bytes: Uint8Array, last: boolean) => void): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) refuseDocument('damaged', { part: name });
    if ((entry.flags & 1) !== 0) refuseDocument('encrypted');
    const data = this.#data(entry);
    if (entry.method === 0) {
      this.#count(data.length, data.length, 0);
      if (crc32(0, data) !== entry.crc) refuseDocument('damaged', { part: name });
      piece(data, true);
      return;
    }
    if (entry.method !== 8) refuseDocument('damaged', { part: name });
    this.#inflate(name, data, entry.crc, piece);
  }

  /** The whole part as text. */
  text(name: string): string {
    const decoder = new TextDecoder('utf-8');
    let out = '';
    this.read(name, (bytes, last) => {
      out += decoder.decode(bytes, { stream: !last });
    });
    return out;
  }

  #inflate(name: string, data: Uint8Array, crc: number, piece: (bytes: Uint8Array, last: boolean) => void): void {
    let made = 0;
    let sum = 0;
    let ended = false;
    const stream = new Inflate((bytes, last) => {
      made += bytes.length;
      sum = crc32(sum, bytes);
      this.#count(bytes.length, data.length, made);
      ended = last;
      piece(bytes, last);
    });
    try {
      for (let at = 0; at < data.length && !ended; at += STEP) stream.push(data.subarray(at, at + STEP), at + STEP >= data.length);
    } catch (error) {
      if (error instanceof Error && error.name === 'DocumentRefusal') throw error;
      refuseDocument('damaged', { part: name });
    }
    // a flipped bit that still inflates would otherwise be read as another figure
    if (!ended || sum !== crc) refuseDocument('damaged', { part: name });
  }

  #count(bytes: number, packed: number, made: number): void {
    this.#inflated += bytes;
    if (this.#inflated > ZIP_LIMITS.inflated) refuseDocument('tooLarge', { limit: ZIP_LIMITS.inflated / 1024 / 1024 });
    if (made > RATIO_FROM && made > packed * ZIP_LIMITS.ratio) refuseDocument('bomb', { ratio: ZIP_LIMITS.ratio });
  }

  #data(entry: Entry): Uint8Array {
    const at = entry.offset;
    if (at + 30 > this.#bytes.length || this.#view.getUint32(at, true) !== 0x04034b50) refuseDocument('damaged');
    const start = at + 30 + this.#view.getUint16(at + 26, true) + this.#view.getUint16(at + 28, true);
    if (start + entry.packed > this.#bytes.length) refuseDocument('damaged');
    return this.#bytes.subarray(start, start + entry.packed);
  }

  #directory(): Map<string, Entry> {
    const view = this.#view;
    const end = this.#endRecord();
    const count = view.getUint16(end + 10, true);
    if (count > ZIP_LIMITS.entries) refuseDocument('tooManyEntries', { limit: ZIP_LIMITS.entries });
    const entries = new Map<string, Entry>();
    const decoder = new TextDecoder('utf-8');
    let at = view.getUint32(end + 16, true);
    for (let i = 0; i < count; i++) {
      if (at + 46 > this.#bytes.length || view.getUint32(at, true) !== 0x02014b50) refuseDocument('damaged');
      const nameLength = view.getUint16(at + 28, true);
      const name = decoder.decode(this.#bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/');
      // two parts of one name: programs differ on which they read, and that is how a text is hidden
      if (entries.has(name)) refuseDocument('damaged', { part: name });
      entries.set(name, {
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        packed: view.getUint32(at + 20, true),
        offset: view.getUint32(at + 42, true),
      });
      at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    return entries;
  }

  #endRecord(): number {
    const lowest = Math.max(0, this.#bytes.length - 65_557);
    for (let at = this.#bytes.length - 22; at >= lowest; at--) if (this.#view.getUint32(at, true) === 0x06054b50) return at;
    return refuseDocument('damaged');
  }
}

/** What a file is by its first bytes; names lie. */
export function sniff(bytes: Uint8Array): 'zip' | 'ole' | 'pdf' | 'other' {
  const starts = (...head: number[]): boolean => head.every((b, i) => bytes[i] === b);
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'ole';
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'pdf';
  return 'other';
}

/**
 * Opens an Office file of today: zip, no macros. OLE is either the old format (.doc, .xls) or an encrypted new one.
 */
export function openOffice(bytes: Uint8Array): ZipReader {
  if (bytes.length === 0) refuseDocument('empty');
  const kind = sniff(bytes);
  if (kind === 'ole') refuseDocument(holds(bytes, 'EncryptedPackage') ? 'encrypted' : 'oldOffice');
  if (kind !== 'zip') refuseDocument('unknownKind');
  const zip = new ZipReader(bytes);
  if (zip.names.some((n) => /vbaProject/i.test(n))) refuseDocument('macros');
  return zip;
}

/** Whether the UTF-16 name of an OLE stream stands in the file (directory sectors lie anywhere). */
function holds(bytes: Uint8Array, name: string): boolean {
  const codes = [...name].flatMap((ch) => [ch.charCodeAt(0), 0]);
  for (let at = bytes.indexOf(codes[0]!); at >= 0; at = bytes.indexOf(codes[0]!, at + 1)) if (codes.every((c, i) => bytes[at + i] === c)) return true;
  return false;
}
