import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ReadValue } from '../../../../shared/domain/contract/adopt.ts';
import type { InterviewField } from '../../../../shared/domain/contract/clause-set.ts';
import { StatusTag } from '../../../ui/marks.tsx';
import { decimal, formatRate, formatYuan } from '../../../../shared/money.ts';

type Props = { fields: readonly InterviewField[]; values: readonly ReadValue[]; without: readonly string[]; onLeave: (without: readonly string[]) => void };

/** What the text says of our fields, each with its words; ticked ones are written into them. */
export function AdoptValues({ fields, values, without, onLeave }: Props) {
  const { t, i18n } = useTranslation('adopt');
  const shown = (field: InterviewField | undefined, value: string): string => {
    const choice = field?.choices?.find((c) => c.value === value)?.label;
    if (choice) return i18n.language === 'en' ? choice.en : choice.zh;
    if (!decimal(value)) return value;
    return field?.type === 'money' ? formatYuan(value) : field?.type === 'rate' ? formatRate(value) : value;
  };
  return (
    <ul className="adopt-values">
      {values.map(({ key, found, instead }) => {
        const field = fields.find((f) => f.key === key);
        return (
          <li key={key}>
            <Checkbox checked={!without.includes(key)} onChange={(e) => onLeave(e.target.checked ? without.filter((k) => k !== key) : [...without, key])}>
              {i18n.language === 'en' ? field?.label.en : field?.label.zh} <strong>{shown(field, found.value)}</strong>
            </Checkbox>
            <q className="muted small">{found.source.text}</q>
            {instead !== undefined && <StatusTag tone="attention">{t('instead', { value: shown(field, instead) })}</StatusTag>}
          </li>
        );
      })}
    </ul>
  );
}
