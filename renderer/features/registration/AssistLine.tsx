import { Button, Checkbox } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortalLine } from '../../../shared/domain/layout-lines.ts';

type Props = {
  line: PortalLine;
  /** place in the portal's order, from 0 */
  at: number;
  current: boolean;
  done: boolean;
  onChoose: (at: number) => void;
  onCopy: (line: PortalLine, text: string) => void;
  onTick: (line: PortalLine, on: boolean) => void;
};

/** Lines are made anew with every reading of the deal; most say what they said. */
const alike = (a: Props, b: Props): boolean =>
  Object.keys(a).every((k) => (k === 'line' ? JSON.stringify(a.line) === JSON.stringify(b.line) : a[k as keyof Props] === b[k as keyof Props]));

/** One field of the portal. Ticking one of fifty draws that one anew. */
export const AssistLine = memo(function AssistLine({ line, at, current, done, onChoose, onCopy, onTick }: Props) {
  const { t } = useTranslation('registration');
  return (
    <div aria-current={current} className={`assist-line${done ? ' assist-done' : ''}`} onClick={() => onChoose(at)} data-assist={line.key}>
      <span className="assist-no">{at + 1}</span>
      <span className="assist-label">
        {line.label}
        {!line.placed && <span className="muted small"> {t('portal:assist.noBox')}</span>}
      </span>
      <span className="assist-value">
        {line.kind === 'amount' && line.unit ? `${line.copy} ${line.unit}` : line.copy || <span className="muted">{t('portal:assist.atPortal')}</span>}
      </span>
      <Button
        size="small"
        disabled={line.copy === ''}
        onClick={() => {
          onChoose(at);
          onCopy(line, line.copy);
        }}
      >
        {t('assistant.copy')}
      </Button>
      <Checkbox checked={done} aria-label={`${t('assistant.tick')} ${line.label}`} onChange={(e) => onTick(line, e.target.checked)} />
    </div>
  );
}, alike);
