/** Objections to a public notice: what is still to be handled, days that cannot be, and a result that says there were none. */
import { parseDay } from '../../time.ts';
import type { Notice, Objection } from '../deal.ts';
import { finding, type Finding } from '../finding.ts';
import { isAhead } from './ahead.ts';
import { filled } from './blank.ts';

const live = (notice: Notice, objections: readonly Objection[]): Objection[] => objections.filter((o) => o.noticeId === notice.id && o.archived !== true);

/** Handled is one that says how, and on which day it was settled. */
const isHandled = (o: Objection): boolean => filled(o.handling) && parseDay(o.settledOn) !== undefined;
/** The first objection of the notice that nobody has handled. */
export const openObjection = (notice: Notice, objections: readonly Objection[]): Objection | undefined => live(notice, objections).find((o) => !isHandled(o));

/** Who objects, for the words of it; `context` picks the sentence for one who gave no name. */
export const objector = (o: Objection): { from: string; context?: string } => (filled(o.from) ? { from: o.from! } : { from: '', context: 'unnamed' });

/** Ways to say that nobody objected; what is left of the text after them must not speak of an objection. */
const NONE_CAME =
  /(?:未|没有?)\s*(?:有|收到|接到|出现|发现|提出)*\s*(?:任何|单位或者?个人的?)*\s*异议|无\s*(?:任何)?\s*(?:人|单位)?\s*(?:提出)?\s*异议|\bno objections?\b/gi;
const saysNone = (result: string | undefined): boolean => {
  const text = result ?? '';
  const rest = text.replace(NONE_CAME, '');
  return rest !== text && !/异议|objection/i.test(rest);
};

/** Objections received while the notice ran (or on no known day) which the result denies. */
export function deniedObjections(notice: Notice, objections: readonly Objection[], result: string | undefined): Objection[] {
  if (!saysNone(result)) return [];
  const end = parseDay(notice.endOn);
  return live(notice, objections).filter((o) => !(end !== undefined && isAhead(o.receivedOn, end)));
}

/** How many there are and who made them, for the words of a contradiction. */
export const objectors = (them: readonly Objection[]): { count: number; from: string } => ({
  count: them.length,
  from: them.map((o) => (filled(o.from) ? o.from!.trim() : '—')).join('、'),
});

/** The first objection with days that cannot be: received or settled in the future, settled before it was received. */
export const impossibleObjection = (notice: Notice, objections: readonly Objection[], today: string): Objection | undefined =>
  live(notice, objections).find((o) => checkObjection(o, notice, today).some((x) => x.level === 'must'));

/** `today` is an ISO day. */
export function checkObjections(notice: Notice, objections: readonly Objection[], today: string): Finding[] {
  const out = live(notice, objections).flatMap((o) => checkObjection(o, notice, today));
  const denied = deniedObjections(notice, objections, notice.result);
  if (denied.length > 0) out.push(finding('notice.resultDenies', { table: 'notices', id: notice.id, field: 'result' }, { params: objectors(denied) }));
  return out;
}

function checkObjection(o: Objection, notice: Notice, today: string): Finding[] {
  const at = (field: string) => ({ table: 'objections' as const, id: o.id, field });
  const [received, settled, closed] = [parseDay(o.receivedOn), parseDay(o.settledOn), parseDay(notice.closedOn)];
  const who = objector(o);
  const out: Finding[] = [];
  if (!isHandled(o)) out.push(finding('notice.objectionOpen', at(filled(o.handling) ? 'settledOn' : 'handling'), { params: who }));
  if (received && received > today) out.push(finding('objection.receivedAhead', at('receivedOn'), { params: { ...who, day: received } }));
  else if (received && closed && received > closed)
    out.push(finding('objection.afterClosing', at('receivedOn'), { params: { ...who, day: received, closed } }));
  if (settled && received && settled < received) out.push(finding('objection.settledFirst', at('settledOn'), { params: { ...who, settled, received } }));
  else if (settled && settled > today) out.push(finding('objection.settledAhead', at('settledOn'), { params: { ...who, day: settled } }));
  return out;
}
