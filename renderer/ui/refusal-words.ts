import type { TFunction } from 'i18next';
import type { Refusal } from '../../shared/result.ts';

/** A refusal as a sentence with its source, and after it what else was refused. `t` of any namespace. */
export function refusalWords(t: TFunction, refusal: Refusal): string {
  const words = t(`refusal:${refusal.key}`, { ...refusal.params, defaultValue: t('refusal:unknown', { key: refusal.key }) });
  const sourced = refusal.source ? `${words}${t('refusal:source', { source: refusal.source })}` : words;
  return [sourced, ...(refusal.also ?? []).map((r) => refusalWords(t, r))].join(' ');
}
