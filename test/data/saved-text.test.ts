/** A field's text on its way to the store: what was refused and is typed again is saved again. */
import { expect, it } from 'vitest';
import { refuse } from '../../shared/result.ts';
import { holdHook } from '../support/hook-host.ts';

it('the same text typed again after a refusal is handed over again, though the draft of the first is still being kept', async () => {
  const { setDraftStore } = await import('../../renderer/session/drafts.ts');
  const { useSavedText } = await import('../../renderer/ui/fields/use-saved-text.ts');
  const store = new Map<string, string>();
  let kept = (): void => undefined;
  setDraftStore({
    read: () => Promise.resolve(undefined),
    save: (key, text) =>
      new Promise<void>((done) => {
        kept = () => {
          store.set(key, text);
          done();
        };
      }),
    drop: (key) => Promise.resolve(store.delete(key)),
  });
  const asked: (string | undefined)[] = [];
  const field = await holdHook(() =>
    useSavedText({
      value: undefined,
      label: '结束日期',
      limit: 20,
      draftKey: 'k',
      onSave: (value) => {
        asked.push(value);
        return asked.length === 1 ? refuse('notice.resultMissing') : Promise.resolve({ ok: true });
      },
    }),
  );
  await expect.poll(() => field.values.length).toBeGreaterThan(0);
  field.last().type('2026-01-01');
  void field.last().save();
  await expect.poll(() => field.last().refusal?.key).toBe('notice.resultMissing');
  field.last().revert();
  field.last().type('2026-01-01');
  void field.last().save();
  await expect.poll(() => asked).toEqual(['2026-01-01', '2026-01-01']);
  kept();
  await expect.poll(() => store.size).toBe(0);
  field.stop();
});
