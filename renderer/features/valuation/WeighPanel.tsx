import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { decimal, exactYuan, formatRate, parseRate, readRate, Decimal } from '../../../shared/money.ts';
import { isRefusal } from '../../../shared/result.ts';
import { ROYALTY } from '../../../shared/valuation/approach.ts';
import { METHODS } from '../../../shared/valuation/methods.ts';
import { isSingle, weigh, weighLines, type WeighLine } from '../../../shared/valuation/weigh.ts';
import { Panel } from '../../ui/Panel.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { useMoney } from '../../ui/Money.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';
import { CellInput } from './CellInput.tsx';
import { CorridorView } from './CorridorView.tsx';
import { editMethod } from './edit-methods.ts';
import { editWorksheet } from './edit-worksheet.ts';
import { goToField } from './go-to-field.ts';
import { resultWords, warningWords } from './method-words.ts';
import { amountWords, lineName, rangeWords } from './weigh-words.ts';
import './weigh.css';

const reconcileMethod = METHODS.get('reconcile')!;

/** 综合: every method's value with range, weight and reason; the answer is a range with the weighed value in it. */
export function WeighPanel({ sheet }: { sheet: Worksheet }) {
  const { t } = useTranslation('weigh');
  const money = useMoney();
  const lines = useMemo(() => weighLines(sheet, METHODS), [sheet]);
  const single = isSingle(lines);
  const result = useMemo(() => (single ? undefined : weigh(sheet, lines, (l) => lineName(t, l))), [sheet, lines, single, t]);
  const total = lines.reduce((sum, l) => sum.plus(decimal(parseRate(l.weight ?? '')) ?? 0), new Decimal(0));
  const asksEqual = sheet.equalWeightsReason !== undefined || (result !== undefined && isRefusal(result) && result.field === 'equalWeightsReason');
  return (
    <Panel title={t('title')}>
      <p className="muted small">{t('plain')}</p>
      <table className="sheet-table sheet-weigh">
        <thead>
          <tr>
            <th>{t('col.method')}</th>
            <th className="figure">{t('col.value', { unit: money.unit })}</th>
            <th className="figure">{t('col.low', { unit: money.unit })}</th>
            <th className="figure">{t('col.high', { unit: money.unit })}</th>
            <th className="figure">{t('col.weight')}</th>
            <th>{t('col.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => (
            <Row key={line.id} sheet={sheet} line={line} row={i} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('total')}</th>
            <td colSpan={3} />
            <td className={`figure${total.equals(1) || single ? '' : ' weigh-off'}`} data-figure="weight-total">
              {single ? '' : formatRate(total.toFixed())}
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
      {asksEqual && <EqualReason sheet={sheet} row={lines.length} />}
      <div className="weigh-result" data-weigh={result === undefined ? 'single' : isRefusal(result) ? 'refused' : 'done'} aria-live="polite">
        {single && <p className="muted">{t('single')}</p>}
        {result && isRefusal(result) && (
          <p>
            <StatusTag tone="attention">{t('notYet')}</StatusTag> {refusalWords(t, result)}{' '}
            {result.field && (
              <button type="button" className="link" onClick={() => goToField(sheet, result.field!)}>
                {t('methods:goThere')}
              </button>
            )}
          </p>
        )}
        {result && !isRefusal(result) && (
          <>
            <p className="weigh-figures">
              <span className="result-label">{t('range')}</span>
              <strong data-figure="weighed-range">{rangeWords(money, result.outputs['low']!, result.outputs['high']!)}</strong>
              <span className="result-unit">{money.unit}</span>
              <span className="result-label">{t('weighed')}</span>
              <span data-figure="weighed" title={`${exactYuan(String(result.value))} ${t('ui:unit.yuan')}`}>
                {amountWords(money, result.value)}
              </span>
              <span className="result-unit">{money.unit}</span>
            </p>
            <p className="muted small">
              {result.steps.find((s) => s.name === 'weighted')?.substituted} {t('ui:unit.yuan')}
            </p>
            {result.warnings.map((w) => (
              <p key={w.key} className="small">
                <StatusTag tone="attention">{t('check')}</StatusTag> {warningWords(t, reconcileMethod, w)}
              </p>
            ))}
          </>
        )}
      </div>
      <CorridorView lines={lines} />
    </Panel>
  );
}

const saidRate = (text: string): string | undefined => (decimal(readRate(text)) ? `= ${formatRate(readRate(text))}` : undefined);

type RowProps = { sheet: Worksheet; line: WeighLine; row: number };

function Row({ sheet, line, row }: RowProps) {
  const { t } = useTranslation('weigh');
  const money = useMoney();
  const name = lineName(t, line);
  const place = (part: string): string =>
    `worksheets/${sheet.id}/${line.id === ROYALTY ? (part === 'weight' ? 'royaltyWeight' : 'royaltyWeightReason') : `applied/${line.id}/${part}`}`;
  const save = (part: 'weight' | 'weightReason' | 'low' | 'high') => (value: string | undefined) =>
    line.id === ROYALTY
      ? editWorksheet(sheet.id, { [part === 'weight' ? 'royaltyWeight' : 'royaltyWeightReason']: value || undefined })
      : editMethod(sheet.id, line.id, { [part]: value ?? '' });
  const applied = sheet.applied?.find((a) => a.id === line.id);
  const value =
    line.value !== undefined
      ? amountWords(money, line.value)
      : line.answer && !isRefusal(line.answer) && 'method' in line.answer
        ? resultWords(t, line.answer, money.units)
        : t('methods:noResult');
  const weightless = !line.price && !line.weight;
  return (
    <tr data-weigh-line={line.id}>
      <th scope="row" title={name}>
        {name}
      </th>
      <td className={`figure${line.value === undefined ? ' muted' : ''}`} title={value} data-figure="line-value">
        {value}
      </td>
      {(['low', 'high'] as const).map((side, j) => (
        <td key={side} className={applied && line.price ? 'cell-edit' : 'figure'} {...(applied ? { 'data-field': place(side) } : {})}>
          {applied && line.price ? (
            <CellInput
              figure
              at={[row, j]}
              value={applied[side]}
              label={`${name} ${t(`col.${side}`, { unit: money.unit })}`}
              placeholder={line[side] === undefined ? t(`hint.${side}`) : amountWords(money, line[side])}
              show={money.box}
              read={money.read}
              understood={money.understood}
              unread={(applied[side] ?? '') !== '' && decimal(applied[side]) === undefined ? t('ui:field.money.unread') : undefined}
              onSave={save(side)}
            />
          ) : line[side] === undefined ? (
            ''
          ) : (
            amountWords(money, line[side])
          )}
        </td>
      ))}
      {weightless ? (
        <td colSpan={2} className="muted small">
          {t('noPrice')}
        </td>
      ) : (
        <>
          <td className="cell-edit" data-field={place('weight')}>
            <CellInput
              figure
              at={[row, 2]}
              value={line.weight}
              label={`${name} ${t('col.weight')}`}
              placeholder="%"
              show={(v) => (decimal(v) ? formatRate(v) : v)}
              read={readRate}
              understood={saidRate}
              unread={(line.weight ?? '') !== '' && decimal(line.weight) === undefined ? t('ui:field.rate.unread') : undefined}
              onSave={save('weight')}
            />
          </td>
          <td className="cell-edit" data-field={place('weightReason')}>
            <CellInput at={[row, 3]} value={line.reason} label={`${name} ${t('col.reason')}`} placeholder={t('reasonHint')} onSave={save('weightReason')} />
          </td>
        </>
      )}
    </tr>
  );
}

function EqualReason({ sheet, row }: { sheet: Worksheet; row: number }) {
  const { t } = useTranslation('weigh');
  return (
    <table className="sheet-table weigh-equal">
      <tbody>
        <tr data-field={`worksheets/${sheet.id}/equalWeightsReason`}>
          <th scope="row">{t('equal')}</th>
          <td className="cell-edit">
            <CellInput
              at={[row, 0]}
              value={sheet.equalWeightsReason}
              label={t('equal')}
              placeholder={t('equalHint')}
              onSave={(value) => editWorksheet(sheet.id, { equalWeightsReason: value || undefined })}
            />
          </td>
        </tr>
      </tbody>
    </table>
  );
}
