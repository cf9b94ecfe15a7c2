/**
 * Who works at this computer and for which 单位, as last said in the 正式库: a choice of this computer, so that no other
 * workspace asks again. Bank and tax details stay where they were entered.
 */
import { make, set } from '../../shared/domain/edit.ts';
import { OFFICE_ID, office, type Office } from '../../shared/domain/party.ts';
import type { Refusal } from '../../shared/result.ts';
import { commit, type Committed } from './commit.ts';
import { readPref, writePref } from './prefs.ts';
import { officeRow } from './queries/parties.ts';
import { setWho, workspace } from './store.ts';

export type KnownOffice = Partial<Omit<Office, 'id'>>;
const PREF = 'office';
const KEPT = [
  'userName',
  'role',
  'name',
  'uscc',
  'kind',
  'nature',
  'region',
  'country',
  'industry',
  'address',
  'legalRep',
  'contact',
  'phone',
  'zip',
  'email',
  'isPublic',
  'isTechTransferOrg',
  'isResearchOrg',
  'isConvertedInstitute',
  'inHiTechZone',
  'isListed',
  'scale',
] as const satisfies readonly (keyof Office)[];

/** What is known; nothing where it was never said or cannot be read. */
export async function knownOffice(): Promise<KnownOffice> {
  try {
    return office
      .omit({ id: true })
      .partial()
      .parse(JSON.parse((await readPref(PREF)) ?? '{}')) as KnownOffice;
  } catch {
    return {};
  }
}

/** Keeps 本单位 of the 正式库 for the others; elsewhere does nothing. */
export async function rememberOffice(): Promise<void> {
  if (workspace() !== 'work') return;
  const row = await officeRow();
  if (row) await writePref(PREF, JSON.stringify(Object.fromEntries(KEPT.flatMap((k) => (row[k] === undefined || row[k] === '' ? [] : [[k, row[k]]])))));
}

/** At the opening of a workspace: the 正式库 teaches, the 实训库 gets name, office and role once, and histories name the person in every one. */
export async function shareOffice(): Promise<void> {
  if (workspace() === 'work') return rememberOffice();
  const known = await knownOffice();
  const { userName, name, role } = known;
  if (workspace() === 'class' && (userName ?? name) !== undefined && (await officeRow()) === undefined) {
    await commit({ intent: 'office.create', note: name ?? '' }, () => [
      make('office', { id: OFFICE_ID, ...(userName ? { userName } : {}), ...(name ? { name } : {}), ...(role ? { role } : {}) }),
    ]);
  }
  const own = workspace() === 'class' ? (await officeRow())?.userName : undefined;
  if (own ?? userName) setWho((own ?? userName)!);
}

/** 照正式库填写: every known field over what stands here, as one act. */
export async function copyKnownOffice(): Promise<Committed | Refusal> {
  const known = await knownOffice();
  return commit({ intent: 'office.copy', note: known.name ?? '' }, async (read) => [
    (await read.get('office', OFFICE_ID)) ? set('office', OFFICE_ID, known) : make('office', { id: OFFICE_ID, ...known }),
  ]);
}
