import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportError } from '../../data/report.ts';
import { notify } from '../../session/trouble.ts';
import { joinClass } from '../../sync/start.ts';
import { workspace } from '../../data/store.ts';
import { navigate } from '../../session/route.ts';
import { Field } from '../../ui/fields/Field.tsx';
import { useKeepsTokens } from './keeps-tokens.ts';

const OF_ADDRESS = ['bad-address', 'not-simulated', 'unreachable', 'forbidden'];
const SAID = [...OF_ADDRESS, 'bad-code', 'code-used', 'seat-taken', 'class-closed', 'too-many'];

/** 加入课堂: in the 实训库; elsewhere it says where. */
export function JoinClass({ onJoined }: { onJoined: () => Promise<void> }) {
  const { t } = useTranslation('sync');
  if (workspace() === 'class') return <Slip onJoined={onJoined} />;
  return (
    <div className="registry-card">
      <strong>{t('join.title')}</strong>
      <p className="settings-note">
        {t('join.elsewhere')}{' '}
        <button type="button" className="link" data-act="to-workspaces" onClick={() => navigate({ room: 'settings', tab: 'workspaces' })}>
          {t('join.toWorkspaces')}
        </button>
      </p>
    </div>
  );
}

/** The teacher's address and the code on the slip. */
function Slip({ onJoined }: { onJoined: () => Promise<void> }) {
  const { t } = useTranslation('sync');
  const [slip, setSlip] = useState({ url: '', code: '', name: '' });
  const [failed, setFailed] = useState<{ url?: string; code?: string }>({});
  const [busy, setBusy] = useState(false);
  const kept = useKeepsTokens();
  const put = (part: Partial<typeof slip>) => {
    setSlip({ ...slip, ...part });
    setFailed({});
  };
  const join = async () => {
    setBusy(true);
    try {
      const said = await joinClass({ url: slip.url.trim(), code: slip.code.trim(), name: slip.name.trim() });
      if (said.joined) {
        notify(t('join.done', { name: said.office.name }), 'done');
        setSlip({ url: '', code: '', name: '' });
        await onJoined();
      } else {
        const words = SAID.includes(said.reason) ? t(`join.failed.${said.reason}`) : t('join.failed.other', { code: said.reason });
        setFailed(OF_ADDRESS.includes(said.reason) ? { url: words } : { code: words });
      }
    } catch (e) {
      reportError('registry', e);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="registry-card" data-join>
      <strong>{t('join.title')}</strong>
      <p className="settings-note">
        {t('join.hint')}
        {!kept && t('join.hintRun')}
      </p>
      <div className="form-grid">
        <Field label={t('join.url')} hint={t('join.urlHint')} {...(failed.url ? { error: failed.url } : {})}>
          {(ids) => <Input id={ids.input} value={slip.url} maxLength={200} onChange={(e) => put({ url: e.target.value })} />}
        </Field>
        <Field label={t('join.code')} {...(failed.code ? { error: failed.code } : {})}>
          {(ids) => <Input id={ids.input} value={slip.code} maxLength={40} autoComplete="off" onChange={(e) => put({ code: e.target.value })} />}
        </Field>
        <Field label={t('join.name')}>
          {(ids) => <Input id={ids.input} value={slip.name} maxLength={100} onChange={(e) => put({ name: e.target.value })} />}
        </Field>
        <div>
          <Button loading={busy} disabled={slip.url.trim() === '' || slip.code.trim() === ''} onClick={() => void join()}>
            {t('join.go')}
          </Button>
        </div>
      </div>
    </div>
  );
}
