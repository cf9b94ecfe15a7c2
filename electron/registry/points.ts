/** Where a filing goes: the first point, in order of rank, whose areas and classes take it. */
import type { Transaction } from 'kysely';
import type { PointRow, Tables } from './tables.ts';

/** Before the name of every point: none of them is an office of an authority. */
export const SIMULATED_POINT = '模拟登记点·';

export async function listPoints(tx: Transaction<Tables>): Promise<PointRow[]> {
  return tx.selectFrom('points').selectAll().orderBy('rank').orderBy('id').execute();
}

/** A point, new or changed; what lies at it stays there. */
export async function savePoint(tx: Transaction<Tables>, point: { id: string; name: string; regions: string[]; kinds: string[]; rank: number }): Promise<void> {
  const { id, name, rank } = point;
  const row = { name, rank, regions: JSON.stringify(point.regions), kinds: JSON.stringify(point.kinds) };
  await tx
    .insertInto('points')
    .values({ id, ...row })
    .onConflict((c) => c.column('id').doUpdateSet(row))
    .execute();
}

/** Id of the point for a class and the seller's area; '' where none takes it. */
export function routeOf(points: readonly PointRow[], kind: string, region: string): string {
  const takes = (list: string, value: string): boolean => {
    const prefixes = JSON.parse(list) as string[];
    return prefixes.length === 0 || prefixes.some((prefix) => value.startsWith(prefix));
  };
  return points.find((p) => takes(p.kinds, kind) && takes(p.regions, region))?.id ?? '';
}
