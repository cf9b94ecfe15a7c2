/** The registration form and its code lists, fetched when a filing is first looked at. */
import { useEffect, useState } from 'react';
import { codeList, registerForm, type CodeLists, type RegisterForm } from '../../shared/domain/codes.ts';
import { pointDirectory, type PointDirectory } from '../../shared/domain/register-points.ts';
import { reportError } from './report.ts';

const files = import.meta.glob<unknown>('../../resources/codes/*.json', { import: 'default' });
/** `points`: where a filing can go. */
export type FormLists = { form: RegisterForm; lists: CodeLists; points: PointDirectory };
/** Lists no field chooses from: the older systems shown beside today's. */
const BESIDE = ['areas-legacy4'];
let loading: Promise<FormLists> | null = null;

export function loadFormLists(): Promise<FormLists> {
  loading ??= read();
  return loading;
}

async function read(): Promise<FormLists> {
  const raw = async (id: string): Promise<unknown> => files[`../../resources/codes/${id}.json`]!();
  const form = registerForm.parse(await raw('register-form'));
  const ids = new Set([...form.items.flatMap((f) => (f.codes ? [f.codes] : [])), ...BESIDE]);
  const lists = await Promise.all([...ids].map(async (id) => [id, codeList.parse(await raw(id))] as const));
  return { form, lists: Object.fromEntries(lists), points: pointDirectory.parse(await raw('register-offices')) };
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
