/** Who sees which points, and pages of a long list, newest first: read by key and never by count, so that a long register is as quick as a short one. */
import type { Person } from './roles.ts';

export const PAGE = 50;

/** The points somebody sees; undefined: all. */
export const scopeOf = (person: Person, point = ''): readonly string[] | undefined => {
  if (point !== '') return person.points.length === 0 || person.points.includes(point) ? [point] : [];
  return person.points.length === 0 ? undefined : person.points;
};
export const inScope = (person: Person, point: string): boolean => person.points.length === 0 || person.points.includes(point);

/** Of each point its own newest, then the newest of them: every part is one walk along an index. */
export async function newestOf<R extends { arrival: number }>(
  scope: readonly string[] | undefined,
  read: (point: string | undefined) => Promise<R[]>,
): Promise<R[]> {
  if (scope === undefined) return read(undefined);
  const all: R[] = [];
  for (const point of scope) all.push(...(await read(point)));
  return all.toSorted((a, b) => Number(b.arrival) - Number(a.arrival)).slice(0, PAGE + 1);
}

export const isPosition = (before: string): boolean => /^\d{1,15}$/.test(before);
export const nextOf = (rows: readonly { arrival: number }[]): number | null => (rows.length > PAGE ? Number(rows[PAGE - 1]!.arrival) : null);
