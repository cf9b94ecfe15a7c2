/** Addresses of the class kit. */
import { randomInt } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { audit } from '../audit.ts';
import { closeClass, freeSeat, isClassMode, MOST_SEATS, openClass, resetClass, seatsOf } from '../class.ts';
import { firstReview, waitingIn } from '../class-review.ts';
import { RequestRefused } from '../problem.ts';
import { boardOf, classLines, classRow, seatLines } from './class-queries.ts';
import { boardPage, classesPage, classPage, slipsPage } from './class-pages.ts';
import { actorOf, line, page, type Guard } from './guard.ts';
import type { DeskParts } from './routes.ts';

type WithId = { Params: { id: string } };
const SEATS = new RegExp(`^[1-9]\\d{0,2}$`);

export function registerClasses(app: FastifyInstance, { database, now, line: lan }: DeskParts, guard: Guard): void {
  app.get('/desk/classes', async (request, answer) => {
    const { seat } = await guard.visitor(request, 'class');
    return page(answer, classesPage(seat, await database.run(classLines), String(randomInt(100_000))));
  });
  app.post('/desk/classes', async (request, answer) => {
    const { form, person } = await guard.sent(request, 'class');
    const [name, seed, size, mode] = [line(form.get('name'), 40), line(form.get('seed'), 40), form.get('size') ?? '', form.get('mode') ?? ''];
    if (name === '' || seed === '' || !SEATS.test(size) || Number(size) > MOST_SEATS || !isClassMode(mode)) throw new RequestRefused('bad-request');
    const made = await database.run(async (tx) => {
      const row = await openClass(tx, { name, seed, size: Number(size), mode }, now());
      await audit(tx, { by: actorOf(person), act: 'class-made', about: row.id, why: `${name}，${size} 个座位，种子 ${seed}` }, now());
      return row;
    });
    return answer.redirect(`/desk/classes/${made.id}`, 303);
  });

  app.get<WithId>('/desk/classes/:id', async (request, answer) => {
    const { seat } = await guard.visitor(request, 'class');
    const { id } = request.params;
    const { row, seats, network } = await database.run(async (tx) => ({
      row: await classRow(tx, id),
      seats: await seatLines(tx, id),
      network: await lan.look(tx),
    }));
    return page(answer, classPage(seat, row, seats, network));
  });
  app.get<WithId>('/desk/classes/:id/slips', async (request, answer) => {
    const { seat } = await guard.visitor(request, 'class');
    const { row, seats, network } = await database.run(async (tx) => ({
      row: await classRow(tx, request.params.id, true),
      seats: await seatsOf(tx, request.params.id),
      network: await lan.look(tx),
    }));
    return page(answer, slipsPage(seat, row, seats, network));
  });
  app.get<WithId>('/desk/classes/:id/board', async (request, answer) => {
    const { seat } = await guard.visitor(request, 'class');
    const { row, board } = await database.run(async (tx) => ({ row: await classRow(tx, request.params.id), board: await boardOf(tx, request.params.id) }));
    return page(answer, boardPage(seat, row, board));
  });

  app.post<WithId>('/desk/classes/:id/mode', async (request, answer) => {
    const { form, person } = await guard.sent(request, 'class');
    const { id } = request.params;
    const mode = form.get('mode') ?? '';
    if (!isClassMode(mode)) throw new RequestRefused('bad-request');
    const waiting = await database.run(async (tx) => {
      await classRow(tx, id, true);
      await tx.updateTable('classes').set({ mode }).where('id', '=', id).execute();
      await audit(tx, { by: actorOf(person), act: 'class-mode', about: id, why: mode }, now());
      return waitingIn(tx, id, mode);
    });
    // each on its own: one that cannot be decided leaves the others decided
    for (const filing of waiting) await database.run((tx) => firstReview(tx, filing, now()));
    return answer.redirect(`/desk/classes/${id}`, 303);
  });
  app.post<WithId>('/desk/classes/:id/reset', async (request, answer) => {
    const { person } = await guard.sent(request, 'class');
    const made = await database.run(async (tx) => {
      const fresh = await resetClass(tx, await classRow(tx, request.params.id, true), now());
      await audit(tx, { by: actorOf(person), act: 'class-reset', about: request.params.id, why: fresh.id }, now());
      return fresh;
    });
    return answer.redirect(`/desk/classes/${made.id}`, 303);
  });
  app.post<WithId>('/desk/classes/:id/close', async (request, answer) => {
    const { person } = await guard.sent(request, 'class');
    await database.run(async (tx) => {
      await classRow(tx, request.params.id, true);
      await closeClass(tx, request.params.id, now());
      await audit(tx, { by: actorOf(person), act: 'class-closed', about: request.params.id }, now());
    });
    return answer.redirect('/desk/classes', 303);
  });
  app.post<WithId>('/desk/classes/:id/line', async (request, answer) => {
    const { form, person } = await guard.sent(request, 'class');
    const open = form.get('open') === '1';
    await database.run(async (tx) => {
      await classRow(tx, request.params.id, true);
      await audit(tx, { by: actorOf(person), act: 'class-line', about: request.params.id, why: open ? '开放' : '关闭' }, now());
    });
    if (open) await lan.open();
    else await lan.close();
    return answer.redirect(`/desk/classes/${request.params.id}`, 303);
  });
  app.post<{ Params: { id: string; place: string } }>('/desk/classes/:id/seats/:place/free', async (request, answer) => {
    const { person } = await guard.sent(request, 'class');
    const { id, place } = request.params;
    await database.run(async (tx) => {
      await classRow(tx, id, true);
      const seat = (await seatsOf(tx, id)).find((s) => s.place === Number(place));
      if (seat === undefined) throw new RequestRefused('not-found');
      await freeSeat(tx, seat.code);
      await audit(tx, { by: actorOf(person), act: 'seat-freed', about: seat.office_id, why: `${place} 组` }, now());
    });
    return answer.redirect(`/desk/classes/${id}`, 303);
  });
}
