import { Button, Switch } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../../../shared/result.ts';
import { reportError } from '../../data/report.ts';
import { readOwnRegistry, useOwnRegistry } from '../../sync/own-registry.ts';
import { forbidNetwork, knownToThisComputer, mayUse, networkForbidden, openDesk, type KnownRegistry } from '../../sync/registries.ts';
import { mayRemove } from '../../sync/remove-registry.ts';
import { askNow, restartRegistry, switchOnline } from '../../sync/start.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { forgetRefusal, notify, showRefusal } from '../../session/trouble.ts';
import { copyText } from '../../ui/copy-text.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { JoinClass } from './JoinClass.tsx';
import { LineLook } from './LineLook.tsx';
import { Address, NewRegistry } from './RegistryAddress.tsx';
import { RemoveRegistry } from './RemoveRegistry.tsx';
import { SyncSection } from './SyncSection.tsx';

/** 登记端 and the letters for them. */
export function RegistrySection() {
  return (
    <>
      <Registries />
      <SyncSection />
    </>
  );
}

/** Nothing is sent before 联网 is switched on for it here, and one switch forbids all. */
function Registries() {
  const { t } = useTranslation(['settings', 'sync']);
  const [registries, setRegistries] = useState<KnownRegistry[]>([]);
  const [forbidden, setForbidden] = useState(false);
  const status = useOwnRegistry();
  const sync = useSyncStatus();

  const load = useCallback(async () => {
    const [known, kept] = await Promise.all([knownToThisComputer(), networkForbidden(), readOwnRegistry()]);
    setRegistries(known);
    setForbidden(kept);
  }, []);
  useEffect(() => void load().catch((e: unknown) => reportError('registry', e)), [load]);

  const online = async (id: string, on: boolean) => {
    forgetRefusal();
    const done = await switchOnline(id, on);
    if (isRefusal(done)) showRefusal(done);
    await load();
  };
  const forbid = async (on: boolean) => {
    await forbidNetwork(on);
    await load();
  };
  const ask = async () => {
    const { answered, silent } = await askNow();
    if (silent.length > 0) notify(t('sync:asked.silent', { names: silent.join(t('ui:comma')) }), 'attention');
    else notify(t(answered.length > 0 ? 'registry.asked' : 'sync:asked.nobody'));
  };
  const copyDesk = (url: string): void => {
    const done = copyText(url);
    notify(t(done ? 'registry.deskCopied' : 'registry.deskNotCopied'), done ? 'done' : 'attention');
  };
  const guarded = (work: Promise<unknown>) => void work.catch((e: unknown) => reportError('registry', e));
  return (
    <Panel
      title={t('section.registry')}
      extra={
        <Button size="small" disabled={forbidden} title={forbidden ? t('registry.forbidden') : ''} data-act="ask-now" onClick={() => guarded(ask())}>
          {t('registry.syncNow')}
        </Button>
      }
    >
      <dl className="settings-rows">
        <div>
          <dt>{t('registry.forbid')}</dt>
          <dd>
            <Switch checked={forbidden} aria-label={t('registry.forbid')} onChange={(on) => guarded(forbid(on))} />
            <p className="settings-note">{t('registry.forbidNote')}</p>
          </dd>
        </div>
      </dl>
      {registries.map((r) => {
        const contact = sync.registries[r.id];
        const barred = mayUse(r) !== null;
        const greyed = barred ? t(r.room ? 'registry.roomElsewhere' : 'registry.notInWork') : forbidden ? t('registry.forbidden') : null;
        const fell = r.url === null && r.online && !barred ? status.fell : null;
        return (
          <div key={r.id} className="registry-card">
            <div className="registry-head">
              <strong>{r.url === null ? t('registry.simulated') : r.room ? `${t('registry.room')} · ${r.name}` : r.name}</strong>
              {fell && <StatusTag tone="attention">{t(`sync:fell.${fell}`)}</StatusTag>}
              {contact && !fell && (
                <StatusTag tone={contact.line === 'online' ? 'done' : contact.line === 'off' ? 'neutral' : 'attention'}>
                  {t(r.room && contact.line === 'unauthorised' ? 'registry.line.seat' : `registry.line.${contact.line}`)}
                </StatusTag>
              )}
              <span>{t('registry.online')}</span>
              <Switch
                checked={r.online && !barred}
                disabled={greyed !== null}
                {...(greyed === null ? {} : { title: greyed, 'aria-describedby': `registry-greyed-${r.id}` })}
                aria-label={`${t('registry.online')} ${r.name}`}
                onChange={(on) => guarded(online(r.id, on))}
              />
            </div>
            {greyed !== null && (
              <p className="settings-note" id={`registry-greyed-${r.id}`}>
                {greyed}
              </p>
            )}
            {contact?.line === 'address' && <p className="settings-note">{t(r.room ? 'registry.badRoom' : 'registry.badAddress')}</p>}
            {r.room && contact?.line === 'unauthorised' && <p className="settings-note">{t('registry.seatEnded')}</p>}
            {r.room && <p className="settings-note">{r.url}</p>}
            {r.url === null && !barred && (
              <p className="settings-note">
                {fell ? t(`sync:fellText.${fell}`) : status.running ? t('registry.running', { url: status.url }) : t('registry.stopped')}{' '}
                {fell === 'for-good' && (
                  <Button size="small" data-act="restart" onClick={() => guarded(restartRegistry())}>
                    {t('sync:restart')}
                  </Button>
                )}
              </p>
            )}
            {r.url === null && status.deskUrl && (
              <p className="settings-note">
                {t('registry.desk')} <code>{status.deskUrl}</code>{' '}
                <Button size="small" data-act="desk-open" onClick={() => guarded(openDesk())}>
                  {t('registry.deskOpen')}
                </Button>{' '}
                <Button size="small" data-act="desk-copy" onClick={() => copyDesk(status.deskUrl!)}>
                  {t('registry.deskCopy')}
                </Button>
              </p>
            )}
            <LineLook registry={r.id} seen={contact?.lastContact ?? null} />
            {r.url !== null && !r.room && <Address registry={r} onSaved={load} />}
            {r.url !== null && mayRemove(r) === null && <RemoveRegistry registry={r} onRemoved={load} />}
          </div>
        );
      })}
      <JoinClass onJoined={load} />
      <NewRegistry onSaved={load} />
    </Panel>
  );
}
