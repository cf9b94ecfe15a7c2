import { Select } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Typed } from '../../../shared/domain/deal.ts';
import { decimal, exactYuan, formatRate, keptRate, Decimal } from '../../../shared/money.ts';
import { isRefusal } from '../../../shared/result.ts';
import type { Field, Quantity, Scalar } from '../../../shared/valuation/form.ts';
import { isPercent, keptText, readScalar, splitList } from '../../../shared/valuation/typed.ts';
import { textAt } from '../../../shared/valuation/typed-path.ts';
import { showRefusal } from '../../session/trouble.ts';
import { useClear } from '../../ui/clear.tsx';
import { CellInput } from './CellInput.tsx';
import { useMethodForm } from './method-typing.ts';
import { choiceName, initialText, usualKey, usualName } from './method-words.ts';

type Props = {
  /** a scalar, or a list that is written in one cell */
  field: Exclude<Field, { kind: 'table' | 'group' }>;
  path: string;
  label: string;
  at: [number, number];
  /** the cell holds one item of a list, not the list */
  item?: boolean;
  onPasteRows?: (rows: string[][]) => void;
};

/** What to write where a text cannot be read; a number unless it says otherwise. */
const UNREAD: Partial<Record<Quantity, 'money' | 'rate' | 'date'>> = { money: 'money', rate: 'rate', share: 'rate', day: 'date' };

/** One input as it is typed: text, choice or yes and no. */
export function TypedCell({ field, path, label, at, item, onPasteRows }: Props) {
  const { t } = useTranslation('methods');
  const clear = useClear();
  const { method, applied, money, save, typing } = useMethodForm();
  const of: Scalar = field.kind === 'list' ? field.of : field;
  const text = textAt(applied.request, path);
  const put = (value: Typed | undefined) => save([[path, value]]);
  if (of.kind !== 'scalar') {
    const options =
      of.kind === 'flag'
        ? ['yes', 'no'].map((value) => ({ value, label: t(`ui:${value}`) }))
        : of.choices.map((value) => ({ value, label: choiceName(t, method, field.name, value) }));
    const initial = item ? '' : initialText(t, method, field);
    return (
      <Select
        size="small"
        variant="borderless"
        className="cell-select"
        value={text === '' ? null : text}
        allowClear={field.optional && clear}
        placeholder={initial || t('unset')}
        aria-label={label}
        options={options}
        onChange={(value: string | null) =>
          void put(value ?? undefined).then((answer) => {
            if (isRefusal(answer)) showRefusal(answer);
          })
        }
      />
    );
  }
  const several = field.kind === 'list' && !item;
  const parts = (typed: string): string[] => (several ? splitList(typed) : [typed]);
  const words = of.quantity === 'text' || of.quantity === 'words';
  const read = (typed: string) => readScalar(of, typed, money);
  const understood = (typed: string): string | undefined => {
    const said = parts(typed).map((p) => saidOf(t, of, read(keptText(of, p)), money));
    if (typed.trim() === '' || said.some((s) => s === undefined)) return undefined;
    return several ? t('taken', { count: said.length, values: said.join(t('ui:comma')) }) : t('understood', { value: said[0] });
  };
  const kept = (typed: string): string =>
    parts(typed.trim())
      .map((p) => keptText(of, p))
      .join('、');
  // a decimal kept from before reads as the per cent it is
  const shown = (text: string): string =>
    parts(text)
      .map((p) => (decimal(p) === undefined ? p : formatRate(keptRate(p))))
      .join('、');
  const initial = item ? '' : initialText(t, method, field);
  return (
    <CellInput
      figure={!words}
      at={at}
      value={text}
      {...(field.name === 'key' ? { show: (key: string) => usualName(t, method, key), read: (typed: string) => usualKey(t, method, typed) } : {})}
      {...(isPercent(of) ? { show: shown, read: kept } : {})}
      label={label}
      unread={text.trim() !== '' && parts(text).some((p) => read(p) === undefined) ? t(`ui:field.${UNREAD[of.quantity] ?? 'number'}.unread`) : undefined}
      placeholder={initial === '' ? (field.optional && !item ? t('optional') : '') : t('initial', { value: initial })}
      {...(words ? {} : { understood })}
      onType={(typed) => typing.set(typed === undefined ? undefined : { path, text: typed })}
      onSave={(typed) => put(several ? splitList(typed ?? '') : (typed ?? (item ? '' : undefined)))}
      {...(onPasteRows ? { onPasteRows } : {})}
    />
  );
}

/** A reading in full, so that a slip of the unit is seen at once. */
function saidOf(t: TFunction, of: Scalar, value: number | string | boolean | undefined, money: '元' | '万元'): string | undefined {
  if (value === undefined || of.kind !== 'scalar') return undefined;
  if (typeof value !== 'number') return String(value);
  if (of.quantity === 'money') return `${exactYuan(new Decimal(value).times(money === '万元' ? 10_000 : 1).toFixed())} ${t('ui:unit.yuan')}`;
  return isPercent(of) ? formatRate(new Decimal(value).toFixed()) : new Decimal(value).toFixed();
}
