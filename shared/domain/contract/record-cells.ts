/** Records as rows of a paper's table: each column as it is to be read. */
import { formatRate, formatYuan } from '../../money.ts';
import { parseDay } from '../../time.ts';
import type { RowOf } from '../tables.ts';
import type { ContractSources } from './answers.ts';
import type { RecordList } from './clause-set.ts';
import type { RECORD_COLUMNS } from './record-columns.ts';
import { RIGHT_NAMES } from './right-names.ts';

type Row<L extends RecordList> = Partial<Record<(typeof RECORD_COLUMNS)[L][number], string>>;

const STATUS = { pending: '审查中', inForce: '有效', lapsed: '已终止', invalid: '已宣告无效' } as const;
const MODES = { exclusive: '独占', sole: '排他', ordinary: '普通' } as const;
/** `2026-03-12`: narrow enough for a column. */
const day = (text: string | undefined): string => parseDay(text) ?? text ?? '';

/** One object per record, its columns by name. */
export function recordRows(of: RecordList, sources: ContractSources): Readonly<Record<string, string>>[] {
  const rows: readonly Row<RecordList>[] = ROWS[of](sources);
  return rows.map((row, i) => ({ ...row, no: String(i + 1) }));
}

const ROWS: { [L in RecordList]: (sources: ContractSources) => Row<L>[] } = {
  rights: ({ rights }) => rights.map(rightRow),
  patents: ({ rights }) => rights.filter(({ right }) => NUMBERED.has(right.kind)).map(rightRow),
  instalments: ({ instalments }) =>
    instalments.map((i) => ({ name: i.name ?? '', dueOn: day(i.dueOn), condition: i.condition ?? '', amount: i.amount ? formatYuan(i.amount) : '' })),
  contributors: ({ contributors = [] }) => contributors.map((c) => ({ name: c.name ?? '', role: c.role ?? '', share: c.share ? formatRate(c.share) : '' })),
  rounds: ({ round }) => (round ? [roundRow(round)] : []),
};

const NUMBERED: ReadonlySet<RowOf<'rights'>['kind']> = new Set(['invention', 'utility', 'design', 'application']);

function rightRow({ right: r, expiresOn }: ContractSources['rights'][number]): Row<'rights'> {
  const number = (r.number ?? '').replace(/^\s*(ZL|CN)\s*/i, '').trim();
  const granted = NUMBERED.has(r.kind) && r.kind !== 'application';
  return {
    name: r.name ?? '',
    kind: r.kind ? RIGHT_NAMES[r.kind] : '',
    number: number !== '' && granted ? `ZL ${number}` : number,
    applicant: r.applicant || r.owner || '',
    owner: r.owner ?? '',
    inventors: r.inventors ?? '',
    filedOn: day(r.filedOn),
    grantedOn: day(r.grantedOn),
    feePaidTo: day(r.feePaidTo),
    expiresOn: day(expiresOn),
    status: r.status ? STATUS[r.status] : '',
  };
}

/** Only what both sides know of it. */
const roundRow = (r: RowOf<'rounds'>): Row<'rounds'> => ({
  heldOn: day(r.heldOn),
  place: r.place ?? '',
  offeredBy: r.offeredBy === undefined ? '' : r.offeredBy === 'us' ? '本方' : '对方',
  attendees: r.attendees ?? '',
  licenseMode: r.licenseMode ? MODES[r.licenseMode] : '',
  territory: r.territory ?? '',
  termFrom: day(r.termFrom),
  termTo: day(r.termTo),
  entryFee: r.entryFee ? formatYuan(r.entryFee) : '',
  royaltyRate: r.royaltyRate ? formatRate(r.royaltyRate) : '',
  royaltyBase: r.royaltyBase ?? '',
});
