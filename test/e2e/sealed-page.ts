/** Looks at the store behind the screens: the chain of Changes and what can still be unsealed. */
import { openWorkspace } from '../../renderer/data/open.ts';
import { unseal } from '../../renderer/data/seal.ts';
import { db } from '../../renderer/data/store.ts';
import { chainFaults } from '../../shared/change/chain.ts';
import { isSealed, type Sealed } from '../../shared/domain/fields.ts';

export async function look(): Promise<{ changes: number; faults: unknown[]; sealed: number; readable: string[] }> {
  await openWorkspace('work');
  const changes = await db().changes.orderBy('seq').toArray();
  const sealed: Sealed[] = [];
  const collect = (value: unknown): void => {
    if (isSealed(value)) sealed.push(value);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(collect);
  };
  collect(changes);
  const texts = await Promise.all(sealed.map(unseal));
  return { changes: changes.length, faults: chainFaults(changes), sealed: sealed.length, readable: texts.filter((t) => t !== null) };
}
