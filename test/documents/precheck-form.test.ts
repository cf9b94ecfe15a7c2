/** A form beside a scan nobody could read, what is wrong in it by itself, and the forms this program makes, taken back in. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFiling } from '../../shared/domain/checks/filing.ts';
import { fillForm, formLines } from '../../shared/domain/filing-form.ts';
import { formInJson } from '../../shared/domain/precheck/form-file.ts';
import { formInSheet } from '../../shared/domain/precheck/form-sheet.ts';
import { precheck, shownLines } from '../../shared/domain/precheck/precheck.ts';
import { formCsv, formJson } from '../../renderer/documents/filing-pack.ts';
import { readTable } from '../../renderer/documents/read-table.ts';
import { form, json, lists, rulesOn, signed } from '../domain/support.ts';

const RULES = rulesOn('2026-06-10');
const FOLDER = new URL('../../resources/exercises/precheck/', import.meta.url);
const formOf = (file: string): Record<string, string> => (json(`exercises/precheck/${file}.json`) as { form: Record<string, string> }).form;
const textOf = (file: string): string => readFileSync(new URL(`${file}.txt`, FOLDER), 'utf8');
const shown = (text: string, values: Record<string, string>, beside: object = {}): string[] =>
  shownLines(precheck({ ...beside, text, form: values }, { form, lists }, RULES)).map((l) => `${l.finding.message.key} ${l.field?.key ?? ''}`);
const CLEAN = readdirSync(FOLDER).flatMap((name) => (/^0\d-无误.*\.json$/.test(name) ? [name.slice(0, -'.json'.length)] : []));
const GOOD = formOf('01-无误-委托开发');

describe('a form beside a scan', () => {
  it('no contract was read, and that is told', () => {
    expect(precheck({ text: '', form: GOOD }, { form, lists }, RULES).read).toBe(false);
    expect(precheck({ text: textOf('01-无误-委托开发'), form: GOOD }, { form, lists }, RULES).read).toBe(true);
    expect(shown('', GOOD)).toEqual([]);
  });
  it.each([
    ['check digit', { buyerCreditCode: '91440101MA5CKQ3R26' }, 'party.usccCheck buyerCreditCode'],
    ['length', { buyerCreditCode: '123' }, 'party.usccLength buyerCreditCode'],
    ['a day to come', { signDate: '2030-01-01' }, 'signing.inFuture signDate'],
    ['order', { signDate: '2030-01-01' }, 'signing.validityOver validTo'],
    ['made before signing', { agentDate: '2026-01-01' }, 'filing.madeBeforeSigning agentDate'],
    ['no such nature', { buyerType: '999' }, 'filing.codeUnknown buyerType'],
    ['no such field', { techField: '不存在的领域' }, 'filing.codeUnknown techField'],
    ['no day', { signDate: '某日' }, 'filing.dateUnread signDate'],
  ])('%s is found from the form alone, and beside a text', (_, wrong, key) => {
    expect(shown('', { ...GOOD, ...wrong })).toContain(key);
    expect(shown(textOf('01-无误-委托开发'), { ...GOOD, ...wrong })).toContain(key);
  });
  it.each(CLEAN)('%s: nothing is said of a form without fault, with its text or without', (file) => {
    const beside = json(`exercises/precheck/${file}.json`) as object;
    expect([shown('', formOf(file), beside), shown(textOf(file), formOf(file), beside)]).toEqual([[], []]);
  });
  it('万元 taken for 元 is suspected from the form alone', () =>
    expect(shown('', { ...GOOD, totalAmount: '86', technicalAmount: '74' })).toContain('filing.unitSuspect totalAmount'));
  it('a total ten thousand times off the contract’s is asked about by its unit', () => {
    const found = precheck(
      { text: textOf('39-设备未扣'), form: { ...formOf('39-设备未扣'), totalAmount: '86', technicalAmount: '74' } },
      { form, lists },
      RULES,
    );
    const slip = found.lines.find((l) => l.finding.message.key === 'filing.unitSlip');
    expect(slip?.finding.message.params).toMatchObject({ form: '86.00 元', meant: '860,000.00 元' });
  });
  it('nothing is deducted below zero; what stands is told as it is written', () => {
    const found = precheck({ text: textOf('39-设备未扣'), form: { ...formOf('39-设备未扣'), technicalAmount: '9999999' } }, { form, lists }, RULES);
    expect(found.amounts.form).toEqual({ total: '860000.00', technical: '9999999.00' });
    expect(found.lines.find((l) => l.field?.key === 'technicalAmount')?.field?.shown).toBe('9,999,999.00');
  });
});

describe('equipment and royalty', () => {
  it('says what the form took off and what the contract names, apart', () => {
    const found = precheck({ text: textOf('39-设备未扣'), form: formOf('39-设备未扣') }, { form, lists }, RULES);
    const asked = found.lines.find((l) => l.finding.message.key === 'filing.equipmentIncluded');
    expect(asked?.finding.message.params).toMatchObject({ total: '860,000.00', technical: '860,000.00', deducted: '0.00', spent: '120,000.00' });
  });
  it('of a total that cannot be read the contract’s fixed part is told, never a blank', () => {
    const filled = fillForm(signed(), form, lists, '2026-05-28', { totalAmount: '很多' });
    const found = checkFiling({ file: signed(), filing: { id: 'f' }, form: filled, lists }, rulesOn('2026-05-28'));
    expect(found.find((f) => f.message.key === 'filing.royaltyUndetermined')?.message.params).toEqual({ amount: '1,500,000.00' });
  });
});

describe('the form of a pack made here', () => {
  const filled = fillForm(signed(), form, lists, '2026-05-28');
  const fields = formLines(filled);
  const input = { projectName: 'x', contractNo: 'x', frozenHash: 'a', version: 1, fields, rulePack: 'gd', watermark: '示例' };
  const values = Object.fromEntries(fields.map((f) => [f.key, f.value]));
  it('.json is taken, 备注 with it', () => {
    expect(fields.map((f) => f.key)).toContain('note');
    expect(formInJson(JSON.parse(formJson(input)))?.form).toEqual(values);
    expect(formInJson({ format: 'kezhuan-filing-1', fields: [{ key: 'x' }] })).toBeUndefined();
  });
  it('.csv is taken, numbered and with its headings', () => {
    const table = readTable(formCsv(input), { name: '逐栏填报表.csv' });
    expect(
      table.ok &&
        formInSheet(
          table.value.lines.map((l) => l.cells),
          form,
        ),
    ).toEqual({ values, strange: [] });
  });
});
