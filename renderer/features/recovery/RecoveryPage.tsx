import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../data/bridge-call.ts';
import type { BootReport } from '../../data/open.ts';
import { SnapshotList } from '../../data/SnapshotList.tsx';
import { switchWorkspace, useBoot } from '../../session/boot.ts';
import { copyText } from '../../ui/copy-text.ts';
import { FileDone } from '../../ui/FileDone.tsx';
import './recovery.css';

/** Shown instead of the window when a workspace cannot be opened: what happened, what is safe, what to do, in that order. */
export function RecoveryPage() {
  const { t } = useTranslation('recovery');
  const report = useBoot((s) => s.report) as BootReport | null;
  const workspace = useBoot((s) => s.workspace);
  const [made, setMade] = useState<{ name: string; handle: string } | null>(null);
  const [failed, setFailed] = useState(false);
  if (!report || report.ok) return null;
  const { code, detail } = report.trouble;
  const exportAll = async () => {
    try {
      setMade(await call('backup.make', { workspace }));
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };
  const copy = () => void copyText(`${code}\n${detail}`);
  return (
    <main className="recovery">
      <h1>{t(`what.${code}`)}</h1>
      <section>
        <h2>{t('happened')}</h2>
        <p>{t(`why.${code}`)}</p>
      </section>
      <section>
        <h2>{t('safe')}</h2>
        <p>{t(code === 'newerStore' ? 'safeNewer' : 'safeText')}</p>
      </section>
      <section>
        <h2>{t('todo')}</h2>
        <p>{t(`do.${code}`)}</p>
        <p className="recovery-steps">
          <Button type="primary" onClick={() => switchWorkspace(workspace)}>
            {t('again')}
          </Button>
          <Button onClick={() => void exportAll()}>{t('export')}</Button>
          {workspace !== 'work' && <Button onClick={() => switchWorkspace('work')}>{t('work')}</Button>}
          {workspace === 'work' && <Button onClick={() => switchWorkspace('sample')}>{t('sample')}</Button>}
        </p>
        {made && <FileDone name={made.name} onReveal={() => void call('file.reveal', { handle: made.handle })} />}
        {failed && (
          <p role="alert" className="recovery-failed">
            {t('exportFailed')}
          </p>
        )}
      </section>
      {code !== 'newerStore' && (
        <section>
          <h2>{t('snapshots:title')}</h2>
          <p className="muted">{t('snapshots:note')}</p>
          <SnapshotList workspace={workspace} who="" onRestored={(when) => switchWorkspace(workspace, { from: 'snapshot', name: when })} />
        </section>
      )}
      <details>
        <summary>{t('detail')}</summary>
        <pre>{detail}</pre>
        <Button size="small" onClick={copy}>
          {t('copy')}
        </Button>
      </details>
    </main>
  );
}
