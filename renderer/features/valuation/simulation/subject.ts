/** What a simulation is of: the worksheet's royalty forecast, or the payments of one method applied in it. */
import type { TFunction } from 'i18next';
import type { Json } from '../../../../shared/change/change.ts';
import type { Worksheet } from '../../../../shared/domain/deal.ts';
import type { Simulation } from '../../../../shared/domain/simulation.ts';
import type { Refusal } from '../../../../shared/result.ts';
import type { SimulationRequest } from '../../../../shared/valuation/simulation/plan.ts';
import { baseOf, canVary, SHEET_VARIABLES, simulationOf } from '../../../../shared/valuation/simulation/sheet-request.ts';
import { simulationRefusal, type SimulationModel } from './simulation-words.ts';

/** Where the settings are kept: in the worksheet, or in one method applied in it. */
export type SimulationAt = { sheetId: string; applied?: string };

export type Subject = {
  at: SimulationAt;
  model: SimulationModel;
  settings: Simulation | undefined;
  /** the case without uncertainty */
  base: Record<string, Json> | Refusal;
  request: SimulationRequest | Refusal;
  /** inputs that may be uncertain */
  variables: readonly string[];
  /** the request as another state of the worksheet has it; nothing where what is simulated has gone */
  requestIn: (sheet: Worksheet) => SimulationRequest | Refusal | undefined;
  refusalWords: (t: TFunction, refusal: Refusal) => string;
};

/** The name of a field on screen: of the settings (`simulation.seed`) or of what is simulated. */
export const placeIn = ({ sheetId, applied }: SimulationAt, path: string): string =>
  `worksheets/${sheetId}/${applied === undefined ? '' : `applied/${applied}/`}${path}`;

export function forecastSubject(sheet: Worksheet): Subject {
  const { simulation: settings } = sheet;
  const base = baseOf(sheet);
  return {
    at: { sheetId: sheet.id },
    model: 'royalty',
    settings,
    base,
    request: simulationOf(sheet),
    variables: 'refused' in base ? [] : SHEET_VARIABLES.filter((v) => canVary(base as Record<string, Json>, v)),
    requestIn: simulationOf,
    refusalWords: (t, refusal) => simulationRefusal(t, 'royalty', settings, refusal),
  };
}
