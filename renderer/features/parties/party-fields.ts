/** The fields of a party, as identity, codes of the form, contacts, and what the form asks besides. */
import type { TFunction } from 'i18next';
import { PARTY_KINDS, type Party } from '../../../shared/domain/party.ts';
import type { FormField } from '../../ui/RecordForm.tsx';

const SCALES = ['large', 'medium', 'small', 'micro'] as const;
type Spec = Omit<FormField, 'label'>;
const SECTIONS = {
  identity: [{ field: 'name', wide: true, required: true }, { field: 'uscc' }, { field: 'kind', kind: 'select' }, { field: 'legalRep' }, { field: 'address' }],
  contact: [{ field: 'contact' }, { field: 'phone' }, { field: 'email' }, { field: 'zip' }, { field: 'note', kind: 'area', wide: true }],
  flags: [
    { field: 'scale', kind: 'select' },
    { field: 'isTechTransferOrg', kind: 'switch' },
    { field: 'isResearchOrg', kind: 'switch' },
    { field: 'isConvertedInstitute', kind: 'switch' },
    { field: 'inHiTechZone', kind: 'switch' },
    { field: 'isListed', kind: 'switch' },
  ],
  bank: [{ field: 'bank' }, { field: 'bankAccount' }, { field: 'taxNo' }],
} as const satisfies Record<string, readonly Spec[]>;
/** What a natural person has not, or has where it is sealed: asked for only where something stands in it. */
const NOT_OF_A_PERSON = ['uscc', 'legalRep', 'bankAccount'] as const;
type OfOrganisation = (typeof NOT_OF_A_PERSON)[number];
export type PartySection = keyof typeof SECTIONS;

/** Labels and choices in the person's language; the account of a natural person is asked for where it is sealed. `t` of the namespace `parties`. */
export function partyFields(t: TFunction, section: PartySection, party: Pick<Party, 'kind' | OfOrganisation>): FormField[] {
  const person = party.kind === 'person';
  const asked = ({ field }: Spec): boolean => !person || !NOT_OF_A_PERSON.some((f) => f === field) || (party[field as OfOrganisation] ?? '') !== '';
  return SECTIONS[section]
    .filter(asked)
    .map((spec: Spec) => ({
      ...spec,
      label: t(person && spec.field === 'name' ? 'field.personName' : `field.${spec.field}`),
      ...(spec.field === 'uscc' ? { hint: t('hint.uscc') } : {}),
      ...(spec.field === 'kind' ? { options: PARTY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })) } : {}),
      ...(spec.field === 'scale' ? { options: SCALES.map((value) => ({ value, label: t(`scale.${value}`) })) } : {}),
    }));
}
