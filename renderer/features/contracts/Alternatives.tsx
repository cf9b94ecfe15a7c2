import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Clause } from '../../../shared/domain/contract/clause-set.ts';

/** Other words prepared for a clause, to be read before one is taken; `standard` is what stands there without a choice. */
export function Alternatives({
  clause,
  own,
  shown,
  onTake,
}: {
  clause: Clause;
  own: string | undefined;
  shown: (text: string) => string;
  onTake: (text: string | undefined) => void;
}) {
  const { t, i18n } = useTranslation('contracts');
  const [open, setOpen] = useState(false);
  const choices = [
    { id: '', name: t('clause.standard'), text: clause.text },
    ...(clause.alternatives ?? []).map((a) => ({ id: a.id, name: i18n.language === 'en' ? a.name.en : a.name.zh, text: a.text })),
  ];
  const take = (id: string, text: string): void => {
    setOpen(false);
    onTake(id === '' ? undefined : text);
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <ul className="clause-alternatives" aria-label={t('clause.alternatives')}>
          {choices.map((c) => (
            <li key={c.id}>
              <strong>{c.name}</strong>
              <p>{shown(c.text)}</p>
              {(own ?? clause.text) === c.text ? (
                <span className="muted">{t('clause.taken')}</span>
              ) : (
                <Button size="small" onClick={() => take(c.id, c.text)}>
                  {t('clause.take')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      }
    >
      <Button size="small" type="text">
        {t('clause.alternatives')}
      </Button>
    </Popover>
  );
}
