/** A line in front of a registry that loses the answer to the first filing and stays down until it is mended. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type LossyLine = {
  url: string;
  /** filings that came through to the registry, by letter */
  taken: string[];
  /** whether the answer has been lost */
  lost: () => boolean;
  mend: () => void;
  close: () => Promise<void>;
};

export async function lossyLine(to: string): Promise<LossyLine> {
  const taken: string[] = [];
  let line: 'whole' | 'down' | 'mended' = 'whole';
  const server = createServer((asked, answer) => {
    if (line === 'down') return void asked.socket.destroy();
    const filing = asked.method === 'POST' && asked.url === '/v1/filings';
    const on = request(new URL(asked.url ?? '/', to), { method: asked.method, headers: asked.headers }, (said) => {
      if (filing) taken.push(String(asked.headers['idempotency-key']));
      if (filing && line === 'whole') {
        // the registry has it; nobody else hears of that
        line = 'down';
        said.resume();
        asked.socket.destroy();
        return;
      }
      answer.writeHead(said.statusCode ?? 502, said.headers);
      said.pipe(answer);
    });
    on.on('error', () => answer.destroy());
    asked.pipe(on);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    taken,
    lost: () => line === 'down',
    mend: () => {
      line = 'mended';
    },
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
