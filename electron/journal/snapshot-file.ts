import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { replaceFile, writeAll } from '../files/durable.ts';
import { BridgeFault, errnoOf } from '../ipc/fault.ts';

const head = z.object({
  kind: z.literal('kezhuan-snapshot'),
  storeId: z.string(),
  formatVersion: z.number().int(),
  seq: z.number().int(),
  when: z.string(),
  reason: z.enum(['daily', 'version', 'migration', 'replace', 'asked']),
  /** rows that exist, tombstones not counted */
  rows: z.number().int(),
  /** no Change up to `seq` was missing when it was folded */
  whole: z.boolean(),
  /** version of the program that took it */
  app: z.string().optional(),
});
export type SnapshotHead = z.infer<typeof head>;

const tail = z.object({ end: z.literal(true), lines: z.number().int(), sha256: z.string() });

/**
 * Writes a snapshot: a head line, one line per row, and a last line with their number and SHA-256; gzip; temp, fsync,
 * rename. Answers the number of row lines.
 */
export async function writeSnapshot(file: string, header: SnapshotHead, rows: Iterable<string>): Promise<number> {
  let lines = 0;
  await replaceFile(file, async (handle) => {
    const gzip = createGzip({ level: 6 });
    let at = 0;
    let failure: unknown = null;
    const written = (async () => {
      for await (const chunk of gzip) {
        if (failure !== null) continue;
        try {
          await writeAll(handle, chunk as Buffer, at);
          at += (chunk as Buffer).length;
        } catch (error) {
          // the stream is still drained, otherwise the writer below would wait for ever
          failure = error;
        }
      }
    })();
    const hash = createHash('sha256');
    const put = async (text: string): Promise<void> => {
      if (!gzip.write(text)) await once(gzip, 'drain');
    };
    const first = `${JSON.stringify(header)}\n`;
    hash.update(first);
    await put(first);
    for (const row of rows) {
      const line = `${row}\n`;
      hash.update(line);
      await put(line);
      lines++;
    }
    gzip.end(`${JSON.stringify({ end: true, lines, sha256: hash.digest('hex') })}\n`);
    await written;
    if (failure !== null) throw failure;
  });
  return lines;
}

/** Reads a whole snapshot and hands every row line to `row`; throws `damaged` unless its last line proves all before it. */
export async function readSnapshot(file: string, row: (line: string) => void): Promise<SnapshotHead> {
  const damaged = (): BridgeFault => new BridgeFault('damaged', 'snapshot');
  const hash = createHash('sha256');
  let header: SnapshotHead | null = null;
  let held: string | null = null;
  let lines = 0;
  const take = (line: string): void => {
    // one line is held back: the last one is the proof and not part of what it proves
    if (held !== null) {
      hash.update(`${held}\n`);
      if (header === null) header = head.parse(JSON.parse(held));
      else {
        lines++;
        row(held);
      }
    }
    held = line;
  };
  try {
    let rest = '';
    const source = createReadStream(file);
    const gunzip = source.pipe(createGunzip());
    source.on('error', (error) => gunzip.destroy(error));
    gunzip.setEncoding('utf8');
    for await (const chunk of gunzip) {
      const parts = (rest + (chunk as string)).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) take(part);
    }
    if (rest !== '' || held === null || header === null) throw damaged();
    const proof = tail.parse(JSON.parse(held));
    if (proof.lines !== lines || proof.sha256 !== hash.digest('hex')) throw damaged();
    return header;
  } catch (error) {
    if (error instanceof BridgeFault || errnoOf(error) === 'ENOENT') throw error;
    throw damaged();
  }
}
