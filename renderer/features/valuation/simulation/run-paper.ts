/** The last run of a worksheet's simulation as papers print it. The seller's floor is 仅内部 and stands in none of them. */
import type { TFunction } from 'i18next';
import type { Worksheet } from '../../../../shared/domain/deal.ts';
import { DRAWN_BY, type DrawnBy, type FinishedRun } from '../../../../shared/domain/simulation.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { METHODS_VERSION } from '../../../../shared/valuation/method.ts';
import { resultOf } from '../../../../shared/valuation/simulation/finished.ts';
import type { SimulationRequest } from '../../../../shared/valuation/simulation/plan.ts';
import { changedIn, hashOf, simulationOf } from '../../../../shared/valuation/simulation/sheet-request.ts';
import type { RunCell, RunPaper } from '../../../documents/worksheet-run.ts';
import type { Figure } from '../charts/figure.ts';
import { histogramFigure } from '../charts/histogram.ts';
import { chartWords } from '../charts/words.ts';
import { countText, parameterName, parameterText, placeName, variableName } from './simulation-words.ts';

const FIGURES = ['mean', 'standardError', 'sd', 'min', 'p5', 'p10', 'p50', 'p90', 'p95', 'max'] as const;
/** Pixels of the picture across the page. */
const WIDTH = 600;
const money = (yuan: number): RunCell => ({ value: yuan / 10_000, kind: 'money' });
const whole = (value: number): RunCell => ({ value, kind: 'whole' });

/** How the trials lie; none before the first run. */
export function runFigure(t: TFunction, sheet: Worksheet): Figure | undefined {
  const run = sheet.simulation?.result;
  if (!run) return undefined;
  const { belowFloor: _internal, ...result } = resultOf(run);
  const { floor: _floor, ...settings } = result.settings;
  return histogramFigure({ ...result, settings } as Parameters<typeof histogramFigure>[0], '元', chartWords(t as never, 'simulation'));
}
export const RUN = 'simulation';

/** What the run was drawn from is no longer what the sheet says. */
function staleWords(t: TFunction, sheet: Worksheet, run: FinishedRun): string[] {
  if (run.engineVersion !== METHODS_VERSION) return [t('simulation:paper.staleEngine')];
  const now = simulationOf(sheet);
  if (isRefusal(now)) return [t('simulation:paper.stale', { names: t('simulation:place.uncertain') })];
  if (hashOf(now) === run.inputHash) return [];
  const names = changedIn(run.request, now)
    .filter((field) => field !== 'floor')
    .map((field) => placeName(t, sheet.simulation, field));
  return names.length === 0 ? [] : [t('simulation:paper.stale', { names: [...new Set(names)].join('、') })];
}

function inputRows(t: TFunction, sheet: Worksheet, request: SimulationRequest): RunCell[][] {
  return request.uncertain.map(({ variable, distribution }) => {
    const kind = distribution.kind as DrawnBy;
    const drawn = distribution as unknown as Record<string, number>;
    const evidence = sheet.simulation!.uncertain.find((u) => u.variable === variable)?.evidence ?? {};
    return [
      variableName(t, variable),
      t(`simulation:kind.${kind}`),
      DRAWN_BY[kind].map((name) => `${parameterName(t, name)} ${parameterText(variable, String(drawn[name] ?? ''))}`).join('、'),
      evidence.source ?? '',
      evidence.sourceDate ?? '',
      evidence.grade ? t(`valuation:grade.${evidence.grade}`) : '',
    ];
  });
}

export function runPaper(t: TFunction, sheet: Worksheet): RunPaper | undefined {
  const run = sheet.simulation?.result;
  if (!run) return undefined;
  const word = (key: string, params: Record<string, string | number> = {}): string => t(`simulation:${key}`, params);
  const request = run.request as unknown as SimulationRequest;
  const { figures } = run;
  const { trials, seed, draws } = resultOf(run);
  const { correlations = [] } = request;
  const { histogram: h, valued } = figures;
  const share = (count: number): RunCell => ({ value: count / valued, kind: 'rate' });
  const picture = runFigure(t, sheet)!;
  const warnings = figures.warnings.map((w) => {
    const variable = w.params?.['variable'];
    return t(`method-simulation:warnings.${w.key}`, { ...w.params, ...(variable === undefined ? {} : { variable: variableName(t, String(variable)) }) });
  });
  return {
    name: word('title'),
    notes: [
      word('paper.values'),
      word('drawnAs', { trials: countText(trials), seed, draws: t(`method-simulation:fields.${draws}`) }),
      ...staleWords(t, sheet, run),
      ...(valued === trials ? [word('noneRefused', { count: valued, shown: countText(valued) })] : []),
      ...warnings.map((text) => word('paper.notice', { text })),
    ],
    tables: [
      {
        caption: word('result'),
        headers: [word('paper.figure'), word('paper.wan')],
        rows: FIGURES.map((name) => [word(`paper.of.${name}`), money(figures[name])]),
      },
      {
        caption: word('place.uncertain'),
        headers: [word('col.input'), word('col.kind'), word('col.parameters'), ...['source', 'sourceDate', 'grade'].map((k) => t(`valuation:inputCol.${k}`))],
        rows: inputRows(t, sheet, request),
      },
      ...(correlations.length === 0
        ? []
        : [
            {
              caption: word('place.correlations'),
              headers: [word('col.input'), word('col.input'), word('place.correlations')],
              rows: correlations.map(({ a, b, rho }): RunCell[] => [variableName(t, a), variableName(t, b), { value: rho, kind: 'factor' }]),
            },
          ]),
      {
        caption: word('paper.histogram'),
        headers: [word('paper.from'), word('paper.to'), word('paper.trials'), word('paper.share')],
        rows: [
          ...(h.below > 0 ? [['', money(h.from), whole(h.below), share(h.below)]] : []),
          ...h.counts.map((count, i): RunCell[] => [money(h.from + i * h.width), money(h.from + (i + 1) * h.width), whole(count), share(count)]),
          ...(h.above > 0 ? [[money(h.from + h.width * h.counts.length), '', whole(h.above), share(h.above)]] : []),
        ],
      },
      {
        caption: word('ranks', { kept: countText(figures.kept) }),
        headers: [word('col.input'), word('rank')],
        rows: [...figures.rankCorrelations]
          .sort((a, b) => Math.abs(b.rho) - Math.abs(a.rho))
          .map((r): RunCell[] => [variableName(t, r.variable), { value: r.rho, kind: 'factor' }]),
      },
    ],
    pictures: [{ id: `${RUN}/${picture.id}`, width: WIDTH, height: picture.height, caption: picture.title }],
  };
}
