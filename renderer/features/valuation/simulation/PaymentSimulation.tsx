import { useDeferredValue, useMemo } from 'react';
import type { AppliedMethod, Worksheet } from '../../../../shared/domain/deal.ts';
import { paymentSubject } from './payment-subject.ts';
import { SimulationPanel } from './SimulationPanel.tsx';

/** 模拟 of a method's payments: what caps and minimums are worth over many forecasts. It follows the form a moment later. */
export function PaymentSimulation({ sheet, applied }: { sheet: Worksheet; applied: AppliedMethod }) {
  const later = useDeferredValue(applied);
  const subject = useMemo(() => paymentSubject(sheet.id, later), [sheet.id, later]);
  return <SimulationPanel sheet={sheet} subject={subject} />;
}
