/** Where a row that was handed to a registry is: it says 待报 itself until an answer came, what became of its letter the outbox knows. */
import { db } from './store.ts';
import { useObserve } from './observe.ts';

type Handed<S extends string> = { id: string; version?: number | undefined; state?: S | undefined };
/** sending: out, and no receipt yet; unknown: the answer was lost, and is asked for */
export type OnTheWay = 'sending' | 'unknown';

/** Tells of queued rows what their letters say; asked once for many. Index: outbox.state, of which few are under way. */
export async function lettersUnderWay(): Promise<<S extends string>(row: Handed<S>) => S | OnTheWay | undefined> {
  const letters = await db().outbox.where('state').anyOf('sending', 'unknown').toArray();
  const states = new Map(letters.map((o) => [`${o.subject} ${o.version}`, o.state as OnTheWay]));
  return (row) => (row.state === 'queued' ? states.get(`${row.id} ${row.version ?? 1}`) : undefined) ?? row.state;
}

/** The state of a filing or followup with what its letter adds; its own while that is being read. */
export function useStateNow<S extends string>(row: Handed<S> | undefined): S | OnTheWay | undefined {
  const state = row?.state;
  // what is not queued has no letter under way, and follows no outbox
  const now = useObserve(async () => (row && state === 'queued' ? (await lettersUnderWay())(row) : state), [row?.id, row?.version, state]);
  return now ?? state;
}
