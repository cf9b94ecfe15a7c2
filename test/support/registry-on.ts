/** The prelude of suites that hold on either database: a registry of their own, opened before their first test, closed after their last. */
import { afterAll, beforeAll } from 'vitest';
import { placeOn, type Engine, type Placed } from './engines.ts';
import { liveRegistry, type LiveOptions, type LiveRegistry } from './live-registry.ts';

export type SuiteRegistry = Omit<LiveRegistry, 'close'> & {
  /** another registry on a new, empty database of the same engine; whoever opens it closes it */
  another(options?: Omit<LiveOptions, 'postgres'>): Promise<LiveRegistry>;
};

/** To be called inside `describe`. */
export function registryOn(engine: Engine, options: Omit<LiveOptions, 'postgres'> = {}): SuiteRegistry {
  let place: Placed;
  let live: LiveRegistry;
  const another: SuiteRegistry['another'] = async (more = {}) => liveRegistry({ ...(await place()), ...more });
  beforeAll(async () => {
    place = await placeOn(engine);
    live = await another(options);
  });
  afterAll(async () => {
    await live.close();
    await place.stop();
  });
  return {
    get url() {
      return live.url;
    },
    get deskKey() {
      return live.deskKey;
    },
    get database() {
      return live.database;
    },
    office: (name) => live.office(name),
    another,
  };
}
