import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WORKSPACES } from '../../../shared/bridge.ts';
import { dropWorkspace, type Droppable } from '../../data/drop-workspace.ts';
import { reportError } from '../../data/report.ts';
import { flushFields } from '../../session/flush.ts';
import { switchWorkspace, useBoot } from '../../session/boot.ts';
import { resetRoute } from '../../session/route.ts';
import { notify } from '../../session/trouble.ts';
import { ConfirmDecision } from '../../ui/ConfirmDecision.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';

/** 正式库, 示例库, 实训库: each with its own data and files. */
export function WorkspaceSection() {
  const { t } = useTranslation('settings');
  const open = useBoot((s) => s.workspace);
  const [dropping, setDropping] = useState<Droppable | null>(null);
  const drop = async (of: Droppable) => {
    try {
      await dropWorkspace(of);
      notify(t('workspaces.dropped', { name: t(`shell:workspace.${of}`) }), 'done');
    } catch (e) {
      reportError('workspace.drop', e);
    }
    if (of === open) {
      resetRoute();
      switchWorkspace('work');
    }
  };
  return (
    <Panel title={t('section.workspaces')}>
      {WORKSPACES.map((w) => (
        <div key={w} className="workspace-card">
          <div>
            <strong>
              {t(`shell:workspace.${w}`)}
              {w === open && <StatusTag tone="current">{t('workspaces.open')}</StatusTag>}
            </strong>
            <p className="settings-note">{t(`workspaces.${w}`)}</p>
          </div>
          {w !== 'work' && <Button onClick={() => setDropping(w)}>{t('workspaces.drop')}</Button>}
          {w !== open && (
            <Button
              onClick={() =>
                void flushFields().then(() => {
                  resetRoute();
                  switchWorkspace(w);
                })
              }
            >
              {t('workspaces.switch', { name: t(`shell:workspace.${w}`) })}
            </Button>
          )}
        </div>
      ))}
      <ConfirmDecision
        open={dropping !== null}
        title={t('workspaces.dropSure', { name: dropping ? t(`shell:workspace.${dropping}`) : '' })}
        action={t('workspaces.dropNow')}
        onDecide={() => (dropping ? drop(dropping) : undefined)}
        onClose={() => setDropping(null)}
      >
        <p>{t('workspaces.dropText')}</p>
      </ConfirmDecision>
    </Panel>
  );
}
