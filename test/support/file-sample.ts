/** Sends sample letters to a live registry as an office would. */
import type { FilingContent } from '../../shared/registry/letter.ts';
import { sampleLetter } from './sample-letter.ts';

/** Answers the registry's id of it. */
export async function fileSample(base: string, token: string, n: number, change: Partial<FilingContent> = {}): Promise<string> {
  const { id, text } = sampleLetter(n, change);
  const answer = await fetch(new URL('/v1/filings', base), {
    method: 'POST',
    body: text,
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': id, 'content-type': 'application/json' },
  });
  const body = (await answer.json()) as { registryId?: string };
  if (body.registryId === undefined) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
  return body.registryId;
}
