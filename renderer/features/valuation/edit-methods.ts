/** Edits of the methods beside the royalty forecast. They follow the worksheet's own rule: a used version opens the next. */
import type { AppliedMethod, Typed, Worksheet, WorksheetInput } from '../../../shared/domain/deal.ts';
import { Decimal, decimal } from '../../../shared/money.ts';
import { isRefusal, refuse, type Refusal } from '../../../shared/result.ts';
import { formOf } from '../../../shared/valuation/form.ts';
import type { Method } from '../../../shared/valuation/method.ts';
import { inMoney } from '../../../shared/valuation/money-unit.ts';
import { yearsTyped } from '../../../shared/valuation/royalty-input.ts';
import { withTyped } from '../../../shared/valuation/typed-path.ts';
import { newId, who } from '../../data/store.ts';
import type { Units } from '../../session/settings.ts';
import { change, clean, type Answer } from './edit-worksheet.ts';

/** A worksheet holds no more; the row's own parser says the same. */
export const MOST_METHODS = 20;
/** Most rows a typed list may have in the row: ten parties have 1,023 combinations. */
export const MOST_ROWS = 1_024;

/** What the worksheet already says and the method has to know: the same figure with the same source. What it only may know would choose a formula. */
function known(sheet: Worksheet, m: Method, money: '元' | '万元'): Pick<AppliedMethod, 'request' | 'evidence'> {
  const names = new Set(formOf(m).flatMap((f) => (f.optional ? [] : [f.name])));
  const request: Record<string, Typed> = {};
  const evidence: Record<string, WorksheetInput> = {};
  for (const name of ['discountRate', 'taxRate', 'royaltyRate']) {
    const { value, unit: _unit, ...source } = sheet.inputs?.[name] ?? {};
    if (!names.has(name) || decimal(value) === undefined) continue;
    request[name] = `${new Decimal(value!).times(100).toFixed()}%`;
    if (Object.keys(source).length > 0) evidence[name] = source;
  }
  const revenues = yearsTyped(sheet);
  if (names.has('revenues') && revenues.length > 0 && revenues.every((r) => decimal(r) !== undefined))
    request['revenues'] = revenues.map((r) => new Decimal(r).div(money === '万元' ? 10_000 : 1).toFixed());
  return { request, ...(Object.keys(evidence).length > 0 ? { evidence } : {}) };
}

/** Adds a method whose money is typed in the unit of the settings. The history has its id and calls it in the reader's language. Answers the new id. */
export async function addMethod(sheet: Worksheet, m: Method, units: Units): Promise<string | Refusal> {
  if ((sheet.applied ?? []).length >= MOST_METHODS) return refuse('valuation.methodsMany', { params: { most: MOST_METHODS } });
  const id = newId();
  const money = units === 'wan' ? '万元' : '元';
  const done = await change(sheet.id, { intent: 'worksheet.methodAdd', note: m.id }, (now) => ({
    applied: [...(now.applied ?? []), { id, method: m.id, ...(m.hasMoney ? ({ money } as const) : {}), ...known(now, m, money) }],
  }));
  return isRefusal(done) ? done : id;
}

const edited = (sheet: Worksheet, id: string, edit: (a: AppliedMethod) => AppliedMethod): Partial<Worksheet> => ({
  applied: (sheet.applied ?? []).map((a) => (a.id === id ? edit(a) : a)),
});

/** Changes what was typed: one place or, pasted, several. */
export const editTyped = (sheetId: string, id: string, places: readonly (readonly [string, Typed | undefined])[]): Answer =>
  change(sheetId, { intent: 'worksheet.methodInput' }, (sheet) =>
    edited(sheet, id, (a) => ({ ...a, request: places.reduce((r, [path, value]) => withTyped(r, path, value), a.request) })),
  );

/** Changes the whole of what was typed by what it is now in the store. */
export const editRequest = (sheetId: string, id: string, edit: (request: AppliedMethod['request']) => AppliedMethod['request']): Answer =>
  change(sheetId, { intent: 'worksheet.methodInput' }, (sheet) => edited(sheet, id, (a) => ({ ...a, request: edit(a.request) })));

export const editMethod = (sheetId: string, id: string, part: Partial<Omit<AppliedMethod, 'id' | 'method' | 'request'>>): Answer =>
  change(sheetId, { intent: 'worksheet.methodEdit' }, (sheet) => edited(sheet, id, (a) => clean({ ...a, ...part })));

/** Another unit for the money of a form; the amounts typed stay what they are. */
export const editMoney = (sheetId: string, id: string, m: Method, money: '元' | '万元'): Answer =>
  change(sheetId, { intent: 'worksheet.methodEdit' }, (sheet) => edited(sheet, id, (a) => inMoney(m, a, money)));

/** Where one input is from, signed by who said it. */
export const editSource = (sheetId: string, id: string, field: string, part: Partial<WorksheetInput>): Answer =>
  change(sheetId, { intent: 'worksheet.methodSource' }, (sheet) =>
    edited(sheet, id, (a) => ({ ...a, evidence: { ...a.evidence, [field]: clean({ ...a.evidence?.[field], ...part, by: who() }) } })),
  );

export const removeMethod = (sheetId: string, applied: AppliedMethod): Answer =>
  change(sheetId, { intent: 'worksheet.methodRemove', note: applied.method }, (sheet) => ({
    applied: (sheet.applied ?? []).filter((a) => a.id !== applied.id),
  }));
