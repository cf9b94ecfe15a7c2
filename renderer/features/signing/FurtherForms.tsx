import { useTranslation } from 'react-i18next';
import { fieldOfSide, furtherField, furtherSides, type FurtherSide } from '../../../shared/domain/checks/signing-further.ts';
import { needsProof, SIDE_FIELDS } from '../../../shared/domain/checks/signing-side.ts';
import type { FurtherSigned, Signing } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { isSettled, type Finding } from '../../../shared/domain/finding.ts';
import { notYet } from '../../../shared/domain/leave-site.ts';
import { fieldIssues } from '../../data/field-issues.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';
import { addFurtherProof, dropFurtherProof, writeFurther } from './edit-signing.ts';
import { ProofFiles } from './ProofFiles.tsx';

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
          <ProofFiles
            file={file}
            ids={row.proofIds ?? []}
            name={`signings/${signing.id}/${furtherField(at, 'proofIds')}`}
            onAdd={(chosen) => addFurtherProof(signing, at, chosen)}
            onDrop={(id) => dropFurtherProof(signing, at, id)}
          />
          <RecordForm table="signings" row={values} fields={proof} issues={issues} onSave={save} />
        </>
      )}
    </Panel>
  );
}
