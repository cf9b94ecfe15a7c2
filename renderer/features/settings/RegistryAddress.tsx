import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { reportError } from '../../data/report.ts';
import { notify } from '../../session/trouble.ts';
import { nameFor, type KnownRegistry } from '../../sync/registries.ts';
import { enterRegistry } from '../../sync/start.ts';
import { Field } from '../../ui/fields/Field.tsx';
import { useKeepsTokens } from './keeps-tokens.ts';

/** Address and token of a registry; one without a name of its own yet (`id` empty) is given it when it is saved. */
export function Address({ registry, onSaved }: { registry: KnownRegistry; onSaved: () => Promise<void> }) {
  const { t } = useTranslation(['settings', 'refusal']);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [url, setUrl] = useState(registry.url ?? '');
  const [token, setToken] = useState('');
  const kept = useKeepsTokens();
  const save = async () => {
    try {
      const id = registry.id || (await nameFor(url.trim()));
      const done = await enterRegistry({ ...registry, id, name: registry.name || id, url: url.trim() }, token === '' ? null : token);
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
      <Field label={t('registry.token')} hint={t(kept ? 'registry.tokenHint' : 'registry.tokenHintRun')}>
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

/** A registry to be added, by name. */
export function NewRegistry({ onSaved }: { onSaved: () => Promise<void> }) {
  const { t } = useTranslation('settings');
  const [name, setName] = useState<string | null>(null);
  if (name === null) return <Button onClick={() => setName('')}>{t('registry.add')}</Button>;
  return (
    <div className="registry-card">
      <Field label={t('registry.name')}>
        {(ids) => <Input id={ids.input} value={name} maxLength={100} autoFocus onChange={(e) => setName(e.target.value)} />}
      </Field>
      <Address
        registry={{ id: '', name: name.trim(), url: '', simulated: false, online: false }}
        onSaved={async () => {
          setName(null);
          await onSaved();
        }}
      />
    </div>
  );
}
