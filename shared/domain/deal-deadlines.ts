/** Days a deal must not miss: the end of a notice, payments due, the contract's end, annual fees. Dates that cannot be read are left out. */
import { parseDay } from '../time.ts';
import { latestNotice, latestSigning, type DealFile } from './deal-file.ts';
import { registered } from './ledger-lines.ts';
import { owedOf } from './due.ts';
import type { Where } from './finding.ts';

export type DeadlineKind = 'noticeEnd' | 'instalment' | 'validity' | 'fee';
export type Deadline = { key: string; kind: DeadlineKind; day: string; name: string; where: Where };

/** Soonest first. A paid instalment, a closed notice and a registered contract's validity are no deadlines any more. */
export function dealDeadlines(f: DealFile): Deadline[] {
  const out: Deadline[] = [];
  const add = (kind: DeadlineKind, day: string | undefined, name: string, where: Where): void => {
    const read = parseDay(day);
    if (read) out.push({ key: `${kind}:${where.id}`, kind, day: read, name, where });
  };
  const notice = latestNotice(f);
  if (notice && notice.draft !== true && !notice.closedOn)
    add('noticeEnd', notice.endOn, notice.title ?? '', { table: 'notices', id: notice.id, field: 'endOn' });
  for (const i of f.instalments)
    if (owedOf(i, f.receipts) !== null) add('instalment', i.dueOn, i.name ?? '', { table: 'instalments', id: i.id, field: 'dueOn' });
  const signing = latestSigning(f);
  if (signing && !registered(f)) add('validity', signing.validTo, signing.contractNo ?? '', { table: 'signings', id: signing.id, field: 'validTo' });
  for (const r of f.rights)
    if (r.status === 'inForce' || r.status === undefined) add('fee', r.feePaidTo, r.name ?? r.number ?? '', { table: 'rights', id: r.id, field: 'feePaidTo' });
  return out.toSorted((a, b) => a.day.localeCompare(b.day));
}
