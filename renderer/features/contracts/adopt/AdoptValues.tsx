import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { InterviewField } from '../../../../shared/domain/contract/clause-set.ts';
import type { Proposed } from '../../../../shared/domain/contract/proposal.ts';
import { decimal, formatRate, formatYuan } from '../../../../shared/money.ts';

type Props = {
  fields: readonly InterviewField[];
  values: readonly { key: string; found: Proposed }[];
  without: readonly string[];
  onLeave: (without: readonly string[]) => void;
};

/** What the text says of our fields, each with its words; ticked ones are written into them. */
export function AdoptValues({ fields, values, without, onLeave }: Props) {
  const { i18n } = useTranslation('adopt');
  const shown = (type: InterviewField['type'] | undefined, value: string): string =>
    !decimal(value) ? value : type === 'money' ? formatYuan(value) : type === 'rate' ? formatRate(value) : value;
  return (
    <ul className="adopt-values">
      {values.map(({ key, found }) => {
        const field = fields.find((f) => f.key === key);
        return (
          <li key={key}>
            <Checkbox checked={!without.includes(key)} onChange={(e) => onLeave(e.target.checked ? without.filter((k) => k !== key) : [...without, key])}>
              {i18n.language === 'en' ? field?.label.en : field?.label.zh} <strong>{shown(field?.type, found.value)}</strong>
            </Checkbox>
            <q className="muted small">{found.source.text}</q>
          </li>
        );
      })}
    </ul>
  );
}
