import { Button, Modal, Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import './findings.css';

export type ProgressLine = { n: number; title: string; done: number; total: number | null; cancel: (() => void) | null; cancelling: boolean };

/** Work under way: what, how far, and the way to stop it. */
export function ProgressDialog({ lines }: { lines: readonly ProgressLine[] }) {
  const { t } = useTranslation('ui');
  return (
    <Modal open={lines.length > 0} closable={false} footer={null} title={t('progress.title')} keyboard={false} mask={{ closable: false }}>
      <div className="progress-list">
        {lines.map((l) => (
          <div key={l.n}>
            <div role="status">
              {l.title}{' '}
              <span className="muted">{l.total === null ? t('progress.count', { done: l.done }) : t('progress.of', { done: l.done, total: l.total })}</span>
            </div>
            <Progress percent={l.total ? Math.min(100, Math.floor((l.done / l.total) * 100)) : 0} status="active" aria-label={l.title} />
            {l.cancel && (
              <Button size="small" disabled={l.cancelling} onClick={l.cancel}>
                {t(l.cancelling ? 'progress.cancelling' : 'progress.cancel')}
              </Button>
            )}
          </div>
        ))}
      </div>
    </Modal>
  );
}
