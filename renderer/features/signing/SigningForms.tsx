import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Signing } from '../../../shared/domain/contract.ts';
import { checkSigningOrder, takesEffect } from '../../../shared/domain/checks/signing-order.ts';
import { isSettled } from '../../../shared/domain/finding.ts';
import type { Party } from '../../../shared/domain/party.ts';
import { fieldIssues } from '../../data/field-issues.ts';
import { rulesAt } from '../../data/rules.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';
import { writeSigning } from './edit-signing.ts';

const save = (file: DealFile, signing: Signing) => (field: string, value: string | number | boolean | undefined) =>
  writeSigning(file, signing.id, { [field]: value } as Partial<Signing>, rulesAt(undefined, file.seller?.region));

/** What stands on the cover and at the end: number, dates, place, copies. */
export function PaperForm({ file, signing }: { file: DealFile; signing: Signing }) {
  const { t } = useTranslation('signing');
  const fields: FormField[] = [
    { field: 'contractNo', label: t('field.contractNo'), required: true },
    { field: 'place', label: t('field.place') },
    { field: 'signedOn', label: t('field.signedOn'), kind: 'day', required: true },
    {
      field: 'effectiveOn',
      label: t('field.effectiveOn'),
      kind: 'day',
      required: true,
      hint: takesEffect(file.contracts.find((c) => c.id === signing.contractId)) === 'seal' ? t('hint.effectiveSeal') : '',
    },
    { field: 'validFrom', label: t('field.validFrom'), kind: 'day' },
    { field: 'validTo', label: t('field.validTo'), kind: 'day' },
    { field: 'copies', label: t('field.copies'), kind: 'whole' },
    { field: 'crossPageSeal', label: t('field.crossPageSeal'), kind: 'switch' },
  ];
  const open = checkSigningOrder(file, signing).filter((x) => !isSettled(x, file.answers));
  return (
    <Panel title={t('section.paper')}>
      <RecordForm table="signings" row={signing} fields={fields} issues={fieldIssues(t, open, 'signings', signing.id)} onSave={save(file, signing)} />
    </Panel>
  );
}

/** One side's signature and seal, copied from the paper as it reads. */
export function SideForm({ file, signing, side, party }: { file: DealFile; signing: Signing; side: 'seller' | 'buyer'; party: Party | undefined }) {
  const { t, i18n } = useTranslation('signing');
  // kept as the paper says it, whatever language the screen speaks
  const zh = i18n.getFixedT('zh', 'signing');
  const seal = signing[`${side}SealName`] ?? '';
  const differs = seal !== '' && (party?.name ?? '') !== '' && !seal.replace(/\s/g, '').startsWith(party!.name!.replace(/\s/g, ''));
  const kind = signing[`${side}SealKind`];
  const fields: FormField[] = [
    { field: `${side}Signatory`, label: t('field.sellerSignatory') },
    {
      field: `${side}Authority`,
      label: t('field.sellerAuthority'),
      kind: 'select',
      options: (['legalRep', 'delegate'] as const).map((a) => ({ value: zh(`authority.${a}`), label: t(`authority.${a}`) })),
    },
    {
      field: `${side}SealKind`,
      label: t('field.sellerSealKind'),
      kind: 'select',
      options: (['official', 'contract', 'department', 'other'] as const).map((k) => ({ value: zh(`seal.${k}`), label: t(`seal.${k}`) })),
    },
    { field: `${side}SealName`, label: t('field.sellerSealName'), hint: t('hint.sealName', { name: party?.name ?? '—' }) },
  ];
  const issues = {
    ...(differs ? { [`${side}SealName`]: { error: t('seals.differs', { seal, name: party!.name! }) } } : {}),
    ...(kind === zh('seal.department') ? { [`${side}SealKind`]: { warning: t('hint.departmentSeal') } } : {}),
  };
  return (
    <Panel
      title={t(`side.${side}`, { context: file.deal.route })}
      extra={party ? <span className="muted small">{party.name}</span> : <StatusTag tone="attention">—</StatusTag>}
    >
      <RecordForm table="signings" row={signing} fields={fields} issues={issues} onSave={save(file, signing)} />
    </Panel>
  );
}
