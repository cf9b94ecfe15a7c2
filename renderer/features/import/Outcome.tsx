import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { TemplateName } from '../../../shared/domain/import/templates.ts';
import { navigate } from '../../session/route.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { ImportState } from './use-import.ts';

/** How it ended, what that means, and where to go. */
export function Outcome({
  state,
  template,
  onAgain,
  onUndo,
}: {
  state: Extract<ImportState, { kind: 'done' | 'cancelled' }>;
  template: TemplateName;
  onAgain: () => void;
  onUndo: () => void;
}) {
  const { t } = useTranslation('import');
  const done = state.kind === 'done';
  return (
    <Panel>
      <div className="import-outcome" role="status" data-testid="import-outcome">
        <StatusTag tone={done && !state.undone ? 'done' : 'attention'}>
          {!done ? t('run.cancelled', { count: state.count }) : state.undone ? t('run.undone') : t('run.done', { count: state.count })}
        </StatusTag>
        {done && state.skipped > 0 && <p>{t('run.skipped', { count: state.skipped })}</p>}
        {done && !state.undone && <p className="muted small">{t('run.doneHint')}</p>}
        <div className="toolbar">
          {done && !state.undone && (
            <>
              <Button type="primary" onClick={() => navigate({ room: template === 'ledger' ? 'reports' : 'portfolio' })}>
                {t(template === 'ledger' ? 'run.openLedger' : 'run.open')}
              </Button>
              <Button onClick={onUndo}>{t('run.undo')}</Button>
            </>
          )}
          <Button onClick={onAgain}>{t('run.again')}</Button>
        </div>
      </div>
    </Panel>
  );
}
