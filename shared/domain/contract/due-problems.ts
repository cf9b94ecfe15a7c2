/** Days and stages of the work against the term that the same contract prints. Which term and which day is said by the clauses themselves. */
import { addDays, addMonths, parseDay } from '../../time.ts';
import type { Answer } from './answers.ts';
import type { ContractInput } from './build.ts';
import { interviewFields, type ClauseSet } from './clause-set.ts';
import { holds } from './fill.ts';
import { rowsOf } from './list-rows.ts';
import type { ContractProblem } from './problems.ts';

/** A term the work is done in; papers may be handed over before a licence begins. */
const WORK = /(研究开发|开发|合作|转化|服务|培训|委托|咨询|履行)期限[^。；]*\{termFrom\|date\}/;
const DONE = /提交|交付|完成|移交|交货|验收/;
type Span = { from: string; to: string };

export function dueProblems(set: ClauseSet, { clauseTexts }: ContractInput, answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  const values = Object.fromEntries([...answers].map(([k, a]) => [k, a.value]));
  const term = { from: parseDay(values['termFrom']), to: parseDay(values['termTo']) };
  if (term.from === undefined || term.to === undefined || term.from > term.to) return [];
  const texts = set.articles.flatMap((a) => a.clauses.filter((c) => holds(c.when, values)).map((c) => clauseTexts[c.id] ?? c.text));
  if (!texts.some((t) => WORK.test(t))) return [];
  const within = { from: term.from, to: term.to };
  const sentences = texts.flatMap((t) => t.split(/[。；\n]/));
  const due = interviewFields(set).flatMap((f): ContractProblem[] => {
    const day = f.type === 'day' ? parseDay(values[f.key]) : undefined;
    if (day === undefined || !sentences.some((s) => s.includes(`{${f.key}|date}`) && !s.includes('{termFrom|date}') && DONE.test(s))) return [];
    const params = { label: f.label.zh, day, ...within };
    if (day < within.from) return [{ key: 'dueBefore', level: 'must', params, field: f.key }];
    return day > within.to ? [{ key: 'dueAfter', level: 'ask', params, field: f.key }] : [];
  });
  return [...due, ...stages(rowsOf(values['stages'] ?? ''), within)];
}

/** The first stage of each kind of fault. What names no dates (第1至3个月) says nothing of the term. */
function stages(rows: readonly string[], term: Span): ContractProblem[] {
  const found = rows.flatMap((text, i): ContractProblem[] => {
    const told = stageOf(text.split(':')[0]!);
    if (told === undefined) return [];
    const { start, end } = told;
    const at = (key: string, level: ContractProblem['level']): ContractProblem[] => [{ key, level, params: { row: i + 1, ...term }, field: 'stages' }];
    if (start.from > end.to) return at('stageOrder', 'must');
    if (end.to < term.from || start.from > term.to) return at('stageOutside', 'must');
    return start.to < term.from || end.from > term.to ? at('stagePartly', 'ask') : [];
  });
  return found.filter((p, i) => found.findIndex((o) => o.key === p.key) === i);
}

const DATE = /(\d{4})(?:年(\d{1,2})月(?:(\d{1,2})日)?|([./-])(\d{1,2})(?:\4(\d{1,2})(?!\d))?(?!\d))/;
const TO = /^起?(?:至|到|[-–—~]+)止?/;
/** The second date where it leaves out the year. */
const SHORT = /^(\d{1,2})(?:月(?:(\d{1,2})日)?|[./-](\d{1,2})(?!\d)|(?![\d个年天日]))/;

/** A day, or a whole month. */
function spanOf(year: string, month: string, day: string | undefined): Span | undefined {
  const first = parseDay(`${year}-${month}-${day ?? '1'}`);
  return first === undefined ? undefined : { from: first, to: day === undefined ? addDays(addMonths(first, 1), -1) : first };
}

/** When a stage begins and ends; undefined where no date is told, or the second one cannot be read. */
function stageOf(words: string): { start: Span; end: Span } | undefined {
  const text = words.replace(/\s/g, '');
  const first = DATE.exec(text);
  const start = first && spanOf(first[1]!, first[2] ?? first[5]!, first[3] ?? first[6]);
  if (!start) return undefined;
  const after = text.slice(first.index + first[0].length);
  const to = TO.exec(after);
  if (!to || !/^\d/.test(after.slice(to[0].length))) return { start, end: start };
  const rest = after.slice(to[0].length);
  const full = DATE.exec(rest);
  const short = SHORT.exec(rest);
  const end =
    full?.index === 0 ? spanOf(full[1]!, full[2] ?? full[5]!, full[3] ?? full[6]) : short ? spanOf(first[1]!, short[1]!, short[2] ?? short[3]) : undefined;
  return end && { start, end };
}
