import { Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { useClear } from '../clear.tsx';
import { refusalWords } from '../refusal-words.ts';
import { Field, type FieldFrame } from './Field.tsx';
import { matches, usePinyin } from '../pinyin.ts';
import { useUnchosen } from './use-unchosen.tsx';

export type Choice<V extends string> = { value: V; label: string; hint?: string; disabled?: boolean };
type Save<V> = (value: V | undefined) => Promise<unknown> | void;

/** One of a few. Found by its words or their pinyin; saved at once. A refusal is shown and the old value stays. */
export function SelectField<V extends string>({
  value,
  options,
  onSave,
  clearable = true,
  ...frame
}: FieldFrame & { value: V | undefined; options: readonly Choice<V>[]; onSave: Save<V>; clearable?: boolean }) {
  const { t } = useTranslation('ui');
  const clear = useClear();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [open, setOpen] = useState(false);
  const pinyin = usePinyin(open);
  const unchosen = useUnchosen();
  const save = async (next: V | undefined) => {
    unchosen.settle();
    const answer = await onSave(next);
    setRefusal(isRefusal(answer) ? answer : null);
  };
  return (
    <Field {...frame} error={refusal ? refusalWords(t, refusal) : frame.error} warning={unchosen.says ?? frame.warning}>
      {(ids) => (
        <Select<V>
          id={ids.input}
          value={value ?? (null as never)}
          options={options as Choice<V>[]}
          disabled={frame.disabled}
          allowClear={clearable && clear}
          placeholder={frame.placeholder ?? t('field.choose')}
          className="field-select"
          aria-describedby={ids.describedBy}
          aria-invalid={ids.invalid}
          {...(ids.invalid ? { status: 'error' as const } : {})}
          showSearch={{ filterOption: (typed: string, option?: { label?: unknown }) => matches(typed, String(option?.label ?? ''), pinyin) }}
          onOpenChange={setOpen}
          onBlur={unchosen.left}
          onChange={(next) => void save(next ?? undefined)}
        />
      )}
    </Field>
  );
}

/** Yes or no; `value` undefined is shown as no. */
export function SwitchField({ value, onSave, ...frame }: FieldFrame & { value: boolean | undefined; onSave: (value: boolean) => Promise<unknown> | void }) {
  const { t } = useTranslation('ui');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  return (
    <Field {...frame} error={refusal ? refusalWords(t, refusal) : frame.error}>
      {(ids) => (
        <div>
          <Switch
            id={ids.input}
            checked={value ?? false}
            disabled={frame.disabled ?? false}
            checkedChildren={t('yes')}
            unCheckedChildren={t('no')}
            {...(ids.describedBy ? { 'aria-describedby': ids.describedBy } : {})}
            onChange={(next) => void Promise.resolve(onSave(next)).then((a) => setRefusal(isRefusal(a) ? a : null))}
          />
        </div>
      )}
    </Field>
  );
}
