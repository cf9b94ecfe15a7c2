/** A form whose money is told in another unit: the amounts stay what they are, their figures move. */
import type { AppliedMethod, Typed } from '../domain/deal.ts';
import { Decimal, parseMoney } from '../money.ts';
import { formOf, type Field, type Scalar } from './form.ts';
import type { Method } from './method.ts';
import { splitList } from './typed.ts';

type Unit = '元' | '万元';

/** A bare figure in the other unit; what names its own unit, and what cannot be read, stays as it was typed. */
function movedText(of: Scalar, text: string, from: Unit, to: Unit): string {
  if (of.kind !== 'scalar' || of.quantity !== 'money') return text;
  const read = parseMoney(text.trim().replace('−', '-'), from);
  if (read === undefined || read.stated) return text;
  return new Decimal(read.yuan).div(to === '万元' ? 10_000 : 1).toFixed();
}

function moved(field: Field, typed: Typed, from: Unit, to: Unit): Typed {
  switch (field.kind) {
    case 'list': {
      const items = typeof typed === 'string' ? splitList(typed) : typed;
      return Array.isArray(items) ? items.map((x) => (typeof x === 'string' ? movedText(field.of, x, from, to) : x)) : typed;
    }
    case 'table':
      return Array.isArray(typed) ? typed.map((row) => movedGroup(field.columns, row, from, to)) : typed;
    case 'group':
      return movedGroup(field.fields, typed, from, to);
    default:
      return typeof typed === 'string' ? movedText(field, typed, from, to) : typed;
  }
}

function movedGroup(fields: readonly Field[], typed: Typed, from: Unit, to: Unit): Typed {
  if (typeof typed !== 'object' || Array.isArray(typed)) return typed;
  const byName = new Map(fields.map((f) => [f.name, f]));
  return Object.fromEntries(
    Object.entries(typed).map(([name, x]) => {
      const field = byName.get(name);
      return [name, field === undefined ? x : moved(field, x, from, to)];
    }),
  );
}

/** The applied method with its money in `to`: every amount typed is worth what it was. */
export function inMoney(m: Method, applied: AppliedMethod, to: Unit): AppliedMethod {
  const from = applied.money ?? '万元';
  if (from === to) return applied;
  return { ...applied, money: to, request: movedGroup(formOf(m), applied.request, from, to) as AppliedMethod['request'] };
}
