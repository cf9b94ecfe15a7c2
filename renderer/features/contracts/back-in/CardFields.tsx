import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import { unconfirmedFields } from '../../../../shared/domain/redline/cards-decide.ts';
import type { ChangeCard } from '../../../../shared/domain/redline/cards-kept.ts';
import { StatusTag } from '../../../ui/marks.tsx';
import { fieldsOfContract, saidValue } from './field-words.ts';

/** The values their wording gives to the interview, and which fields of our text nobody may rely on meanwhile. */
export function CardFields({ contract, card, held }: { contract: Contract | undefined; card: ChangeCard; held: ReadonlySet<string> }) {
  const { t, i18n } = useTranslation('backin');
  const fields = useMemo(() => (contract ? fieldsOfContract(contract) : new Map()), [contract]) as ReturnType<typeof fieldsOfContract>;
  const label = (key: string): string => fields.get(key)?.label[i18n.language === 'en' ? 'en' : 'zh'] ?? key;
  const taken = card.values.filter((v) => !held.has(v.key));
  const open = unconfirmedFields([card]);
  return (
    <>
      {taken.length > 0 && (
        <dl className="back-in-values">
          <dt>{t('values')}</dt>
          {taken.map((v) => (
            <dd key={v.key} data-value={v.key}>
              {label(v.key)}
              {v.conflict ? <StatusTag tone="attention">{t('conflict')}</StatusTag> : <strong>{saidValue(fields.get(v.key), v.now)}</strong>}
            </dd>
          ))}
        </dl>
      )}
      {card.values
        .filter((v) => held.has(v.key))
        .map((v) => (
          <p key={v.key} className="small" data-held={v.key}>
            {t('held', { label: label(v.key), value: saidValue(fields.get(v.key), v.now) })}
            {/* a line of the cover or of a table has no words of its own */}
            {!card.lines.some((id) => /^(cover|table):/.test(id)) && t('heldWords')}
          </p>
        ))}
      {open.length > 0 && (
        <p className="back-in-open">
          {t('fields')}{' '}
          {open.map((key) => (
            <StatusTag key={key} tone="unconfirmed">
              {label(key)} {t('unconfirmed')}
            </StatusTag>
          ))}
        </p>
      )}
    </>
  );
}
