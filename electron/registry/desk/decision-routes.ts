/**
 * Pages that take decisions, of filings and of what follows them: shown, decided on, and their reasons kept as templates.
 * What was typed stays on the page where it is not taken.
 */
import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { audit } from '../audit.ts';
import type { DeskRefusal } from '../decide.ts';
import { cleanReasons, type GivenReason } from '../given-reasons.ts';
import { RequestRefused } from '../problem.ts';
import type { Tx } from '../row.ts';
import { actorOf, fieldsOf, line, page, query, type Guard, type Visitor } from './guard.ts';
import { givenReasons } from './reason-editor.ts';
import { may, type Person } from './roles.ts';
import type { DeskParts } from './routes.ts';
import type { Key } from './words.ts';
import { writtenIn } from './written.ts';

/**
 * `refusal`: key of the words for why it was not taken · `from`, `rows`: see EditorView. Of what was not taken: `act`, the
 * decision it was for, `typed`, its reasons as they were given, `why`, `template`, and `written`, all its words as lines.
 */
export type Asked = {
  refusal: Key | null;
  from: string;
  rows: number;
  act: string;
  typed: readonly GivenReason[];
  why: string;
  template: string;
  written: readonly string[];
};
export type Decisions<Act extends string> = {
  kind: 'filings' | 'followups';
  acts: readonly Act[];
  /** the page; null where this person has none */
  show(tx: Tx, visitor: Visitor, id: string, asked: Asked): Promise<string | null>;
  /** `no-role` only where somebody else could: what cannot be done now is said as that */
  decide(
    tx: Tx,
    visitor: Visitor,
    id: string,
    act: Act,
    given: { revision: number; reasons: GivenReason[]; why: string },
  ): Promise<DeskRefusal | 'no-role' | null>;
};
/** Somebody who decides saw an earlier state of it, when it may have been theirs to decide: they are told that, not that they may not. */
export const seenBefore = ({ role }: Person, seen: number, { revision }: { revision: number }): boolean =>
  seen > 0 && seen < Number(revision) && (may(role, 'decide') || may(role, 'review'));

type WithId = { Params: { id: string } };
const MOST_ROWS = 30;

export function registerDecisions<Act extends string>(app: FastifyInstance, { database, now }: DeskParts, guard: Guard, of: Decisions<Act>): void {
  const at = `/desk/${of.kind}/:id`;
  const address = (id: string): string => `/desk/${of.kind}/${encodeURIComponent(id)}`;
  const show = async (request: FastifyRequest, answer: FastifyReply, visitor: Visitor, refused: Pick<Asked, 'refusal' | 'act'>): Promise<FastifyReply> => {
    const { id } = request.params as WithId['Params'];
    const rows = Math.min(MOST_ROWS, Number(query(request, 'rows')) || 0);
    const form = fieldsOf(request);
    const sent = { typed: givenReasons(form), why: line(form.get('why'), 500), template: line(form.get('template'), 30), written: writtenIn(form) };
    const asked = { from: query(request, 'from'), rows, ...sent, ...refused };
    const text = await database.run((tx) => of.show(tx, visitor, id, asked));
    if (text === null) throw new RequestRefused('filing-absent');
    return page(answer, text, asked.refusal === null ? 200 : 409);
  };

  app.get<WithId>(at, async (request, answer) => show(request, answer, await guard.visitor(request, 'see'), { refusal: null, act: '' }));
  for (const act of of.acts) {
    app.post<WithId>(`${at}/${act}`, async (request, answer) => {
      const { form, ...visitor } = await guard.sent(request, 'see');
      const { id } = request.params;
      const typed = givenReasons(form);
      if (typed.some(({ code }) => code === '')) return show(request, answer, visitor, { refusal: 'refusal.no-code', act });
      const given = { revision: Number(form.get('revision')), reasons: typed, why: form.get('why') ?? '' };
      const refusal = await database.run((tx) => of.decide(tx, visitor, id, act, given));
      if (refusal === 'no-role') throw new RequestRefused('no-role');
      return refusal === null ? answer.redirect(address(id), 303) : show(request, answer, visitor, { refusal: `refusal.${refusal}`, act });
    });
  }
  app.post<WithId>(`${at}/template`, async (request, answer) => {
    const { form, ...visitor } = await guard.sent(request, 'see');
    const { person } = visitor;
    if (!may(person.role, 'decide') && !may(person.role, 'review')) throw new RequestRefused('no-role');
    const [name, typed] = [line(form.get('template'), 30), givenReasons(form)];
    const lacks = typed.some(({ code }) => code === '') ? 'no-code' : cleanReasons(typed).length === 0 ? 'no-reason' : name === '' ? 'no-name' : null;
    if (lacks !== null) return show(request, answer, visitor, { refusal: `refusal.${lacks}`, act: 'template' });
    const [id, rows] = [randomUUID(), JSON.stringify(typed)];
    const saved = await database.run(async (tx) => {
      const kept = await tx
        .insertInto('return_templates')
        .values({ id, name, rows, made_by: person.id })
        .onConflict((c) => c.column('name').doUpdateSet({ rows, made_by: person.id }))
        .returning('id')
        .executeTakeFirstOrThrow();
      await audit(tx, { by: actorOf(person), act: 'template', about: kept.id, why: name }, now());
      return kept.id;
    });
    return answer.redirect(`${address(request.params.id)}?from=${saved}#reasons`, 303);
  });
}
