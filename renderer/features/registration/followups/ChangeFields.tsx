import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { FilledForm } from '../../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../../shared/domain/filing.ts';
import { CHANGEABLE } from '../../../../shared/domain/followup-content.ts';
import { registeredFacts } from '../../../../shared/domain/registered-facts.ts';
import { isOurFollowup } from '../../../../shared/domain/followup-rules.ts';
import type { Followup } from '../../../../shared/domain/followup.ts';
import { formatYuan } from '../../../../shared/money.ts';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { say } from './edit-followup.ts';

/** Which registered facts changed: as registered, and as they are now. */
export function ChangeFields({ file, filing, followup: u, form }: { file: DealFile; filing: Filing; followup: Followup; form: FilledForm }) {
  const { t } = useTranslation('followups');
  const ours = isOurFollowup(u);
  const facts = registeredFacts(filing, file.followups ?? []);
  const name = (key: string): string => form.fields.find((f) => f.key === key)?.zh ?? key;
  const keys = Object.keys(u.values ?? {});
  const shown = (key: string, value: string | undefined): string => (key.endsWith('Amount') ? formatYuan(value) : (value ?? '')) || t('registration:none');
  const more = CHANGEABLE.filter((key) => !keys.includes(key)).map((value) => ({ value, label: `${name(value)}：${shown(value, facts[value])}` }));
  return (
    <div className="followup-changes">
      {keys.map((key) => {
        const frame = {
          label: name(key),
          name: `followups/${u.id}/values.${key}`,
          value: u.values?.[key],
          disabled: !ours,
          hint: t('wasRegistered', { value: shown(key, u.before?.[key]) }),
        };
        const save = (v: string | undefined) => say(u.id, key, v ?? '', facts[key] ?? '');
        return (
          <div key={key} className="followup-change">
            {key.endsWith('Amount') ? (
              <MoneyField {...frame} unit="yuan" onSave={save} />
            ) : key.startsWith('valid') ? (
              <DateField {...frame} onSave={save} />
            ) : (
              <TextField {...frame} onSave={save} />
            )}
            {ours && (
              <Button size="small" onClick={() => void say(u.id, key, undefined)}>
                {t('unchanged')}
              </Button>
            )}
          </div>
        );
      })}
      {ours && more.length > 0 && (
        <SelectField
          label={t('addChange')}
          value={undefined}
          options={more}
          onSave={(key) => (key === undefined ? undefined : say(u.id, key, facts[key] ?? '', facts[key] ?? ''))}
        />
      )}
    </div>
  );
}
