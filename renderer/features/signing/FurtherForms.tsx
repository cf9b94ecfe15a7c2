import { useTranslation } from 'react-i18next';
import type { VaultFile } from '../../../shared/bridge.ts';
import { fieldOfSide, furtherField, furtherSides, type FurtherSide } from '../../../shared/domain/checks/signing-further.ts';
import { needsProof, SIDE_FIELDS } from '../../../shared/domain/checks/signing-side.ts';
import type { FurtherSigned, Signing } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { isSettled, type Finding } from '../../../shared/domain/finding.ts';
import { notYet } from '../../../shared/domain/leave-site.ts';
import { isRefusal } from '../../../shared/result.ts';
import { fieldIssues } from '../../data/field-issues.ts';
import { openVaultFile, pickFiles, storeFile } from '../../data/vault.ts';
import { showRefusal } from '../../session/trouble.ts';
import { FileField } from '../../ui/fields/FileField.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';
import { addFurtherProof, dropFurtherProof, writeFurther } from './edit-signing.ts';

/** Signature and seal of each 丙方, 丁方 … that the signed version names, copied from the paper as they read. */
export function FurtherForms({ file, signing, found }: { file: DealFile; signing: Signing; found: readonly Finding[] }) {
  return furtherSides(file, signing).map((side) => <FurtherForm key={side.label} {...{ file, signing, side, found }} />);
}

function FurtherForm({ file, signing, side, found }: { file: DealFile; signing: Signing; side: FurtherSide; found: readonly Finding[] }) {
  const { t, i18n } = useTranslation('signing');
  // kept as the paper says it, whatever language the screen speaks
  const zh = i18n.getFixedT('zh', 'signing');
  const { at, party, row } = side;
  const field = (name: (typeof SIDE_FIELDS)[number], more: Partial<FormField> = {}): FormField => ({
    field: furtherField(at, fieldOfSide(name)),
    label: t(`field.seller${name}`),
    ...more,
  });
  const person = party?.kind === 'person';
  const seal = [
    field('SealKind', {
      kind: 'select',
      options: (['official', 'contract', 'department', 'other'] as const).map((k) => ({ value: zh(`seal.${k}`), label: t(`seal.${k}`) })),
    }),
    field('SealName', { hint: t('hint.sealName', { name: party?.name ?? '—' }) }),
    field('SealedOn', { kind: 'day', hint: t('hint.sealedOn') }),
  ];
  const fields = [
    field('Signatory'),
    field('Authority', {
      kind: 'select',
      options: (['legalRep', 'delegate'] as const).map((a) => ({ value: zh(`authority.${a}`), label: t(`authority.${a}`) })),
    }),
    ...(person ? [] : seal),
  ];
  const proof = [field('ProofScope', { hint: t('hint.proofScope'), wide: true }), field('ProofFrom', { kind: 'day' }), field('ProofTo', { kind: 'day' })];
  const values = { id: signing.id, ...Object.fromEntries(Object.entries(row).map(([name, value]) => [furtherField(at, name as keyof FurtherSigned), value])) };
  const open = found.filter((x) => !notYet(x) && !isSettled(x, file.answers));
  const issues = fieldIssues(t, open, 'signings', signing.id);
  const save = (name: string, value: unknown) => writeFurther(signing.id, at, { [name.split('.')[2]!]: value });
  const asked = !person && ((row.proofIds ?? []).length > 0 || needsProof(side.said, party?.legalRep));
  return (
    <Panel title={side.label} extra={party ? <span className="muted small">{party.name}</span> : <StatusTag tone="attention">—</StatusTag>}>
      <RecordForm table="signings" row={values} fields={fields} issues={issues} onSave={save} />
      {asked && (
        <>
          <Proofs file={file} signing={signing} side={side} />
          <RecordForm table="signings" row={values} fields={proof} issues={issues} onSave={save} />
        </>
      )}
    </Panel>
  );
}

function Proofs({ file, signing, side: { at, row } }: { file: DealFile; signing: Signing; side: FurtherSide }) {
  const { t } = useTranslation('signing');
  const own = file.attachments.filter((a) => (row.proofIds ?? []).includes(a.id));
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const add = (chosen: readonly VaultFile[]): void => {
    if (chosen.length > 0) void addFurtherProof(signing, at, chosen).then(say);
  };
  return (
    <FileField
      label={t('field.sellerProofIds')}
      name={`signings/${signing.id}/${furtherField(at, 'proofIds')}`}
      hint={t('hint.proof')}
      pickLabel={t('proof.add')}
      files={own.map((a) => ({ id: a.id, name: a.name ?? '', ...(a.size === undefined ? {} : { size: a.size }) }))}
      onPick={() => void pickFiles(['pdf', 'image'], true).then(add)}
      onDrop={(dropped) => void Promise.all(dropped.map((f) => storeFile(f))).then((stored) => add(stored.filter((f) => f !== null)))}
      onOpen={(f) => {
        const a = own.find((x) => x.id === f.id);
        if (a?.hash) void openVaultFile(a.hash, a.name ?? '');
      }}
      onRemove={(f) => void dropFurtherProof(signing, at, f.id).then(say)}
    />
  );
}
