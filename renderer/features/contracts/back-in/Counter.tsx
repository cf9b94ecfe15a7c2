import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ChangeCard } from '../../../../shared/domain/redline/cards-kept.ts';
import { useKeptText } from '../../../ui/use-kept-text.ts';

/** Our own words instead of theirs; begun with what we last said, else with their text. */
export function Counter({ card, onKeep, onCancel }: { card: ChangeCard; onKeep: (text: string) => void; onCancel: () => void }) {
  const { t } = useTranslation('backin');
  const { text, type, settle } = useKeptText(`changeCards/${card.id}/counter`, card.counter ?? (card.theirs || card.ours || ''));
  const keep = () => {
    settle(text);
    onKeep(text);
  };
  const cancel = () => {
    settle(card.counter ?? '');
    onCancel();
  };
  return (
    <div className="back-in-counter">
      <Input.TextArea
        aria-label={t('counterBox')}
        autoFocus
        autoSize={{ minRows: 3, maxRows: 12 }}
        value={text}
        maxLength={60_000}
        onChange={(e) => type(e.target.value)}
      />
      <div className="toolbar">
        <Button type="primary" disabled={text.trim() === ''} onClick={keep}>
          {t('counterKeep')}
        </Button>
        <Button onClick={cancel}>{t('cancel')}</Button>
      </div>
    </div>
  );
}
