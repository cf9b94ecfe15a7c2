/** PostgreSQL by URL; several registries may share it. */
import { PostgresDialect, type Dialect } from 'kysely';
import pg from 'pg';

const INT8 = 20;
const CONNECTIONS = 10;
const CONNECT_MS = 10_000;

// counters, positions and amounts in 分 fit a number
const parserOf = ((oid: number, format?: 'text') => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format))) as typeof pg.types.getTypeParser;

export function connect(url: string): { dialect: Dialect; release: () => void } {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'kezhuan-registry',
    types: { getTypeParser: parserOf },
  });
  // an idle connection that the server ended is replaced at its next use; unheard, the event would end the process
  pool.on('error', () => undefined);
  // one at work tells it by itself as well, between two queries; its transaction fails, and what asked for it is told so
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { dialect: new PostgresDialect({ pool }), release: () => undefined };
}
