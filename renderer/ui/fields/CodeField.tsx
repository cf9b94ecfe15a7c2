import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { codePath, useCodes, type CodeListId } from '../codes.ts';
import { UnconfirmedMark } from '../marks.tsx';
import { refusalWords } from '../refusal-words.ts';
import { Field, type FieldFrame } from './Field.tsx';
import type { Saved } from './use-saved-text.ts';

// No tree is loaded before somebody needs one.
const CodeTree = lazy(() => import('./CodeTree.tsx').then((m) => ({ default: m.CodeTree })));

/** A code of one of the form's lists; the purple mark says that the list is not confirmed. `branches`: a group may be chosen too. */
export function CodeField({ list: listId, value, onSave, branches = true, ...frame }: FieldFrame & {
  list: CodeListId; value: string | undefined; onSave: (code: string | undefined) => Promise<Saved>; branches?: boolean;
}) {
  const { t } = useTranslation('ui');
  const list = useCodes(listId);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const save = async (code: string | undefined) => {
    const answer = await onSave(code);
    setRefusal(isRefusal(answer) ? answer : null);
  };
  const unknown = list !== null && value !== undefined && value !== '' && codePath(list.items, value) === undefined;
  return (
    <Field
      {...frame}
      {...(list && list.status !== 'confirmed' ? { mark: <UnconfirmedMark what={list.source} /> } : {})}
      error={refusal ? refusalWords(t, refusal) : (frame.error ?? (unknown ? t('code.unknown', { code: value }) : undefined))}
    >
      {(ids) => (
        <Suspense fallback={<div className="field-pending" />}>
          {list && <CodeTree id={ids.input} list={list} value={value} branches={branches} invalid={ids.invalid} describedBy={ids.describedBy} disabled={frame.disabled} onPick={(c) => void save(c)} />}
        </Suspense>
      )}
    </Field>
  );
}
