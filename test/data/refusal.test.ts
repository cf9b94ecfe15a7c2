/** A refusal on screen belongs to the act that was refused: when it comes, when it goes. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { make } from '../../shared/domain/edit.ts';
import { refuse } from '../../shared/result.ts';
import { Machine, type Program } from './machine.ts';

let machine: Machine;
let p: Program;
let trouble: typeof import('../../renderer/session/trouble.ts');
beforeEach(async () => {
  machine = await Machine.make();
  p = await machine.start('first');
  trouble = await import('../../renderer/session/trouble.ts');
  await p.open.openWorkspace('work');
});
afterEach(async () => {
  p.store.db().close();
  await machine.scrap();
});

const shown = (): string | undefined => trouble.useTroubles.getState().refused?.refusal.key;
const put = (id: string, more: { origin?: 'registry' } = {}) => p.commit.commit({ intent: 'test.put', ...more }, () => [make('demands', { id })]);

it('one at a time: the next takes the place of the last', () => {
  for (const key of ['filing.noScan', 'filing.noEffectiveDay', 'filing.mustsOpen']) trouble.showRefusal(refuse(key));
  expect(shown()).toBe('filing.mustsOpen');
});

it('goes when something a person does comes off, and when that is undone; not with what a registry sends, not with another refusal', async () => {
  trouble.showRefusal(refuse('filing.mustsOpen'));
  await put('a', { origin: 'registry' });
  expect(shown()).toBe('filing.mustsOpen');
  await p.commit.commit({ intent: 'test.put' }, () => refuse('row.gone'));
  expect(shown()).toBe('filing.mustsOpen');
  await put('b');
  expect(shown()).toBeUndefined();
  trouble.showRefusal(refuse('undo.movedOn'));
  await p.undo.undoLast();
  expect(shown()).toBeUndefined();
});

it('stays where the act that came off had begun before it', async () => {
  const saving = put('a');
  trouble.showRefusal(refuse('filing.mustsOpen'));
  await saving;
  expect(shown()).toBe('filing.mustsOpen');
  trouble.forgetRefusal();
  expect(shown()).toBeUndefined();
});
