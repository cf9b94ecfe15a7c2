import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Followup } from '../../../../shared/domain/followup.ts';
import { SIMULATED_REGISTRY } from '../../../../shared/registry/simulated.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { useObserve } from '../../../data/observe.ts';
import { reportError } from '../../../data/report.ts';
import { navigate } from '../../../session/route.ts';
import { forgetRefusal, notify, showRefusal } from '../../../session/trouble.ts';
import { isStillHere, recall } from '../../../sync/outbox.ts';
import { knownToThisComputer } from '../../../sync/registries.ts';
import { nameOfRegistry } from '../../../sync/registry-names.ts';
import { askNow, switchOnline } from '../../../sync/start.ts';
import { useSyncStatus } from '../../../sync/status.ts';
import { StatusTag } from '../../../ui/marks.tsx';
import { HeldNote } from '../HeldNote.tsx';

/** By letter to the registry its registration lies at: sent when that can be reached, asked after, and taken back while it is certainly with nobody but us. */
export function OnTheLine({ followup: u }: { followup: Followup }) {
  const { t } = useTranslation(['followups', 'registration', 'sync']);
  const registry = u.registry ?? SIMULATED_REGISTRY;
  const name = registry === SIMULATED_REGISTRY ? t('registration:choose.own') : nameOfRegistry(registry);
  const sync = useSyncStatus();
  const unsent = useObserve(() => isStillHere(u), [u.id, u.state]) ?? false;
  const line = sync.registries[registry]?.line ?? sync.line;
  const [room, setRoom] = useState(false);
  useEffect(() => {
    void knownToThisComputer().then(
      (all) => setRoom(all.some((r) => r.id === registry && r.room)),
      (e: unknown) => reportError('registry', e),
    );
  }, [registry]);
  // trying again helps nothing: it is mended in the settings
  const barred = sync.forbidden ? 'forbidden' : line === 'unauthorised' ? (room ? 'seat' : 'token') : null;
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
        {barred ? (
          <>
            <StatusTag tone="attention">{t(`registration:link.${barred}`)}</StatusTag>
            <Button data-act="followup-settings" onClick={() => navigate({ room: 'settings', tab: 'registry' })}>
              {t(`registration:link.${barred}Go`)}
            </Button>
          </>
        ) : off ? (
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
      {barred && <p className="muted small">{t(`registration:link.${barred}Text`)}</p>}
      {!there && sync.asked.includes(registry) && <HeldNote />}
    </>
  );
}
