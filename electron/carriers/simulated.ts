import type { RegistryStatus } from '../../shared/bridge.ts';
import { SIMULATED_REGISTRY } from '../../shared/registry/simulated.ts';
import type { Answers } from '../ipc/answer.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { followRegistry, registryStatus, startRegistry, stopRegistry, type RegistryReady } from '../registry/host.ts';
import { parseUrl } from '../security/origin.ts';
import type { WriteLog } from '../window/log.ts';
import { tokenPlace } from './answers.ts';
import type { Credentials } from './credentials.ts';
import type { HttpCarrier } from './http.ts';

type RegistryAnswers = Pick<Answers, 'registry.start' | 'registry.stop' | 'registry.status'>;

/** Starting and stopping the simulated registry; its address and token go to the carrier and to nobody else. `changed` when it ends or is back. */
export function registryAnswers(carrier: HttpCarrier, credentials: Credentials, log: WriteLog, changed: (status: RegistryStatus) => void): RegistryAnswers {
  const ready = ({ url, token, again }: RegistryReady): void => {
    const origin = parseUrl(url)?.origin;
    if (origin === undefined || !carrier.configure(SIMULATED_REGISTRY, url)) return;
    credentials.hold(tokenPlace(SIMULATED_REGISTRY, origin), token);
    carrier.setToken(SIMULATED_REGISTRY, token);
    // it came back at another address; 联网 was not switched off meanwhile, or it would not have been started again
    if (again) carrier.setOnline(SIMULATED_REGISTRY, true);
  };
  followRegistry(ready, (status) => {
    if (status.fell !== null) log('error', `registry: ended by itself (${status.fell})`);
    changed(status);
  });
  return {
    async 'registry.start'() {
      try {
        return await startRegistry();
      } catch (error) {
        log('error', `registry: ${error instanceof Error ? error.message : String(error)}`);
        throw new BridgeFault('io', 'registry');
      }
    },
    async 'registry.stop'() {
      await stopRegistry();
      return null;
    },
    'registry.status': () => registryStatus(),
  };
}
