/**
 * The class's line: the protocol on the local network, while an instructor has it open. The desk stays on this machine; what
 * arrives here reaches only `/v1/`. Nothing is encrypted, and every page that opens it says so.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { AddressInfo } from 'node:net';
import { isClassroomAddress } from '../../shared/registry/classroom.ts';
import { problemOf, RequestRefused } from './problem.ts';
import { HEADERS, refuseBroken } from './refuse.ts';

export type Line = {
  /** the port it listens on; null while it is closed */
  port(): number | null;
  /** on the usual port or the first free one after it, so that it is the same one after a restart: slips and programs keep it */
  open(): Promise<number>;
  close(): Promise<void>;
};
const USUAL_PORT = 8787;
const MORE_PORTS = 10;
/** The networks of classrooms and hotspots first, those of virtual machines later, an address nobody assigned last. */
const LIKELY = [/^192\.168\./, /^10\./, /^172\./];
const rank = (address: string): number => (LIKELY.findIndex((net) => net.test(address)) + LIKELY.length + 1) % (LIKELY.length + 1);

/** Addresses other machines may find this one under and a trainee's program takes: private IPv4, the likeliest first. */
export const lanAddresses = (interfaces = networkInterfaces()): string[] =>
  Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter((a) => a.family === 'IPv4' && !a.internal && isClassroomAddress(a.address))
    .map((a) => a.address)
    .toSorted((a, b) => rank(a) - rank(b));

/** `answer` is the application's own way in, which trusts the name 127.0.0.1. */
export function createLine(answer: (request: IncomingMessage, response: ServerResponse) => void): Line {
  let server: Server | null = null;
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    // an address, not a name: a web page elsewhere could otherwise reach us under a name of its own
    const named = /^(\d{1,3}\.){3}\d{1,3}(:\d+)?$/.test(request.headers.host ?? '');
    if (!named || !(request.url ?? '').startsWith('/v1/') || request.headers.origin !== undefined) {
      const { status, body } = problemOf(new RequestRefused('not-found'));
      response.writeHead(status, { ...HEADERS, 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
      return;
    }
    request.headers.host = '127.0.0.1';
    answer(request, response);
  };
  const listen = (port: number): Promise<Server> =>
    new Promise((resolve, reject) => {
      const made = createServer({ requestTimeout: 30_000 }, take);
      made.once('error', reject);
      made.on('clientError', refuseBroken);
      made.listen(port, '0.0.0.0', () => resolve(made));
    });
  /** The registry itself may have the usual one. */
  const nextFree = async (port: number, left: number): Promise<Server> =>
    listen(port).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      return left > 0 ? nextFree(port + 1, left - 1) : listen(0);
    });
  const port = (): number | null => (server === null ? null : (server.address() as AddressInfo).port);
  return {
    port,
    async open() {
      server ??= await nextFree(USUAL_PORT, MORE_PORTS);
      return port()!;
    },
    async close() {
      const open = server;
      server = null;
      if (open === null) return;
      open.closeAllConnections();
      await new Promise((resolve) => open.close(resolve));
    },
  };
}
