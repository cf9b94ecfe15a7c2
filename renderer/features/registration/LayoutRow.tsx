import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FilledField } from '../../../shared/domain/filing-form.ts';
import type { LayoutField, LayoutUnit } from '../../../shared/domain/layout.ts';

type Props = {
  field: LayoutField;
  n: number;
  of: number;
  /** what was refused is about this one */
  wrong: boolean;
  /** the unit its amount is entered in: its own, or that of our field */
  unit: LayoutUnit;
  /** fields of our form whose value may go into a box */
  sources: readonly FilledField[];
  kinds: readonly LayoutField['kind'][];
  units: readonly LayoutUnit[];
  onChange: (more: { [K in keyof LayoutField]?: LayoutField[K] | undefined }) => void;
  onMove: (by: -1 | 1) => void;
  onDrop: () => void;
};

/** One box of a portal: its name there, what it takes, and which of our values goes in. */
export function LayoutRow({ field, n, of, wrong, unit: entered, sources, kinds, units, onChange, onMove, onDrop }: Props) {
  const { t } = useTranslation('portal');
  const called = (what: string): string => `${n} ${t(`layout.${what}` as 'layout.label')}`;
  return (
    <div className="layout-row" data-layout-row={n}>
      <span className="assist-no">{n}</span>
      <Input
        aria-label={called('label')}
        value={field.label}
        maxLength={200}
        {...(wrong ? { status: 'error' as const, 'aria-invalid': true } : {})}
        placeholder={t('layout.label')}
        onChange={(e) => onChange({ label: e.target.value })}
      />
      <Select
        aria-label={called('kind')}
        value={field.kind}
        options={kinds.map((value) => ({ value, label: t(`layout.kinds.${value}`) }))}
        onChange={(kind) => onChange({ kind, ...(kind === 'amount' ? {} : { unit: undefined }) })}
      />
      <Select
        aria-label={called('from')}
        value={field.from ?? ''}
        showSearch={{ optionFilterProp: 'label' }}
        options={[{ value: '', label: t('layout.none') }, ...sources.map((s) => ({ value: s.key, label: s.zh }))]}
        popupMatchSelectWidth={false}
        onChange={(from: string) => onChange({ from: from || undefined })}
      />
      {field.kind === 'amount' ? (
        <Select aria-label={called('unit')} value={entered} options={units.map((value) => ({ value, label: value }))} onChange={(unit) => onChange({ unit })} />
      ) : field.from ? (
        <span />
      ) : (
        <Input
          aria-label={called('fixed')}
          value={field.fixed ?? ''}
          placeholder={t('layout.fixed')}
          maxLength={2_000}
          onChange={(e) => onChange({ fixed: e.target.value })}
        />
      )}
      <Input
        aria-label={called('note')}
        value={field.note ?? ''}
        placeholder={t('layout.note')}
        maxLength={2_000}
        onChange={(e) => onChange({ note: e.target.value })}
      />
      <span className="layout-acts">
        <Button size="small" type="text" disabled={n === 1} aria-label={called('up')} onClick={() => onMove(-1)}>
          ↑
        </Button>
        <Button size="small" type="text" disabled={n === of} aria-label={called('down')} onClick={() => onMove(1)}>
          ↓
        </Button>
        <Button size="small" type="text" aria-label={called('drop')} onClick={onDrop}>
          ✕
        </Button>
      </span>
    </div>
  );
}
