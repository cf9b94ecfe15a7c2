/** Calls over the bridge that answer with a value or throw a BridgeFailure with its code. */
import type { BridgeErrorCode, ChannelName, Request, Responses } from '../../shared/bridge.ts';

export class BridgeFailure extends Error {
  readonly code: BridgeErrorCode;
  constructor(channel: string, code: BridgeErrorCode, detail: string) {
    super(`${channel}: ${code} ${detail}`);
    this.code = code;
  }
}

export async function call<C extends ChannelName>(channel: C, request: Request<C>): Promise<Responses[C]> {
  const reply = await window.bridge.call(channel, request);
  if (!reply.ok) throw new BridgeFailure(channel, reply.code, reply.detail);
  return reply.value;
}
