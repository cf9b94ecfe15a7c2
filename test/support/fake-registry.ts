/** A registry in memory: idempotency table, decisions, cursor. Deterministic, and as simple as can be checked by eye. */
import type { Carrier } from '../../shared/registry/port.ts';
import { collectedOf, outcomeOf, type LetterReply, type RawAnswer } from '../../shared/registry/reply.ts';
import type { FilingBody } from '../../shared/registry/letter.ts';
import { simulatedNumber } from '../../shared/registry/simulated.ts';
import type { FaultPlan } from './fault-plan.ts';

export type Seen = { letter: string; filingId: string; version: number; status: string; revision: number; registerNo?: string };
export type World = {
  carrier: Carrier;
  plan: FaultPlan;
  /** the reviewer's act on the n-th filing that allows it; false where none does */
  review(act: 'accept' | 'return' | 'register', which: number): Promise<boolean>;
  seen(): Promise<Seen[]>;
  /** after a restart: what was in flight is gone */
  cut(): void;
  close(): Promise<void>;
};

const json = (status: number, body: unknown): RawAnswer => ({
  status,
  contentType: 'application/json; charset=utf-8',
  text: JSON.stringify(body),
  retryAfterMs: null,
});
const problem = (status: number, code: string, letter?: string): RawAnswer =>
  json(status, { error: { code, zh: '不行', en: 'No', fields: [], ...(letter ? { letter } : {}) } });

export class FakeRegistry {
  readonly letters = new Map<string, { body: string; reply: LetterReply; answer: RawAnswer }>();
  readonly #events: LetterReply[] = [];
  #serial = 0;

  submit(letter: string, body: string): RawAnswer {
    const known = this.letters.get(letter);
    if (known) return known.body === body ? known.answer : problem(409, 'key-conflict', letter);
    const { filingId, version, contentHash, form } = JSON.parse(body) as FilingBody;
    const refused = form.projectName === undefined;
    const reply: LetterReply = {
      protocol: 'kezhuan-registry/1',
      letter,
      result: refused ? 'refused' : 'accepted',
      registryId: `F${this.letters.size + 1}`,
      filingId,
      version,
      contentHash,
      status: refused ? 'RETURNED' : 'SUBMITTED',
      revision: 1,
      receivedAt: '2026-03-12T01:00:00.000Z',
      reasons: refused ? [{ code: 'R03', text: '项目名称未填写', field: 'projectName' }] : [],
      simulated: true,
      notice: '模拟·实训用，非官方登记证明',
    };
    const answer = json(refused ? 422 : 201, reply);
    this.letters.set(letter, { body, reply, answer });
    this.#events.push(reply);
    return answer;
  }

  ask(letter: string): RawAnswer {
    const known = this.letters.get(letter);
    return known ? json(200, known.reply) : problem(404, 'letter-absent', letter);
  }

  statuses(cursor: string): RawAnswer {
    const from = cursor === '' ? 0 : Number(cursor);
    const items = this.#events.slice(from, from + 3);
    return json(200, { items, cursor: String(from + items.length), more: from + items.length < this.#events.length });
  }

  review(act: 'accept' | 'return' | 'register', which: number): boolean {
    const allowed = { accept: ['SUBMITTED'], return: ['SUBMITTED', 'ACCEPTED'], register: ['ACCEPTED'] }[act];
    const open = [...this.letters.values()].filter((l) => allowed.includes(l.reply.status));
    const one = open[which % Math.max(open.length, 1)];
    if (!one) return false;
    const base = { ...one.reply, revision: one.reply.revision + 1 };
    one.reply =
      act === 'accept'
        ? { ...base, status: 'ACCEPTED', acceptedOn: '2026-03-13' }
        : act === 'return'
          ? { ...base, status: 'RETURNED', reasons: [{ code: 'R08', text: '印章名称不一致' }] }
          : { ...base, status: 'REGISTERED', registeredOn: '2026-03-16', registerNo: simulatedNumber(2026, ++this.#serial) };
    this.#events.push(one.reply);
    return true;
  }
}

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

function edited(raw: RawAnswer, change: (body: Record<string, unknown>) => Record<string, unknown>): RawAnswer {
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

/** The fake behind a faulty wire, read by the same decision as the real one. */
export function fakeWorld(plan: FaultPlan): World {
  const registry = new FakeRegistry();
  async function over(run: (stale: boolean) => RawAnswer): Promise<Got> {
    const fault = plan.next();
    const early = inBetween(fault);
    if (early) return { raw: early };
    switch (fault) {
      case 'refused':
        return { lost: 'unreachable' };
      case 'dropBefore':
        return { lost: 'unknown' };
      case 'dropAfter':
      case 'huge':
        run(false);
        return { lost: 'unknown' };
      case 'duplicate':
        run(false);
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
    review: (act, which) => Promise.resolve(registry.review(act, which)),
    seen: () =>
      Promise.resolve(
        [...registry.letters].map(([letter, { reply }]) => ({
          letter,
          filingId: reply.filingId,
          version: reply.version,
          status: reply.status,
          revision: reply.revision,
          ...(reply.registerNo ? { registerNo: reply.registerNo } : {}),
        })),
      ),
    cut: () => {},
    close: () => Promise.resolve(),
  };
}
