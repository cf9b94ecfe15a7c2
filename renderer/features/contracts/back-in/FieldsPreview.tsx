import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import type { Outcome } from '../../../../shared/domain/redline/cards-next.ts';
import type { Switched } from './decide-back.ts';
import { fieldsOfContract, saidValue } from './field-words.ts';

/** What the decisions so far make of the interview. */
export function FieldsPreview({ contract, outcome, switched }: { contract: Contract; outcome: Outcome; switched: readonly Switched[] }) {
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
      {switched.length > 0 && (
        <>
          <p className="small back-in-hand">{t('switched.title')}</p>
          <ul className="back-in-switched" data-testid="switched-clauses">
            {switched.map((s) => (
              <li key={s.text}>
                <strong>{t(`switched.${s.how}`)}</strong> {s.text}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
