/** J3 step 10: the number of a certificate: its shape, its area, whether another contract has it, and what the certificate itself says. */
import { describe, expect, it } from 'vitest';
import { checkRegisterArea } from '../../shared/domain/checks/register-area.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { correctPortalAnswer, recordPortalAnswer } from '../../shared/domain/portal-answer.ts';
import { certificateRefusal, numbersIn } from '../../shared/domain/register-number.ts';
import { pointDirectory } from '../../shared/domain/register-points.ts';
import { good, json, refusalKey, rulesOn } from './support.ts';

const points = pointDirectory.parse(json('codes/register-offices.json'));
const today = '2026-05-28';
const world = { rules: rulesOn(today), workspace: 'work' as const, today };
const filed: Filing = { id: 'f1', state: 'submitted', carrier: 'pack', submittedAt: '2026-05-26T10:00', pointId: 'sz' };
const no = '4403012026000017';
const status = { state: 'registered' as const, registeredOn: '2026-05-27', registerNo: no };

describe('a register number', () => {
  it('that another filing has is refused, at first and when a result is put right; its own and archived ones do not count', () => {
    const other: Filing = { id: 'f0', registerNo: no };
    const record = (others: Filing[]) => refusalKey(recordPortalAnswer(filed, status, { ...world, others }));
    expect([record([other]), record([{ ...other, archived: true }]), record([{ ...other, id: 'f1' }]), record([])]).toEqual([
      'filing.registerNoTaken',
      'not refused',
      'not refused',
      'not refused',
    ]);
    const typed: Filing = { ...filed, state: 'registered', registerNo: '4403012026000018' };
    expect(refusalKey(correctPortalAnswer(typed, status, '末位抄错', { ...world, others: [other] }))).toBe('filing.registerNoTaken');
    expect(good(correctPortalAnswer(typed, status, '末位抄错', world))).toMatchObject([{ fields: { registerNo: no } }]);
  });
  it('a simulated receipt is no certificate of the 正式库; one that shows an official number, or none that could be read, is looked at by a person', () => {
    const barred = (text: string, workspace: 'work' | 'sample' = 'work') => refusalKey(certificateRefusal(numbersIn(text), workspace));
    expect(['登记编号 ９９００００ 2026000001', `9900002026000001 ${no}`, no, '扫描件'].map((text) => barred(text))).toEqual([
      'registry.simulatedNumber',
      'not refused',
      'not refused',
      'not refused',
    ]);
    expect(barred('9900002026000001', 'sample')).toBe('not refused');
  });
  it('of another area than its point’s is asked about, never more: the meaning of its first digits is inferred', () => {
    const asked = (registerNo: string, pointId?: string) =>
      checkRegisterArea({ ...filed, registerNo, pointId }, points).map((f) => [f.level, f.confirmed, f.message.params?.['areas']]);
    expect(asked('4401012026000017', 'sz')).toEqual([['ask', false, '440301']]);
    expect(asked('4401014403010017', 'sz')).toHaveLength(1);
    expect(asked('4201012026000017', 'gd')).toEqual([['ask', false, '44']]);
    const fine: [string, string?][] = [
      [no, 'sz'],
      ['4401012026000017', 'gd'],
      ['4401012026000017'],
      ['9900002026000017', 'sz'],
      ['20264403000017', 'sz'],
      ['', 'sz'],
    ];
    for (const given of fine) expect(asked(...given), given.join()).toEqual([]);
  });
  it('is found in the text of a certificate however it is set, and longer figures are none', () => {
    expect(numbersIn(`登记编号：${no}，成交总额 1500000.00 元`)).toEqual([no]);
    expect(numbersIn('编号 4403 0120 2600 0017')).toEqual([no]);
    expect(numbersIn('４４０３０１２０２６００００１７')).toEqual([no]);
    expect(numbersIn('旧编号 20204403000017；电话 020-87654321')).toEqual(['20204403000017']);
    expect(numbersIn('信用代码 91440101MA5ABCDE1X 账号 440301202600001712345')).toEqual([]);
    expect(numbersIn(`${no} ${no}`)).toEqual([no]);
  });
});
