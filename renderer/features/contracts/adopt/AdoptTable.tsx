import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Placed } from '../../../../shared/domain/contract/adopt.ts';
import type { Article } from '../../../../shared/domain/contract/clause-set.ts';
import { StatusTag } from '../../../ui/marks.tsx';

/** Below it a person had better look: the words are alike in part. */
const SURE = 0.4;

type Props = { placed: readonly Placed[]; ours: readonly Article[]; onMove: (start: number, id: string) => void };

/** Their articles in their order, and which of ours each is. */
export function AdoptTable({ placed, ours, onMove }: Props) {
  const { t } = useTranslation('adopt');
  const targets = [...ours.map((a) => ({ value: a.id, label: a.title })), { value: '', label: t('none') }];
  return (
    <table className="adopt-table">
      <thead>
        <tr>
          <th scope="col">{t('theirs')}</th>
          <th scope="col">{t('ours')}</th>
        </tr>
      </thead>
      <tbody>
        {placed.map(({ theirs, id, likeness }) => {
          const first = theirs.lines[0]?.text ?? '';
          const name = theirs.heading || (first.length > 24 ? `${first.slice(0, 24)}…` : first);
          return (
            <tr key={theirs.start}>
              <td>
                <details>
                  <summary>{name}</summary>
                  <p>{theirs.text}</p>
                </details>
              </td>
              <td>
                <Select
                  size="small"
                  aria-label={t('isOurs', { name })}
                  value={id ?? ''}
                  options={targets}
                  popupMatchSelectWidth={false}
                  onChange={(to) => onMove(theirs.start, to)}
                />
                {likeness < SURE && <StatusTag tone="attention">{t('unsure')}</StatusTag>}
                {theirs.table && <StatusTag tone="attention">{t('table')}</StatusTag>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
