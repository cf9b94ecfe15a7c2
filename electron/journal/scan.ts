import { open, type FileHandle } from 'node:fs/promises';
import { checkLine, seemingSeq } from './line.ts';

const CHUNK = 4 * 1024 * 1024;
const NEWLINE = 0x0a;

export type GoodLine = { seq: number; offset: number; length: number; number: number };
/** `seq` is what the line seems to carry; `number` counts lines of the file from 1. */
export type BadLine = { seq: number | null; offset: number; length: number; number: number; excerpt: string };
export type Scan = {
  size: number;
  bad: BadLine[];
  /** end of the last whole line: everything after it is a torn tail */
  goodEnd: number;
};

/** Told of every whole line; its JSON lies in `bytes` from `json` to `end`. Only valid during the call. */
export type OnLine = (line: GoodLine, bytes: Buffer, json: number, end: number) => void;

/**
 * Reads a journal file once, front to back, and reports every whole line to `good` (`length` without the newline).
 * A line over `maxLine` bytes is damage: the newline before it was lost.
 */
export async function scanFile(file: string, good: OnLine, maxLine = 64 * 1024 * 1024): Promise<Scan> {
  const handle = await open(file, 'r');
  try {
    return await scanHandle(handle, good, maxLine);
  } finally {
    await handle.close();
  }
}

async function scanHandle(handle: FileHandle, good: OnLine, maxLine: number): Promise<Scan> {
  const { size } = await handle.stat();
  const bad: BadLine[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let restAt = 0;
  let number = 0;
  let goodEnd = 0;
  for (;;) {
    // grows with a long line, so that it is not copied once per chunk
    const chunk = Buffer.allocUnsafe(Math.max(Math.min(CHUNK, size - restAt), rest.length, 1));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, restAt + rest.length);
    const ended = bytesRead === 0;
    const seen = rest.length;
    const bytes = seen === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    let from = 0;
    for (let to = bytes.indexOf(NEWLINE, seen); to !== -1; to = bytes.indexOf(NEWLINE, from)) {
      number++;
      const line = checkLine(bytes, from, to);
      const place = { offset: restAt + from, length: to - from, number };
      if (line === null) bad.push({ seq: seemingSeq(bytes.subarray(from, to)), ...place, excerpt: excerptOf(bytes.subarray(from, to)) });
      else {
        good({ seq: line.seq, ...place }, bytes, line.json, to);
        goodEnd = place.offset + place.length + 1;
      }
      from = to + 1;
    }
    rest = bytes.subarray(from);
    restAt += from;
    if (ended || rest.length > maxLine) break;
  }
  if (restAt < size) bad.push({ seq: seemingSeq(rest), offset: restAt, length: size - restAt, number: number + 1, excerpt: excerptOf(rest) });
  return { size, bad, goodEnd };
}

const EXCERPT = 300;

/** What can still be read of a damaged line, so that a person may recognise the record. */
export function excerptOf(bytes: Buffer): string {
  return bytes.toString('utf8', 0, EXCERPT).replace(/[\u0000-\u001f\ufffd]/g, '·');
}
