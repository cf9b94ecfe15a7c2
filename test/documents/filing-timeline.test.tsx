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
