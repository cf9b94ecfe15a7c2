/** 进度 of a filing: what is not true yet, or was taken back, is no step done and has no time. */
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it } from 'vitest';
import type { Filing } from '../../shared/domain/filing.ts';

let steps: (filing: Partial<Filing>) => string[];
beforeAll(async () => {
  const { startI18n } = await import('../../renderer/app/i18n.ts');
  startI18n('zh');
  const { Timeline } = await import('../../renderer/features/registration/Progress.tsx');
  steps = (filing) =>
    renderToStaticMarkup(<Timeline filing={{ id: 'f', ...filing }} />)
      .split('<li')
      .slice(1)
      .map(
        (li) =>
          `${li.includes('timeline-done') ? '✓' : '·'} ${li
            .replace(/^[^>]*>/, '')
            .replace(/<[^>]+>/g, ' ')
            .replace(/\s+/g, ' ')
            .trim()}`,
      );
});

it('shows the time of submission only once it is submitted, and no longer when that is undone', () => {
  const frozen: Partial<Filing> = { frozenHash: 'a'.repeat(64), carrier: 'pack', submittedAt: '2026-05-28T10:00' };
  expect(steps({ ...frozen, state: 'submitted' }).find((s) => s.includes('2026-05-28 10:00'))).toMatch(/^✓/);
  expect(steps({ ...frozen, state: 'ready' }).some((s) => s.includes('2026-05-28'))).toBe(false);
});

it('shows 已受理 as done only where it was recorded, not because a number was', () => {
  const filed: Partial<Filing> = { frozenHash: 'a'.repeat(64), carrier: 'pack', submittedAt: '2026-05-28T10:00' };
  const accepted = (more: Partial<Filing>) => steps({ ...filed, ...more }).filter((s) => s.includes('已受理'));
  const registered = { state: 'registered', registeredOn: '2026-06-01', registerNo: '4401002026000001' } as const;
  expect(accepted(registered)).toEqual([]);
  expect(accepted({ ...registered, acceptedOn: '2026-05-29' })).toEqual(['✓ 已受理 2026-05-29']);
  expect(accepted({ state: 'submitted' })).toEqual(['· 已受理']);
  expect(accepted({ state: 'accepted' })).toEqual(['✓ 已受理']);
});
