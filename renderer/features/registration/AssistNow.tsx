import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PortalLine } from '../../../shared/domain/layout-lines.ts';
import { isRefusal } from '../../../shared/result.ts';
import { UnconfirmedMark } from '../../ui/marks.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import type { Answer } from './edit-filing.ts';

type Props = { line: PortalLine; place: string; onNext: () => void; onCopy: (text: string) => void; onChosen: (theirs: string | undefined) => Answer };

/** The field that is entered now: its value in the portal's unit, level by level where it is picked from a tree, and what the portal's own list called it. */
export function AssistNow({ line, place, onNext, onCopy, onChosen }: Props) {
  const { t } = useTranslation('portal');
  const ours = line.ours;
  const moved = ours !== undefined && line.unit !== undefined && ours.unit !== undefined && line.unit !== ours.unit;
  return (
    <div className="assist-now">
      <span className="muted small">{place}</span> <strong>{line.label}</strong>
      <span className="assist-value" data-assist-now={line.key}>
        {line.copy === '' ? <span className="muted">{t('assist.atPortal')}</span> : line.copy}
      </span>
      {line.kind === 'amount' && line.unit && <span className="assist-unit">{line.unit}</span>}
      {ours?.named && <span className="muted small">{ours.named}</span>}
      {moved && <span className="muted small">{t('assist.same', { amount: ours.shown, unit: ours.unit })}</span>}
      <Button type="primary" onClick={onNext}>
        {t(line.copy === '' ? 'assist.tickNext' : 'assist.next')}
      </Button>
      {line.levels.length > 0 && (
        <span className="assist-levels" role="group" aria-label={t('assist.levels')}>
          {line.levels.map((part, i) => (
            <Button key={i} size="small" data-level={i + 1} onClick={() => onCopy(part)}>
              {i + 1}　{part}
            </Button>
          ))}
        </span>
      )}
      {line.note && <p className="assist-note small">{line.note}</p>}
      {!line.placed && <p className="assist-note small">{t('assist.unplaced')}</p>}
      {line.byPortal && ours && (
        <div className="assist-portal">
          <UnconfirmedMark what={t('assist.byPortalWhy')} />{' '}
          <span className="small">{t(line.remembered ? 'assist.remembered' : 'assist.byPortal', { ours: ours.value })}</span>
          <TextField
            label={t('assist.chosen')}
            name={`layouts/choice/${line.key}`}
            value={line.remembered ? line.copy : undefined}
            placeholder={ours.value}
            onSave={async (theirs) => {
              const done = await onChosen(theirs);
              return isRefusal(done) ? done : undefined;
            }}
          />
        </div>
      )}
    </div>
  );
}
