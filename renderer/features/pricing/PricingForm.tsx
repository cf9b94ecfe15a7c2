import { useTranslation } from 'react-i18next';
import { onMarket } from '../../../shared/domain/checks/market.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Pricing } from '../../../shared/domain/deal.ts';
import { PRICING_ROUTES } from '../../../shared/domain/deal.ts';
import { Panel } from '../../ui/Panel.tsx';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';
import { editPricing } from './edit-pricing.ts';
import { PricingPapers } from './PricingPapers.tsx';

/** Why nothing was published is asked of what is published by law or by an own rule; what was written stays in sight. */
function noReason(pricing: Pricing, publish: boolean): 'noReason' | 'noReasonOwn' | undefined {
  if (!publish || (onMarket(pricing) && (pricing.noNoticeReason ?? '') === '')) return undefined;
  return pricing.route === 'appraisal' || onMarket(pricing) ? 'noReasonOwn' : 'noReason';
}

/** How the price was set, by whom, on what ground. */
export function PricingForm({ file, pricing, publish }: { file: DealFile; pricing: Pricing; publish: boolean }) {
  const { t } = useTranslation('pricing');
  const market: FormField[] = [
    { field: 'market', label: t('field.market'), hint: t('hint.market') },
    { field: 'listingNo', label: t('field.listingNo') },
    { field: 'listedFrom', label: t('field.listedFrom'), kind: 'day' },
    { field: 'listedTo', label: t('field.listedTo'), kind: 'day' },
    { field: 'resultPrice', label: t('field.resultPrice'), kind: 'money' },
  ];
  const appraisal: FormField[] = [
    { field: 'appraiser', label: t('field.appraiser') },
    { field: 'appraisalNo', label: t('field.appraisalNo'), hint: t('hint.appraisalNo') },
  ];
  const reason = noReason(pricing, publish);
  const fields: FormField[] = [
    {
      field: 'route',
      label: t('field.route'),
      kind: 'select',
      clearable: false,
      options: PRICING_ROUTES.map((value) => ({ value, label: t(`route.${value}`) })),
    },
    { field: 'decidedOn', label: t('field.decidedOn'), kind: 'day' },
    { field: 'decidedBy', label: t('field.decidedBy'), hint: t('hint.decidedBy') },
    { field: 'meeting', label: t('field.meeting'), hint: t('hint.meeting') },
    { field: 'price', label: t('field.price'), kind: 'money' },
    { field: 'royaltyRate', label: t('field.royaltyRate'), kind: 'rate', hint: t('hint.royalty') },
    {
      field: 'worksheetId',
      label: t('field.worksheetId'),
      kind: 'select',
      options: file.worksheets.map((w) => ({ value: w.id, label: t('worksheet.version', { n: w.version ?? 1, date: w.baseDate ?? '' }) })),
    },
    { field: 'basis', label: t('field.basis'), kind: 'area', wide: true, hint: t('hint.basis') },
    ...(onMarket(pricing) ? market : pricing.route === 'appraisal' ? appraisal : []),
    ...(reason ? [{ field: 'noNoticeReason', label: t('field.noNoticeReason'), kind: 'area' as const, wide: true, hint: t(`hint.${reason}`) }] : []),
  ];
  return (
    <Panel title={t('section.route')}>
      <RecordForm table="pricings" row={pricing} fields={fields} onSave={(field, value) => editPricing(pricing.id, { [field]: value } as Partial<Pricing>)} />
      <PricingPapers pricing={pricing} />
    </Panel>
  );
}
