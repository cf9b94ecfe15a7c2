/** 登记机构: the dated directory of where a filing goes, and which of them object and seat of the filer ask for. */
import { z } from 'zod';

const scope = z.object({
  /** beginnings of the filer's 6-digit area */
  regions: z.array(z.string()).min(1),
  /** beginnings of the contract's kind; absent: every kind */
  kinds: z.array(z.string()).optional(),
});
const point = z.object({
  id: z.string().max(40),
  name: z.string(),
  portal: z.string().optional(),
  scope: z.array(scope).min(1),
  /** of several that fit, the higher goes first: an object's own point before the seat's, a city's before its province's */
  rank: z.number().int(),
  /** first digits of its numbers, where they are known */
  areaPrefix: z.string().optional(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
  source: z.string(),
  status: z.enum(['confirmed', '待确认']),
  note: z.string().optional(),
});
export type RegisterPoint = z.infer<typeof point>;
export const pointDirectory = z.object({ id: z.literal('register-offices'), title: z.string(), asOf: z.string(), note: z.string(), points: z.array(point) });
export type PointDirectory = z.infer<typeof pointDirectory>;

const inForce = (p: RegisterPoint, on: string): boolean => (p.validFrom === undefined || p.validFrom <= on) && (p.validTo === undefined || on <= p.validTo);

/** Points open on this day, in the directory's order. */
export const pointsOn = (directory: PointDirectory, on: string): RegisterPoint[] => directory.points.filter((p) => inForce(p, on));

export const pointOf = (directory: PointDirectory, id: string | undefined): RegisterPoint | undefined => directory.points.find((p) => p.id === id);

export type PointAsk = { kind: string | undefined; /** the filer's 6-digit area */ seat: string | undefined; on: string };

/** Why a point is proposed: its object belongs to it, or the filer sits in its area. */
export type PointProposal = { point: RegisterPoint; because: 'object' | 'seat'; region: string };

/** The point a filing goes to; undefined where the directory knows none for this seat, or no seat is given. */
export function proposePoint(directory: PointDirectory, { kind, seat, on }: PointAsk): PointProposal | undefined {
  if (seat === undefined || seat.trim() === '') return undefined;
  const fits = pointsOn(directory, on).flatMap((p): PointProposal[] => {
    const found = p.scope.find(
      (s) => s.regions.some((r) => seat.startsWith(r)) && (s.kinds === undefined || s.kinds.some((k) => kind?.startsWith(k) ?? false)),
    );
    if (!found) return [];
    return [{ point: p, because: found.kinds ? 'object' : 'seat', region: found.regions.find((r) => seat.startsWith(r))! }];
  });
  return fits.toSorted((a, b) => b.point.rank - a.point.rank)[0];
}
