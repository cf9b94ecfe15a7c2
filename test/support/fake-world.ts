/** The registry in memory behind a wire that goes wrong by plan, read by the same decision as the real one. */
import type { Fetch } from '../../renderer/sync/receipts.ts';
import type { Carrier } from '../../shared/registry/port.ts';
import { collectedOf, outcomeOf, type RawAnswer } from '../../shared/registry/reply.ts';
import { FakeRegistry, problem, type ReviewAct } from './fake-registry.ts';
import type { FaultPlan } from './fault-plan.ts';

/** A letter as the registry has it; `subject` is the filing or the followup it speaks of. */
export type Seen = { letter: string; subject: string; version: number; status: string; revision: number; registerNo?: string; receipt?: string };
export type World = {
  carrier: Carrier;
  fetchReceipt: Fetch;
  plan: FaultPlan;
  /** the reviewer's act on the n-th letter that allows it; false where none does */
  review(act: ReviewAct, which: number): Promise<boolean>;
  /** in the order of their arrival */
  seen(): Promise<Seen[]>;
  /** after a restart: what was in flight is gone */
  cut(): void;
  close(): Promise<void>;
};

const SOME_TURNS = 25;
async function aWhile(): Promise<void> {
  for (let i = 0; i < SOME_TURNS; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Damages an answer on its way; what the wire itself does to a request is the caller's. */
export function damaged(fault: string, raw: RawAnswer): RawAnswer {
  switch (fault) {
    case 'truncated':
      return { ...raw, text: raw.text.slice(0, raw.text.length / 2) };
    case 'wrongType':
      return { ...raw, contentType: 'text/html', text: '<html>请先登录网络</html>' };
    case 'reorder':
      return edited(raw, (body) => ({ ...body, ...(Array.isArray(body['items']) ? { items: body['items'].toReversed() } : {}) }));
    case 'newMember':
      return edited(raw, (body) => ({ ...body, stamp: { page: 1 } }));
    case 'unknownStatus':
      return edited(raw, (body) => ({
        ...body,
        ...(Array.isArray(body['items']) ? { items: [{ nonsense: true }, 7, ...body['items']].filter((i) => typeof i === 'object') } : {}),
      }));
    default:
      return raw;
  }
}

/** A file has no members to reorder: it comes as it is. */
function edited(raw: RawAnswer, change: (body: Record<string, unknown>) => Record<string, unknown>): RawAnswer {
  if (!raw.contentType.startsWith('application/json')) return raw;
  return { ...raw, text: JSON.stringify(change(JSON.parse(raw.text) as Record<string, unknown>)) };
}

/** Answers that some machine in between gives without the registry having seen the request. */
export function inBetween(fault: string): RawAnswer | null {
  switch (fault) {
    case 'tooMany':
      return { ...problem(429, 'too-many'), retryAfterMs: 5_000 };
    case 'unavailable':
      return { status: 503, contentType: 'text/html', text: 'busy', retryAfterMs: null };
    case 'error500':
      return { status: 500, contentType: 'text/html', text: 'oops', retryAfterMs: null };
    case 'unauthorised':
      return problem(401, 'unauthorised');
    default:
      return null;
  }
}

type Got = { raw: RawAnswer } | { lost: 'unreachable' | 'unknown' };

export function fakeWorld(plan: FaultPlan): World {
  const registry = new FakeRegistry();
  async function over(run: (stale: boolean) => RawAnswer): Promise<Got> {
    const fault = await plan.next();
    const early = inBetween(fault);
    if (early) return { raw: early };
    switch (fault) {
      case 'refused':
        return { lost: 'unreachable' };
      case 'dropBefore':
        return { lost: 'unknown' };
      case 'late':
        plan.later(() => run(false));
        return { lost: 'unknown' };
      case 'dropAfter':
      case 'huge':
        run(false);
        return { lost: 'unknown' };
      case 'duplicate':
        run(false);
        return { raw: run(false) };
      case 'echo':
        plan.later(() => run(false));
        return { raw: run(false) };
      case 'delay':
        await aWhile();
        return { raw: run(false) };
      case 'crashBefore':
        return plan.crash();
      case 'crashAfter':
        run(false);
        return plan.crash();
      case 'staleCursor':
        return { raw: run(true) };
      default:
        return { raw: damaged(fault, run(false)) };
    }
  }
  return {
    plan,
    carrier: {
      async send(_registry, letter, body) {
        const got = await over(() => registry.submit(letter, body));
        return 'raw' in got ? outcomeOf('send', letter, got.raw) : { kind: got.lost, reason: 'wire' };
      },
      async ask(_registry, letter) {
        const got = await over(() => registry.ask(letter));
        return 'raw' in got ? outcomeOf('ask', letter, got.raw) : { kind: got.lost, reason: 'wire' };
      },
      async collect(_registry, cursor) {
        const got = await over((stale) => registry.statuses(stale ? '' : cursor));
        return 'raw' in got ? collectedOf(got.raw) : { outcome: 'failed', failure: { kind: got.lost, reason: 'wire' } };
      },
    },
    async fetchReceipt(_registry, { sha256, name, size }) {
      const pdf: RawAnswer = { status: 200, contentType: 'application/pdf', text: sha256, retryAfterMs: null };
      const got = await over(() => pdf);
      if ('lost' in got) return { outcome: 'failed', failure: { kind: got.lost, reason: 'wire' } };
      if (got.raw.text !== sha256) return { outcome: 'failed', failure: { kind: 'unknown', reason: 'receipt-differs' } };
      return { outcome: 'ok', file: { hash: sha256, name, size, mime: 'application/pdf' } };
    },
    review: (act, which) => Promise.resolve(registry.review(act, which)),
    seen: () =>
      Promise.resolve(
        [...registry.letters].map(([letter, { reply }]) => ({
          letter,
          subject: reply.followupId ?? reply.filingId,
          version: reply.version,
          status: reply.status,
          revision: reply.revision,
          ...(reply.registerNo ? { registerNo: reply.registerNo } : {}),
          ...(reply.receipt ? { receipt: reply.receipt.sha256 } : {}),
        })),
      ),
    cut: () => {},
    close: () => Promise.resolve(),
  };
}
