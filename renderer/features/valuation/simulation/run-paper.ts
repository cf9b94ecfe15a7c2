/** The last runs of a worksheet's simulations as papers print them. The seller's floor is 仅内部 and stands in none of them. */
import type { TFunction } from 'i18next';
import type { Worksheet } from '../../../../shared/domain/deal.ts';
import { DRAWN_BY, type DrawnBy, type FinishedRun } from '../../../../shared/domain/simulation.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { METHODS_VERSION } from '../../../../shared/valuation/method.ts';
import { METHODS } from '../../../../shared/valuation/methods.ts';
import { resultOf } from '../../../../shared/valuation/simulation/finished.ts';
import type { SimulationRequest } from '../../../../shared/valuation/simulation/plan.ts';
import { simulatesPayments } from '../../../../shared/valuation/simulation/payment-request.ts';
import { changedIn, hashOf } from '../../../../shared/valuation/simulation/sheet-request.ts';
import type { RunCell, RunPaper } from '../../../documents/worksheet-run.ts';
import type { Figure } from '../charts/figure.ts';
import { histogramFigure } from '../charts/histogram.ts';
import { chartWords } from '../charts/words.ts';
import { methodName } from '../method-words.ts';
import { limitRows } from './limit-rows.ts';
import { paymentSubject } from './payment-subject.ts';
import { countText, parameterName, parameterText, placeName, variableName } from './simulation-words.ts';
import { forecastSubject, type Subject } from './subject.ts';

const FIGURES = ['mean', 'standardError', 'sd', 'min', 'p5', 'p10', 'p50', 'p90', 'p95', 'max'] as const;
/** Pixels of the picture across the page. */
const WIDTH = 600;
const money = (yuan: number): RunCell => ({ value: yuan / 10_000, kind: 'money' });
const whole = (value: number): RunCell => ({ value, kind: 'whole' });

const pictureId = ({ at }: Subject): string => (at.applied === undefined ? 'simulation' : `simulation/${at.applied}`);

/** Everything in the worksheet that was simulated, by the name of what it is of; the forecast's has none. */
function runsOf(t: TFunction, sheet: Worksheet): { subject: Subject; run: FinishedRun; of?: string }[] {
  const payments = (sheet.applied ?? []).flatMap((a) => {
    const method = METHODS.get(a.method);
    return method && simulatesPayments(a.method) ? [{ subject: paymentSubject(sheet.id, a), of: a.name || methodName(t, method) }] : [];
  });
  return [{ subject: forecastSubject(sheet) }, ...payments].flatMap((of) => {
    const run = of.subject.settings?.result;
    return run ? [{ ...of, run }] : [];
  });
}

function figureOf(t: TFunction, run: FinishedRun): Figure {
  const { belowFloor: _internal, ...result } = resultOf(run);
  const { floor: _floor, ...settings } = result.settings;
  return histogramFigure({ ...result, settings } as Parameters<typeof histogramFigure>[0], '元', chartWords(t as never, 'simulation'));
}
const idOf = (subject: Subject, figure: Figure): string => `${pictureId(subject)}/${figure.id}`;

/** How the trials of each run lie, by the names their pictures have in the papers; none before the first run. */
export const runFigures = (t: TFunction, sheet: Worksheet): [string, Figure][] =>
  runsOf(t, sheet).map(({ subject, run }) => {
    const figure = figureOf(t, run);
    return [idOf(subject, figure), figure];
  });

export const runPapers = (t: TFunction, sheet: Worksheet): RunPaper[] => runsOf(t, sheet).map(({ subject, run, of }) => paperOf(t, subject, run, of));

/** What the run was drawn from is no longer what the sheet says. */
function staleWords(t: TFunction, { model, settings, request: now }: Subject, run: FinishedRun): string[] {
  if (run.engineVersion !== METHODS_VERSION) return [t('simulation:paper.staleEngine')];
  if (isRefusal(now)) return [t('simulation:paper.stale', { names: t('simulation:place.uncertain') })];
  if (hashOf(now) === run.inputHash) return [];
  const names = changedIn(run.request, now)
    .filter((field) => field !== 'floor')
    .map((field) => placeName(t, model, settings, field));
  return names.length === 0 ? [] : [t('simulation:paper.stale', { names: [...new Set(names)].join('、') })];
}

function inputRows(t: TFunction, { model, settings }: Subject, request: SimulationRequest): RunCell[][] {
  return request.uncertain.map(({ variable, distribution }) => {
    const kind = distribution.kind as DrawnBy;
    const drawn = distribution as unknown as Record<string, number>;
    const evidence = settings!.uncertain.find((u) => u.variable === variable)?.evidence ?? {};
    return [
      variableName(t, model, variable),
      t(`simulation:kind.${kind}`),
      DRAWN_BY[kind].map((name) => `${parameterName(t, name)} ${parameterText(variable, String(drawn[name] ?? ''))}`).join('、'),
      evidence.source ?? '',
      evidence.sourceDate ?? '',
      evidence.grade ? t(`valuation:grade.${evidence.grade}`) : '',
    ];
  });
}

/** The payments on the one forecast and over all, with minimums and caps and without. */
function limitsTable(t: TFunction, run: FinishedRun): RunPaper['tables'] {
  const rows = limitRows(run).map(([name, one, many]): RunCell[] => [t(`simulation:payment.${name}`), money(one), money(many)]);
  if (rows.length === 0) return [];
  const error: RunCell[][] = run.limits ? [[t('simulation:payment.error'), '', money(run.limits.standardError)]] : [];
  const headers = ['what', 'forecast', 'mean'].map((k) => t(`simulation:payment.${k}`));
  return [{ caption: t('simulation:payment.title', { unit: t('simulation:paper.wan') }), headers, rows: [...rows, ...error] }];
}

function paperOf(t: TFunction, subject: Subject, run: FinishedRun, of: string | undefined): RunPaper {
  const { model } = subject;
  const word = (key: string, params: Record<string, string | number> = {}): string => t(`simulation:${key}`, params);
  const request = run.request as unknown as SimulationRequest;
  const { figures } = run;
  const { trials, seed, draws } = resultOf(run);
  const { correlations = [] } = request;
  const { histogram: h, valued } = figures;
  const share = (count: number): RunCell => ({ value: count / valued, kind: 'rate' });
  const picture = figureOf(t, run);
  const warnings = figures.warnings.map((w) => {
    const variable = w.params?.['variable'];
    return t(`method-simulation:warnings.${w.key}`, { ...w.params, ...(variable === undefined ? {} : { variable: variableName(t, model, String(variable)) }) });
  });
  return {
    name: of === undefined ? word('title') : word('paper.titleOf', { name: of }),
    notes: [
      ...(run.limits ? [word('payment.paper')] : []),
      word('paper.values'),
      word('drawnAs', { trials: countText(trials), seed, draws: t(`method-simulation:fields.${draws}`) }),
      ...staleWords(t, subject, run),
      ...(valued === trials ? [word('noneRefused', { count: valued, shown: countText(valued) })] : []),
      ...warnings.map((text) => word('paper.notice', { text })),
    ],
    tables: [
      {
        caption: word('result'),
        headers: [word('paper.figure'), word('paper.wan')],
        rows: FIGURES.map((name) => [word(`paper.of.${name}`), money(figures[name])]),
      },
      ...(model === 'payment' ? limitsTable(t, run) : []),
      {
        caption: word('place.uncertain'),
        headers: [word('col.input'), word('col.kind'), word('col.parameters'), ...['source', 'sourceDate', 'grade'].map((k) => t(`valuation:inputCol.${k}`))],
        rows: inputRows(t, subject, request),
      },
      ...(correlations.length === 0
        ? []
        : [
            {
              caption: word('place.correlations'),
              headers: [word('col.input'), word('col.input'), word('place.correlations')],
              rows: correlations.map(({ a, b, rho }): RunCell[] => [variableName(t, model, a), variableName(t, model, b), { value: rho, kind: 'factor' }]),
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
          .map((r): RunCell[] => [variableName(t, model, r.variable), { value: r.rho, kind: 'factor' }]),
      },
    ],
    pictures: [{ id: idOf(subject, picture), width: WIDTH, height: picture.height, caption: picture.title }],
  };
}
