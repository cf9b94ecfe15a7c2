/** Where a 登记后事项 stands and on which days, in words. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { followupDays, followupStateKey } from '../../shared/domain/followup-words.ts';
import { FOLLOWUP_KINDS, FOLLOWUP_STATES, type Followup } from '../../shared/domain/followup.ts';

const read = (lng: string): object =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, `../../resources/locales/${lng}/followups.json`), 'utf8')) as object;
const [zh, en] = [read('zh'), read('en')];
const word = (key: string, words = zh): unknown => key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], words);
const days = (u: Partial<Followup>): string =>
  followupDays({ submittedAt: '2026-08-03T01:05:00.000Z', ...u })
    .map((d) => `${String(word(d.label))} ${d.at}`)
    .join(' · ');

it('every day has its name; the last word of the registry names its day too', () => {
  expect(days({ kind: 'change', state: 'done', acceptedOn: '2026-08-04', doneOn: '2026-08-07' })).toBe(
    '提交 2026-08-03 09:05 · 受理 2026-08-04 · 办结 2026-08-07',
  );
  expect(days({ kind: 'change', state: 'returned', acceptedOn: '2026-08-04', returnedOn: '2026-08-05' })).toBe(
    '提交 2026-08-03 09:05 · 受理 2026-08-04 · 退回 2026-08-05',
  );
  expect(days({ kind: 'cancel', state: 'refused', returnedOn: '2026-08-05' })).toBe('提交 2026-08-03 09:05 · 不予办理 2026-08-05');
  expect(days({ kind: 'dispute', state: 'done', doneOn: '2026-08-05' })).toBe('提交 2026-08-03 09:05 · 异议成立 2026-08-05');
  expect(days({ kind: 'dispute', state: 'refused', returnedOn: '2026-08-05' })).toBe('提交 2026-08-03 09:05 · 异议不成立 2026-08-05');
  expect(days({ kind: 'dispute', state: 'refused', doneOn: '2026-08-05' })).toBe('提交 2026-08-03 09:05 · 异议不成立 2026-08-05');
  expect(followupDays({ kind: 'income', state: 'draft' })).toEqual([]);
});

it('an objection is upheld or not, all else done or refused; every state has words in both languages', () => {
  expect(FOLLOWUP_KINDS.map((kind) => (['done', 'refused'] as const).map((state) => word(followupStateKey(kind, state))))).toEqual([
    ['已办结', '不予办理'],
    ['已办结', '不予办理'],
    ['已办结', '不予办理'],
    ['异议成立', '异议不成立'],
  ]);
  for (const kind of FOLLOWUP_KINDS)
    for (const state of FOLLOWUP_STATES) for (const words of [zh, en]) expect(word(followupStateKey(kind, state), words), state).toEqual(expect.any(String));
});
