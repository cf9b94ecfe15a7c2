/** Joining a class: the slip's code and our public key against an office of the class's registry and its token. */
import { z } from 'zod';
import type { Joined } from '../../shared/bridge.ts';
import { callsItselfSimulated } from './about.ts';
import { exchange, LIMITS, problemCode, type Answered, type Asked } from './exchange.ts';
import type { Signer } from './signing.ts';

const joined = z.object({
  office: z.object({ id: z.string().min(1).max(100), name: z.string().max(200) }),
  token: z.string().regex(/^[\x21-\x7e]{1,500}$/),
  notice: z.string().max(500),
});

export type JoinAnswer = { token: string; said: Joined & { joined: true } } | { token: null; said: Joined & { joined: false } };

/** Only a registry that calls itself simulated is joined: no real one gives a token for a code. */
export async function joinClass(url: URL, slip: { code: string; name: string }, signer: Signer, may: () => boolean): Promise<JoinAnswer> {
  const ask = async (path: string, asked: Asked): Promise<Answered | string> => {
    if (!may()) return 'forbidden';
    const got = await exchange(new URL(path, url), asked, LIMITS, may);
    return got.kind === 'answer' ? got : 'unreachable';
  };
  const who = await ask('v1/about', { method: 'GET', headers: {} });
  if (typeof who === 'string') return no(who);
  if (!callsItselfSimulated(who)) return no('not-simulated');
  const { alg, publicKey } = await signer.publicKey();
  const body = JSON.stringify({ ...slip, alg, publicKey });
  const got = await ask('v1/join', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (typeof got === 'string') return no(got);
  const reply = got.raw.status === 200 || got.raw.status === 201 ? joined.safeParse(parsed(got)) : null;
  if (!reply?.success) return no(problemCode(got) ?? 'unreadable');
  const { token, office, notice } = reply.data;
  return { token, said: { joined: true, office, notice } };
}

const no = (reason: string): JoinAnswer => ({ token: null, said: { joined: false, reason } });

function parsed({ raw }: Answered): unknown {
  try {
    return JSON.parse(raw.text);
  } catch {
    return null;
  }
}
