/** The way in and out, passwords, accounts and points. Wrong passwords are counted by name and by address. */
import type { FastifyInstance } from 'fastify';
import {
  accountRow,
  addAccount,
  beginLocalSession,
  beginSession,
  closeAccount,
  endSession,
  listAccounts,
  LOCAL,
  newPasswordFault,
  sameText,
  setPassword,
} from '../accounts.ts';
import { audit } from '../audit.ts';
import { givenPassword, hashPassword, isPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../passwords.ts';
import { listPoints, savePoint } from '../points.ts';
import { RequestRefused } from '../problem.ts';
import { forgetTries, giveTry, takeTry, type Limit } from '../tries.ts';
import { homeOf } from './frame.ts';
import { actorOf, fieldsOf, line, page, type Guard, type Visitor } from './guard.ts';
import { guestOf } from './language.ts';
import { accountsPage, passwordPage, signInPage, type AccountsView } from './people-pages.ts';
import { pointsPage, typedPoint } from './points-page.ts';
import type { DeskParts } from './routes.ts';
import { cookieHeader, cookieOf, expiredCookie } from './sessions.ts';

const BY_NAME: Limit = { most: 5, minutes: 15 };
const BY_ADDRESS: Limit = { most: 30, minutes: 15 };
type WithId = { Params: { id: string } };

export function registerPeople(app: FastifyInstance, { database, now, deskKey }: DeskParts, guard: Guard): void {
  app.get<{ Querystring: { key?: unknown } }>('/desk/enter', async (request, answer) => {
    const at = now();
    if (!sameText(String(request.query.key ?? ''), deskKey)) {
      const guest = guestOf(request);
      const wait = await database.run(async (tx) => {
        const minutes = await takeTry(tx, `sign-in from ${request.ip}`, BY_ADDRESS, at);
        if (minutes === 0) await audit(tx, { by: actorOf(LOCAL), act: 'sign-in-failed', why: request.ip }, at);
        return minutes;
      });
      const words = guest.say.t(wait > 0 ? 'signIn.tooMany' : 'signIn.oldKey', { count: wait });
      return page(answer, signInPage(guest, words), wait > 0 ? 429 : 403);
    }
    const cookie = await database.run(async (tx) => {
      await audit(tx, { by: actorOf(LOCAL), act: 'sign-in', why: request.ip }, at);
      return beginLocalSession(tx, at);
    });
    return answer.header('set-cookie', cookieHeader(cookie)).redirect('/desk', 303);
  });

  app.post('/desk/sign-in', async (request, answer) => {
    const form = fieldsOf(request);
    const guest = guestOf(request);
    const login = line(form.get('login'), 32).toLowerCase();
    const password = form.get('password') ?? '';
    const [byName, byAddress] = [`sign-in ${login}`, `sign-in from ${request.ip}`];
    const at = now();
    const { wait, row } = await database.run(async (tx) => ({
      wait: Math.max(await takeTry(tx, byName, BY_NAME, at), await takeTry(tx, byAddress, BY_ADDRESS, at)),
      row: await accountRow(tx, login),
    }));
    if (wait > 0) return page(answer.header('retry-after', String(wait * 60)), signInPage(guest, guest.say.t('signIn.tooMany', { count: wait }), login), 429);
    if (!(await isPassword(password, row?.password)) || row === undefined) {
      await database.run((tx) => audit(tx, { by: { id: row?.id ?? '', name: login, role: '' }, act: 'sign-in-failed', why: request.ip }, at));
      return page(answer, signInPage(guest, guest.say.t('signIn.wrong'), login), 403);
    }
    const cookie = await database.run(async (tx) => {
      await forgetTries(tx, byName);
      await giveTry(tx, byAddress);
      await audit(tx, { by: { id: row.id, name: row.name, role: row.role }, act: 'sign-in' }, at);
      return beginSession(tx, row.id, at);
    });
    return answer.header('set-cookie', cookieHeader(cookie)).redirect('/desk', 303);
  });
  app.post('/desk/sign-out', async (request, answer) => {
    const { cookie } = await guard.sent(request, 'any');
    await database.run((tx) => endSession(tx, cookie));
    return answer.header('set-cookie', expiredCookie()).redirect('/desk', 303);
  });

  app.get('/desk/password', async (request, answer) => page(answer, passwordPage((await guard.visitor(request, 'any')).seat, null)));
  app.post('/desk/password', async (request, answer) => {
    const { form, person, seat, cookie } = await guard.sent(request, 'any');
    const row = await database.run((tx) => accountRow(tx, person.login));
    const fresh = form.get('new') ?? '';
    const known = await isPassword(form.get('old') ?? '', row?.password);
    // a password somebody handed over stays known to them
    const same = fresh === form.get('old') ? 'same' : null;
    const fault = known ? (same ?? newPasswordFault(fresh, form.get('again') ?? '', person.login)) : 'wrong';
    if (fault !== null) return page(answer, passwordPage(seat, seat.say.t(`fault.${fault}`, { least: SHORTEST_PASSWORD, most: LONGEST_PASSWORD })), 409);
    const hash = await hashPassword(fresh);
    await database.run(async (tx) => {
      await setPassword(tx, person.id, hash, false, cookieOf(request.headers.cookie) ?? cookie);
      await audit(tx, { by: actorOf(person), act: 'password' }, now());
    });
    return answer.redirect(homeOf(person), 303);
  });

  const accounts = async (visitor: Visitor, given: AccountsView['given'], fault: string | null): Promise<string> =>
    database.run(async (tx) =>
      accountsPage(visitor.seat, {
        accounts: await listAccounts(tx),
        points: await tx.selectFrom('points').select(['id', 'name']).orderBy('rank').execute(),
        given,
        fault,
      }),
    );
  app.get('/desk/accounts', async (request, answer) => page(answer, await accounts(await guard.visitor(request, 'people'), null, null)));
  app.post('/desk/accounts', async (request, answer) => {
    const { form, ...visitor } = await guard.sent(request, 'people');
    const password = givenPassword();
    const hash = await hashPassword(password);
    const made = await database.run(async (tx) => {
      const known = (await tx.selectFrom('points').select('id').execute()).map((p) => p.id);
      const wanted = {
        login: form.get('login') ?? '',
        name: form.get('name') ?? '',
        role: form.get('role') ?? '',
        points: form.getAll('point').filter((id) => known.includes(id)),
      };
      const person = await addAccount(tx, wanted, hash, now());
      if (!('fault' in person))
        await audit(tx, { by: actorOf(visitor.person), act: 'account-made', about: person.id, why: `${person.name} ${person.role}` }, now());
      return person;
    });
    return 'fault' in made
      ? page(answer, await accounts(visitor, null, visitor.seat.say.t(`fault.${made.fault}`, { login: line(form.get('login'), 40) })), 409)
      : page(answer, await accounts(visitor, { name: made.name, login: made.login, password }, null));
  });
  // an account that was closed opens again with a password that is given anew
  for (const [path, act] of [
    ['password', 'password-given'],
    ['reopen', 'account-opened'],
  ] as const) {
    app.post<WithId>(`/desk/accounts/:id/${path}`, async (request, answer) => {
      const visitor = await guard.sent(request, 'people');
      const password = givenPassword();
      const hash = await hashPassword(password);
      const given = await database.run(async (tx) => {
        const row = await tx
          .selectFrom('accounts')
          .selectAll()
          .where('id', '=', request.params.id)
          .where('closed_at', path === 'reopen' ? 'is not' : 'is', null)
          .executeTakeFirst();
        if (row === undefined) throw new RequestRefused('not-found');
        await tx.updateTable('accounts').set({ closed_at: null }).where('id', '=', row.id).execute();
        await setPassword(tx, row.id, hash, true, null);
        await forgetTries(tx, `sign-in ${row.login}`);
        await audit(tx, { by: actorOf(visitor.person), act, about: row.id, why: row.name }, now());
        return { name: row.name, login: row.login, password };
      });
      return page(answer, await accounts(visitor, given, null));
    });
  }
  app.post<WithId>('/desk/accounts/:id/close', async (request, answer) => {
    const { person } = await guard.sent(request, 'people');
    if (person.id === request.params.id) throw new RequestRefused('own-account');
    await database.run(async (tx) => {
      const name = await closeAccount(tx, request.params.id, now());
      if (name !== null) await audit(tx, { by: actorOf(person), act: 'account-closed', about: request.params.id, why: name }, now());
    });
    return answer.redirect('/desk/accounts', 303);
  });

  app.get('/desk/points', async (request, answer) => {
    const { seat } = await guard.visitor(request, 'people');
    return page(answer, pointsPage(seat, await database.run(listPoints), null));
  });
  app.post('/desk/points', async (request, answer) => {
    const { seat, form, person } = await guard.sent(request, 'people');
    const point = typedPoint(seat.say, form);
    const points = await database.run(async (tx) => {
      if (!('fault' in point)) {
        await savePoint(tx, point);
        await audit(
          tx,
          { by: actorOf(person), act: 'point', about: point.id, why: `${point.name}；${point.regions.join(' ')}；${point.kinds.join(' ')}；${point.rank}` },
          now(),
        );
      }
      return listPoints(tx);
    });
    return 'fault' in point ? page(answer, pointsPage(seat, points, point.fault), 409) : answer.redirect('/desk/points', 303);
  });
}
