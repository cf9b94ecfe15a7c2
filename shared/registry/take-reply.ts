/** What a filing and a 登记后事项 take alike from a registry's answer. */
import type { Workspace } from '../bridge.ts';
import { canonicalJson } from '../change/chain.ts';
import type { Json } from '../change/change.ts';
import type { LetterReply } from './reply.ts';
import { mayHoldNumber } from './simulated.ts';

type Asked = { version?: number | undefined; frozenHash?: string | undefined; letterId?: string | undefined; registryRevision?: number | undefined };
const LONGEST_REPLY = 200_000;

/** Not old news, not about another version, and not about other content than we froze. */
export const isNews = (row: Asked, reply: LetterReply): boolean =>
  (row.version ?? 1) === reply.version &&
  (row.frozenHash === undefined || row.frozenHash === reply.contentHash) &&
  (row.letterId !== reply.letter || (row.registryRevision ?? 0) < reply.revision);

/** Kept of every answer, whatever it moves. */
export const keptOf = (reply: LetterReply, raw: unknown) => ({
  letterId: reply.letter,
  registryRevision: reply.revision,
  registryStatus: reply.status,
  simulated: reply.simulated,
  lastReply: canonicalJson(raw as Json).slice(0, LONGEST_REPLY),
});

/** In the 正式库 a simulated number or reply is kept as raw text only and moves nothing. */
export const isForeign = (workspace: Workspace, reply: LetterReply): boolean =>
  workspace === 'work' && (reply.simulated || mayHoldNumber(workspace, reply.registerNo ?? '') !== null);

/** Those of these fields that the answer states. */
export function stated<K extends keyof LetterReply>(reply: LetterReply, keys: readonly K[]): { [P in K]?: NonNullable<LetterReply[P]> } {
  const said: { [P in K]?: NonNullable<LetterReply[P]> } = {};
  for (const key of keys) if (reply[key]) said[key] = reply[key];
  return said;
}
