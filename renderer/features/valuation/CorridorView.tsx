import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../../../shared/result.ts';
import { METHODS } from '../../../shared/valuation/methods.ts';
import { corridorOf, type CorridorLink } from '../../../shared/valuation/price-corridor.ts';
import type { WeighLine } from '../../../shared/valuation/weigh.ts';
import { InternalOnly, StatusTag } from '../../ui/marks.tsx';
import { useMoney } from '../../ui/Money.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';
import { warningWords } from './method-words.ts';
import { amountWords, lineName } from './weigh-words.ts';

const corridorMethod = METHODS.get('price-corridor')!;

/** 价格走廊 from the applied methods: what each of floor, anchor and ceiling is linked to, and where the order is broken. */
export function CorridorView({ lines }: { lines: readonly WeighLine[] }) {
  const { t } = useTranslation('weigh');
  const money = useMoney();
  const corridor = useMemo(() => corridorOf(lines, (link) => lineName(t, link.line)), [lines, t]);
  const { floors, anchors, ceilings, floor, ceiling, answer, overReserve } = corridor;
  if (floors.length === 0 && ceilings.length === 0) return null;
  const rows: { key: 'floor' | 'anchor' | 'ceiling'; links: readonly CorridorLink[]; chosen: (l: CorridorLink) => boolean }[] = [
    { key: 'floor', links: floors, chosen: (l) => l === floor },
    { key: 'anchor', links: anchors, chosen: () => true },
    { key: 'ceiling', links: ceilings, chosen: (l) => l === ceiling },
  ];
  const broken = [
    ...(answer && !isRefusal(answer)
      ? answer.warnings.map((w) => ({
          key: JSON.stringify(w),
          words: warningWords(
            t,
            corridorMethod,
            w.params?.['gap'] === undefined ? w : { ...w, params: { ...w.params, gap: `${amountWords(money, Number(w.params['gap']))} ${money.unit}` } },
          ),
        }))
      : []),
    ...overReserve.map((l) => ({
      key: `over-${l.line.id}`,
      words: t('corridor.overReserve', { name: lineName(t, l.line), value: amountWords(money, l.value), unit: money.unit }),
    })),
  ];
  return (
    <InternalOnly title={t('corridor.title')}>
      <table className="sheet-table sheet-corridor">
        <tbody>
          {rows.map(({ key, links, chosen }) => (
            <tr key={key} data-corridor={key}>
              <th scope="row">{t(`corridor.${key}`)}</th>
              <td>
                {links.length === 0 && <span className="muted">{t(`corridor.none.${key}`)}</span>}
                {links.map((l) => (
                  <span key={`${l.line.id}-${l.of}`} className={`corridor-link${chosen(l) ? '' : ' muted'}`}>
                    {t('corridor.link', { name: lineName(t, l.line), of: t(`corridor.of.${l.of}`), value: amountWords(money, l.value), unit: money.unit })}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {answer && isRefusal(answer) && <p>{refusalWords(t, answer)}</p>}
      {answer && !isRefusal(answer) && broken.length === 0 && (
        <p data-corridor="order">
          <StatusTag tone="done">{t('corridor.inOrder')}</StatusTag> {t('corridor.target', { value: amountWords(money, answer.value), unit: money.unit })}
        </p>
      )}
      {broken.map((b) => (
        <p key={b.key} data-corridor="broken">
          <StatusTag tone="attention">{t('corridor.broken')}</StatusTag> {b.words}
        </p>
      ))}
    </InternalOnly>
  );
}
