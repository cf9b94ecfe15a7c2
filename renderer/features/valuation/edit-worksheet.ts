/** Edits of a worksheet. A version that a round used stays as it was on the table; an edit of it opens the next one. */
import { valuedIn } from '../../../shared/domain/checks/worksheet-says.ts';
import type { Worksheet, WorksheetInput } from '../../../shared/domain/deal.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { make } from '../../../shared/domain/edit.ts';
import { refuse, type Refusal } from '../../../shared/result.ts';
import { earliestExpiry, type Expiry } from '../../../shared/domain/patent-term.ts';
import type { Right } from '../../../shared/domain/portfolio.ts';
import { editWorksheet as editSheet, freezeWorksheet, isUsed } from '../../../shared/domain/worksheet-rules.ts';
import { commit, type Committed, type Why } from '../../data/commit.ts';
import { rowsById } from '../../data/queries/read.ts';
import { rulesAt } from '../../data/rules.ts';
import { newId, who } from '../../data/store.ts';
import { flushFields } from '../../session/flush.ts';
import { meantBy, showNext } from './open-sheet.ts';

export const MAX_YEARS = 60;

export type Answer = Promise<Committed | Refusal>;

let last: Promise<unknown> = Promise.resolve();

/** One after the other: the second edit has to know which version the first one opened. */
export function change(id: string, why: Why, fieldsOf: (sheet: Worksheet) => Partial<Worksheet>): Answer {
  const answer = last.then(() => changeNow(meantBy(id), why, fieldsOf));
  last = answer.catch(() => undefined);
  return answer;
}

/** Decides on the version as it is in the store; where a round uses it, the next version carries the edit and comes on screen. */
async function changeNow(id: string, why: Why, fieldsOf: (sheet: Worksheet) => Partial<Worksheet>): Answer {
  const next = newId();
  let dealId: string | undefined;
  const done = await commit(why, async (read) => {
    const sheet = await read.get('worksheets', id);
    if (!sheet) return refuse('row.gone');
    const [rounds, siblings] = [await read.by('rounds', 'worksheetId', id), await read.by('worksheets', 'dealId', sheet.dealId ?? '')];
    if (isUsed(sheet, rounds)) dealId = sheet.dealId;
    return editSheet(sheet, fieldsOf(sheet), rounds, siblings, next);
  });
  if (!('refused' in done) && dealId !== undefined) showNext(dealId, id, next);
  return done;
}

/** The version an edit would meet now, with every edit made before. */
export async function sheetNow(id: string): Promise<Worksheet | undefined> {
  await flushFields();
  await last;
  return (await rowsById('worksheets', [meantBy(id)]))[0];
}

export const editWorksheet = (id: string, fields: Partial<Worksheet>): Answer => change(id, { intent: 'worksheet.edit' }, () => fields);

/** Changes parts of one input, signed by who did it; the others stay as they are in the store, not as they were on screen. */
export const editInput = (id: string, name: string, part: Partial<WorksheetInput>): Answer =>
  change(id, { intent: 'worksheet.input' }, (sheet) => ({ inputs: { ...sheet.inputs, [name]: clean({ ...sheet.inputs?.[name], ...part, by: who() }) } }));

/** One or several years of the forecast, from `from` (0-based) on; decimal text in 元. */
export const editRevenues = (id: string, from: number, values: readonly string[]): Answer =>
  change(id, { intent: 'worksheet.revenues' }, (sheet) => {
    const revenues = [...(sheet.revenues ?? [])];
    while (revenues.length < from) revenues.push('');
    values.forEach((v, i) => {
      revenues[from + i] = v;
    });
    return { revenues: revenues.slice(0, MAX_YEARS) };
  });

export const dropLastYear = (id: string): Answer =>
  change(id, { intent: 'worksheet.revenues' }, (sheet) => ({ revenues: (sheet.revenues ?? []).slice(0, -1) }));

/** 锁定: this version stays as it is, with all its methods; refused while one of them cannot be computed. */
export async function freezeSheet(id: string): Answer {
  await flushFields();
  await last;
  const { METHODS } = await import('../../../shared/valuation/methods.ts');
  return commit({ intent: 'worksheet.freeze' }, async (read) => {
    const sheet = await read.get('worksheets', id);
    return sheet ? freezeWorksheet(sheet, METHODS) : refuse('row.gone');
  });
}

/** Without what is absent or blank. */
export const clean = <T extends object>(o: T): T => Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined && v !== '')) as T;

/** As printed: 谈判参考 is the default, 市场价值 asks for a reason. */
export const REFERENCE = '谈判参考（投资价值角度）';
export const MARKET = '市场价值';

/** `right` says which right it is, with number and filing day; `legalEnd` where the day is from that the deal's patents end on. */
export type Seed = { today: string; name: string; purpose: string; right(right: Right): string; legalEnd(expiry: Expiry & { right: Right }): string };

/** A first worksheet: object and people from the deal, the rest to be asked. Answers its id. */
export async function startWorksheet(file: DealFile, seed: Seed): Promise<string | Refusal> {
  const id = newId();
  const { rights } = valuedIn(file);
  const object = [file.deal.name, ...rights.map((right) => seed.right(right))].filter(Boolean).join('；');
  const expiry = earliestExpiry(rights, rulesAt(seed.today, file.seller?.region));
  const done = await commit({ intent: 'worksheet.create', note: file.deal.name ?? '' }, async (read) => {
    const own = await read.by('worksheets', 'dealId', file.deal.id);
    const version = Math.max(0, ...own.map((w) => w.version ?? 0)) + 1;
    return [
      make(
        'worksheets',
        clean({
          id,
          dealId: file.deal.id,
          version,
          name: seed.name,
          method: 'royalty' as const,
          purpose: seed.purpose,
          valueType: REFERENCE,
          baseDate: seed.today,
          preparedOn: seed.today,
          preparer: file.office?.userName,
          object: object || undefined,
          revenues: ['', '', '', '', ''],
          // what the record of the right already says is not asked again
          inputs: expiry && {
            legalEnd: {
              value: expiry.day,
              source: seed.legalEnd(expiry),
              sourceDate: seed.today,
              grade: expiry.rule.status === 'confirmed' ? ('fact' as const) : ('assumption' as const),
              by: who(),
            },
          },
          sample: file.deal.sample,
        }),
      ),
    ];
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
    return [make('worksheets', { ...rest, id, version: Math.max(0, ...own.map((w) => w.version ?? 0)) + 1, basedOn: from.id, preparedOn: today })];
  });
  return 'refused' in done ? done : id;
}
