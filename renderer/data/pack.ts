/** A pack on disk: written by the main process out of the vault, and what stopped it in words. */
import type { PackCheck, Request, Responses } from '../../shared/bridge.ts';
import { refuse, type Refusal } from '../../shared/result.ts';
import { BridgeFailure, call } from './bridge-call.ts';
import { workspace } from './store.ts';

type Wanted = Omit<Request<'pack.write'>, 'workspace'>;
type Watch = { report: (done: number, total: number) => void; signal: AbortSignal };
export type WrittenPack = NonNullable<Responses['pack.write']>;

/** Null where the person closed the dialog or gave it up; then nothing lies there. */
export async function writePack(wanted: Wanted, { report, signal }: Watch): Promise<WrittenPack | null | Refusal> {
  const stop = (): void => void call('pack.stop', {});
  const quiet = window.bridge.on('pack', ({ done, total }) => report(done, total));
  signal.addEventListener('abort', stop);
  try {
    return await call('pack.write', { workspace: workspace(), ...wanted });
  } catch (error) {
    const words = packTrouble(error, wanted.files);
    if (words) return words;
    throw error;
  } finally {
    quiet();
    signal.removeEventListener('abort', stop);
  }
}

/** A pack met again; null where the dialog was closed. */
export async function checkPack(as: 'folder' | 'zip'): Promise<PackCheck | null | Refusal> {
  try {
    return await call('pack.check', { as });
  } catch (error) {
    if (error instanceof BridgeFailure && error.code === 'unsupported') return refuse('pack.none');
    if (error instanceof BridgeFailure && error.code === 'damaged') return refuse('pack.brokenZip');
    throw error;
  }
}

function packTrouble(error: unknown, files: Wanted['files']): Refusal | null {
  if (!(error instanceof BridgeFailure)) return null;
  const name = files[Number(/file (\d+)$/.exec(error.message)?.[1])]?.name ?? '';
  switch (error.code) {
    case 'not-found':
      return refuse('pack.missing', { params: { name } });
    case 'damaged':
      return refuse('pack.damaged', { params: { name } });
    case 'disk-full':
      return refuse('pack.full');
    case 'read-only':
      return refuse('pack.readOnly');
    case 'too-large':
      return refuse('pack.tooLarge');
    default:
      return null;
  }
}
