/** The real carrier, the real registry, and between them a loopback wire that goes wrong by plan. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpCarrier } from '../../electron/carriers/http.ts';
import { decide, type Decision } from '../../electron/registry/decide.ts';
import type { RawAnswer } from '../../shared/registry/reply.ts';
import { damaged, inBetween, type World } from './fake-registry.ts';
import type { FaultPlan } from './fault-plan.ts';
import { FIRST, liveRegistry } from './live-registry.ts';

const LARGEST = 64 * 1024;

export async function wireWorld(plan: FaultPlan): Promise<World> {
  const registry = await liveRegistry();
  const token = await registry.office('示例单位');
  const sockets = new Set<ServerResponse>();
  const wire = createServer((incoming, answer) => {
    sockets.add(answer);
    answer.on('close', () => sockets.delete(answer));
    void pass(registry.url, plan, incoming, answer);
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const carrier = createHttpCarrier({ answerBytes: LARGEST, totalMs: 5_000 });
  carrier.configure('simulated', `http://127.0.0.1:${(wire.address() as AddressInfo).port}`);
  carrier.setToken('simulated', token);
  carrier.setOnline('simulated', true);
  const allowed = { accept: ['SUBMITTED'], return: ['SUBMITTED', 'ACCEPTED'], register: ['ACCEPTED'] };
  const cut = (): void => sockets.forEach((answer) => answer.destroy());
  return {
    carrier,
    plan,
    cut,
    review: (act, which) =>
      registry.database.run(async (tx) => {
        const open = await tx.selectFrom('filings').select(['id', 'revision']).where('status', 'in', allowed[act]).orderBy('arrival').execute();
        const one = open[which % Math.max(open.length, 1)];
        const decision: Decision = act === 'return' ? { act, reasons: [{ code: 'R08', note: '' }] } : { act };
        return one !== undefined && (await decide(tx, one.id, one.revision, decision, FIRST, new Date())) === null;
      }),
    seen: () =>
      registry.database.run(async (tx) =>
        (await tx.selectFrom('filings').selectAll().execute()).map((r) => ({
          letter: r.letter_id,
          filingId: r.filing_id,
          version: r.version,
          status: r.status,
          revision: r.revision,
          ...(r.register_no ? { registerNo: r.register_no } : {}),
        })),
      ),
    close: async () => {
      cut();
      wire.closeAllConnections();
      await new Promise((resolve) => wire.close(resolve));
      await registry.close();
    },
  };
}

async function pass(base: string, plan: FaultPlan, incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const forward = (url = incoming.url!): Promise<RawAnswer> => carry(base, url, incoming, body);
  const fault = plan.next();
  const early = inBetween(fault);
  if (early) return give(answer, early);
  switch (fault) {
    case 'refused':
    case 'dropBefore':
      answer.destroy();
      return;
    case 'dropAfter':
      await forward();
      answer.destroy();
      return;
    case 'huge':
      await forward();
      return give(answer, { status: 200, contentType: 'application/json', text: JSON.stringify('x'.repeat(LARGEST)), retryAfterMs: null });
    case 'duplicate':
      await forward();
      return give(answer, await forward());
    case 'delay':
      await new Promise((resolve) => setImmediate(resolve));
      return give(answer, await forward());
    case 'crashBefore':
      return plan.crash();
    case 'crashAfter':
      await forward();
      return plan.crash();
    case 'staleCursor':
      return give(answer, await forward(incoming.url!.replace(/&cursor=[^&]*/, '')));
    default:
      return give(answer, damaged(fault, await forward()));
  }
}

function carry(base: string, url: string, incoming: IncomingMessage, body: Buffer): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { host: _, ...headers } = incoming.headers;
    const onward = request(new URL(url, base), { method: incoming.method!, headers, agent: false }, async (got) => {
      const parts: Buffer[] = [];
      for await (const part of got) parts.push(part as Buffer);
      resolve({ status: got.statusCode!, contentType: got.headers['content-type'] ?? '', text: Buffer.concat(parts).toString('utf8'), retryAfterMs: null });
    });
    onward.on('error', reject);
    onward.end(body);
  });
}

function give(answer: ServerResponse, raw: RawAnswer): void {
  answer.writeHead(raw.status, { 'content-type': raw.contentType, ...(raw.retryAfterMs === null ? {} : { 'retry-after': String(raw.retryAfterMs / 1000) }) });
  answer.end(raw.text);
}
