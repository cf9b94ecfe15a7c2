/** What the note says up front: what is still missing of the acceptance list, the weighed range, and how the forecast's own range came about. */
import type { TFunction } from 'i18next';
import { gateFinding, worksheetGate, type GateItem } from '../../../shared/domain/checks/worksheet.ts';
import { valuedIn } from '../../../shared/domain/checks/worksheet-says.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { isSettled } from '../../../shared/domain/finding.ts';
import { Decimal, formatRate, formatWan } from '../../../shared/money.ts';
import { isRefusal } from '../../../shared/result.ts';
import { METHODS } from '../../../shared/valuation/methods.ts';
import type { RoyaltyRequest } from '../../../shared/valuation/royalty-input.ts';
import { valueByRoyalty, type RoyaltyResult } from '../../../shared/valuation/royalty.ts';
import { isSingle, weigh, weighLines } from '../../../shared/valuation/weigh.ts';
import type { Missing, RangeTable } from '../../documents/worksheet-front.ts';
import { refusalWords } from '../../ui/refusal-words.ts';
import type { Figures } from './compute.ts';
import { lackWords, lineName } from './weigh-words.ts';

/** Most things named behind one item; the rest follow as these are mended. */
const NAMED = 6;

/** Items of the gate that are neither met nor explained, and those left out with a reason: it was written for the office and is not printed. */
export function missingOf(t: TFunction, file: DealFile, sheet: Worksheet): Missing {
  const open = worksheetGate(sheet, METHODS, valuedIn(file)).filter((g) => !g.met);
  const item = (g: GateItem): string => t(`weigh:gate.item.${g.item.split('.')[1]}`);
  const explained = (g: GateItem): boolean => isSettled(gateFinding(sheet, g), file.answers);
  const lacks = (g: GateItem): string => {
    const named = g.lacks.slice(0, NAMED).map((lack, i) => lackWords(t, lack, g.lacks[i - 1]));
    const more = g.lacks.length - named.length;
    return `${named.join(t('ui:comma'))}${more > 0 ? t('weigh:gate.more', { count: more }) : ''}`;
  };
  return { open: open.filter((g) => !explained(g)).map((g) => [item(g), lacks(g)]), explained: open.filter(explained).map(item) };
}

/** The range of all methods that are weighed, the weighed value and the weights; or why there is none yet. Empty for a single price. */
export function weighedOf(t: TFunction, sheet: Worksheet): { label: string; value: string }[] {
  const lines = weighLines(sheet, METHODS);
  if (isSingle(lines) || lines.filter((l) => l.price).length < 2) return [];
  const result = weigh(sheet, lines, (l) => lineName(t, l));
  if (isRefusal(result)) return [{ label: t('weigh:range'), value: `${t('weigh:notYet')}：${refusalWords(t, result)}` }];
  const wan = (yuan: number): string => formatWan(new Decimal(yuan).toFixed());
  const weights = lines.filter((l) => (l.weight ?? '').trim() !== '').map((l) => `${lineName(t, l)} ${formatRate(l.weight)}`);
  return [
    { label: t('weigh:range'), value: t('valuation:doc.range', { min: wan(result.outputs['low']!), max: wan(result.outputs['high']!) }) },
    { label: t('weigh:weighed'), value: `${wan(result.value)} ${t('ui:unit.wan')}` },
    { label: t('weigh:col.weight'), value: weights.join(t('ui:comma')) },
  ];
}

/** The sheet's other discount rates, each a full computation: a column of factors and one of values, and what they add up to. */
export function rangeOf(t: TFunction, { request, result }: Figures): RangeTable | undefined {
  const at = (rate: string): RoyaltyResult | undefined => {
    const { lowRate: _low, highRate: _high, ...rest } = request;
    const answer = valueByRoyalty({ ...rest, discountRate: rate } satisfies RoyaltyRequest);
    return isRefusal(answer) ? undefined : answer;
  };
  const rates = [...new Set([request.lowRate, request.highRate].filter((r) => r !== undefined))];
  const columns = rates.flatMap((rate) => {
    const answer = at(rate);
    return answer ? [{ rate: formatRate(rate), answer }] : [];
  });
  if (columns.length === 0) return undefined;
  const factor = (text: string): string => new Decimal(text).toFixed(4);
  const tab = (answer: RoyaltyResult): string | undefined => answer.steps.find((s) => s.id === 'tab')?.result;
  const unit = t('ui:unit.wan');
  return {
    headers: [
      t('valuation:year.head'),
      t('valuation:doc.net', { unit }),
      ...columns.flatMap(({ rate }) => [t('valuation:doc.factorAt', { rate }), t('valuation:doc.presentAt', { rate, unit })]),
    ],
    rows: [
      ...result.rows.map((row, i) => [
        String(row.k),
        formatWan(new Decimal(row.present).div(row.factor).toFixed()),
        ...columns.flatMap(({ answer }) => [factor(answer.rows[i]!.factor), formatWan(answer.rows[i]!.present)]),
      ]),
      ...(tab(result) === undefined ? [] : [[t('valuation:steps.tab'), '', ...columns.flatMap(({ answer }) => ['', factor(tab(answer) ?? '1')])]]),
      [t('valuation:steps.total'), '', ...columns.flatMap(({ answer }) => ['', formatWan(answer.value)])],
    ],
    says: t('valuation:doc.rangeSays', {
      values: [...columns.map(({ rate, answer }) => ({ rate, value: answer.value })), { rate: formatRate(request.discountRate), value: result.value }]
        .map(({ rate, value }) => t('valuation:doc.at', { rate, value: formatWan(value) }))
        .join(t('ui:comma')),
      min: formatWan(result.band.min),
      max: formatWan(result.band.max),
    }),
  };
}
