/** Whether a text says that the contract is concluded and in effect on the day it is filed. Words only hint, so most of it asks. */
import type { RuleBook } from '../../rules/engine.ts';
import { daysBetween } from '../../time.ts';
import { daysIn } from '../contract-text/dates.ts';
import { sentenceAround, type Say } from '../contract-text/say.ts';
import { signedIn, validityIn } from '../contract-text/validity.ts';
import { hits } from '../checks/words.ts';
import { finding, type Finding, type Quote, type Where } from '../finding.ts';

/** 报 … 批准后生效, 自董事会决议通过之日起生效; what every contract has — signing, sealing — is no condition. */
const CONDITION =
  /(?:批准|核准|审批|审议通过|决议(?:通过)?|同意|备案|登记|许可|公证|到账|付清|支付完毕)[^。；，：:\n]{0,4}(?:后|之日起|之日|时|为条件)[，,]?(?:方可|方|才|始|开始|即)?生效/;
/** A change of the contract, a transfer of the right or a grant to a third party takes effect apart from the contract itself. */
const OF_CHANGES = /(?:转移|移转|转让)(?:自|经)|变更|补充协议|修改|转许可|分许可|双方(?:同意|许可)/;
const ORAL = /口头(?:达成|约定|协商|协议|合同|承诺)/;
/** A clause that gives oral words no force says the contrary. */
const NOT_ORAL =
  /(?:口头[^。；\n]{0,16}(?:无效|不(?:发生|具有|产生)[^。；\n]{0,6}效力|不作为|不予认可|被取代)|取代[^。；\n]{0,16}口头|不得[^。；\n]{0,10}口头)/;
const EFFECT = /(?:生效(?:日期|日|时间)|本(?:合同|协议)[^。；\n]{0,6}(?:自|于|从))/;
const ELECTRONIC = /电子(?:签名|签章|印章|合同平台|合同服务)|数据电文形式|以电子合同(?:形式|方式)/;

export function conditionIn(text: string): Quote | undefined {
  return hits(text, CONDITION)
    .map((q) => sentenceAround(text, q))
    .find((q) => /合同|协议/.test(q.text) && !OF_CHANGES.test(q.text));
}

/** The day the text itself says it takes effect on. */
export function effectDayIn(text: string): (Quote & { day: string }) | undefined {
  return daysIn(text).days.find((d) => {
    const before = text.slice(Math.max(0, d.start - 16), d.start);
    const after = text.slice(d.end, d.end + 8);
    return (EFFECT.test(before) && /^\s*起?\s*生效/.test(after)) || /生效(?:日期|日|时间)\s*[：:为是]?\s*$/.test(before);
  });
}

export function effectFindings(text: string, today: string, say: Say): Finding[] {
  const condition = conditionIn(text);
  const effect = effectDayIn(text);
  const oral = hits(text, ORAL)
    .map((q) => sentenceAround(text, q))
    .find((q) => !NOT_ORAL.test(q.text) && !/变更|修改/.test(q.text));
  return [
    ...(condition ? [say('precheck.effectCondition', condition)] : []),
    ...(effect && effect.day > today ? [say('precheck.notYetEffective', effect, { day: effect.day })] : []),
    ...(oral ? [say('precheck.oral', oral)] : []),
  ];
}

/** A text whose own validity is over; the day itself still counts. Nothing where its term was over before it was signed, which is said by itself. */
export function termEnded(text: string, where: Where, rules: RuleBook): Finding[] {
  const term = validityIn(text);
  const rule = rules.entry('filing.withinValidity');
  const signed = signedIn(text)?.day;
  if (!term || !rule || term.to >= rules.date || (signed !== undefined && term.to < signed)) return [];
  const { from: _from, to, ...quote } = term;
  return [
    finding('precheck.termEnded', where, { rule, quote, also: String(quote.start), params: { text: quote.text, day: to, days: daysBetween(to, rules.date) } }),
  ];
}

/** Words that the contract was concluded as an electronic one. */
export const electronicIn = (text: string): Quote | undefined => hits(text, ELECTRONIC)[0];
