/** The first digits of a register number beside the place it was filed at: that they are a place is inferred from certificates, so a difference only asks. */
import type { Filing } from '../filing.ts';
import { finding, type Finding } from '../finding.ts';
import { isSimulatedNumber } from '../../registry/simulated.ts';
import { bareNumber } from '../register-number.ts';
import { pointOf, type PointDirectory } from '../register-points.ts';

/** Only for a number of 16 digits and a point whose area is known; its own prefix where certificates showed one, else the region it serves. */
export function checkRegisterArea(filing: Filing, points: PointDirectory): Finding[] {
  const no = bareNumber(filing.registerNo ?? '');
  const point = pointOf(points, filing.pointId);
  if (!point || !/^\d{16}$/.test(no) || isSimulatedNumber(no)) return [];
  const areas = point.areaPrefix === undefined ? [...new Set(point.scope.flatMap((s) => s.regions))] : [point.areaPrefix];
  if (areas.some((area) => no.startsWith(area))) return [];
  const params = { no, point: point.name, areas: areas.join('、') };
  return [finding('filing.registerNoArea', { table: 'filings', id: filing.id, field: 'registerNo' }, { params, also: no })];
}
