import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { AppliedMethod, Worksheet } from '../../../shared/domain/deal.ts';
import { compareSheets, type Difference } from '../../../shared/domain/worksheet-compare.ts';
import { ROYALTY } from '../../../shared/valuation/approach.ts';
import { METHODS } from '../../../shared/valuation/methods.ts';
import { isSingle, weigh, weighLines } from '../../../shared/valuation/weigh.ts';
import { isRefusal } from '../../../shared/result.ts';
import { chinaMinute } from '../../../shared/time.ts';
import { useObserve } from '../../data/observe.ts';
import { enteredBy, type Entered } from '../../data/queries/valuation.ts';
import { useMoney } from '../../ui/Money.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { placeWords, sideWords, simulatedPlace } from './compare-words.ts';
import { placeName } from './method-words.ts';
import { amountWords, lineName, rangeWords } from './weigh-words.ts';
import './weigh.css';

/** Two versions side by side: values with their differences, inputs old → new with who and when, methods added and removed. */
export function ComparePanel({ file, sheet }: { file: DealFile; sheet: Worksheet }) {
  const { t } = useTranslation('weigh');
  const others = file.worksheets.filter((w) => w.id !== sheet.id).sort((a, b) => (b.version ?? 0) - (a.version ?? 0));
  const [chosen, choose] = useState('');
  const other = others.find((w) => w.id === chosen) ?? others.find((w) => (w.version ?? 0) < (sheet.version ?? 0)) ?? others[0];
  if (!other) return null;
  const [a, b] = (other.version ?? 0) <= (sheet.version ?? 0) ? [other, sheet] : [sheet, other];
  return (
    <Panel
      title={t('compare.title', { from: a.version ?? 1, to: b.version ?? 1 })}
      extra={
        <Select
          size="small"
          value={other.id}
          aria-label={t('compare.with')}
          showSearch
          optionFilterProp="label"
          options={others.map((w) => ({ value: w.id, label: t('valuation:version', { n: w.version ?? 1 }) }))}
          onChange={choose}
        />
      }
    >
      <Compared a={a} b={b} />
    </Panel>
  );
}

function Compared({ a, b }: { a: Worksheet; b: Worksheet }) {
  const { t } = useTranslation('weigh');
  const { differences, added, removed } = useMemo(() => compareSheets(a, b), [a, b]);
  const paths = useMemo(() => differences.map((d) => d.path), [differences]);
  const entered = useObserve(() => enteredBy(b.id, paths), [b.id, paths]);
  const names = (list: readonly AppliedMethod[]): string => list.map((m) => lineName(t, m)).join(t('ui:comma'));
  return (
    <div className="compare">
      <ValueTable a={a} b={b} />
      {added.length > 0 && (
        <p data-compare="added">
          <strong>{t('compare.added')}</strong> {names(added)}
        </p>
      )}
      {removed.length > 0 && (
        <p data-compare="removed">
          <strong>{t('compare.removed')}</strong> {names(removed)}
        </p>
      )}
      {differences.length + added.length + removed.length === 0 && <p className="muted">{t('compare.same')}</p>}
      {differences.length > 0 && (
        <table className="sheet-table sheet-compare">
          <thead>
            <tr>
              <th>{t('compare.item')}</th>
              <th>{t('compare.was', { n: a.version ?? 1 })}</th>
              <th>{t('compare.now', { n: b.version ?? 1 })}</th>
              <th>{t('compare.who')}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map((d) => (
              <Line key={`${d.path} ${d.part}`} difference={d} entered={entered?.get(d.path)} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Line({ difference: d, entered }: { difference: Difference; entered: Entered | undefined }) {
  const { t } = useTranslation('weigh');
  const money = useMoney();
  const method = d.method === undefined ? undefined : METHODS.get(d.method);
  const inner = d.path.split('/').slice(2).join('/');
  const own =
    method && !simulatedPlace(d) && !['weight', 'weightReason', 'low', 'high', 'name', 'money'].includes(inner)
      ? placeName(t, method, inner)
      : placeWords(t, d);
  const name = d.method === undefined ? own : `${lineName(t, { method: d.method })}${t('of')}${own}`;
  const who = [d.by ?? entered?.who, entered && chinaMinute(entered.when)].filter(Boolean).join(' ');
  return (
    <tr data-difference={`${d.path} ${d.part}`}>
      <th scope="row" title={name}>
        {name}
      </th>
      <td title={d.from}>{sideWords(t, money, d, d.from)}</td>
      <td title={d.to}>{sideWords(t, money, d, d.to)}</td>
      <td className="muted">{who}</td>
    </tr>
  );
}

/** The value of each method and the weighed one in both versions, and by how much they differ. */
function ValueTable({ a, b }: { a: Worksheet; b: Worksheet }) {
  const { t } = useTranslation('weigh');
  const money = useMoney();
  const rows = useMemo(() => {
    const [was, now] = [weighLines(a, METHODS), weighLines(b, METHODS)];
    const weighed = (sheet: Worksheet, lines: typeof was) => {
      const r = isSingle(lines) ? undefined : weigh(sheet, lines, (l) => l.method);
      return r && !isRefusal(r) ? r : undefined;
    };
    const [wa, wb] = [weighed(a, was), weighed(b, now)];
    const ids = [...new Set([...was, ...now].filter((l) => l.price).map((l) => l.id))];
    return [
      ...ids.map((id) => {
        const [x, y] = [was.find((l) => l.id === id), now.find((l) => l.id === id)];
        return { key: id, name: id === ROYALTY ? t('compare.value') : lineName(t, (y ?? x)!), from: x?.value, to: y?.value };
      }),
      ...(wa || wb ? [{ key: 'weighed', name: t('weighed'), from: wa?.value, to: wb?.value, range: [wa, wb] }] : []),
    ];
  }, [a, b, t]);
  return (
    <table className="sheet-table sheet-compare-values">
      <thead>
        <tr>
          <th>{t('compare.values')}</th>
          <th className="figure">{t('compare.was', { n: a.version ?? 1 })}</th>
          <th className="figure">{t('compare.now', { n: b.version ?? 1 })}</th>
          <th className="figure">{t('compare.difference', { unit: money.unit })}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr key={r.key} data-compare-value={r.key}>
            <th scope="row">{r.name}</th>
            {[r.from, r.to].map((x, i) => {
              const range = 'range' in r ? r.range?.[i] : undefined;
              return (
                <td key={i} className="figure" title={range ? rangeWords(money, range.outputs['low']!, range.outputs['high']!) : undefined}>
                  {x === undefined ? t('compare.none') : amountWords(money, x)}
                </td>
              );
            })}
            <td className="figure">{r.from === undefined || r.to === undefined ? '' : `${r.to > r.from ? '+' : ''}${amountWords(money, r.to - r.from)}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
