import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { WORKSPACES } from '../../../shared/bridge.ts';
import { flushFields } from '../../session/flush.ts';
import { switchWorkspace, useBoot } from '../../session/boot.ts';
import { resetRoute } from '../../session/route.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';

/** 正式库, 示例库, 实训库: each with its own data and files. */
export function WorkspaceSection() {
  const { t } = useTranslation('settings');
  const open = useBoot((s) => s.workspace);
  return (
    <Panel title={t('section.workspaces')}>
      {WORKSPACES.map((w) => (
        <div key={w} className="workspace-card">
          <div><strong>{t(`shell:workspace.${w}`)}{w === open && <StatusTag tone="current">{t('workspaces.open')}</StatusTag>}</strong><p className="settings-note">{t(`workspaces.${w}`)}</p></div>
          {w !== open && <Button onClick={() => void flushFields().then(() => { resetRoute(); switchWorkspace(w); })}>{t('workspaces.switch', { name: t(`shell:workspace.${w}`) })}</Button>}
        </div>
      ))}
    </Panel>
  );
}
