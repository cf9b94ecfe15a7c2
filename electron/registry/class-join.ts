/** `POST /v1/join`: a code from a slip becomes an office with its token and key. Wrong codes are counted by address. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { SIMULATED_NOTICE } from '../../shared/registry/simulated.ts';
import { audit } from './audit.ts';
import { join } from './class.ts';
import type { RegistryDatabase } from './database.ts';
import { fieldsOf, RequestRefused } from './problem.ts';
import { readJson } from './read-body.ts';
import { giveTry, takeTry, type Limit } from './tries.ts';
import { TooMany } from './turnstile.ts';

const WRONG: Limit = { most: 20, minutes: 10 };
const asked = z
  .object({
    // as it is typed: with spaces or dashes, in full width
    code: z
      .string()
      .max(40)
      .transform((text) => text.normalize('NFKC').replace(/[\s-]/g, '')),
    name: z
      .string()
      .max(100)
      .transform((text) => text.replace(/[\p{Cc}\p{Surrogate}]+/gu, ' ').trim()),
    alg: z.string().max(40),
    publicKey: z.string().max(400),
  })
  .strict();

export function registerJoin(app: FastifyInstance, { database, now }: { database: RegistryDatabase; now: () => Date }): void {
  app.post('/v1/join', async (request, answer) => {
    const at = now();
    const from = `join from ${request.ip}`;
    const parsed = asked.safeParse(readJson(typeof request.body === 'string' ? request.body : ''));
    if (!parsed.success) throw new RequestRefused('invalid-body', { fields: fieldsOf(parsed.error) });
    const taken = await database.run(async (tx) => {
      const wait = await takeTry(tx, from, WRONG, at);
      if (wait > 0) return { wait };
      const made = await join(tx, parsed.data, at);
      if (made !== 'bad-code') await giveTry(tx, from);
      if (typeof made !== 'string')
        await audit(tx, { by: { ...made.office, role: 'office' }, act: 'joined', about: made.office.id, why: made.again ? '同一台电脑再次入班' : '' }, at);
      return made;
    });
    if (typeof taken === 'string') throw new RequestRefused(taken);
    if ('wait' in taken) throw new TooMany(taken.wait * 60);
    return answer.code(201).send({ office: taken.office, token: taken.token, notice: SIMULATED_NOTICE });
  });
}
