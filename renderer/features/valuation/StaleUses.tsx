import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { latestPricing, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { isRefusal } from '../../../shared/result.ts';
import { compareSheets } from '../../../shared/domain/worksheet-compare.ts';
import { navigate } from '../../session/route.ts';
import { StaleMark } from '../../ui/marks.tsx';
import { useMoney } from '../../ui/Money.tsx';
import { namesOf } from './compare-words.ts';
import { figuresOf } from './compute.ts';

/** What still rests on an older version: the newest rounds and the price, with the two figures and the way there. */
export function StaleUses({ file, sheet }: { file: DealFile; sheet: Worksheet }) {
  const { t } = useTranslation('valuation');
  const money = useMoney();
  const version = (id: string | undefined) => file.worksheets.find((w) => w.id === id);
  const now = useMemo(() => figuresOf(sheet), [sheet]);
  const moved = (old: Worksheet | undefined): string => {
    const [a, b] = [old && figuresOf(old), now];
    return a && !isRefusal(a) && !isRefusal(b)
      ? t('stale.valueMoved', { from: money.figure(a.result.value), to: money.figure(b.result.value), unit: money.unit })
      : '';
  };
  const changed = (old: Worksheet | undefined): string => {
    if (!old) return '';
    const { differences, added, removed } = compareSheets(old, sheet);
    const names = [
      namesOf(t, differences),
      added.length > 0 ? `${t('weigh:compare.added')} ${added.length}` : '',
      removed.length > 0 ? `${t('weigh:compare.removed')} ${removed.length}` : '',
    ].filter(Boolean);
    return names.length > 0 ? t('weigh:stale.changed', { names: names.join(t('ui:comma')) }) : '';
  };
  const uses = [
    ...file.rounds
      .filter((r) => r.worksheetId && r.worksheetId !== sheet.id)
      .map((r) => ({
        key: r.id,
        tab: 'negotiation',
        focus: `rounds/${r.id}/worksheetId`,
        old: version(r.worksheetId),
        text: t('stale.round', { no: r.no ?? 0, v: version(r.worksheetId)?.version ?? '?' }),
      })),
    ...[latestPricing(file)].flatMap((p) =>
      p?.worksheetId && p.worksheetId !== sheet.id
        ? [
            {
              key: p.id,
              tab: 'pricing',
              focus: `pricings/${p.id}/worksheetId`,
              old: version(p.worksheetId),
              text: t('stale.pricing', { v: version(p.worksheetId)?.version ?? '?' }),
            },
          ]
        : [],
    ),
    // the figures of a contract come from its round; a contract in force stays as it was agreed
    ...file.contracts.flatMap((c) => {
      const round = file.rounds.find((r) => r.id === c.roundId);
      const old = version(round?.worksheetId);
      if (!round || !old || old.id === sheet.id) return [];
      const text = t('weigh:stale.contract', { title: c.title ?? '', no: round.no ?? 0, v: old.version ?? '?' });
      return [{ key: c.id, tab: 'contract', focus: `contracts/${c.id}/roundId`, old, text }];
    }),
  ];
  if (uses.length === 0) return null;
  return (
    <ul className="stale-uses" aria-label={t('stale.title')}>
      {uses.map((u) => (
        <li key={u.key}>
          <StaleMark
            changed={[u.text, moved(u.old), changed(u.old)].filter(Boolean).join(' · ')}
            remakeLabel={t('stale.goto')}
            onRemake={() => navigate({ room: 'deals', id: file.deal.id, tab: u.tab, focus: u.focus })}
          />
        </li>
      ))}
    </ul>
  );
}
