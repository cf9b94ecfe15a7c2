import { useMemo } from 'react';
import type { Worksheet } from '../../../../shared/domain/deal.ts';
import { SimulationPanel } from './SimulationPanel.tsx';
import { forecastSubject } from './subject.ts';

/** 模拟 of the royalty forecast. */
export function ForecastSimulation({ sheet }: { sheet: Worksheet }) {
  const subject = useMemo(() => forecastSubject(sheet), [sheet]);
  return <SimulationPanel sheet={sheet} subject={subject} />;
}
