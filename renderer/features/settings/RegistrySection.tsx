import { Button, Input, Switch } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { reportError } from '../../data/report.ts';
import { workspace } from '../../data/store.ts';
import { readOwnRegistry, useOwnRegistry } from '../../sync/own-registry.ts';
import { forbidNetwork, freeId, knownToThisComputer, mayUse, networkForbidden, openDesk, removeRegistry, type KnownRegistry } from '../../sync/registries.ts';
import { askNow, enterRegistry, restartRegistry, switchOnline } from '../../sync/start.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { forgetRefusal, notify, showRefusal } from '../../session/trouble.ts';
import { copyText } from '../../ui/copy-text.ts';
import { Field } from '../../ui/fields/Field.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { JoinClass } from './JoinClass.tsx';
import { LineLook } from './LineLook.tsx';
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
  const remove = async (registry: KnownRegistry) => {
    forgetRefusal();
    const done = await removeRegistry(registry);
    if (isRefusal(done)) showRefusal(done);
    await load();
  };
  const forbid = async (on: boolean) => {
    await forbidNetwork(on);
    await load();
  };
  const ask = async () => {
    const { answered, silent } = await askNow();
    if (silent.length > 0) notify(t('sync:asked.silent', { names: silent.join('、') }), 'attention');
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
        const fell = r.url === null && r.online && !barred ? status.fell : null;
        return (
          <div key={r.id} className="registry-card">
            <div className="registry-head">
              <strong>{r.url === null ? t('registry.simulated') : r.room ? `${t('registry.room')} · ${r.name}` : r.name}</strong>
              {fell && <StatusTag tone="attention">{t(`sync:fell.${fell}`)}</StatusTag>}
              {contact && !fell && (
                <StatusTag tone={contact.line === 'online' ? 'done' : contact.line === 'off' ? 'neutral' : 'attention'}>
                  {t(`registry.line.${contact.line}`)}
                </StatusTag>
              )}
              <span>{t('registry.online')}</span>
              <Switch
                checked={r.online && !barred}
                disabled={forbidden || barred}
                aria-label={`${t('registry.online')} ${r.name}`}
                onChange={(on) => guarded(online(r.id, on))}
              />
            </div>
            {forbidden && !barred && <p className="settings-note">{t('registry.forbidden')}</p>}
            {contact?.line === 'address' && <p className="settings-note">{t(r.room ? 'registry.badRoom' : 'registry.badAddress')}</p>}
            {r.room && <p className="settings-note">{r.url}</p>}
            {r.url === null && (
              <p className="settings-note">
                {barred
                  ? t('registry.notInWork')
                  : fell
                    ? t(`sync:fellText.${fell}`)
                    : status.running
                      ? t('registry.running', { url: status.url })
                      : t('registry.stopped')}{' '}
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
            {r.url !== null && (
              <Button size="small" data-act="remove-registry" onClick={() => guarded(remove(r))}>
                {t('registry.remove')}
              </Button>
            )}
          </div>
        );
      })}
      {workspace() === 'class' && <JoinClass onJoined={load} />}
      <NewRegistry taken={registries.map((r) => r.id)} onSaved={load} />
    </Panel>
  );
}

function Address({ registry, onSaved }: { registry: KnownRegistry; onSaved: () => Promise<void> }) {
  const { t } = useTranslation(['settings', 'refusal']);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [url, setUrl] = useState(registry.url ?? '');
  const [token, setToken] = useState('');
  const save = async () => {
    try {
      const done = await enterRegistry({ ...registry, url: url.trim() }, token === '' ? null : token);
      setRefused(isRefusal(done) ? done : null);
      if (isRefusal(done)) return;
      setToken('');
      notify(t('registry.saved'), 'done');
      await onSaved();
    } catch (e) {
      reportError('registry', e);
    }
  };
  return (
    <div className="form-grid">
      <Field label={t('registry.url')} hint={t('registry.urlHint')} {...(refused ? { error: t(`refusal:${refused.key}`) } : {})}>
        {(ids) => <Input id={ids.input} value={url} maxLength={500} onChange={(e) => setUrl(e.target.value)} />}
      </Field>
      <Field label={t('registry.token')} hint={t('registry.tokenHint')}>
        {(ids) => <Input.Password id={ids.input} value={token} maxLength={500} autoComplete="off" onChange={(e) => setToken(e.target.value)} />}
      </Field>
      <div>
        <Button disabled={url.trim() === ''} onClick={() => void save()}>
          {t('registry.save')}
        </Button>
      </div>
    </div>
  );
}

function NewRegistry({ taken, onSaved }: { taken: string[]; onSaved: () => Promise<void> }) {
  const { t } = useTranslation('settings');
  const [name, setName] = useState<string | null>(null);
  if (name === null) return <Button onClick={() => setName('')}>{t('registry.add')}</Button>;
  const id = freeId(taken);
  return (
    <div className="registry-card">
      <Field label={t('registry.name')}>
        {(ids) => <Input id={ids.input} value={name} maxLength={100} autoFocus onChange={(e) => setName(e.target.value)} />}
      </Field>
      <Address
        registry={{ id, name: name.trim() || id, url: '', simulated: false, online: false }}
        onSaved={async () => {
          setName(null);
          await onSaved();
        }}
      />
    </div>
  );
}
