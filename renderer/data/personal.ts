/** 个人信息 of contributors: sealed before it is written, unsealed only for the eye. */
import { useEffect, useState } from 'react';
import { make, set } from '../../shared/domain/edit.ts';
import type { Sealed } from '../../shared/domain/fields.ts';
import { OPENING, type PersonalField } from '../../shared/domain/personal.ts';
import type { Contributor, Person } from '../../shared/domain/portfolio.ts';
import { isRefusal, refuse, type Refusal } from '../../shared/result.ts';
import { commit, type Committed } from './commit.ts';
import { useObserve } from './observe.ts';
import { rowsById } from './queries/read.ts';
import { reportError } from './report.ts';
import { seal, unseal } from './seal.ts';

/** Saves one field under `person`; the first one makes the person's row and ties the contributor to it. Empty takes the field away. */
export async function savePersonal(contributor: Contributor, person: string, field: PersonalField, text: string | undefined): Promise<Committed | Refusal> {
  const note = contributor.name ? { note: contributor.name } : {};
  const opened = await commit({ intent: OPENING, ...note }, async (read) => {
    const now = await read.get('contributors', contributor.id);
    if (!now || (now.personId !== undefined && now.personId !== person)) return refuse('row.gone');
    if ((await read.get('persons', person))?.erasedOn !== undefined) return refuse('person.erased');
    return now.personId === person ? [] : [make('persons', { id: person }), set('contributors', contributor.id, { personId: person })];
  });
  if (isRefusal(opened)) return opened;
  const value = text === undefined ? undefined : await seal(person, text);
  return commit({ intent: 'person.edit', ...note }, () => [set('persons', person, { [field]: value })]);
}

/** The persons behind these contributors, by their ids. */
export function usePersons(contributors: readonly Contributor[]): ReadonlyMap<string, Person> | undefined {
  const ids = contributors.flatMap((c) => c.personId ?? []).join(' ');
  return useObserve(async () => new Map((await rowsById('persons', ids.split(' '))).map((p) => [p.id, p])), [ids]);
}

/** Clear texts in the order asked: `undefined` while reading, null where the key is gone. They live in this window only. */
export function useUnsealed(wanted: readonly (Sealed | undefined)[]): readonly (string | null | undefined)[] {
  const key = wanted.map((s) => s?.iv ?? '').join(' ');
  const [known, setKnown] = useState<{ key: string; texts: (string | null | undefined)[] }>();
  useEffect(() => {
    let gone = false;
    void Promise.all(wanted.map((s) => (s ? unseal(s) : Promise.resolve(undefined)))).then(
      (texts) => {
        if (!gone) setKnown({ key, texts });
      },
      (e: unknown) => reportError('observe', e),
    );
    return () => {
      gone = true;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a sealed text has an iv of its own, so the key stands for all of them
  }, [key]);
  return known?.key === key ? known.texts : wanted.map(() => undefined);
}
