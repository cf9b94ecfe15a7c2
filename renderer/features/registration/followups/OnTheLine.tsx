import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Followup } from '../../../../shared/domain/followup.ts';
import { SIMULATED_REGISTRY } from '../../../../shared/registry/simulated.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { useObserve } from '../../../data/observe.ts';
import { reportError } from '../../../data/report.ts';
import { forgetRefusal, notify, showRefusal } from '../../../session/trouble.ts';
import { isStillHere, recall } from '../../../sync/outbox.ts';
import { nameOfRegistry } from '../../../sync/registry-names.ts';
import { askNow, switchOnline } from '../../../sync/start.ts';
import { useSyncStatus } from '../../../sync/status.ts';
import { HeldNote } from '../HeldNote.tsx';

/** By letter to the registry its registration lies at: sent when that can be reached, asked after, and taken back while it is certainly with nobody but us. */
export function OnTheLine({ followup: u }: { followup: Followup }) {
  const { t } = useTranslation(['followups', 'registration', 'sync']);
  const registry = u.registry ?? SIMULATED_REGISTRY;
  const name = registry === SIMULATED_REGISTRY ? t('registration:choose.own') : nameOfRegistry(registry);
  const sync = useSyncStatus();
  const unsent = useObserve(() => isStillHere(u), [u.id, u.state]) ?? false;
  const line = sync.registries[registry]?.line ?? sync.line;
  const off = line === 'off' || line === 'address';
  const there = u.state === 'submitted' || u.state === 'accepted';
  const go = (what: () => Promise<unknown>): void => {
    forgetRefusal();
    void what().then(
      (a) => (isRefusal(a) ? showRefusal(a) : undefined),
      (e: unknown) => reportError('registry', e),
    );
  };
  const ask = async () => {
    const { silent } = await askNow();
    if (silent.length > 0) notify(t('sync:asked.silent', { names: silent.join(t('ui:comma')) }), 'attention');
  };
  return (
    <>
      <div className="toolbar followup-answer">
        {off ? (
          <Button type="primary" data-act="followup-connect" onClick={() => go(() => switchOnline(registry, true))}>
            {t(there ? 'registration:link.allowAsk' : 'registration:link.allow')}
          </Button>
        ) : (
          <Button data-act="followup-ask" onClick={() => go(ask)}>
            {t(there ? 'registration:link.ask' : 'registration:link.again')}
          </Button>
        )}
        {unsent && (
          <Button data-act="followup-recall" title={t('registration:link.recallText')} onClick={() => go(() => recall(u.id))}>
            {t('registration:link.recall')}
          </Button>
        )}
        {!there && line === 'offline' && <span className="muted small">{t('registration:link.cannot', { name })}</span>}
      </div>
      {!there && sync.asked.includes(registry) && <HeldNote />}
    </>
  );
}
