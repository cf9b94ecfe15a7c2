/** What every letter and every reply shares: the protocol's name, hashes, and the files that lie beside a letter. */
import { z } from 'zod';

export const PROTOCOL = 'kezhuan-registry/1';

export const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

export const proof = z
  .object({
    kind: z.string().min(1).max(60),
    name: z.string().min(1).max(255),
    sha256: hex64,
    size: z
      .number()
      .int()
      .min(0)
      .max(512 * 1024 * 1024),
  })
  .strict();
export type Proof = z.infer<typeof proof>;
