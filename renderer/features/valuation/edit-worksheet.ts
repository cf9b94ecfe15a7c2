/** Edits of a worksheet. A version that a round used is refused: its figures are what was on the table that day. */
import type { Worksheet, WorksheetInput } from '../../../shared/domain/deal.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { make, set } from '../../../shared/domain/edit.ts';
import { refuse, type Refusal } from '../../../shared/result.ts';
import { commit, type Committed, type Reader } from '../../data/commit.ts';
import { newId } from '../../data/store.ts';

type Answer = Promise<Committed | Refusal>;

async function open(read: Reader, id: string): Promise<Worksheet | Refusal> {
  const sheet = await read.get('worksheets', id);
  if (!sheet) return refuse('row.gone');
  const rounds = await read.by('rounds', 'worksheetId', id);
  return sheet.frozen || rounds.some((r) => r.archived !== true) ? refuse('worksheet.frozen', { params: { version: sheet.version ?? 1 } }) : sheet;
}

export function editWorksheet(id: string, fields: Partial<Worksheet>): Answer {
  return commit({ intent: 'worksheet.edit' }, async (read) => {
    const sheet = await open(read, id);
    return 'refused' in sheet ? sheet : [set('worksheets', id, fields)];
  });
}

/** Changes parts of one input; the others stay as they are in the store, not as they were on screen. */
export function editInput(id: string, name: string, part: Partial<WorksheetInput>): Answer {
  return commit({ intent: 'worksheet.input', note: name }, async (read) => {
    const sheet = await open(read, id);
    if ('refused' in sheet) return sheet;
    return [set('worksheets', id, { inputs: { ...sheet.inputs, [name]: clean({ ...sheet.inputs?.[name], ...part }) } })];
  });
}

/** One or several years of the forecast, from `from` (0-based) on; decimal text in 元. */
export function editRevenues(id: string, from: number, values: readonly string[]): Answer {
  return commit({ intent: 'worksheet.revenues' }, async (read) => {
    const sheet = await open(read, id);
    if ('refused' in sheet) return sheet;
    const revenues = [...(sheet.revenues ?? [])];
    while (revenues.length < from) revenues.push('');
    values.forEach((v, i) => { revenues[from + i] = v; });
    return [set('worksheets', id, { revenues: revenues.slice(0, 60) })];
  });
}

export function dropLastYear(id: string): Answer {
  return commit({ intent: 'worksheet.revenues' }, async (read) => {
    const sheet = await open(read, id);
    return 'refused' in sheet ? sheet : [set('worksheets', id, { revenues: (sheet.revenues ?? []).slice(0, -1) })];
  });
}

const clean = <T extends object>(o: T): T => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined && v !== '')) as T;

/** As printed: 谈判参考 is the default, 市场价值 asks for a reason. */
export const REFERENCE = '谈判参考（投资价值角度）';
export const MARKET = '市场价值';

export type Seed = { today: string; name: string; purpose: string };

/** A first worksheet: object and people from the deal, the rest to be asked. Answers its id. */
export async function startWorksheet(file: DealFile, seed: Seed): Promise<string | Refusal> {
  const id = newId();
  const right = file.rights[0];
  const object = [file.deal.name, right?.name && right.name !== file.deal.name ? right.name : '', right?.number ? `ZL ${right.number.replace(/^ZL\s*/i, '')}` : ''].filter(Boolean).join('，');
  const done = await commit({ intent: 'worksheet.create', note: file.deal.name ?? '' }, async (read) => {
    const own = await read.by('worksheets', 'dealId', file.deal.id);
    const version = Math.max(0, ...own.map((w) => w.version ?? 0)) + 1;
    return [make('worksheets', clean({
      id, dealId: file.deal.id, version, name: seed.name, method: 'royalty' as const, purpose: seed.purpose, valueType: REFERENCE, baseDate: seed.today, preparedOn: seed.today,
      preparer: file.office?.userName, object: object || undefined, revenues: ['', '', '', '', ''], sample: file.deal.sample,
    }))];
  });
  return 'refused' in done ? done : id;
}

/** The same content as an open version: how a used one is changed. */
export async function nextVersion(from: Worksheet, today: string): Promise<string | Refusal> {
  const id = newId();
  const done = await commit({ intent: 'worksheet.version' }, async (read) => {
    const [source, own] = [await read.get('worksheets', from.id), await read.by('worksheets', 'dealId', from.dealId ?? '')];
    if (!source) return refuse('row.gone');
    const { frozen: _was, ...rest } = source;
    return [make('worksheets', { ...rest, id, version: Math.max(0, ...own.map((w) => w.version ?? 0)) + 1, preparedOn: today })];
  });
  return 'refused' in done ? done : id;
}
