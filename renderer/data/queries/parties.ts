/** 单位: the list, and finding one by its code or name. */
import { OFFICE_ID, type Office, type Party } from '../../../shared/domain/party.ts';
import type { Person } from '../../../shared/domain/portfolio.ts';
import { newestRows, rowById, rowsBy } from './read.ts';

export const partyById = (id: string | undefined): Promise<Party | undefined> => rowById('parties', id);

/** Newest first. Index: primary key. */
export const partyRows = (): Promise<Party[]> => newestRows('parties');

export const officeRow = (): Promise<Office | undefined> => rowById('office', OFFICE_ID);

/** Parties with this 统一社会信用代码. Index: `uscc`. */
export const partiesByUscc = (uscc: string): Promise<Party[]> => rowsBy('parties', 'uscc', uscc);

/** Parties with exactly this name. Index: `name`. */
export const partiesByName = (name: string): Promise<Party[]> => rowsBy('parties', 'name', name);

/** The person whose 个人信息 belong to this party, a natural one. Index: `partyId`. */
export const personOfParty = async (id: string): Promise<Person | undefined> => (await rowsBy('persons', 'partyId', id))[0];
