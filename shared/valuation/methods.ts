/** Every method by its id, as the command line, the schemas and the screens know it. */
import type { Method } from './method.ts';
import { annuityValue, irr, mirr, npv, xirr, xnpv } from './flows/npv.ts';

const ALL: readonly Method[] = [npv, xnpv, irr, xirr, mirr, annuityValue];

export const METHODS: ReadonlyMap<string, Method> = new Map(ALL.map((m) => [m.id, m]));
