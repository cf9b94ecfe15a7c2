/** A Change in words: its intent, its fields, its time. */
import type { TFunction } from 'i18next';
import type { Change } from '../../shared/change/change.ts';

/** `worksheet.edit` → 修改估值测算; an intent without words of its own is told by table and verb. */
export function actOf(t: TFunction, c: Pick<Change, 'why'>): string {
  const [kind = '', verb = ''] = c.why.intent.split('.');
  const plain = t(`act.verb.${verb || kind}`, { defaultValue: '' });
  const record = t(`act.record.${kind}`, { defaultValue: '' });
  const words = t(`act.intent.${c.why.intent}`, { defaultValue: plain ? t('act.both', { verb: plain, record }) : record || t('act.other') });
  return c.why.note ? `${words}：${c.why.note}` : words;
}

/** A field's name as its feature calls it; the key itself when no feature names it. */
export function fieldWords(t: TFunction, field: string): string {
  for (const ns of FIELD_SPACES) {
    const words = t(`${ns}:field.${field}`, { defaultValue: '' });
    if (typeof words === 'string' && words !== '') return words;
  }
  return field;
}
const FIELD_SPACES = ['portfolio', 'demands', 'parties', 'deals', 'valuation', 'negotiation', 'pricing', 'contracts', 'signing', 'registration', 'settings'];

/** Local time of this computer; the day is left out when it is today's. */
export function timeWords(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const pad = (n: number) => String(n).padStart(2, '0');
  const clock = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
  const now = new Date();
  if (at.toDateString() === now.toDateString()) return clock;
  return `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${clock}`;
}

export function clockWords(iso: string): string {
  const at = new Date(iso);
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}`;
}
