import { lazy, Suspense, useMemo } from 'react';
import { useViewState } from '../../session/view-state.ts';
import { useCodes, type CodeItem, type CodeListId } from '../codes.ts';
import { UnconfirmedMark } from '../marks.tsx';
import { Field, type FieldFrame } from './Field.tsx';
import type { Saved } from './use-saved-text.ts';
import type { CodeNode } from './TreeCodeField.tsx';

// No tree is loaded before somebody needs one.
const TreeCodeField = lazy(() => import('./TreeCodeField.tsx').then((m) => ({ default: m.TreeCodeField })));

const NO_CODES: string[] = [];
const node = (i: CodeItem): CodeNode => ({ code: i.code, label: i.name, ...(i.children ? { children: i.children.map(node) } : {}) });

/** A code of one of the form's lists; the purple mark says that the list is not confirmed. `leafOnly` false: a group may be chosen too. */
export function CodeField({
  list: id,
  value,
  onSave,
  leafOnly = false,
  ...frame
}: FieldFrame & { list: CodeListId; value: string | undefined; onSave: (code: string | undefined) => Promise<Saved>; leafOnly?: boolean }) {
  const list = useCodes(id);
  const nodes = useMemo(() => list?.items.map(node) ?? [], [list]);
  const [recent, setRecent] = useViewState<string[]>(`codes.${id}`, NO_CODES);
  const save = (code: string | undefined) => {
    if (code) setRecent([code, ...recent.filter((c) => c !== code)].slice(0, 3));
    return onSave(code);
  };
  const waiting = <Field {...frame}>{() => <div className="field-pending" />}</Field>;
  if (!list) return waiting;
  return (
    <Suspense fallback={waiting}>
      <TreeCodeField
        {...frame}
        nodes={nodes}
        value={value}
        recent={recent}
        leafOnly={leafOnly}
        namesOnly={list.ownCodes === true}
        onSave={save}
        {...(list.status === 'confirmed' ? {} : { mark: <UnconfirmedMark what={list.source} /> })}
      />
    </Suspense>
  );
}
