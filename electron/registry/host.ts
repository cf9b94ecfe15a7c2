/** The registry in a process of its own beside the desktop program; at most one, on a free port of this machine. */
import path from 'node:path';
import { app, utilityProcess, type UtilityProcess } from 'electron';
import type { RegistryStatus } from '../../shared/bridge.ts';
import type { ReadyMessage } from './main.ts';
import { stayUp } from './stay-up.ts';

/** What only this process may know: the address and the token of this installation's own office. `again`: it ended by itself and was started anew. */
export type RegistryReady = { url: string; token: string; again: boolean };

const STOPPED: RegistryStatus = { running: false, url: null, deskUrl: null, fell: null };
const START_MS = 20_000;
const STOP_MS = 5_000;

let child: UtilityProcess | null = null;
let starting: Promise<RegistryStatus> | null = null;
let status: RegistryStatus = STOPPED;
/** it is to run: started, and not stopped since */
let wanted = false;
let tellReady: (ready: RegistryReady) => void = () => undefined;
let tellStatus: (status: RegistryStatus) => void = () => undefined;
const up = stayUp(() => void launchOnce(true).catch(() => undefined));

/** `ready` is called at every start, before `startRegistry` answers: hand the address and token to the carrier there. `changed`: when it ends or is back. */
export function followRegistry(ready: (ready: RegistryReady) => void, changed: (status: RegistryStatus) => void): void {
  tellReady = ready;
  tellStatus = changed;
}

export const registryStatus = (): RegistryStatus => status;

/** Starts it where it does not run; rejects with its reason where it cannot. */
export function startRegistry(): Promise<RegistryStatus> {
  wanted = true;
  if (status.running) return Promise.resolve(status);
  up.rest();
  return launchOnce(status.fell !== null);
}

function launchOnce(again: boolean): Promise<RegistryStatus> {
  starting ??= launch(again).finally(() => {
    starting = null;
  });
  return starting;
}

function put(next: RegistryStatus): void {
  status = next;
  tellStatus(next);
}

function launch(again: boolean): Promise<RegistryStatus> {
  return new Promise((resolve, reject) => {
    const data = path.join(app.getPath('userData'), 'registry');
    const started = utilityProcess.fork(path.join(__dirname, 'registry.cjs'), [], {
      serviceName: 'kezhuan-registry',
      stdio: 'ignore',
      env: { ...process.env, KEZHUAN_REGISTRY_DATA: data },
    });
    child = started;
    const fail = (reason: string): void => {
      clearTimeout(late);
      started.kill();
      reject(new Error(reason));
    };
    const late = setTimeout(() => fail('registry did not start in time'), START_MS);
    started.on('message', (message: ReadyMessage) => {
      if (message.kind === 'failed') return fail(message.reason);
      clearTimeout(late);
      tellReady({ url: message.url, token: message.token, again });
      put({ running: true, url: message.url, deskUrl: message.deskUrl, fell: null });
      resolve(status);
    });
    started.on('exit', () => {
      if (child !== started) return;
      child = null;
      // the first start answers who asked for it; what ran, or was being brought back, is seen to here
      const mine = wanted && (again || status.running);
      put({ ...STOPPED, fell: mine ? (up.fell() ? 'again' : 'for-good') : null });
      fail('registry ended while starting');
    });
  });
}

/** Lets requests in progress end; a registry that does not is ended. */
export async function stopRegistry(): Promise<void> {
  wanted = false;
  up.rest();
  const running = child;
  if (running === null) {
    if (status.fell !== null) put(STOPPED);
    return;
  }
  await new Promise<void>((resolve) => {
    const late = setTimeout(() => running.kill(), STOP_MS);
    running.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    running.postMessage('stop');
  });
}
