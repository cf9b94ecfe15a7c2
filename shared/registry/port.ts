/** What delivering needs of a carrier, wherever it lives: over the bridge, over HTTP, or a fake in a test. */
import type { Outcome, Responses } from '../bridge.ts';

export type Collected = Responses['carrier.collect'];

export type Carrier = {
  /** hands over a frozen body under its letter id; sending the same letter again is harmless */
  send(registry: string, letter: string, body: string): Promise<Outcome>;
  /** what became of a letter; `absent` where the registry has never seen it */
  ask(registry: string, letter: string): Promise<Outcome>;
  /** the statuses after a cursor ('' from the beginning), oldest first */
  collect(registry: string, cursor: string): Promise<Collected>;
};
