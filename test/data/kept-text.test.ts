/** A reason being written is a draft until it is saved or given up; a saved one leaves none, whatever the box shows meanwhile. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { holdHook, type Held } from '../support/hook-host.ts';

let kept: Map<string, string>;
let held: Held<unknown>[] = [];
const tick = (): Promise<void> => new Promise((done) => setTimeout(done, 20));

beforeEach(async () => {
  kept = new Map();
  const { setDraftStore } = await import('../../renderer/session/drafts.ts');
  setDraftStore({
    read: (key) => Promise.resolve(kept.get(key)),
    save: (key, text) => Promise.resolve(kept.set(key, text)),
    drop: (key) => Promise.resolve(kept.delete(key)),
  });
});
afterEach(() => {
  for (const h of held) h.stop();
  held = [];
});

/** A box whose saved text is the argument. */
async function box(start = '') {
  const { useKeptText } = await import('../../renderer/ui/use-kept-text.ts');
  const h = await holdHook((saved) => useKeptText('k', saved), start);
  held.push(h);
  await expect.poll(() => h.values.length).toBeGreaterThan(0);
  await tick();
  return h;
}

it('keeps what was begun when its page is left, and gives it back', async () => {
  const one = await box();
  one.last().type('已核对');
  await tick();
  one.stop();
  expect(kept.get('k')).toBe('已核对');
  const again = await box();
  await expect.poll(() => [again.last().text, again.last().found]).toEqual(['已核对', true]);
  again.last().settle('');
  await tick();
  again.stop();
  expect(kept.size).toBe(0);
});

it('keeps nothing of a reason that was saved, though the row that holds it is read only afterwards or the line is gone before', async () => {
  const one = await box();
  one.last().type('已核对');
  await tick();
  one.last().settle('已核对');
  await tick();
  // past the second of idleness, with the saved text still unread
  await new Promise((done) => setTimeout(done, 1_200));
  expect(kept.size).toBe(0);
  one.stop();
  expect(kept.size).toBe(0);
});

it('keeps nothing of a box nobody typed in, when its reason was written elsewhere; it shows that reason', async () => {
  const one = await box();
  one.again('在别处写的理由');
  await expect.poll(() => one.last().text).toBe('在别处写的理由');
  await new Promise((done) => setTimeout(done, 1_200));
  one.stop();
  expect(kept.size).toBe(0);
});

it('drops a draft left over that says what is saved already', async () => {
  kept.set('k', '已核对');
  const one = await box('已核对');
  expect([one.last().found, kept.size]).toEqual([false, 0]);
});
