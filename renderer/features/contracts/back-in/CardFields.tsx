import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import { unconfirmedFields } from '../../../../shared/domain/redline/cards-decide.ts';
import type { ChangeCard } from '../../../../shared/domain/redline/cards-kept.ts';
import { StatusTag } from '../../../ui/marks.tsx';
import { fieldsOfContract, saidValue } from './field-words.ts';

/** The values their wording gives to the interview, and which fields of our text nobody may rely on meanwhile. */
export function CardFields({ contract, card }: { contract: Contract | undefined; card: ChangeCard }) {
  const { t, i18n } = useTranslation('backin');
  const fields = useMemo(() => (contract ? fieldsOfContract(contract) : new Map()), [contract]) as ReturnType<typeof fieldsOfContract>;
  const label = (key: string): string => fields.get(key)?.label[i18n.language === 'en' ? 'en' : 'zh'] ?? key;
  const open = unconfirmedFields([card]);
  return (
    <>
      {card.values.length > 0 && (
        <dl className="back-in-values">
          <dt>{t('values')}</dt>
          {card.values.map((v) => (
            <dd key={v.key} data-value={v.key}>
              {label(v.key)}
              {v.conflict ? <StatusTag tone="attention">{t('conflict')}</StatusTag> : <strong>{saidValue(fields.get(v.key), v.now)}</strong>}
            </dd>
          ))}
        </dl>
      )}
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
