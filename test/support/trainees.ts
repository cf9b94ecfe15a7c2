/** Simulated trainees of a class: each joins by the code of its slip with a key of its own and files one signed letter. */
import type { FilingContent } from '../../shared/registry/letter.ts';
import { officeKey } from './office-key.ts';
import { sampleContent, sampleLetter } from './sample-letter.ts';

export type Fate = { registryId: string; status: string; reasons: { code: string; text: string }[] };
export type Trainee = { place: number; office: string; fate: Fate; again: Fate };

/** What a place of the class writes: on every third form another name than on the contract. */
const written = (place: number, n: number): Partial<FilingContent> => (place % 3 === 0 ? { facts: { ...sampleContent(n).facts, title: '另一名称' } } : {});

async function taken<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** `n` tells its letter from others. The letter is sent twice, as after an answer that was lost. */
async function trainee(base: string, code: string, place: number, n: number): Promise<Trainee> {
  const key = officeKey();
  const { publicKey } = JSON.parse(key.registration) as { publicKey: string };
  const seat = JSON.stringify({ code, name: `示例学员${place}`, alg: 'Ed25519', publicKey });
  const joined = await taken<{ office: { id: string }; token: string }>(
    await fetch(new URL('/v1/join', base), { method: 'POST', headers: { 'content-type': 'application/json' }, body: seat }),
  );
  const authorization = `Bearer ${joined.token}`;
  const { id, text } = sampleLetter(n, written(place, n));
  const headers = { authorization, 'idempotency-key': id, 'content-type': 'application/json' };
  const send = async (): Promise<Fate> => {
    await taken(await fetch(new URL('/v1/filings', base), { method: 'POST', body: key.signed(id, text), headers }));
    const { registryId, status, reasons } = await taken<Fate>(await fetch(new URL(`/v1/filings/${id}`, base), { headers: { authorization } }));
    return { registryId, status, reasons };
  };
  return { place, office: joined.office.id, fate: await send(), again: await send() };
}

/** All of a class at the same time, in the order of its places. `from`: number of the first letter. */
export const fileAll = (base: string, codes: readonly string[], from: number): Promise<Trainee[]> =>
  Promise.all(codes.map((code, i) => trainee(base, code, i + 1, from + i)));

/** Who was given back, by place, with the codes. */
export const returned = (room: readonly Trainee[]): (string | number)[][] =>
  room.flatMap(({ place, fate }) => (fate.status === 'RETURNED' ? [[place, ...fate.reasons.map((r) => r.code)]] : []));
