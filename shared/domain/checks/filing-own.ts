/** What a person says of the amounts and the point in a filing itself: rows of the split, foreign money, another point than proposed. */
import { decimal, formatYuan, type Decimal } from '../../money.ts';
import { parseDay } from '../../time.ts';
import type { DealFile } from '../deal-file.ts';
import { foreignGaps, foreignInYuan, isUnknownCurrency } from '../filing-currency.ts';
import { contractTypeOf } from '../filing-facts.ts';
import type { FilledForm } from '../filing-form.ts';
import { unitSlip } from '../filing-portal.ts';
import { writtenRows } from '../filing-split.ts';
import type { Filing } from '../filing.ts';
import { finding, type Finding } from '../finding.ts';
import { pointOf, proposePoint, type PointDirectory } from '../register-points.ts';
import { filled } from './blank.ts';

/** `on` is the day the filing is made; the directory knows what was open then. */
export function checkFilingOwn(file: DealFile, filing: Filing, form: FilledForm, points: PointDirectory, on: string): Finding[] {
  return [...split(filing, form), ...foreign(filing, form, on), ...slips(filing, form), ...point(file, filing, points, on), ...portalNo(file, filing)];
}

function split(filing: Filing, form: FilledForm): Finding[] {
  const rows = writtenRows(filing.splits) ?? [];
  const at = (field: string) => ({ table: 'filings' as const, id: filing.id, field });
  const out = form.split.unread.map((i) => finding('filing.splitUnread', at('splits'), { params: { row: i + 1 }, also: String(i) }));
  rows.forEach((row, i) => {
    if (row.kind === 'carrier' && !filled(row.reason)) out.push(finding('filing.carrierReason', at('splits'), { params: { row: i + 1 }, also: String(i) }));
  });
  const technical = form.fields.find((f) => f.key === 'technicalAmount');
  const said = decimal(technical?.value);
  if (rows.length > 0 && technical?.origin === 'typed' && said && form.split.technical && !said.eq(form.split.technical))
    out.push(
      finding('filing.splitDiffers', at('form.technicalAmount'), {
        params: { form: formatYuan(said.toFixed()), split: formatYuan(form.split.technical.toFixed()) },
      }),
    );
  return out;
}

/** What is missing of a price in foreign money, and what of it cannot well be: no such money, a rate of a day to come, a total it does not make. */
function foreign(filing: Filing, form: FilledForm, on: string): Finding[] {
  const at = (field: string) => ({ table: 'filings' as const, id: filing.id, field });
  const said = filing.currency;
  const gaps = foreignGaps(said);
  const out = gaps.map((gap) => finding('filing.currencyGap', at(`currency.${gap}`), { params: { what: CURRENCY_WORDS[gap] } }));
  if (isUnknownCurrency(said?.code)) out.push(finding('filing.currencyUnknown', at('currency.code'), { params: { code: said!.code! } }));
  const day = parseDay(said?.on);
  if (day && day > on) out.push(finding('filing.rateDayAhead', at('currency.on'), { params: { day, today: on } }));
  const [yuan, total] = [foreignInYuan(said), decimal(form.fields.find((f) => f.key === 'totalAmount')?.value)];
  if (gaps.length === 0 && yuan && total && !yuan.eq(total))
    out.push(finding('filing.currencyDiffers', at('form.totalAmount'), { params: { form: formatYuan(total.toFixed()), yuan: formatYuan(yuan.toFixed()) } }));
  return out;
}
/** As the panel calls them. */
const CURRENCY_WORDS = { code: '币种', amount: '外币金额', rate: '汇率', on: '汇率日期', source: '汇率来源' } as const;

/** A typed amount ten thousand times its source, or a ten thousandth: 元 and 万元 may have been taken for one another. */
function slips(filing: Filing, form: FilledForm): Finding[] {
  return form.fields.flatMap((f) => {
    const meant = slipOf(f);
    if (!meant) return [];
    const params = { field: f.zh, form: `${f.shown} ${f.unit ?? '元'}`, meant: `${formatYuan(meant.toFixed())} ${f.unit ?? '元'}` };
    return [finding('filing.unitSlip', { table: 'filings', id: filing.id, field: `form.${f.key}` }, { params })];
  });
}

/** In the field's own unit. */
export const slipOf = (f: Pick<FilledForm['fields'][number], 'type' | 'value' | 'recorded'>): Decimal | undefined =>
  f.type === 'money' ? unitSlip(decimal(f.value), decimal(f.recorded)) : undefined;

/** Each filing at the portal has a number of its own; one that another version of the deal bears may have been copied from there. */
function portalNo(file: DealFile, filing: Filing): Finding[] {
  const no = filing.portalNo?.trim();
  const same =
    no && file.filings.find((f) => f.id !== filing.id && f.archived !== true && (f.version ?? 1) < (filing.version ?? 1) && f.portalNo?.trim() === no);
  return same ? [finding('filing.portalNoUsed', { table: 'filings', id: filing.id, field: 'portalNo' }, { params: { no, version: same.version ?? 1 } })] : [];
}

function point(file: DealFile, filing: Filing, points: PointDirectory, on: string): Finding[] {
  const proposed = proposePoint(points, { kind: contractTypeOf(file), seat: file.seller?.region, on });
  const chosen = pointOf(points, filing.pointId);
  if (!proposed || !chosen || chosen.id === proposed.point.id || filled(filing.pointReason)) return [];
  const params = { chosen: chosen.name, proposed: proposed.point.name };
  return [finding('filing.pointReason', { table: 'filings', id: filing.id, field: 'pointReason' }, { params, source: { document: proposed.point.source } })];
}
