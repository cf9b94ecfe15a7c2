import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of bytes, lower-case hex. */
export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** SHA-256 of a file as it lies on disk, or of its first `size` bytes. */
export async function hashFile(file: string, size = Number.POSITIVE_INFINITY): Promise<string> {
  const hash = createHash('sha256');
  if (size > 0) {
    const end = Number.isFinite(size) ? { end: size - 1 } : {};
    for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024, ...end })) hash.update(chunk as Buffer);
  }
  return hash.digest('hex');
}
