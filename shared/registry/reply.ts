/**
 * What a registry answers, and the one decision taken from it: a closed Outcome out of status code and parsed body,
 * never out of message text.
 */
import { z } from 'zod';
import type { Outcome } from '../bridge.ts';
import type { Collected } from './port.ts';
import { hex64 } from './wire.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const replyReason = z.object({
  code: z.string().max(40),
  text: z.string().max(2_000),
  field: z.string().max(60).optional(),
  /** article of the contract, as its key or number */
  clause: z.string().max(200).optional(),
  /** name of the attachment that is meant */
  annex: z.string().max(255).optional(),
});

/**
 * One letter as the registry sees it now. `revision` counts its decisions on this letter, so a late answer is known to be
 * old news without any clock. Members we do not know are kept in the raw reply.
 */
export const letterReply = z.object({
  protocol: z.string().max(60),
  letter: hex64,
  result: z.enum(['accepted', 'refused']),
  registryId: z.string().max(100),
  filingId: z.string().min(1).max(64),
  version: z.number().int().min(1),
  contentHash: hex64,
  status: z.string().min(1).max(60),
  revision: z.number().int().min(1),
  receivedAt: z.string().max(40),
  acceptedOn: day.optional(),
  registeredOn: day.optional(),
  registerNo: z.string().max(40).optional(),
  /** kind of the letter; none: a filing */
  kind: z.string().max(60).optional(),
  followupId: z.string().min(1).max(64).optional(),
  /** registry id of the filing a followup is about */
  about: z.string().max(100).optional(),
  returnedOn: day.optional(),
  changedOn: day.optional(),
  cancelledOn: day.optional(),
  revokedOn: day.optional(),
  incomeVerifiedOn: day.optional(),
  /** of a followup: the day it was granted or refused, upheld or not */
  decidedOn: day.optional(),
  /** 登记机构 the filing lies at */
  point: z.string().max(60).optional(),
  receipt: z
    .object({
      sha256: hex64,
      size: z
        .number()
        .int()
        .min(0)
        .max(64 * 1024 * 1024),
      name: z.string().min(1).max(255),
    })
    .optional(),
  reasons: z.array(replyReason).max(200),
  simulated: z.boolean(),
  notice: z.string().max(200),
});
export type LetterReply = z.infer<typeof letterReply>;

/** A refusal of the request itself (not of the filing): says what is wrong in both languages, and where. */
export const problem = z.object({
  error: z.object({
    code: z.string().max(60),
    zh: z.string().max(1_000),
    en: z.string().max(1_000),
    letter: hex64.optional(),
    fields: z.array(z.object({ path: z.string().max(300), zh: z.string().max(500), en: z.string().max(500) })).max(100),
  }),
});
export type Problem = z.infer<typeof problem>;

export const statusPage = z.object({ items: z.array(z.record(z.string(), z.unknown())).max(1_000), cursor: z.string().min(1).max(200), more: z.boolean() });

/** An answer as it came over the wire, before anybody believed it. */
export type RawAnswer = { status: number; contentType: string; text: string; retryAfterMs: number | null };

/** Longest pause a registry can ask for, so that a wrong Retry-After cannot silence us for days. */
export const LONGEST_PAUSE_MS = 3_600_000;

/** Outcome of sending or asking for a letter. */
export function outcomeOf(act: 'send' | 'ask', letter: string, raw: RawAnswer): Outcome {
  const early = beforeBody(raw);
  if (early) return early;
  const body = parsedBody(raw);
  if (body === undefined) return { kind: 'unknown', reason: `unreadable-${raw.status}` };
  if (isAnswerStatus(act, raw.status)) {
    const reply = letterReply.safeParse(body);
    if (reply.success && reply.data.letter === letter && agrees(act, raw.status, reply.data)) {
      const whole = body as Record<string, unknown>;
      return reply.data.result === 'accepted' ? { kind: 'accepted', reply: whole } : { kind: 'refused', reasons: reply.data.reasons, reply: whole };
    }
  }
  return ofProblem(act, letter, raw.status, body);
}

/** A page of statuses, or why there is none. Items are checked one by one by the reader: a surprising one must not block the page. */
export function collectedOf(raw: RawAnswer): Collected {
  const early = beforeBody(raw);
  if (early) return { outcome: 'failed', failure: early };
  const page = raw.status === 200 ? statusPage.safeParse(parsedBody(raw)) : null;
  if (page?.success) return { outcome: 'ok', ...page.data };
  return { outcome: 'failed', failure: ofProblem('collect', '', raw.status, parsedBody(raw)) };
}

function beforeBody(raw: RawAnswer): Outcome | null {
  if (raw.status === 401) return { kind: 'unauthorised' };
  if (raw.status === 429 || raw.status === 503) {
    return { kind: 'busy', afterMs: Math.min(Math.max(raw.retryAfterMs ?? 0, 0), LONGEST_PAUSE_MS) };
  }
  // 408: a slow line; how much of the letter came over nobody knows
  return raw.status >= 500 || raw.status === 408 ? { kind: 'unknown', reason: `server-${raw.status}` } : null;
}

/** A problem in the registry's own shape: the letter was read and not taken. Sending the same again cannot help, a person must look. */
function ofProblem(act: 'send' | 'ask' | 'collect', letter: string, status: number, body: unknown): Outcome {
  const parsed = status >= 400 && status < 500 ? problem.safeParse(body) : null;
  if (!parsed?.success) return { kind: 'unknown', reason: `unreadable-${status}` };
  const { code, letter: about } = parsed.data.error;
  if (act === 'ask' && status === 404 && code === 'letter-absent' && about === letter) return { kind: 'absent' };
  return { kind: 'unknown', reason: `registry-${code}`, ...(act === 'send' ? { hold: true } : {}) };
}

function isAnswerStatus(act: 'send' | 'ask', status: number): boolean {
  return act === 'send' ? status === 200 || status === 201 || status === 422 : status === 200;
}

function agrees(act: 'send' | 'ask', status: number, reply: LetterReply): boolean {
  return act === 'ask' || (status === 422) === (reply.result === 'refused');
}

function parsedBody(raw: RawAnswer): unknown {
  if (!/^application\/json\s*(;|$)/i.test(raw.contentType)) return undefined;
  try {
    const body: unknown = JSON.parse(raw.text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}
