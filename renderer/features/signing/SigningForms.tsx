import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Signing } from '../../../shared/domain/contract.ts';
import { contractSaid } from '../../../shared/domain/contract/text.ts';
import { takesEffect } from '../../../shared/domain/checks/signing-order.ts';
import { needsProof, saidOf } from '../../../shared/domain/checks/signing-side.ts';
import { isSettled, type Finding } from '../../../shared/domain/finding.ts';
import { notYet } from '../../../shared/domain/leave-site.ts';
import { nameDiff } from '../../../shared/domain/names.ts';
import type { Party } from '../../../shared/domain/party.ts';
import { fieldIssues } from '../../data/field-issues.ts';
import { rulesAt } from '../../data/rules.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { Pieces } from '../../ui/Pieces.tsx';
import { RecordForm, type FieldIssues, type FormField } from '../../ui/RecordForm.tsx';
import { addDelegation, dropDelegation, writeSigning } from './edit-signing.ts';
import { ProofFiles } from './ProofFiles.tsx';
import { sideTitle } from './side-title.ts';

const save = (file: DealFile, signing: Signing) => (field: string, value: string | number | boolean | undefined) =>
  writeSigning(file, signing.id, { [field]: value } as Partial<Signing>, rulesAt(undefined, file.seller?.region));

/** What stands on the cover and at the end: number, dates, place, copies. */
export function PaperForm({ file, signing, found }: { file: DealFile; signing: Signing; found: readonly Finding[] }) {
  const { t } = useTranslation('signing');
  const contract = file.contracts.find((c) => c.id === signing.contractId);
  const fields: FormField[] = [
    { field: 'contractNo', label: t('field.contractNo'), required: true },
    { field: 'place', label: t('field.place') },
    { field: 'signedOn', label: t('field.signedOn'), kind: 'day', required: true },
    { field: 'effectiveOn', label: t('field.effectiveOn'), kind: 'day', required: true, hint: takesEffect(contract) === 'seal' ? t('hint.effectiveSeal') : '' },
    { field: 'effectiveCondition', label: t('field.effectiveCondition'), hint: t('hint.effectiveCondition'), wide: true },
    { field: 'validFrom', label: t('field.validFrom'), kind: 'day' },
    { field: 'validTo', label: t('field.validTo'), kind: 'day' },
    // asked for where something is counted from it
    ...(contractSaid(contract)['acceptanceDays'] && signing.signedOn
      ? [{ field: 'deliveredOn', label: t('field.deliveredOn'), kind: 'day' as const, hint: t('hint.deliveredOn') }]
      : []),
    { field: 'copies', label: t('field.copies'), kind: 'whole' },
    { field: 'copiesCounted', label: t('field.copiesCounted'), kind: 'whole', hint: t('hint.copiesCounted') },
    { field: 'crossPageSeal', label: t('field.crossPageSeal'), kind: 'switch' },
  ];
  const open = found.filter((x) => !notYet(x) && !isSettled(x, file.answers));
  return (
    <Panel title={t('section.paper')}>
      <RecordForm table="signings" row={signing} fields={fields} issues={fieldIssues(t, open, 'signings', signing.id)} onSave={save(file, signing)} />
    </Panel>
  );
}

/** One side's signature and seal, copied from the paper as it reads. */
export function SideForm({
  file,
  signing,
  side,
  party,
  found,
}: {
  file: DealFile;
  signing: Signing;
  side: 'seller' | 'buyer';
  party: Party | undefined;
  found: readonly Finding[];
}) {
  const { t, i18n } = useTranslation('signing');
  // kept as the paper says it, whatever language the screen speaks
  const zh = i18n.getFixedT('zh', 'signing');
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
    { field: `${side}SealedOn`, label: t('field.sellerSealedOn'), kind: 'day', hint: t('hint.sealedOn') },
  ];
  const open = found.filter((x) => !notYet(x) && !isSettled(x, file.answers));
  const differs = open.some((x) => x.message.key === 'signing.sealDiffers' && x.where.field === `${side}SealName`);
  const issues: FieldIssues = {
    ...fieldIssues(t, open, 'signings', signing.id),
    ...(kind === zh('seal.department') ? { [`${side}SealKind`]: { warning: t('hint.departmentSeal') } } : {}),
    ...(differs ? { [`${side}SealName`]: { error: <SealDiffers name={party?.name ?? ''} seal={signing[`${side}SealName`] ?? ''} /> } } : {}),
  };
  return (
    <Panel
      title={sideTitle(
        t,
        file,
        file.contracts.find((c) => c.id === signing.contractId),
        side,
      )}
      extra={party ? <span className="muted small">{party.name}</span> : <StatusTag tone="attention">—</StatusTag>}
    >
      <RecordForm table="signings" row={signing} fields={fields} issues={issues} onSave={save(file, signing)} />
      {party?.kind !== 'person' && <Delegation file={file} signing={signing} side={side} party={party} issues={issues} />}
    </Panel>
  );
}

/** The registered name beside what the seal reads, character by character. */
function SealDiffers({ name, seal }: { name: string; seal: string }) {
  const { t } = useTranslation('signing');
  return (
    <>
      {t('seals.differs')} <Pieces pieces={nameDiff(name, seal)} />
    </>
  );
}

/** 授权委托书 of one side: asked for where somebody else than the legal representative signs. */
function Delegation({
  file,
  signing,
  side,
  party,
  issues,
}: {
  file: DealFile;
  signing: Signing;
  side: 'seller' | 'buyer';
  party: Party | undefined;
  issues: FieldIssues;
}) {
  const { t } = useTranslation('signing');
  const ids = signing[`${side}ProofIds`] ?? [];
  if (!file.attachments.some((a) => ids.includes(a.id)) && !needsProof(saidOf(signing, side), party?.legalRep)) return null;
  const fields: FormField[] = [
    { field: `${side}ProofScope`, label: t('field.sellerProofScope'), hint: t('hint.proofScope'), wide: true },
    { field: `${side}ProofFrom`, label: t('field.sellerProofFrom'), kind: 'day' },
    { field: `${side}ProofTo`, label: t('field.sellerProofTo'), kind: 'day' },
  ];
  return (
    <div className="delegation">
      <ProofFiles
        file={file}
        ids={ids}
        name={`signings/${signing.id}/${side}ProofIds`}
        onAdd={(chosen) => addDelegation(signing, side, chosen)}
        onDrop={(id) => dropDelegation(signing, side, id)}
      />
      <RecordForm table="signings" row={signing} fields={fields} issues={issues} onSave={save(file, signing)} />
    </div>
  );
}
