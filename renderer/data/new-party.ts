/** A party made on the spot from its name, or from 本单位: the same name twice is the same party. */
import { make } from '../../shared/domain/edit.ts';
import { OFFICE_ID, type Office, type Party } from '../../shared/domain/party.ts';
import { isRefusal, refuse, type Refusal } from '../../shared/result.ts';
import { cleanText } from '../../shared/text.ts';
import { commit } from './commit.ts';
import { newId } from './store.ts';

/** Answers the id of the party of this name; makes it where there is none. */
export async function partyNamed(typed: string, more: Partial<Party> = {}): Promise<string | Refusal> {
  const name = cleanText(typed).trim();
  let id = newId();
  const done = await commit({ intent: 'parties.create', note: name }, async (read) => {
    const there = (await read.by('parties', 'name', name)).find((p) => p.archived !== true);
    if (there) {
      id = there.id;
      return [];
    }
    return [make('parties', { id, name, ...more })];
  });
  return isRefusal(done) ? done : id;
}

/** 本单位 as a party of a deal: its fields are copied once, so that an old contract keeps what was true when it was made. */
export async function officeAsParty(): Promise<string | Refusal> {
  let id = newId();
  const done = await commit({ intent: 'parties.create' }, async (read) => {
    const office = await read.get('office', OFFICE_ID);
    if (!office?.name) return refuse('office.missing');
    const there = (await read.by('parties', 'name', office.name)).find((p) => p.archived !== true);
    if (there) {
      id = there.id;
      return [];
    }
    return [make('parties', partyOfOffice(office, id))];
  });
  return isRefusal(done) ? done : id;
}

/** The fields 本单位 has in common with every party. */
export function partyOfOffice(office: Office, id: string): Party {
  const { id: _id, role: _role, userName: _user, isPublic: _public, tourDone: _tour, archived: _archived, ...common } = office;
  return { ...common, id };
}
