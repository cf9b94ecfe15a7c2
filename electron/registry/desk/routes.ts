/** The desk's addresses. Reading needs a session whose role includes it, deciding also the form's token; every decision ends in a redirect. */
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { createLine } from '../class-line.ts';
import type { RegistryDatabase } from '../database.ts';
import { shareLine, type SharedLine } from '../shared-line.ts';
import { codeOfFramework, problemOf, RequestRefused } from '../problem.ts';
import { registerFigures } from './figures-routes.ts';
import { registerFilings } from './filing-routes.ts';
import { registerFollowups } from './followup-routes.ts';
import { createGuard, fieldsOf, GoFirst, page } from './guard.ts';
import { guestOf, languageCookie, pageOfDesk } from './language.ts';
import { registerClasses } from './class-routes.ts';
import { errorPage } from './pages.ts';
import { signInPage } from './people-pages.ts';
import { registerOffices } from './office-routes.ts';
import { registerPeople } from './people-routes.ts';
import { STYLE } from './style.ts';
import { writtenIn } from './written.ts';

/** `deskKey` opens the desk on the machine the registry runs on: whoever has it is the person on duty there. */
export type DeskParts = { database: RegistryDatabase; now: () => Date; deskKey: string; line: SharedLine };

export function registerDesk(app: FastifyInstance, given: Omit<DeskParts, 'line'>): void {
  const line = createLine((request, response) => app.routing(request, response));
  const parts: DeskParts = { ...given, line: shareLine(given.database, line, given.now) };
  app.addHook('onClose', () => parts.line.stop());
  const guard = createGuard(parts.database, parts.now);
  app.get('/', (_request, answer) => answer.redirect('/desk', 303));
  app.register((desk, _options, done) => {
    desk.setErrorHandler((error: FastifyError, request, answer) => {
      if (error instanceof GoFirst) return error.to === 'sign-in' ? page(answer, askToSignIn(request), 403) : answer.redirect('/desk/password', 303);
      const { status, body } = problemOf(error instanceof RequestRefused ? error : new RequestRefused(codeOfFramework(error)));
      return page(answer, errorPage(guestOf(request), body.error, writtenIn(fieldsOf(request))), status);
    });
    // no address of ours has them, and not every database can even be asked for them
    desk.addHook('preValidation', (request, _answer, next) => {
      const strange = Object.values(request.params as Record<string, string>).some((text) => /\p{Cc}|\p{Surrogate}/u.test(text));
      next(strange ? new RequestRefused('not-found') : undefined);
    });
    desk.post('/desk/language', (request, answer) => {
      const form = fieldsOf(request);
      const cookie = languageCookie(form.get('lang'));
      if (cookie === null) throw new RequestRefused('bad-request');
      return answer.header('set-cookie', cookie).redirect(pageOfDesk(form.get('back')), 303);
    });
    desk.get('/desk/style.css', (_request, answer) => answer.type('text/css; charset=utf-8').send(STYLE));
    registerPeople(desk, parts, guard);
    registerOffices(desk, parts, guard);
    registerFilings(desk, parts, guard);
    registerFollowups(desk, parts, guard);
    registerFigures(desk, parts, guard);
    registerClasses(desk, parts, guard);
    done();
  });
}

/** Who was signed in when they began to write is told that nothing was done, and keeps the words. */
function askToSignIn(request: FastifyRequest): string {
  const guest = guestOf(request);
  if (request.method !== 'POST') return signInPage(guest, null);
  return signInPage(guest, guest.say.t('signIn.ended'), '', writtenIn(fieldsOf(request)));
}
