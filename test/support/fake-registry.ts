/** A registry in memory: idempotency table, decisions, cursor. Deterministic, and as simple as can be checked by eye. */
import { sha256Hex } from '../../shared/change/chain.ts';
import type { FollowupBody } from '../../shared/registry/followup-letter.ts';
import type { FilingBody } from '../../shared/registry/letter.ts';
import type { LetterReply, RawAnswer } from '../../shared/registry/reply.ts';
import { simulatedNumber } from '../../shared/registry/simulated.ts';

export const json = (status: number, body: unknown): RawAnswer => ({
  status,
  contentType: 'application/json; charset=utf-8',
  text: JSON.stringify(body),
  retryAfterMs: null,
});
export const problem = (status: number, code: string, letter?: string): RawAnswer =>
  json(status, { error: { code, zh: '不行', en: 'No', fields: [], ...(letter ? { letter } : {}) } });

export type ReviewAct = 'accept' | 'return' | 'register';
/** `register` ends a followup as `DONE`. */
const FROM: Record<ReviewAct, readonly string[]> = { accept: ['SUBMITTED'], return: ['SUBMITTED', 'ACCEPTED'], register: ['ACCEPTED'] };
const DAY = '2026-03-16';

export class FakeRegistry {
  readonly letters = new Map<string, { body: string; reply: LetterReply; answer: RawAnswer }>();
  readonly #events: LetterReply[] = [];
  readonly #page: number;
  #serial = 0;

  constructor(page = 3) {
    this.#page = page;
  }

  submit(letter: string, body: string): RawAnswer {
    const known = this.letters.get(letter);
    if (known) return known.body === body ? known.answer : problem(409, 'key-conflict', letter);
    const said = JSON.parse(body) as FilingBody | FollowupBody;
    const subject = 'followupId' in said ? this.#filing(said.filingId) : undefined;
    const refused = 'followupId' in said ? subject?.status !== 'REGISTERED' || said.proofs.length === 0 : said.form['projectName'] === undefined;
    const reply: LetterReply = {
      protocol: 'kezhuan-registry/1',
      letter,
      result: refused ? 'refused' : 'accepted',
      registryId: `F${this.letters.size + 1}`,
      filingId: said.filingId,
      version: said.version,
      contentHash: said.contentHash,
      status: refused ? 'RETURNED' : 'SUBMITTED',
      revision: 1,
      receivedAt: '2026-03-12T01:00:00.000Z',
      ...('followupId' in said ? { kind: said.kind, followupId: said.followupId, ...(subject ? { about: subject.registryId } : {}) } : {}),
      reasons: refused ? [{ code: 'R03', text: '项目名称未填写', field: 'projectName' }] : [],
      simulated: true,
      notice: '模拟·实训用，非官方登记证明',
    };
    const answer = json(refused ? 422 : 201, reply);
    this.letters.set(letter, { body, reply, answer });
    this.#events.push(reply);
    return answer;
  }

  /** The newest version of a filing. */
  #filing(id: string): LetterReply | undefined {
    return [...this.letters.values()].findLast((l) => l.reply.filingId === id && l.reply.followupId === undefined)?.reply;
  }

  /** as after a restore from an old copy */
  forget(letter: string): void {
    this.letters.delete(letter);
    this.#events.splice(0, Infinity, ...this.#events.filter((e) => e.letter !== letter));
  }

  ask(letter: string): RawAnswer {
    const known = this.letters.get(letter);
    return known ? json(200, known.reply) : problem(404, 'letter-absent', letter);
  }

  statuses(cursor: string): RawAnswer {
    const from = cursor === '' ? 0 : Number(cursor);
    const items = this.#events.slice(from, from + this.#page);
    return json(200, { items, cursor: String(from + items.length), more: from + items.length < this.#events.length });
  }

  review(act: ReviewAct, which: number): boolean {
    const open = [...this.letters.values()].filter((l) => FROM[act].includes(l.reply.status) && this.#mayEnd(act, l.reply));
    const one = open[which % Math.max(open.length, 1)];
    if (!one) return false;
    if (act === 'accept') this.#decide(one.reply, { status: 'ACCEPTED', acceptedOn: '2026-03-13' });
    else if (act === 'return') this.#decide(one.reply, { status: 'RETURNED', reasons: [{ code: 'R08', text: '印章名称不一致' }] });
    else if (one.reply.followupId === undefined) this.#decide(one.reply, { status: 'REGISTERED', registeredOn: DAY, ...this.#certificate() });
    else this.#end(one.reply);
    return true;
  }

  #mayEnd(act: ReviewAct, { followupId, filingId }: LetterReply): boolean {
    return act !== 'register' || followupId === undefined || this.#filing(filingId)?.status === 'REGISTERED';
  }

  #decide(before: LetterReply, change: Partial<LetterReply>): void {
    const letter = this.letters.get(before.letter)!;
    letter.reply = { ...before, ...change, revision: before.revision + 1 };
    this.#events.push(letter.reply);
  }

  #certificate(): Pick<LetterReply, 'registerNo' | 'receipt'> {
    const registerNo = simulatedNumber(2026, ++this.#serial);
    return { registerNo, receipt: { sha256: sha256Hex(`receipt of ${registerNo}`), size: 1_000, name: `模拟登记回执 ${registerNo}.pdf` } };
  }

  /** A followup takes effect, and its filing's office is told of that too. */
  #end(reply: LetterReply): void {
    const effects: Record<string, Partial<LetterReply>> = {
      'filing.change': { changedOn: DAY },
      'filing.cancel': { cancelledOn: DAY },
      'filing.income': { incomeVerifiedOn: DAY },
    };
    const effect = effects[reply.kind ?? ''] ?? {};
    this.#decide(reply, { status: 'DONE', ...effect });
    const filing = this.#filing(reply.filingId);
    if (filing && reply.kind !== 'filing.dispute') this.#decide(filing, { ...effect, ...(reply.kind === 'filing.cancel' ? { status: 'CANCELLED' } : {}) });
  }
}
