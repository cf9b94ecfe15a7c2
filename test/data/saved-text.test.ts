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

it('a refused text that is met again says why, beside the field and in the list', async () => {
  const { setDraftStore } = await import('../../renderer/session/drafts.ts');
  const { useSavedText } = await import('../../renderer/ui/fields/use-saved-text.ts');
  const { useUnsaved } = await import('../../renderer/session/unsaved.ts');
  const store = new Map<string, string>();
  setDraftStore({
    read: (key) => Promise.resolve(store.get(key)),
    save: (key, text) => Promise.resolve(store.set(key, text)),
    drop: (key) => Promise.resolve(store.delete(key)),
  });
  let allowed = false;
  const open = () =>
    holdHook(() =>
      useSavedText({
        value: undefined,
        label: '签订日期',
        limit: 20,
        draftKey: 'signings/s/signedOn',
        onSave: () => (allowed ? Promise.resolve({ ok: true }) : refuse('signing.unpublished')),
      }),
    );
  const first = await open();
  await expect.poll(() => first.values.length).toBeGreaterThan(0);
  first.last().type('2026-01-01');
  void first.last().save();
  await expect.poll(() => first.last().refusal?.key).toBe('signing.unpublished');
  await expect.poll(() => store.size).toBe(1);
  first.stop();

  const again = await open();
  await expect.poll(() => again.values.at(-1)?.text).toBe('2026-01-01');
  await expect.poll(() => again.last().refusal?.key).toBe('signing.unpublished');
  allowed = true;
  void again.last().save();
  await expect.poll(() => again.last().refusal).toBeNull();
  expect(useUnsaved.getState().list).toEqual([]);
  again.stop();
});
