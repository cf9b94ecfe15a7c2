import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import type { Outcome } from '../../../../shared/domain/redline/cards-next.ts';
import { fieldsOfContract, saidValue } from './field-words.ts';

/** What the decisions so far make of the interview. */
export function FieldsPreview({ contract, outcome }: { contract: Contract; outcome: Outcome }) {
  const { t, i18n } = useTranslation('backin');
  const fields = fieldsOfContract(contract);
  const changed = Object.entries(outcome.fields).filter(([key, value]) => (contract.fields?.[key] ?? '') !== value);
  return (
    <section className="back-in-preview" data-testid="back-in-preview">
      <h4>{t('preview')}</h4>
      {changed.length === 0 ? (
        <p className="muted small">{t('previewNone')}</p>
      ) : (
        <dl className="back-in-values">
          {changed.map(([key, value]) => (
            <dd key={key}>
              {fields.get(key)?.label[i18n.language === 'en' ? 'en' : 'zh'] ?? key}
              <strong>{saidValue(fields.get(key), value)}</strong>
            </dd>
          ))}
        </dl>
      )}
    </section>
  );
}
