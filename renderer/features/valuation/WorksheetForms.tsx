import { useTranslation } from 'react-i18next';
import { needsTypeReason } from '../../../shared/domain/checks/worksheet.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { refuse } from '../../../shared/result.ts';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';
import { PurposeField } from './PurposeField.tsx';
import { editWorksheet, MARKET, REFERENCE } from './edit-worksheet.ts';

type Props = { sheet: Worksheet };

const save = (sheet: Worksheet) => async (field: string, value: string | number | boolean | undefined) => {
  if (field === 'valueType' && value === undefined) return refuse('form.required');
  return editWorksheet(sheet.id, { [field]: value } as Partial<Worksheet>);
};

/** What is measured, as of when, for what, by whom. 市场价值 asks for its reason at once. */
export function WhatForm({ sheet }: Props) {
  const { t } = useTranslation('valuation');
  const fields: FormField[] = [
    { field: 'purpose', label: t('field.purpose'), custom: (name) => <PurposeField sheet={sheet} name={name} /> },
    {
      field: 'valueType',
      label: t('field.valueType'),
      kind: 'select',
      clearable: false,
      options: [
        { value: REFERENCE, label: t('valueType.reference') },
        { value: MARKET, label: t('valueType.market') },
      ],
    },
    ...(needsTypeReason(sheet)
      ? [{ field: 'valueTypeReason', label: t('field.valueTypeReason'), kind: 'area' as const, wide: true, required: true, hint: t('hint.reasonNeeded') }]
      : []),
    { field: 'baseDate', label: t('field.baseDate'), kind: 'day' },
    { field: 'preparedOn', label: t('field.preparedOn'), kind: 'day' },
    { field: 'preparer', label: t('field.preparer') },
    { field: 'reviewer', label: t('field.reviewer') },
    { field: 'object', label: t('field.object'), kind: 'area', wide: true, hint: t('hint.object') },
  ];
  return <RecordForm table="worksheets" row={sheet} fields={fields} onSave={save(sheet)} />;
}

/** Approaches not used, assumptions and limits: what a reader will ask first. */
export function LimitsForm({ sheet }: Props) {
  const { t } = useTranslation('valuation');
  const fields: FormField[] = [
    // written before each approach had a line of its own
    ...(sheet.rejected ? [{ field: 'rejected', label: t('field.rejected'), kind: 'area' as const, wide: true, hint: t('hint.rejected') }] : []),
    { field: 'note', label: t('field.note'), kind: 'area', wide: true, hint: t('hint.note') },
  ];
  return <RecordForm table="worksheets" row={sheet} fields={fields} onSave={save(sheet)} />;
}
