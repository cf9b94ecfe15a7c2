import { useTranslation } from 'react-i18next';
import type { FilledField } from '../../../shared/domain/filing-form.ts';
import type { CodeListId } from '../../ui/codes.ts';
import { CodeField } from '../../ui/fields/CodeField.tsx';
import type { FieldFrame } from '../../ui/fields/Field.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import type { Saved } from '../../ui/fields/use-saved-text.ts';

type Props = FieldFrame & {
  field: FilledField;
  value: string | undefined;
  /** written freely instead of chosen: our list may lack what the portal's has */
  writes: boolean;
  onCode: (code: string | undefined) => Promise<Saved>;
  /** free text, for this filing only */
  onWord: (word: string | undefined) => Promise<Saved>;
};

/** Whether a field of a list holds words the list does not have. */
export const isWord = (field: FilledField): boolean => field.type === 'code' && field.origin === 'typed' && field.code === undefined && field.value !== '';

/** A code out of its tree, or free text: 按门户所列为准. */
export function CodeOrWord({ field, value, writes, onCode, onWord, ...frame }: Props) {
  const { t } = useTranslation('filing-form');
  if (writes || isWord(field)) return <TextField {...frame} hint={t('portalList')} value={isWord(field) ? field.value : ''} onSave={onWord} />;
  return <CodeField {...frame} list={field.codes as CodeListId} value={value} onSave={onCode} />;
}
