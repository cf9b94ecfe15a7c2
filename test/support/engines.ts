/** Both databases of the registry, for suites that hold on either. */
import { postgresServer } from './postgres-server.ts';

export const ENGINES = ['SQLite', 'PostgreSQL'] as const;
export type Engine = (typeof ENGINES)[number];
/** Where the next registry of a suite keeps its rows: a new, empty database at each call. */
export type Placed = { (): Promise<{ postgres?: string }>; stop(): Promise<void> };

export async function placeOn(engine: Engine): Promise<Placed> {
  if (engine === 'SQLite') return Object.assign(() => Promise.resolve({}), { stop: () => Promise.resolve() });
  const server = await postgresServer();
  return Object.assign(async () => ({ postgres: await server.database() }), { stop: () => server.stop() });
}
