import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Pricing } from '../../../shared/domain/deal.ts';
import { PRICING_ROUTES } from '../../../shared/domain/deal.ts';
import { Panel } from '../../ui/Panel.tsx';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';
import { editPricing } from './edit-pricing.ts';

/** How the price was set, by whom, on what ground. */
export function PricingForm({ file, pricing, publish }: { file: DealFile; pricing: Pricing; publish: boolean }) {
  const { t } = useTranslation('pricing');
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
    ...(publish ? [{ field: 'noNoticeReason', label: t('field.noNoticeReason'), kind: 'area' as const, wide: true, hint: t('hint.noReason') }] : []),
  ];
  return (
    <Panel title={t('section.route')}>
      <RecordForm table="pricings" row={pricing} fields={fields} onSave={(field, value) => editPricing(pricing.id, { [field]: value } as Partial<Pricing>)} />
    </Panel>
  );
}
