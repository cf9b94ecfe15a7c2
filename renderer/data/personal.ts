/** 个人信息 of contributors and of parties that are natural persons: sealed before it is written, unsealed only for the eye. */
import { useEffect, useState } from 'react';
import { make, set } from '../../shared/domain/edit.ts';
import type { Sealed } from '../../shared/domain/fields.ts';
import { OPENING, type PersonalField } from '../../shared/domain/personal.ts';
import type { Contributor, Person } from '../../shared/domain/portfolio.ts';
import type { Party } from '../../shared/domain/party.ts';
import { isRefusal, refuse, type Refusal } from '../../shared/result.ts';
import { commit, type Committed } from './commit.ts';
import { editRow } from './edit-row.ts';
import { useObserve } from './observe.ts';
import { rowsById } from './queries/read.ts';
import { reportError } from './report.ts';
import { seal, unseal } from './seal.ts';

/** Whose 个人信息: a contributor points to its person; the person of a party that is a natural person points to the party. */
export type Owner = { table: 'contributors' | 'parties'; id: string; name?: string | undefined; personId?: string | undefined };

/** Saves one field under `person`; the first one makes the person's row and ties it to its owner. Empty takes the field away. */
export async function savePersonal(owner: Owner, person: string, field: PersonalField, text: string | undefined): Promise<Committed | Refusal> {
  const note = owner.name ? { note: owner.name } : {};
  const opened = await commit({ intent: OPENING, ...note }, async (read) => {
    const now = await read.get(owner.table, owner.id);
    if (!now) return refuse('row.gone');
    const tied = owner.table === 'contributors' ? (now as Contributor).personId : (await read.by('persons', 'partyId', owner.id))[0]?.id;
    if (tied !== undefined && tied !== person) return refuse('row.gone');
    if ((await read.get('persons', person))?.erasedOn !== undefined) return refuse('person.erased');
    if (tied === person) return [];
    return owner.table === 'contributors'
      ? [make('persons', { id: person }), set('contributors', owner.id, { personId: person })]
      : [make('persons', { id: person, partyId: owner.id })];
  });
  if (isRefusal(opened)) return opened;
  const value = text === undefined ? undefined : await seal(person, text);
  return commit({ intent: 'person.edit', ...note }, () => [set('persons', person, { [field]: value })]);
}

/** Seals an account that was typed into the open field of a party; what the history holds of it stays there. */
export async function sealAccount(party: Party, person: string): Promise<Committed | Refusal> {
  const kept = await savePersonal({ table: 'parties', id: party.id, name: party.name }, person, 'bankAccount', party.bankAccount);
  return isRefusal(kept) ? kept : editRow('parties', party.id, { bankAccount: undefined }, party.name ? { note: party.name } : {});
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
