import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../../shared/domain/contract/clause-set.ts';

type Props = { articles: readonly Article[]; add: readonly string[]; onAdd: (add: readonly string[]) => void };

/** Articles of ours that nothing of theirs says, with what the law supplies then; ticked ones stand behind theirs. */
export function Lacking({ articles, add, onAdd }: Props) {
  const { t, i18n } = useTranslation('adopt');
  const all = articles.every((a) => add.includes(a.id));
  return (
    <>
      <p className="muted small">{t('lackingText')}</p>
      <Checkbox checked={all} indeterminate={!all && add.length > 0} onChange={() => onAdd(all ? [] : articles.map((a) => a.id))}>
        {t('addAll')}
      </Checkbox>
      <ul className="adopt-lacking">
        {articles.map((a) => (
          <li key={a.id}>
            <Checkbox checked={add.includes(a.id)} onChange={(e) => onAdd(e.target.checked ? [...add, a.id] : add.filter((id) => id !== a.id))}>
              {a.title}
            </Checkbox>
            {a.silent && <span className="muted small">{i18n.language === 'en' ? a.silent.text.en : a.silent.text.zh}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
