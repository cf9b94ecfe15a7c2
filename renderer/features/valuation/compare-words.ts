/** Differences of two versions in words. */
import type { TFunction } from 'i18next';
import { decimal, formatRate } from '../../../shared/money.ts';
import type { MoneyOnScreen } from '../../ui/Money.tsx';
import { isRate } from './rate-names.ts';
import type { Difference } from '../../../shared/domain/worksheet-compare.ts';

/** What differs, without the methods' own words: those come with the methods. */
export function placeWords(t: TFunction, d: Difference): string {
  const [head, second = '', third = ''] = d.path.split('/');
  const part = d.part === 'value' ? '' : t(`valuation:inputCol.${d.part}`);
  if (head === 'revenues') return t('weigh:compare.year', { n: Number(second) + 1 });
  if (head === 'inputs') return [t([`valuation:input.${second}`, `valuation:notes.${second}`], { defaultValue: second }), part].filter(Boolean).join(' · ');
  if (head === 'approaches') return t(`weigh:approach.${second}`);
  if (head === 'applied') return [t(`weigh:place.${third}`, { defaultValue: third }), part].filter(Boolean).join(' · ');
  return t([`valuation:field.${head}`, `valuation:input.${head}`, `weigh:place.${head}`], { defaultValue: head });
}

/** One side of a difference as it is read: amounts in the unit of the settings, rates in per cent, choices in words. */
export function sideWords(t: TFunction, money: MoneyOnScreen, d: Difference, text: string): string {
  const [head, second = '', third = ''] = d.path.split('/');
  if (text === '') return t('weigh:compare.none');
  if (d.part === 'grade') return t(`valuation:grade.${text}`, { defaultValue: text });
  if (d.part !== 'value') return text;
  const number = decimal(text) !== undefined;
  if (number && (head === 'revenues' || third === 'low' || third === 'high')) return `${money.box(text)} ${money.unit}`;
  if (number && isRate(head === 'inputs' ? second : head === 'applied' ? third : head!)) return formatRate(text);
  return head === 'inputs' ? t(`valuation:choice.${second}.${text}`, { defaultValue: text }) : text;
}

/** The first few things that differ, for one line. */
export function namesOf(t: TFunction, differences: readonly Difference[], most = 3): string {
  const names = [...new Set(differences.map((d) => placeWords(t, d)))];
  const shown = names.slice(0, most).join(t('ui:comma'));
  return names.length > most ? `${shown} ${t('weigh:compare.more', { count: names.length })}` : shown;
}

/** Day and minute on this computer's clock. */
export function minuteWords(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
