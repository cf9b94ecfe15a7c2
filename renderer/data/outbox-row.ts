/** The outbox's row of a letter, made of the Change that wrote it. */
import { canonicalJson, letterId, sha256Hex } from '../../shared/change/chain.ts';
import type { ChangeLetter } from '../../shared/change/change.ts';
import type { OutboxRow } from './schema.ts';

/** What a row says of its letter's words. */
export function letterFacts(body: string): Pick<OutboxRow, 'subject' | 'version' | 'size'> {
  const { filingId, followupId, version } = JSON.parse(body) as { filingId?: unknown; followupId?: unknown; version?: unknown };
  const subject = followupId ?? filingId;
  return {
    subject: typeof subject === 'string' ? subject : '',
    version: typeof version === 'number' ? version : 1,
    size: new TextEncoder().encode(body).length,
  };
}

export function outboxRow(change: { id: string; seq: number }, index: number, letter: ChangeLetter): OutboxRow {
  const body = canonicalJson(letter.body);
  return {
    id: letterId(change.id, index),
    changeId: change.id,
    seq: change.seq,
    lane: letter.lane,
    registry: letter.registry,
    kind: letter.kind,
    ...letterFacts(body),
    bodyHash: sha256Hex(body),
    state: 'waiting',
    attempts: 0,
    dueAt: 0,
  };
}
