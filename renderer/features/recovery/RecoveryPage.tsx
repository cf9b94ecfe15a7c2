import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BootReport } from '../../data/open.ts';
import { switchWorkspace, useBoot } from '../../session/boot.ts';

/** Shown instead of the window when a workspace cannot be opened: what happened, what is safe, what to do. */
export function RecoveryPage() {
  const { t } = useTranslation('recovery');
  const report = useBoot((s) => s.report) as BootReport | null;
  const workspace = useBoot((s) => s.workspace);
  if (!report || report.ok) return null;
  return <main><h1>{t(`trouble.${report.trouble.code}`)}</h1><Button onClick={() => switchWorkspace(workspace)}>{t('again')}</Button></main>;
}
