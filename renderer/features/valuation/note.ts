/** The worksheet as 估值测算说明: figures go in as they stand on screen, always with the Chinese words. */
import type { TFunction } from 'i18next';
import type { DocumentModel } from '../../../shared/domain/contract/blocks.ts';
import { valuedIn } from '../../../shared/domain/checks/worksheet-says.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { APPROACHES, type Worksheet } from '../../../shared/domain/deal.ts';
import { formatRate, formatWan, formatYuan, Decimal } from '../../../shared/money.ts';
import { worksheetDocument, type WorksheetInputs } from '../../documents/worksheet-docx.ts';
import { basisKey, type Figures } from './compute.ts';
import { royaltyPictures } from './note-charts.ts';
import { missingOf, rangeOf, weighedOf } from './note-front.ts';
import { methodsNote } from './note-methods.ts';
import { rightWords } from './right-words.ts';
import { stepName, stepResult } from './trace.ts';

const NOTES = ['rightsForm', 'legalStatus', 'complementary', 'maturity', 'reconciliation'];
/** With what counts where nothing was chosen; a basis that nobody stated is not known. */
const CHOICES: Record<string, string> = { decay: 'none', timing: 'end', flowBasis: '', rateBasis: '' };

type InputRow = WorksheetInputs['inputs'][number] & { name: string };
/** The range's two rates have no source of their own: the discount rate's stands for them, behind it. */
function withRates(t: TFunction, sheet: Worksheet, rows: readonly InputRow[]): InputRow[] {
  const own = sheet.inputs?.['discountRate'];
  const more = (['lowRate', 'highRate'] as const).flatMap((name): InputRow[] =>
    (sheet[name] ?? '') === ''
      ? []
      : [
          {
            name,
            label: t(`valuation:input.${name}`),
            value: formatRate(sheet[name]),
            source: own?.source ? t('valuation:doc.sameSource', { source: own.source }) : '',
            grade: own?.grade ? t(`valuation:grade.${own.grade}`) : '',
            ...(own?.sourceDate ? { sourceDate: own.sourceDate } : {}),
          },
        ],
  );
  const at = rows.findIndex((r) => r.name === 'discountRate') + 1;
  return at === 0 ? [...rows, ...more] : [...rows.slice(0, at), ...more, ...rows.slice(at)];
}

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
  const range = rangeOf(t, { request, result });
  const weighed = weighedOf(t, sheet);
  // beside others its own figures bear its name
  const of = (label: string): string => (weighed.length > 0 ? `${t('valuation:method.name')} · ${label}` : label);
  return worksheetDocument({
    worksheet: sheet,
    objectName: file.deal.name ?? '',
    methodName: t('valuation:method.name'),
    watermark,
    missing: missingOf(t, file, sheet),
    rights: valuedIn(file).rights.map((right) => rightWords(t, right)),
    ...(range ? { range } : {}),
    inputs: withRates(
      t,
      sheet,
      Object.entries(sheet.inputs ?? {})
        .filter(([, i]) => (i.value ?? '') !== '' || (i.source ?? '') !== '')
        .map(([name, i]) => ({
          name,
          label: t(NOTES.includes(name) ? `valuation:notes.${name}` : `valuation:input.${name}`),
          value: shown(name, i.value),
          source: i.source ?? '',
          grade: i.grade ? t(`valuation:grade.${i.grade}`) : '',
          ...(i.sourceDate ? { sourceDate: i.sourceDate } : {}),
        })),
    ),
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
      ...weighed,
      {
        label: of(t('valuation:result.base')),
        value: t('valuation:doc.base', { value: formatWan(result.value), yuan: formatYuan(result.value), rate: formatRate(request.discountRate) }),
      },
      { label: of(t('valuation:result.range')), value: t('valuation:doc.range', { min: formatWan(result.band.min), max: formatWan(result.band.max) }) },
      { label: t('valuation:doc.basis'), value: t(`valuation:result.${basisKey({ request, result })}`) },
      { label: t('valuation:doc.prices'), value: t(`valuation:doc.pricesOf.${request.flowPrices ?? 'nominal'}`) },
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
