/** What a registry can see on arrival of a followup: is there such a registration, is what it says whole and coherent, is there proof. */
import { because, cents, coherent, fits, isDay, misfit, type CodedReason } from './check.ts';
import { FORM_FIELDS } from './form.ts';
import type { FollowupBody } from './followup-letter.ts';

/** The filing a followup is about, as the registry holds it for this office. */
export type FollowupSubject = {
  status: string;
  registerNo: string;
  registeredOn: string;
  /** registered form values as they stand now */
  form: Readonly<Record<string, string>>;
};

/** Reasons to send a followup back on arrival; empty: it goes to review. `today` is the day of receipt. */
export function followupReasons(body: FollowupBody, subject: FollowupSubject | undefined, today: string): CodedReason[] {
  if (body.kind === 'filing.dispute') {
    if (subject === undefined) return [because('R09', '没有本单位的这件申请', 'about')];
    return body.text.trim() === '' ? [because('R03', '没有写明异议内容', 'text')] : [];
  }
  if (subject === undefined) return [because('R09', '没有本单位的这件申请', 'filingId')];
  if (subject.status !== 'REGISTERED') return [because('R09', '合同未登记，或登记已注销、撤销', 'registerNo')];
  if (subject.registerNo !== body.registerNo.trim()) return [because('R03', '登记编号与登记的不同', 'registerNo')];
  const proofs = body.proofs.length === 0 ? [because('R07', '没有随附证明材料', 'proofs')] : [];
  switch (body.kind) {
    case 'filing.change':
      return [...event(body, subject, today), ...changes(body.changes, subject.form), ...whole(body.changes, subject.form), ...proofs];
    case 'filing.cancel':
      return [...event(body, subject, today), ...proofs];
    case 'filing.income':
      return [...income(body, today), ...proofs];
  }
}

function event({ reason, on }: { reason: string; on: string }, subject: FollowupSubject, today: string): CodedReason[] {
  return [...(reason.trim() === '' ? [because('R03', '没有写明事由', 'reason')] : []), ...pastDay('on', '发生日期', on, today), ...notBefore(on, subject)];
}

const notBefore = (on: string, { form }: FollowupSubject): CodedReason[] =>
  isDay(on) && isDay(form['signDate']) && on < form['signDate']! ? [because('R03', '发生日期早于合同签订日期', 'on')] : [];

function pastDay(field: string, zh: string, value: string, today: string): CodedReason[] {
  if (!isDay(value)) return [because('R03', `${zh}的写法不对`, field)];
  return value > today ? [because('R03', `${zh}晚于到件日`, field)] : [];
}

const FIELD_OF: ReadonlyMap<string, (typeof FORM_FIELDS)[number]> = new Map(FORM_FIELDS.map((f) => [f.key, f]));

function changes(list: Readonly<Record<string, { before: string; after: string }>>, form: Readonly<Record<string, string>>): CodedReason[] {
  return Object.entries(list).flatMap(([key, { before, after }]): CodedReason[] => {
    const field = FIELD_OF.get(key)!;
    const same = (a: string, b: string): boolean =>
      field.kind === 'money' ? cents(a) === cents(b) && a.trim() !== '' && b.trim() !== '' : a.trim() === b.trim();
    const at = `changes.${key}`;
    if (!same(before, form[key] ?? '') && (before.trim() !== '' || (form[key] ?? '').trim() !== ''))
      return [because('R03', `${field.zh}变更前的内容与登记的不同`, at)];
    if (same(before, after)) return [because('R03', `${field.zh}前后相同`, at)];
    if (field.required && after.trim() === '') return [because('R03', `${field.zh}不能变更为空`, at)];
    if (after.trim() !== '' && !fits(field, after.trim())) return [because('R03', `${field.zh}${misfit(field, after)}`, at)];
    return [];
  });
}

/** The registration as it would stand holds together as a filing must; said of what is changed, or of what must change with it. */
function whole(list: Readonly<Record<string, { after: string }>>, form: Readonly<Record<string, string>>): CodedReason[] {
  const changed = Object.fromEntries(Object.entries(list).map(([key, { after }]) => [key, after]));
  const before = new Set(coherent(form).map((r) => r.text));
  return coherent({ ...form, ...changed })
    .filter((r) => !before.has(r.text))
    .map((r) => ({ ...r, field: `changes.${r.field}` }));
}

type Income = Extract<FollowupBody, { kind: 'filing.income' }>;

function income({ from, to, amount, technicalIncome, rows }: Income, today: string): CodedReason[] {
  const [all, technical] = [cents(amount), cents(technicalIncome)];
  const parts = rows.map((row) => cents(row.amount));
  const found = [...pastDay('to', '核定期间止', to, today), ...(isDay(from) ? [] : [because('R03', '核定期间起的写法不对', 'from')])];
  if (isDay(from) && isDay(to) && from > to) found.push(because('R03', '核定期间起晚于止', 'from'));
  if (all === null || all === 0n) found.push(because('R03', '合同收入须为大于 0 的金额', 'amount'));
  if (technical === null) found.push(because('R03', '技术性收入的写法不对', 'technicalIncome'));
  if (all !== null && technical !== null && technical > all) found.push(because('R03', '技术性收入大于合同收入', 'technicalIncome'));
  if (rows.length === 0) found.push(because('R03', '没有逐笔列出到账', 'rows'));
  if (parts.includes(null) || rows.some((row) => !isDay(row.on) || row.on < from || row.on > to))
    found.push(because('R03', '到账的日期或金额不对，或不在核定期间内', 'rows'));
  else if (all !== null && parts.reduce<bigint>((sum, part) => sum + part!, 0n) !== all) found.push(because('R03', '逐笔到账之和不等于合同收入', 'rows'));
  return found;
}
