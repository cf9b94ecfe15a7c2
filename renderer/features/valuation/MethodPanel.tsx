import { memo, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppliedMethod } from '../../../shared/domain/deal.ts';
import { formOf } from '../../../shared/valuation/form.ts';
import type { Method } from '../../../shared/valuation/method.ts';
import { keptTyped } from '../../../shared/valuation/typed.ts';
import { editTyped } from './edit-methods.ts';
import { MethodFields } from './MethodFields.tsx';
import { MethodResultView } from './MethodResultView.tsx';
import { MethodFormProvider, placeOf, typingNow, type MethodForm } from './method-typing.ts';
import { methodName, methodPlain } from './method-words.ts';

/** One method with its inputs and its result; typing moves the result at once, the form stays as it is. */
export function MethodPanel({ sheetId, method, applied }: { sheetId: string; method: Method; applied: AppliedMethod }) {
  const { t } = useTranslation('methods');
  const typing = useMemo(() => typingNow(), []);
  // stored: from here on the row says it
  useEffect(() => typing.set(undefined), [applied, typing]);
  const form = useMemo(
    (): MethodForm => ({
      sheetId,
      method,
      applied,
      money: applied.money ?? '万元',
      typing,
      place: (path) => placeOf(sheetId, applied.id, path),
      save: (places) =>
        editTyped(
          sheetId,
          applied.id,
          places.map(([path, value]) => [path, value === undefined ? value : keptTyped(formOf(method), path, value)] as const),
        ),
    }),
    [sheetId, method, applied, typing],
  );
  return (
    <section className="method-panel" aria-label={methodName(t, method)} data-applied={applied.id}>
      <h3>{methodName(t, method)}</h3>
      <p className="muted method-plain">{methodPlain(t, method)}</p>
      <MethodFormProvider value={form}>
        <MethodResultView>
          <Form />
        </MethodResultView>
      </MethodFormProvider>
    </section>
  );
}

const Form = memo(MethodFields);
