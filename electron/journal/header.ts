import { z } from 'zod';

/** Line 0 of a journal file, and again at the first append of each start: whose it is and which format its Changes have. */
const header = z.object({ kind: z.literal('kezhuan-journal'), storeId: z.string().max(64), formatVersion: z.number().int() });
export type JournalHeader = z.infer<typeof header>;

export const headerJson = (storeId: string, formatVersion: number): string =>
  JSON.stringify({ kind: 'kezhuan-journal', storeId, formatVersion } satisfies JournalHeader);

export function readHeader(json: string): JournalHeader | null {
  try {
    return header.parse(JSON.parse(json));
  } catch {
    return null;
  }
}
