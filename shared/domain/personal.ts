/** 个人信息 of a person: which fields are sealed, how they look masked, and what is checked of them. */
import { isResidentId } from '../ids.ts';
import { finding, type Finding } from './finding.ts';

export const PERSONAL_FIELDS = ['idNumber', 'bankAccount', 'phone'] as const;
export type PersonalField = (typeof PERSONAL_FIELDS)[number];

export const ERASURE = 'person.erase';
export const OPENING = 'person.open';
/**
 * Changes that nothing takes back: an erasure destroyed a key; and a person, once tied to its contributor, stays, or
 * texts sealed under it would lie in the history where no erasing finds them any more.
 */
export const FINAL_INTENTS: readonly string[] = [ERASURE, OPENING];

/** Signs left readable at the head and at the tail. */
const LEFT: Record<PersonalField, [head: number, tail: number]> = { idNumber: [4, 2], bankAccount: [0, 4], phone: [3, 4] };

/** `4405************14`; what is too short to leave anything readable is covered whole. */
export function masked(field: PersonalField, text: string): string {
  const signs = [...text];
  const [head, tail] = LEFT[field];
  if (signs.length < (head + tail) * 1.5) return '*'.repeat(signs.length);
  return [...signs.slice(0, head), '*'.repeat(signs.length - head - tail), ...signs.slice(signs.length - tail)].join('');
}

/** A number that is no resident identity number (GB 11643-1999) is asked about; the finding never repeats it. */
export function checkIdNumber(
  whose: { table?: 'contributors' | 'parties'; id: string; name?: string | undefined },
  text: string | null | undefined,
): Finding[] {
  if (text === undefined || text === null || text === '' || isResidentId(text)) return [];
  return [finding('contributor.idCheck', { table: whose.table ?? 'contributors', id: whose.id, field: 'personal' }, { params: { name: whose.name ?? '' } })];
}
