import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { FilledForm } from '../../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../../shared/domain/filing.ts';
import { registeredChanges } from '../../../../shared/domain/registered-facts.ts';
import { formatYuan } from '../../../../shared/money.ts';

/** What was changed since the registration: each fact as it was and as it stands now, with the day; nothing where nothing was. */
export function Changed({ file, filing, form }: { file: DealFile; filing: Filing; form: FilledForm }) {
  const { t } = useTranslation('followups');
  const changes = registeredChanges(filing, file.followups ?? []);
  if (changes.length === 0) return null;
  const shown = (key: string, value: string): string => (key.endsWith('Amount') ? formatYuan(value) : value) || t('registration:none');
  return (
    <ul className="muted small" aria-label={t('kind.change')} data-changed="">
      {changes.map((c) => (
        <li key={`${c.on}/${c.key}/${c.to}`}>
          {t('changed', { on: c.on, name: form.fields.find((f) => f.key === c.key)?.zh ?? c.key, from: shown(c.key, c.from), to: shown(c.key, c.to) })}
        </li>
      ))}
    </ul>
  );
}
