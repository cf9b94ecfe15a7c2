import type { TFunction } from 'i18next';
import type { Refusal } from '../../shared/result.ts';

/** A refusal as a sentence with its source. `t` of any namespace. */
export function refusalWords(t: TFunction, refusal: Refusal): string {
  const words = t(`refusal:${refusal.key}`, { ...refusal.params, defaultValue: t('refusal:unknown', { key: refusal.key }) });
  return refusal.source ? `${words}${t('refusal:source', { source: refusal.source })}` : words;
}
