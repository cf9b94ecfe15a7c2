/** What a granted change makes of a registration: the facts registered now, and the risks they have. The filed body stays as it was. */
import type { FilingBody } from '../../shared/registry/letter.ts';
import { listed, writeRisks } from './filings.ts';
import { bearingOn, holdings } from './holdings.ts';
import { partiesKey, risksOf } from './risk.ts';
import { bodyOf, chinaDay, type Tx } from './row.ts';
import type { FilingRow } from './tables.ts';

type Changes = Readonly<Record<string, { after: string }>>;

/** The letter as it would read with the changes; what the contract said of them before counts no more. */
function amendedBody(row: FilingRow, amended: Readonly<Record<string, string>>): FilingBody {
  const body = bodyOf(row);
  const facts = {
    ...body.facts,
    ...Object.fromEntries(Object.entries(amended).filter(([key]) => key in body.facts)),
    ...('signDate' in amended ? { signedOn: amended['signDate'] } : {}),
    ...('contractType' in amended ? { kind: undefined } : {}),
  };
  return { ...body, form: { ...body.form, ...amended }, facts };
}

/**
 * The columns as they stand next. Risks are seen as if the letter had come with the changes on its own day, among what the
 * registry holds now; they are written anew, and the day that was done stands beside them.
 */
export async function amend(tx: Tx, row: FilingRow, changes: Changes, now: Date): Promise<Partial<FilingRow> & Pick<FilingRow, 'risk'>> {
  const after = Object.fromEntries(Object.entries(changes).map(([key, change]) => [key, change.after]));
  const amended = { ...(JSON.parse(row.amended) as Record<string, string>), ...after };
  const body = amendedBody(row, amended);
  const held = await holdings(tx, [{ office: { id: row.office_id }, body }], new Date(row.received_at));
  const risks = risksOf(body, row.received_on, bearingOn(held, row.office_id, body, row.point).earlier);
  await tx.deleteFrom('risks').where('filing', '=', row.id).execute();
  await writeRisks(tx, row.id, risks);
  return { amended: JSON.stringify(amended), ...listed(body.form, body.facts), parties: partiesKey(body), risk: risks.length, risks_on: chinaDay(now) };
}
