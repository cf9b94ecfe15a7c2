import { SIMULATED_REGISTRY } from '../../shared/registry/simulated.ts';
import type { Answers } from '../ipc/answer.ts';
import { BridgeFault } from '../ipc/fault.ts';
import { onRegistryReady, registryStatus, startRegistry, stopRegistry } from '../registry/host.ts';
import { parseUrl } from '../security/origin.ts';
import type { WriteLog } from '../window/log.ts';
import { tokenPlace } from './answers.ts';
import type { Credentials } from './credentials.ts';
import type { HttpCarrier } from './http.ts';

type RegistryAnswers = Pick<Answers, 'registry.start' | 'registry.stop' | 'registry.status'>;

/** Starting and stopping the simulated registry; its address and token go to the carrier and to nobody else. */
export function registryAnswers(carrier: HttpCarrier, credentials: Credentials, log: WriteLog): RegistryAnswers {
  onRegistryReady(({ url, token }) => {
    const origin = parseUrl(url)?.origin;
    if (origin === undefined || !carrier.configure(SIMULATED_REGISTRY, url)) return;
    credentials.hold(tokenPlace(SIMULATED_REGISTRY, origin), token);
    carrier.setToken(SIMULATED_REGISTRY, token);
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
