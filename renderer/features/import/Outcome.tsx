import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useObserve } from '../../data/observe.ts';
import { countBetween } from '../../data/queries/import.ts';
import { navigate } from '../../session/route.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import type { Ended } from './use-import.ts';

/** How it ended, what of it is in the library now (Ctrl Z takes rows away, redo brings them back), and where to go. */
export function Outcome({ state, onAgain, onUndo }: { state: Ended; onAgain: () => void; onUndo: () => void }) {
  const { t } = useTranslation('import');
  const { template, ids, count } = state;
  const there = useObserve(() => countBetween(template, ids), [template, ...ids]) ?? state.left;
  const whole = there > 0 && there === count;
  const words = whole
    ? t('run.done', { count })
    : there > 0
      ? t('run.partly', { count, there })
      : state.cancelled
        ? t('run.cancelled', { count })
        : t('run.undone', { count });
  return (
    <Panel>
      <div className="import-outcome" role="status" data-testid="import-outcome">
        <StatusTag tone={whole ? 'done' : 'attention'}>{words}</StatusTag>
        {whole && state.skipped > 0 && <p>{t('run.skipped', { count: state.skipped })}</p>}
        {whole && <p className="muted small">{t('run.doneHint')}</p>}
        <div className="toolbar">
          {there > 0 && (
            <>
              <Button type="primary" onClick={() => navigate({ room: template === 'ledger' ? 'reports' : 'portfolio' })}>
                {t(template === 'ledger' ? 'run.openLedger' : 'run.open')}
              </Button>
              <Button onClick={onUndo}>{whole ? t('run.undo') : t('run.undoRest', { count: there })}</Button>
            </>
          )}
          <Button onClick={onAgain}>{t('run.again')}</Button>
        </div>
      </div>
    </Panel>
  );
}
