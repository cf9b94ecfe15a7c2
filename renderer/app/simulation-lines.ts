/** What changed in a worksheet's simulation: inputs and settings one by one; of a run, the mean it found. */
import type { TFunction } from 'i18next';
import type { Json } from '../../shared/change/change.ts';
import { simulation, type DrawnInput, type Simulation } from '../../shared/domain/simulation.ts';
import { decimal, formatRate, formatWan } from '../../shared/money.ts';
import { isRateVariable } from '../../shared/valuation/simulation/sheet-request.ts';
import type { FieldLine } from './field-lines.ts';

const read = (v: Json | undefined): Simulation | undefined => {
  const parsed = simulation.safeParse(v);
  return parsed.success ? parsed.data : undefined;
};

/** 三角 · 最低 3% · 最可能 5% · 最高 8% */
const drawnWords = (t: TFunction, drawn: DrawnInput | undefined): string =>
  drawn === undefined
    ? ''
    : [
        t(`simulation:kind.${drawn.kind}`),
        ...Object.entries(drawn.typed).map(([name, text]) => `${t(`simulation:parameter.${name}`)} ${parameter(drawn.variable, text)}`),
      ].join(' · ');
/** A stored parameter as its box has it. */
const parameter = (variable: string, text: string): string => (isRateVariable(variable) && decimal(text) ? formatRate(text) : text);

/** `model` is what is simulated: the forecast of the worksheet, or payments of a method in it. */
export function simulationLines(t: TFunction, from: Json | undefined, to: Json | undefined, model: 'royalty' | 'payment' = 'royalty'): FieldLine[] {
  const nameOf = (variable: string): string =>
    t([`simulation:variable.${model}.${variable}`, `method-simulation:fields.${variable}`], { defaultValue: variable });
  const [was, now] = [read(from), read(to)];
  const lines: FieldLine[] = [];
  const tell = (name: string, of: (s: Simulation) => string): void => {
    const [before, after] = [was, now].map((s) => (s === undefined ? '' : of(s))) as [string, string];
    if (before !== after) lines.push({ name: `${t('simulation:title')} · ${name}`, was: before, now: after });
  };
  const variables = new Set([...(was?.uncertain ?? []), ...(now?.uncertain ?? [])].map((u) => u.variable));
  for (const v of variables) {
    const called = nameOf(v);
    const of = (s: Simulation): DrawnInput | undefined => s.uncertain.find((u) => u.variable === v);
    tell(called, (s) => drawnWords(t, of(s)));
    for (const part of ['source', 'sourceDate'] as const) tell(`${called} · ${t(`valuation:inputCol.${part}`)}`, (s) => of(s)?.evidence?.[part] ?? '');
    tell(`${called} · ${t('valuation:inputCol.grade')}`, (s) => {
      const grade = of(s)?.evidence?.grade;
      return grade === undefined ? '' : t(`valuation:grade.${grade}`);
    });
  }
  tell(t('simulation:place.correlations'), (s) => (s.correlations ?? []).map((c) => `${nameOf(c.a)}–${nameOf(c.b)} ${c.rho}`).join('、'));
  tell(t('simulation:repair'), (s) => (s.repairCorrelations === true ? t('ui:yes') : ''));
  tell(t('simulation:trials'), (s) => String(s.trials));
  tell(t('simulation:seed'), (s) => String(s.seed));
  tell(t('simulation:quasi'), (s) => (s.quasi === true ? t('ui:yes') : ''));
  tell(t('simulation:floor', { unit: t('ui:unit.wan') }), (s) => formatWan(s.floor));
  tell(t('simulation:mean'), ({ result }) =>
    result === undefined ? '' : `${formatWan(String(result.figures.mean))} ± ${formatWan(String(result.figures.standardError))} ${t('ui:unit.wan')}`,
  );
  tell(t('simulation:payment.worth'), ({ result }) =>
    result?.limits === undefined ? '' : `${formatWan(String(result.limits.mean))} ± ${formatWan(String(result.limits.standardError))} ${t('ui:unit.wan')}`,
  );
  return lines;
}
