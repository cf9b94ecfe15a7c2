/** The registration form and its code lists, fetched when a filing is first looked at. */
import { useEffect, useState } from 'react';
import { codeList, registerForm, type CodeLists, type RegisterForm } from '../../shared/domain/codes.ts';
import { reportError } from './report.ts';

const files = import.meta.glob<unknown>('../../resources/codes/*.json', { import: 'default' });
export type FormLists = { form: RegisterForm; lists: CodeLists };
let loading: Promise<FormLists> | null = null;

export function loadFormLists(): Promise<FormLists> {
  loading ??= read();
  return loading;
}

async function read(): Promise<FormLists> {
  const raw = async (id: string): Promise<unknown> => files[`../../resources/codes/${id}.json`]!();
  const form = registerForm.parse(await raw('register-form'));
  const ids = [...new Set(form.items.flatMap((f) => (f.codes ? [f.codes] : [])))];
  const lists = await Promise.all(ids.map(async (id) => [id, codeList.parse(await raw(id))] as const));
  return { form, lists: Object.fromEntries(lists) };
}

/** Undefined until they are here. */
export function useFormLists(): FormLists | undefined {
  const [found, setFound] = useState<FormLists>();
  useEffect(() => {
    let gone = false;
    loadFormLists().then(
      (x) => {
        if (!gone) setFound(x);
      },
      (e: unknown) => reportError('codes', e),
    );
    return () => {
      gone = true;
    };
  }, []);
  return found;
}
