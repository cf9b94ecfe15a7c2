import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { CHANNELS, type ChannelName, type Reply, type Request, type Responses } from '../../shared/bridge.ts';
import { asFault } from './fault.ts';
import { exceeds } from './measure.ts';

/** One function per channel. A channel without one does not compile. */
export type Answers = { [C in ChannelName]: (request: Request<C>) => Promise<Responses[C]> | Responses[C] };

/** Prefix on the wire; the preload uses the same. */
export const WIRE = 'bridge:';

type Guard = (event: IpcMainInvokeEvent) => boolean;
type Report = (channel: string, error: unknown) => void;

async function reply<C extends ChannelName>(channel: C, answers: Answers, raw: unknown, report: Report): Promise<Reply<C>> {
  const { request, limit } = CHANNELS[channel];
  const size = exceeds(raw, limit);
  if (size !== null) return { ok: false, code: size, detail: channel };
  const parsed = request.safeParse(raw);
  if (!parsed.success) return { ok: false, code: 'malformed', detail: `${channel}: ${parsed.error.issues[0]?.path.join('.') ?? ''}` };
  try {
    return { ok: true, value: await answers[channel](parsed.data as Request<C>) };
  } catch (error) {
    const fault = asFault(error);
    if (fault.code === 'internal' || fault.code === 'io') report(channel, error);
    return { ok: false, code: fault.code, detail: fault.detail };
  }
}

/**
 * Registers every channel of the bridge: who asks is checked first, then how much, then what.
 * `guard` answers whether a message comes from our own main frame.
 */
export function answerBridge(ipc: IpcMain, answers: Answers, guard: Guard, report: Report): void {
  for (const channel of Object.keys(CHANNELS) as ChannelName[]) {
    ipc.handle(WIRE + channel, (event, ...args: unknown[]) => {
      if (!guard(event)) return { ok: false, code: 'forbidden', detail: channel };
      if (args.length !== 1) return { ok: false, code: 'malformed', detail: channel };
      return reply(channel, answers, args[0], report);
    });
  }
}
