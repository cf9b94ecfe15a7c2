/** The fields of an achievement in the order a person tells its story. */
import type { TFunction } from 'i18next';
import { DISCLOSURES } from '../../../shared/domain/portfolio.ts';
import type { FormField } from '../../ui/RecordForm.tsx';

/** Offered so that the answer can be refused with its reason; it is never a stored value. */
export const STATE_SECRET = 'stateSecret';

type Spec = Omit<FormField, 'label'>;
const SECTIONS = {
  basic: [
    { field: 'title', wide: true, required: true },
    { field: 'no' },
    { field: 'disclosure', kind: 'select' },
    { field: 'owner' },
    { field: 'ownerPhone' },
    { field: 'field' },
    { field: 'keywords' },
    { field: 'completedOn', kind: 'day' },
    { field: 'acquisition' },
    { field: 'funding' },
    { field: 'iprForm' },
  ],
  technical: [
    { field: 'maturity' },
    { field: 'trl', kind: 'whole' },
    { field: 'summary', kind: 'area', wide: true },
    { field: 'indicators', kind: 'area', wide: true },
    { field: 'awards', kind: 'area', wide: true },
  ],
  cooperation: [{ field: 'price' }, { field: 'cooperation' }, { field: 'business', kind: 'area', wide: true }, { field: 'note', kind: 'area', wide: true }],
  contact: [
    { field: 'unit' },
    { field: 'legalRep' },
    { field: 'contact' },
    { field: 'mobile' },
    { field: 'phone' },
    { field: 'email' },
    { field: 'address', wide: true },
    { field: 'pictures' },
    { field: 'videos' },
    { field: 'activityId' },
  ],
} as const satisfies Record<string, readonly Spec[]>;

export type AchievementSection = keyof typeof SECTIONS;

const HINTED = new Set(['price', 'keywords', 'disclosure', 'trl']);

/** Labels and choices in the person's language. `t` of the namespace `portfolio`. */
export function achievementFields(t: TFunction, section: AchievementSection): FormField[] {
  return SECTIONS[section].map((spec: Spec) => ({
    ...spec,
    label: t(`field.${spec.field}`),
    ...(HINTED.has(spec.field) ? { hint: t(`hint.${spec.field}`) } : {}),
    ...(spec.field === 'disclosure' ? { options: [...DISCLOSURES, STATE_SECRET].map((value) => ({ value, label: t(`disclosure.${value}`) })) } : {}),
  }));
}
