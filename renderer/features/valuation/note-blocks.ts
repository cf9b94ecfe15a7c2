/** 估值测算说明 as blocks: the banner first, then object, inputs with sources, years, result and limits. Nothing internal is in it. */
import { canonicalJson, sha256Hex } from '../../../shared/change/chain.ts';
import type { Json } from '../../../shared/change/change.ts';
import { cell, paragraph, type Block, type Cell, type DocumentModel } from '../../../shared/domain/contract/blocks.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { formatRate, formatWan, formatYuan, Decimal } from '../../../shared/money.ts';
import type { Figures } from './compute.ts';

type Words = (key: string, params?: Record<string, string | number>) => string;
type Made = { sheet: Worksheet; figures: Figures; deal: string; seller: string; watermark: string };

/** The document is always in Chinese: `t` is the Chinese of the valuation namespace. */
export function noteDocument(t: Words, { sheet, figures, deal, seller, watermark }: Made): DocumentModel {
  const { result, request } = figures;
  const head = (text: string): Cell => cell(text, { bold: true, align: 'center' });
  const pair = (label: string, value: string | undefined): Cell[] => [cell(label, { bold: true }), cell(value || '—')];
  const right = (text: string): Cell => cell(text, { align: 'right' });
  const section = (id: string, text: string): Block => ({ kind: 'heading', id, level: 2, text });
  const inputs = Object.entries(sheet.inputs ?? {}).filter(([, i]) => (i.value ?? '') !== '' || (i.source ?? '') !== '');
  const valueOf = (name: string, value: string | undefined): string =>
    /Rate$/.test(name) ? formatRate(value) : ['decay', 'timing', 'flowBasis', 'rateBasis'].includes(name) ? t(`choice.${name}.${value ?? ''}`) : (value ?? '');
  const blocks: Block[] = [
    { kind: 'title', text: t('doc.title'), subtitle: deal },
    { kind: 'banner', text: t('banner') },
    { kind: 'table', head: 0, columns: [{ width: 260 }, { width: 740 }], rows: [
      pair(t('field.purpose'), sheet.purpose), pair(t('field.valueType'), [sheet.valueType, sheet.valueTypeReason].filter(Boolean).join('：')), pair(t('doc.seller'), seller), pair(t('field.object'), sheet.object),
      pair(t('field.baseDate'), sheet.baseDate), pair(t('field.preparedOn'), sheet.preparedOn), pair(t('doc.people'), `${sheet.preparer ?? '—'} ／ ${sheet.reviewer ?? '—'}`),
    ] },
    section('inputs', t('section.inputs')),
    { kind: 'table', head: 1, columns: [{ width: 230 }, { width: 270 }, { width: 280 }, { width: 220 }], rows: [
      [head(t('inputCol.name')), head(t('inputCol.value')), head(t('inputCol.source')), head(`${t('inputCol.sourceDate')} ／ ${t('inputCol.grade')}`)],
      ...inputs.map(([name, i]) => [cell(t(name in NOTE_NAMES ? `notes.${name}` : `input.${name}`)), cell(valueOf(name, i.value) || (name === 'revenues' ? t('input.seeForecast') : '—')), cell(i.source || '—'), cell([i.sourceDate, i.grade ? t(`grade.${i.grade}`) : ''].filter(Boolean).join(' ／ ') || '—')]),
    ] },
    section('years', t('section.steps')),
    { kind: 'table', head: 1, columns: [{ width: 120 }, { width: 210 }, { width: 130 }, { width: 200 }, { width: 150 }, { width: 190 }], rows: [
      [t('year.head'), t('year.revenue'), t('year.rate'), t('year.royalty'), t('year.factor'), t('year.pv')].map(head),
      ...result.rows.map((r) => [cell(t('year.n', { n: r.k }), { align: 'center' }), right(formatWan(r.revenue)), right(formatRate(r.rate)), right(formatWan(new Decimal(r.revenue).times(r.rate).toFixed())), right(new Decimal(r.factor).toFixed(4)), right(formatWan(r.present))]),
      [cell(t('year.total'), { align: 'center', bold: true, span: 5 }), cell(formatWan(result.value), { align: 'right', bold: true })],
    ] },
    section('result', t('section.result')),
    paragraph(t('doc.result', { value: formatWan(result.value), yuan: formatYuan(result.value), rate: formatRate(request.discountRate), min: formatWan(result.band.min), max: formatWan(result.band.max) }), { indent: true }),
    paragraph(t('doc.formula'), { indent: true }),
    section('limits', t('section.method')),
    paragraph(`${t('field.rejected')}：${sheet.rejected || '—'}`, { indent: true }),
    paragraph(`${t('field.note')}：${sheet.note || '—'}`, { indent: true }),
    paragraph(t('doc.version', { n: sheet.version ?? 1, engine: result.engineVersion }), { small: true }),
  ];
  const contentId = sha256Hex(canonicalJson(JSON.parse(JSON.stringify({ blocks })) as Json));
  return { kind: 'worksheet', title: t('doc.title'), contentId, header: t('banner'), pageNumbers: true, watermark, blocks };
}

const NOTE_NAMES = { rightsForm: 1, legalStatus: 1, complementary: 1, maturity: 1, reconciliation: 1 };
