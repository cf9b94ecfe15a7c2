import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { matches, usePinyin } from '../pinyin.ts';
import { useClear } from '../clear.tsx';
import { refusalWords } from '../refusal-words.ts';
import { Field, type FieldFrame } from './Field.tsx';
import type { Choice } from './SelectField.tsx';
import { useUnchosen } from './use-unchosen.tsx';
import type { Saved } from './use-saved-text.ts';

const CREATE = '\u0000create';

/** Another record: found by its words or pinyin, made on the spot when it is not there, opened by the link beside it. */
export function PickField({
  value,
  options,
  onSave,
  onCreate,
  createLabel,
  onOpen,
  openLabel,
  ...frame
}: FieldFrame & {
  value: string | undefined;
  options: readonly Choice<string>[];
  onSave: (id: string | undefined) => Promise<Saved>;
  /** makes a record of this name and answers its id */
  onCreate?: (name: string) => Promise<string | Refusal>;
  createLabel?: (name: string) => string;
  onOpen?: (id: string) => void;
  openLabel?: string;
}) {
  const { t } = useTranslation('ui');
  const clear = useClear();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const pinyin = usePinyin(open);
  const unchosen = useUnchosen();
  const save = async (picked: string | undefined) => {
    unchosen.settle();
    const made = picked === CREATE ? await onCreate!(typed.trim()) : picked;
    const answer = isRefusal(made) ? made : await onSave(made);
    setRefusal(isRefusal(answer) ? answer : null);
    setTyped('');
  };
  // until its words are read a record is an empty place: its id says nothing to anyone
  const unread = value !== undefined && !options.some((o) => o.value === value);
  const exact = options.some((o) => o.label === typed.trim());
  const all = onCreate && typed.trim() !== '' && !exact ? [...options, { value: CREATE, label: createLabel?.(typed.trim()) ?? typed }] : options;
  const open$: ReactNode = value && onOpen && (
    <button type="button" className="link small" onClick={() => onOpen(value)}>
      {openLabel}
    </button>
  );
  return (
    <Field {...frame} {...(open$ ? { mark: open$ } : {})} error={refusal ? refusalWords(t, refusal) : frame.error} warning={unchosen.says ?? frame.warning}>
      {(ids) => (
        <Select<string>
          id={ids.input}
          className="field-select"
          value={value === undefined || unread ? (null as never) : value}
          options={all as Choice<string>[]}
          disabled={frame.disabled}
          allowClear={clear}
          placeholder={unread ? <Unread /> : (frame.placeholder ?? t('field.choose'))}
          aria-describedby={ids.describedBy}
          aria-invalid={ids.invalid}
          {...(ids.invalid ? { status: 'error' as const } : {})}
          showSearch={{
            onSearch: (text: string) => {
              setTyped(text);
              if (text !== '') unchosen.settle();
            },
            filterOption: (text: string, o?: { value?: unknown; label?: unknown }) => o?.value === CREATE || matches(text, String(o?.label ?? ''), pinyin),
          }}
          onOpenChange={setOpen}
          onBlur={unchosen.left}
          onChange={(next) => void save(next ?? undefined)}
        />
      )}
    </Field>
  );
}

/** A bar where a name will stand. */
export function Unread() {
  return <span className="unread" aria-hidden="true" />;
}
