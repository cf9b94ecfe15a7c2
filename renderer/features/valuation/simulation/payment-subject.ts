import type { AppliedMethod, Worksheet } from '../../../../shared/domain/deal.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { METHODS } from '../../../../shared/valuation/methods.ts';
import { PAYMENT_VARIABLES, paymentBaseOf, paymentSimulationOf } from '../../../../shared/valuation/simulation/payment-request.ts';
import { requestWith } from '../../../../shared/valuation/simulation/sheet-request.ts';
import { methodRefusal } from '../method-words.ts';
import { isOfSettings, simulationRefusal } from './simulation-words.ts';
import type { Subject } from './subject.ts';

/** The payments of a method applied in the worksheet `sheetId`. */
export function paymentSubject(sheetId: string, applied: AppliedMethod): Subject {
  const { simulation: settings } = applied;
  const base = paymentBaseOf(applied);
  return {
    at: { sheetId, applied: applied.id },
    model: 'payment',
    settings,
    base,
    request: requestWith('payment', settings, () => base),
    variables: isRefusal(base) ? [] : PAYMENT_VARIABLES,
    requestIn(sheet: Worksheet) {
      const now = sheet.applied?.find((a) => a.id === applied.id);
      return now && paymentSimulationOf(now);
    },
    refusalWords: (t, refusal) =>
      isOfSettings(settings, refusal) ? simulationRefusal(t, 'payment', settings, refusal) : methodRefusal(t, METHODS.get(applied.method)!, refusal),
  };
}
