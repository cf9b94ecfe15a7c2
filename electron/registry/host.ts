/** The registry in a process of its own beside the desktop program; at most one, on a free port of this machine. */
import path from 'node:path';
import { app, utilityProcess, type UtilityProcess } from 'electron';
import type { RegistryStatus } from '../../shared/bridge.ts';
import type { ReadyMessage } from './main.ts';

/** What only this process may know: the address and the token of this installation's own office. */
export type RegistryReady = { url: string; token: string };

const STOPPED: RegistryStatus = { running: false, url: null, deskUrl: null };
const START_MS = 20_000;
const STOP_MS = 5_000;

let child: UtilityProcess | null = null;
let starting: Promise<RegistryStatus> | null = null;
let status: RegistryStatus = STOPPED;
let tellReady: (ready: RegistryReady) => void = () => undefined;

/** Called at every start, before `startRegistry` answers: hand the address and token to the carrier here. */
export function onRegistryReady(listener: (ready: RegistryReady) => void): void {
  tellReady = listener;
}

export const registryStatus = (): RegistryStatus => status;

/** Starts it where it does not run; rejects with its reason where it cannot. */
export function startRegistry(): Promise<RegistryStatus> {
  if (status.running) return Promise.resolve(status);
  starting ??= launch().finally(() => {
    starting = null;
  });
  return starting;
}

function launch(): Promise<RegistryStatus> {
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
      status = { running: true, url: message.url, deskUrl: message.deskUrl };
      tellReady({ url: message.url, token: message.token });
      resolve(status);
    });
    started.on('exit', () => {
      if (child !== started) return;
      child = null;
      status = STOPPED;
      fail('registry ended while starting');
    });
  });
}

/** Lets requests in progress end; a registry that does not is ended. */
export async function stopRegistry(): Promise<void> {
  const running = child;
  if (running === null) return;
  await new Promise<void>((resolve) => {
    const late = setTimeout(() => running.kill(), STOP_MS);
    running.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    running.postMessage('stop');
  });
}
