/** The real carrier, the real registry, and between them a loopback wire that goes wrong by plan. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { carrierAnswers } from '../../electron/carriers/answers.ts';
import { Credentials } from '../../electron/carriers/credentials.ts';
import { createHttpCarrier } from '../../electron/carriers/http.ts';
import { NetworkLock } from '../../electron/carriers/network-lock.ts';
import { signerWith } from '../../electron/carriers/signing.ts';
import { decide, type Decision } from '../../electron/registry/decide.ts';
import { decideFollowup, type FollowupDecision } from '../../electron/registry/followups.ts';
import type { Tx } from '../../electron/registry/row.ts';
import { Vault } from '../../electron/vault/vault.ts';
import type { RawAnswer } from '../../shared/registry/reply.ts';
import type { ReviewAct } from './fake-registry.ts';
import { damaged, inBetween, type Seen, type World } from './fake-world.ts';
import type { FaultPlan } from './fault-plan.ts';
import { FIRST, liveRegistry } from './live-registry.ts';

const LARGEST = 64 * 1024;
const REGISTRY = 'simulated';

export async function wireWorld(plan: FaultPlan): Promise<World> {
  const registry = await liveRegistry();
  const token = await registry.office('示例单位');
  const folder = await mkdtemp(join(tmpdir(), 'kezhuan-wire-'));
  const sockets = new Set<ServerResponse>();
  const wire = createServer((incoming, answer) => {
    sockets.add(answer);
    answer.on('close', () => sockets.delete(answer));
    void pass(registry.url, plan, incoming, answer);
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  // the main process outlives a crash of the page, and with it the key it signs with
  const credentials = new Credentials(join(folder, 'carriers.json'), { isEncryptionAvailable: () => false, encryptString: Buffer.from, decryptString: String });
  const signer = signerWith(credentials);
  const carrier = createHttpCarrier({ answerBytes: LARGEST, totalMs: 5_000 }, () => false, signer);
  const vault = new Vault(join(folder, 'vault'));
  const lock = await NetworkLock.read(join(folder, 'network.txt'));
  const answers = carrierAnswers({ carrier, credentials, lock, signer, vaultOf: () => vault });
  carrier.configure(REGISTRY, `http://127.0.0.1:${(wire.address() as AddressInfo).port}`);
  carrier.setToken(REGISTRY, token);
  carrier.setOnline(REGISTRY, true);
  const cut = (): void => sockets.forEach((answer) => answer.destroy());
  return {
    carrier,
    fetchReceipt: async (_registry, { registryId, sha256, size, name }) =>
      answers['carrier.receipt']({ workspace: 'class', registry: REGISTRY, registryId, sha256, size, name }),
    plan,
    cut,
    review: (act, which) => registry.database.run((tx) => reviewOne(tx, act, which)),
    seen: () => registry.database.run(seenLetters),
    close: async () => {
      cut();
      wire.closeAllConnections();
      await new Promise((resolve) => wire.close(resolve));
      await registry.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const FROM: Record<ReviewAct, readonly string[]> = { accept: ['SUBMITTED'], return: ['SUBMITTED', 'ACCEPTED'], register: ['ACCEPTED'] };
const BECAUSE = [{ code: 'R08', note: '' }];

/** Filings and followups in the order of their arrival, as the desk would take them. */
async function reviewOne(tx: Tx, act: ReviewAct, which: number): Promise<boolean> {
  const columns = ['id', 'revision', 'arrival'] as const;
  const filings = await tx.selectFrom('filings').select(columns).where('status', 'in', FROM[act]).execute();
  const followups = await tx.selectFrom('followups').select(columns).where('status', 'in', FROM[act]).execute();
  const open = [...filings.map((r) => ({ ...r, followup: false })), ...followups.map((r) => ({ ...r, followup: true }))].sort((a, b) => a.arrival - b.arrival);
  const one = open[which % Math.max(open.length, 1)];
  if (!one) return false;
  const { id, revision } = one;
  if (one.followup) {
    const end: FollowupDecision = act === 'return' ? { act, reasons: BECAUSE } : { act: act === 'register' ? 'done' : act };
    // a filing that was cancelled meanwhile can be changed no more: the desk sends the letter back
    return (
      (await decideFollowup(tx, id, revision, end, FIRST, new Date())) === null ||
      (await decideFollowup(tx, id, revision, { act: 'return', reasons: BECAUSE }, FIRST, new Date())) === null
    );
  }
  const decision: Decision = act === 'return' ? { act, reasons: BECAUSE } : { act };
  return (await decide(tx, id, revision, decision, FIRST, new Date())) === null;
}

async function seenLetters(tx: Tx): Promise<Seen[]> {
  const receipts = new Map((await tx.selectFrom('receipts').select(['filing', 'sha256']).execute()).map((r) => [r.filing, r.sha256]));
  const filings = (await tx.selectFrom('filings').selectAll().execute()).map((r) => ({
    arrival: r.arrival,
    seen: {
      letter: r.letter_id,
      subject: r.filing_id,
      version: r.version,
      status: r.status,
      revision: r.revision,
      ...(r.register_no ? { registerNo: r.register_no } : {}),
      ...(receipts.has(r.id) ? { receipt: receipts.get(r.id)! } : {}),
    },
  }));
  const followups = (await tx.selectFrom('followups').selectAll().execute()).map((r) => ({
    arrival: r.arrival,
    seen: { letter: r.letter_id, subject: r.followup_id, version: r.version, status: r.status, revision: r.revision },
  }));
  return [...filings, ...followups].sort((a, b) => a.arrival - b.arrival).map((x) => x.seen);
}

type Passed = RawAnswer & { bytes: Buffer };

async function pass(base: string, plan: FaultPlan, incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  const forward = (url = incoming.url!): Promise<Passed> => carry(base, url, incoming, body);
  const fault = await plan.next();
  const early = inBetween(fault);
  if (early) return give(answer, early);
  switch (fault) {
    case 'refused':
    case 'dropBefore':
      answer.destroy();
      return;
    case 'late':
      plan.later(() => forward());
      answer.destroy();
      return;
    case 'dropAfter':
      await forward();
      answer.destroy();
      return;
    case 'huge':
      await forward();
      return give(answer, { status: 200, contentType: 'application/json', text: JSON.stringify('x'.repeat(3 * LARGEST)), retryAfterMs: null });
    case 'duplicate':
      await forward();
      return give(answer, await forward());
    case 'echo':
      plan.later(() => forward());
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
    default: {
      const whole = await forward();
      return give(answer, whole.contentType.startsWith('application/json') ? damaged(fault, whole) : damagedFile(fault, whole));
    }
  }
}

/** A file is damaged by its bytes. */
const damagedFile = (fault: string, whole: Passed): RawAnswer | Passed =>
  fault === 'truncated' ? { ...whole, bytes: whole.bytes.subarray(0, whole.bytes.length / 2) } : fault === 'wrongType' ? damaged(fault, whole) : whole;

function carry(base: string, url: string, incoming: IncomingMessage, body: Buffer): Promise<Passed> {
  return new Promise((resolve, reject) => {
    const { host: _, ...headers } = incoming.headers;
    const onward = request(new URL(url, base), { method: incoming.method!, headers, agent: false }, async (got) => {
      const parts: Buffer[] = [];
      for await (const part of got) parts.push(part as Buffer);
      const bytes = Buffer.concat(parts);
      resolve({ status: got.statusCode!, contentType: got.headers['content-type'] ?? '', text: bytes.toString('utf8'), bytes, retryAfterMs: null });
    });
    onward.on('error', reject);
    onward.end(body);
  });
}

function give(answer: ServerResponse, raw: RawAnswer | Passed): void {
  answer.writeHead(raw.status, { 'content-type': raw.contentType, ...(raw.retryAfterMs === null ? {} : { 'retry-after': String(raw.retryAfterMs / 1000) }) });
  answer.end('bytes' in raw && raw.contentType.startsWith('application/pdf') ? raw.bytes : raw.text);
}
