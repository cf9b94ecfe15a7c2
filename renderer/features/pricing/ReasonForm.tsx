import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../../../shared/result.ts';
import { showRefusal } from '../../session/trouble.ts';
import { DateField } from '../../ui/fields/DateField.tsx';
import { useKeptText } from '../../ui/use-kept-text.ts';

type Props = {
  /** keeps the reason while it is being written */
  draftKey: string;
  title: string;
  action: string;
  /** asks for a day beside the reason; what stands there at first */
  day?: { label: string; start: string | undefined };
  onDecide: (reason: string, day: string) => Promise<unknown>;
  onClose: () => void;
};

/** An act on something published: done only with its reason. */
export function ReasonForm({ draftKey, title, action, day, onDecide, onClose }: Props) {
  const { t } = useTranslation('pricing');
  const reason = useKeptText(draftKey, '');
  const [on, setOn] = useState(day?.start);
  const decide = async () => {
    const answer = await onDecide(reason.text.trim(), on ?? '');
    if (isRefusal(answer)) return showRefusal(answer);
    reason.settle('');
    onClose();
  };
  return (
    <div className="pricing-reason" role="group" aria-label={title}>
      <p className="small">{title}</p>
      {day && (
        <DateField
          label={day.label}
          name={`${draftKey}/day`}
          value={on}
          onSave={(next) => {
            setOn(next);
            return Promise.resolve();
          }}
        />
      )}
      <Input.TextArea
        rows={2}
        autoFocus
        value={reason.text}
        aria-label={t('reason.label')}
        placeholder={t('reason.label')}
        maxLength={2000}
        onChange={(e) => reason.type(e.target.value)}
      />
      <p className="pricing-acts">
        <Button size="small" type="primary" disabled={reason.text.trim() === ''} onClick={() => void decide()}>
          {action}
        </Button>
        <Button
          size="small"
          onClick={() => {
            reason.settle('');
            onClose();
          }}
        >
          {t('reason.cancel')}
        </Button>
      </p>
    </div>
  );
}
