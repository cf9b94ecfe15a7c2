/** The door of every page: who is there, whether their role reaches so far, and whether a form is theirs. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SIMULATED_NOTICE } from '../../../shared/registry/simulated.ts';
import { personBehind } from '../accounts.ts';
import type { Actor } from '../audit.ts';
import type { RegistryDatabase } from '../database.ts';
import { RequestRefused } from '../problem.ts';
import type { Seat } from './frame.ts';
import { guestOf } from './language.ts';
import { may, type May, type Person } from './roles.ts';
import { cookieOf, formToken, isFormToken } from './sessions.ts';

/** Thrown where somebody has to go elsewhere first: to sign in, to change a given password. */
export class GoFirst extends Error {
  readonly to: 'sign-in' | 'password';
  constructor(to: 'sign-in' | 'password') {
    super(to);
    this.to = to;
  }
}

export type Visitor = { seat: Seat; person: Person; cookie: string };
export type Guard = {
  /** throws where nobody is signed in or the role does not include it; `any`: whoever is signed in */
  visitor(request: FastifyRequest, what: May | 'any'): Promise<Visitor>;
  /** the same for a form that was sent, with its fields */
  sent(request: FastifyRequest, what: May | 'any'): Promise<Visitor & { form: URLSearchParams }>;
};

export function createGuard(database: RegistryDatabase, now: () => Date): Guard {
  const visitor: Guard['visitor'] = async (request, what) => {
    const cookie = cookieOf(request.headers.cookie);
    const person = cookie === null ? undefined : await database.run((tx) => personBehind(tx, cookie, now()));
    if (cookie === null || person === undefined) throw new GoFirst('sign-in');
    if (person.mustChange && what !== 'any') throw new GoFirst('password');
    if (what !== 'any' && !may(person.role, what)) throw new RequestRefused('no-role');
    return { person, cookie, seat: { ...guestOf(request), person, token: formToken(cookie) } };
  };
  return {
    visitor,
    async sent(request, what) {
      const form = fieldsOf(request);
      const cookie = cookieOf(request.headers.cookie);
      // signed out, or somebody else signed in, in another tab: whoever wrote this keeps the words. Forms of other sites do not come so far (server.ts)
      if (cookie === null || !isFormToken(cookie, form.get('token') ?? '')) throw new GoFirst('sign-in');
      return { ...(await visitor(request, what)), form };
    },
  };
}

export const fieldsOf = (request: FastifyRequest): URLSearchParams => new URLSearchParams(typeof request.body === 'string' ? request.body : '');

/** One line of typed text: no control characters, not endless. */
export const line = (text: string | null | undefined, longest = 100): string =>
  (text ?? '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longest);

/** A word of the address bar; repeated or strange ones count as none. */
export const query = (request: FastifyRequest, key: string): string => {
  const given = (request.query as Record<string, unknown>)[key];
  return typeof given === 'string' ? line(given) : '';
};

export const page = (answer: FastifyReply, text: string, code = 200): FastifyReply =>
  answer.code(code).type('text/html; charset=utf-8').header('x-notice', encodeURIComponent(SIMULATED_NOTICE)).send(text);

export const actorOf = ({ id, name, role }: Person): Actor => ({ id, name, role });
