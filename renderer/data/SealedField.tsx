import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { masked, type PersonalField } from '../../shared/domain/personal.ts';
import { isRefusal } from '../../shared/result.ts';
import { Field } from '../ui/fields/Field.tsx';
import { TextField } from '../ui/fields/TextField.tsx';
import type { Saved } from '../ui/fields/use-saved-text.ts';

type Props = {
  name: string;
  field: PersonalField;
  /** clear text; undefined where nothing is stored, null where the key is gone */
  text: string | null | undefined;
  warning?: string | undefined;
  onSave: (text: string | undefined) => Promise<Saved>;
};

/** One sealed text: masked until asked for. While it is typed it has no draft, since drafts lie in clear on the disk. */
export function SealedField({ name, field, text, warning, onSave }: Props) {
  const { t } = useTranslation('portfolio');
  const [open, setOpen] = useState(false);
  const label = t(`personal.${field}`);
  if (text === null)
    return (
      <Field label={label} name={name}>
        {(ids) => (
          <output id={ids.input} className="sealed-text muted">
            {t('personal.unreadable')}
          </output>
        )}
      </Field>
    );
  if (open || text === undefined) {
    const save = async (typed: string | undefined) => {
      const done = await onSave(typed);
      if (!isRefusal(done)) setOpen(false);
      return done;
    };
    return (
      <div className="sealed">
        <TextField
          label={label}
          name={name}
          value={text ?? undefined}
          onSave={save}
          maxLength={60}
          {...(warning ? { warning } : {})}
          {...(field === 'idNumber' ? { hint: t('personal.idHint') } : {})}
        />
        {open && (
          <Button size="small" onClick={() => setOpen(false)} aria-label={`${t('personal.hide')} ${label}`}>
            {t('personal.hide')}
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className="sealed">
      <Field label={label} name={name} {...(warning ? { warning } : {})}>
        {(ids) => (
          <output id={ids.input} className="sealed-text">
            {masked(field, text)}
          </output>
        )}
      </Field>
      <Button size="small" onClick={() => setOpen(true)} aria-label={`${t('personal.show')} ${label}`}>
        {t('personal.show')}
      </Button>
    </div>
  );
}
