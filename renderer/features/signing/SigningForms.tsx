import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { VaultFile } from '../../../shared/bridge.ts';
import type { Attachment, Signing } from '../../../shared/domain/contract.ts';
import { checkSigningOrder, takesEffect } from '../../../shared/domain/checks/signing-order.ts';
import { isSettled } from '../../../shared/domain/finding.ts';
import type { Party } from '../../../shared/domain/party.ts';
import { isRefusal } from '../../../shared/result.ts';
import { fieldIssues } from '../../data/field-issues.ts';
import { rulesAt } from '../../data/rules.ts';
import { openVaultFile, pickFiles, storeFile } from '../../data/vault.ts';
import { showRefusal } from '../../session/trouble.ts';
import { FileField } from '../../ui/fields/FileField.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';
import { addDelegation, dropDelegation, writeSigning } from './edit-signing.ts';

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
    { field: 'effectiveCondition', label: t('field.effectiveCondition'), hint: t('hint.effectiveCondition'), wide: true },
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
      {party?.kind !== 'person' && <Delegation signing={signing} side={side} files={file.attachments} />}
    </Panel>
  );
}

/** 授权委托书 of one side: asked for where somebody else than the legal representative signs. */
function Delegation({ signing, side, files }: { signing: Signing; side: 'seller' | 'buyer'; files: readonly Attachment[] }) {
  const { t, i18n } = useTranslation('signing');
  const ids = signing[`${side}ProofIds`] ?? [];
  const own = files.filter((a) => ids.includes(a.id));
  if (own.length === 0 && signing[`${side}Authority`] !== i18n.getFixedT('zh', 'signing')('authority.delegate')) return null;
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const add = (chosen: readonly VaultFile[]): void => {
    if (chosen.length > 0) void addDelegation(signing, side, chosen).then(say);
  };
  return (
    <FileField
      label={t('field.sellerProofIds')}
      name={`signings/${signing.id}/${side}ProofIds`}
      hint={t('hint.proof')}
      pickLabel={t('proof.add')}
      files={own.map((a) => ({ id: a.id, name: a.name ?? '', ...(a.size === undefined ? {} : { size: a.size }) }))}
      onPick={() => void pickFiles(['pdf', 'image'], true).then(add)}
      onDrop={(dropped) => void Promise.all(dropped.map((f) => storeFile(f))).then((stored) => add(stored.filter((f) => f !== null)))}
      onOpen={(f) => {
        const a = own.find((x) => x.id === f.id);
        if (a?.hash) void openVaultFile(a.hash, a.name ?? '');
      }}
      onRemove={(f) => void dropDelegation(signing, side, f.id).then(say)}
    />
  );
}
