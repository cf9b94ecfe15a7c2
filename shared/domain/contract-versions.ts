/** Versions of a deal's contracts: they count within one contract, which is a kind; texts from elsewhere count by themselves. */
import type { Contract } from './contract.ts';

type Version = Pick<Contract, 'id' | 'kind' | 'version'>;

/** The contract a version is of. Versions of the time when there was one kind name none. */
export const lineOf = ({ kind }: Pick<Contract, 'kind'>): string => kind ?? 'XK-ZL';

/** Versions drafted when all kinds of a deal counted together keep the number their paper bears. */
export const nextNumber = (versions: readonly Version[], kind: string): number =>
  Math.max(0, ...versions.filter((c) => lineOf(c) === kind).map((c) => c.version ?? 0)) + 1;

/** Ids say when a row was made, save those of samples, which come before all others. */
const madeAt = ({ id }: Version): string => (/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(id) ? id : '');
const later = (a: Version, b: Version): boolean =>
  lineOf(a) === lineOf(b) || madeAt(a) === madeAt(b) ? (b.version ?? 0) >= (a.version ?? 0) : madeAt(b) > madeAt(a);

/** The version made last: the last of each contract, and of those the youngest. */
export function newestOf<V extends Version>(versions: readonly V[]): V | undefined {
  const last = new Map<string, V>();
  for (const c of versions) {
    const known = last.get(lineOf(c));
    if (known === undefined || later(known, c)) last.set(lineOf(c), c);
  }
  return [...last.values()].reduce<V | undefined>((best, c) => (best === undefined || later(best, c) ? c : best), undefined);
}

/** Contract by contract as they were begun, each by its numbers. */
export function inOrder<V extends Version>(versions: readonly V[]): V[] {
  const lines = new Map<string, V[]>();
  for (const c of versions) lines.set(lineOf(c), [...(lines.get(lineOf(c)) ?? []), c]);
  const sorted = [...lines.values()].map((line) => line.toSorted((a, b) => (a.version ?? 0) - (b.version ?? 0)));
  return sorted.toSorted((a, b) => (later(a[0]!, b[0]!) ? -1 : 1)).flat();
}
