import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../data/bridge-call.ts';
import { reportError } from '../../data/report.ts';
import { allSaved } from '../../data/save-state.ts';
import { SnapshotList } from '../../data/SnapshotList.tsx';
import { who, workspace } from '../../data/store.ts';
import { switchWorkspace } from '../../session/boot.ts';
import { flushFields } from '../../session/flush.ts';
import { withProgress } from '../../session/progress.ts';
import { resetRoute } from '../../session/route.ts';
import { notify } from '../../session/trouble.ts';
import { Panel } from '../../ui/Panel.tsx';

const saved = async (): Promise<void> => {
  await flushFields();
  await allSaved();
};

/** The snapshots of the open workspace, and one more on demand. */
export function SnapshotSection() {
  const { t } = useTranslation('snapshots');
  const [turn, setTurn] = useState(0);
  const take = async () => {
    try {
      await saved();
      await withProgress({ title: t('taking'), cancellable: false }, () => call('journal.snapshot', { workspace: workspace(), reason: 'asked' }));
      notify(t('taken'), 'done');
    } catch (e) {
      reportError('snapshot', e);
    }
    setTurn((n) => n + 1);
  };
  return (
    <Panel
      title={t('title')}
      extra={
        <Button size="small" onClick={() => void take()}>
          {t('take')}
        </Button>
      }
    >
      <p className="muted">{t('note')}</p>
      <SnapshotList
        workspace={workspace()}
        who={who()}
        turn={turn}
        before={saved}
        onRestored={(when) => {
          resetRoute();
          switchWorkspace(workspace(), { from: 'snapshot', name: when });
        }}
      />
    </Panel>
  );
}
