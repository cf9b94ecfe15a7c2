import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { LockIcon, StatusTag } from '../../../ui/marks.tsx';
import { inOrder, lineOf } from '../../../../shared/domain/contract-versions.ts';
import { useKindName, useVersionName } from '../kind-name.ts';

type Side = 'old' | 'next';
export type Chosen = Record<Side, string>;

/** Versions under the round they were written for, and which two of them are compared. */
export function VersionTree({ file, chosen, onChoose }: { file: DealFile; chosen: Chosen; onChoose: (chosen: Chosen) => void }) {
  const { t } = useTranslation('redline');
  const kindName = useKindName();
  const name = useVersionName(file);
  const rounds = [...file.rounds].sort((a, b) => (a.no ?? 0) - (b.no ?? 0));
  const groups = [
    { key: '', label: t('tree.before'), list: file.contracts.filter((c) => !rounds.some((r) => r.id === c.roundId)) },
    ...rounds.map((r) => ({ key: r.id, label: t('tree.round', { no: r.no ?? 0 }), list: file.contracts.filter((c) => c.roundId === r.id) })),
  ].filter((g) => g.list.length > 0);
  return (
    <table className="version-tree">
      <caption className="visually-hidden">{t('tree.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('tree.version')}</th>
          <th scope="col">{t('tree.state')}</th>
          <th scope="col">{t('tree.old')}</th>
          <th scope="col">{t('tree.next')}</th>
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          <tr>
            <th scope="rowgroup" colSpan={4}>
              {group.label}
            </th>
          </tr>
          {inOrder(group.list).map((c) => (
            <tr key={c.id} data-version={c.version ?? 1} data-kind={lineOf(c)}>
              <th scope="row">
                {t('version', { n: c.version ?? 1 })} <span className="muted small">{kindName(c)}</span>
              </th>
              <td>
                <State contract={c} />
              </td>
              {(['old', 'next'] as const).map((side) => (
                <td key={side}>
                  <Radio
                    checked={chosen[side] === c.id}
                    onChange={() => onChoose({ ...chosen, [side]: c.id })}
                    aria-label={t(side === 'old' ? 'tree.asOld' : 'tree.asNext', { version: name(c) })}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function State({ contract }: { contract: Contract }) {
  const { t } = useTranslation('redline');
  if (contract.state === 'locked')
    return (
      <StatusTag tone="done">
        <LockIcon />
        {t('state.locked', { on: contract.lockedOn ?? '' })}
      </StatusTag>
    );
  return contract.state === 'sent' ? <StatusTag tone="neutral">{t('state.sent')}</StatusTag> : <StatusTag tone="current">{t('state.draft')}</StatusTag>;
}
