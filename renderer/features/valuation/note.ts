/** The worksheet as 估值测算说明: figures go in as they stand on screen, always with the Chinese words. */
import type { TFunction } from 'i18next';
import type { DocumentModel } from '../../../shared/domain/contract/blocks.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { APPROACHES, type Worksheet } from '../../../shared/domain/deal.ts';
import { formatRate, formatWan, formatYuan, Decimal } from '../../../shared/money.ts';
import { worksheetDocument } from '../../documents/worksheet-docx.ts';
import { basisKey, type Figures } from './compute.ts';
import { royaltyPictures } from './note-charts.ts';
import { methodsNote } from './note-methods.ts';
import { stepName, stepResult } from './trace.ts';

const NOTES = ['rightsForm', 'legalStatus', 'complementary', 'maturity', 'reconciliation'];
/** With what counts where nothing was chosen; a basis that nobody stated is not known. */
const CHOICES: Record<string, string> = { decay: 'none', timing: 'end', flowBasis: '', rateBasis: '' };

/** `t` is the Chinese of the valuation namespace. */
export function noteOf(t: TFunction, file: DealFile, sheet: Worksheet, { request, result }: Figures, watermark: string): DocumentModel {
  const unit = t('ui:unit.wan');
  const choice = (name: string, value: string): string => t(value === '' ? 'valuation:grade.none' : `valuation:choice.${name}.${value}`);
  const shown = (name: string, value: string | undefined): string =>
    name.endsWith('Rate')
      ? formatRate(value)
      : name in CHOICES
        ? choice(name, value || CHOICES[name]!)
        : name === 'revenues'
          ? t('valuation:doc.seeYears')
          : (value ?? '');
  return worksheetDocument({
    worksheet: sheet,
    objectName: file.deal.name ?? '',
    methodName: t('valuation:method.name'),
    watermark,
    inputs: Object.entries(sheet.inputs ?? {})
      .filter(([, i]) => (i.value ?? '') !== '' || (i.source ?? '') !== '')
      .map(([name, i]) => ({
        label: t(NOTES.includes(name) ? `valuation:notes.${name}` : `valuation:input.${name}`),
        value: shown(name, i.value),
        source: i.source ?? '',
        grade: i.grade ? t(`valuation:grade.${i.grade}`) : '',
        ...(i.sourceDate ? { sourceDate: i.sourceDate } : {}),
      })),
    steps: result.steps.map((s) => ({ label: stepName(t, s), formula: s.formula, substituted: s.substituted, result: stepResult(t, s) })),
    years: {
      headers: [
        t('valuation:year.head'),
        t('valuation:year.revenue', { unit }),
        t('valuation:year.rate'),
        t('valuation:year.royalty', { unit }),
        t('valuation:year.factor'),
        t('valuation:year.pv', { unit }),
      ],
      rows: result.rows.map((r) => [
        String(r.k),
        formatWan(r.revenue),
        formatRate(r.rate),
        formatWan(new Decimal(r.revenue).times(r.rate).toFixed()),
        new Decimal(r.factor).toFixed(4),
        formatWan(r.present),
      ]),
    },
    results: [
      {
        label: t('valuation:result.base'),
        value: t('valuation:doc.base', { value: formatWan(result.value), yuan: formatYuan(result.value), rate: formatRate(request.discountRate) }),
      },
      { label: t('valuation:result.range'), value: t('valuation:doc.range', { min: formatWan(result.band.min), max: formatWan(result.band.max) }) },
      { label: t('valuation:doc.basis'), value: t(`valuation:result.${basisKey({ request, result })}`) },
    ],
    rules: [],
    ...methodsNote(t, sheet, { request, result }),
    pictures: royaltyPictures(t, sheet, { request, result }),
    rejected: APPROACHES.flatMap((name) => {
      const why = sheet.approaches?.[name];
      return why ? [[t(`valuation:doc.approach.${name}`), why] as const] : [];
    }),
    warnings: result.warnings.filter((w) => w.key !== 'preTax').map((w) => t(`valuation:warnings.${w.key}`, w.params ?? {})),
  });
}
