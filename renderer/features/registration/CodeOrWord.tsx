import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilledField } from '../../../shared/domain/filing-form.ts';
import { useCodes, type CodeListId } from '../../ui/codes.ts';
import { CodeField } from '../../ui/fields/CodeField.tsx';
import type { FieldFrame } from '../../ui/fields/Field.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import type { Saved } from '../../ui/fields/use-saved-text.ts';

type Props = FieldFrame & {
  field: FilledField;
  value: string | undefined;
  onCode: (code: string | undefined) => Promise<Saved>;
  /** free text, for this filing only: our list may lack what the portal's has */
  onWord: (word: string | undefined) => Promise<Saved>;
};

/** A code out of its tree. A list that is not the portal's own (待确认) takes free text too: 按门户所列为准. */
export function CodeOrWord({ field, value, onCode, onWord, ...frame }: Props) {
  const { t } = useTranslation('filing-form');
  const id = field.codes as CodeListId;
  const list = useCodes(id);
  const isWord = field.origin === 'typed' && field.code === undefined && field.value !== '';
  const [writes, setWrites] = useState(false);
  const open = list !== null && list.status !== 'confirmed';
  if (isWord || writes) {
    return (
      <>
        <TextField {...frame} hint={t('portalList')} value={isWord ? field.value : ''} onSave={onWord} />
        <button
          type="button"
          className="link small"
          onClick={() => {
            setWrites(false);
            if (isWord) void onWord(undefined);
          }}
        >
          {t('fromList')}
        </button>
      </>
    );
  }
  return (
    <>
      <CodeField {...frame} list={id} value={value} onSave={onCode} />
      {open && (
        <button type="button" className="link small form-word" title={t('portalList')} data-act="word" onClick={() => setWrites(true)}>
          {t('typeWord')}
        </button>
      )}
    </>
  );
}
