/** Lines of the 综合 and places of the gate as a person reads them. */
import type { TFunction } from 'i18next';
import { Decimal } from '../../../shared/money.ts';
import { ROYALTY } from '../../../shared/valuation/approach.ts';
import { METHODS } from '../../../shared/valuation/methods.ts';
import type { Lack } from '../../../shared/domain/checks/worksheet-methods.ts';
import { methodName, methodRefusal, placeName } from './method-words.ts';
import type { MoneyOnScreen } from '../../ui/Money.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';

type Named = { method: string; name?: string };

/** As the person called it, else as the method is called. */
export function lineName(t: TFunction, { method, name }: Named): string {
  if (name) return name;
  if (method === ROYALTY) return t('valuation:method.name');
  const known = METHODS.get(method);
  return known ? methodName(t, known) : t('methods:unknown', { id: method });
}

export const amountWords = (money: MoneyOnScreen, yuan: number): string => money.figure(new Decimal(yuan).toFixed());
export const rangeWords = (money: MoneyOnScreen, low: number, high: number): string => `${amountWords(money, low)}–${amountWords(money, high)}`;

/** What one field of the gate is called, with the method it belongs to unless `before` is of the same. */
export function lackWords(t: TFunction, lack: Lack, before?: Lack): string {
  const method = lack.method === undefined ? undefined : METHODS.get(lack.method);
  const told = before?.method === lack.method && before?.field.split('/')[1] === lack.field.split('/')[1];
  const owner = lack.method === undefined || told ? '' : lineName(t, { method: lack.method, ...(lack.name ? { name: lack.name } : {}) });
  const refusal = lack.refusal && (method ? methodRefusal(t, method, lack.refusal) : refusalWords(t, namedRefusal(t, lack.refusal)));
  const last = lack.field.split('/').at(-1)!;
  if (lack.part !== undefined) {
    const part = t(`weigh:part.${lack.part}`, { input: lack.input === undefined ? '' : t(`valuation:input.${lack.input}`) });
    return lack.right ? t('weigh:partOf', { right: lack.right, part }) : part;
  }
  const part =
    refusal ??
    (method && lack.input
      ? placeName(t, method, lack.input)
      : t([`weigh:place.${last}`, `valuation:field.${last}`, `valuation:input.${last}`, `valuation:notes.${last}`, 'weigh:place.inputs']));
  return [owner, part].filter(Boolean).join(t('weigh:of'));
}

/** A refusal of the weights names the line by its method's id: said in words. */
export function namedRefusal(t: TFunction, refusal: NonNullable<Lack['refusal']>): NonNullable<Lack['refusal']> {
  const name = refusal.params?.['name'];
  return typeof name === 'string' ? { ...refusal, params: { ...refusal.params, name: lineName(t, { method: name }) } } : refusal;
}
