/** A person's wording of a clause against the contract around it: the articles it names, and the values the interview holds for it. */
import { Decimal, parseRate } from '../../money.ts';
import { amountsIn } from '../contract-text/amounts.ts';
import { daysIn } from '../contract-text/dates.ts';
import { missingReferences } from '../contract-text/own-articles.ts';
import type { Answer } from './answers.ts';
import type { ContractInput } from './build.ts';
import type { Clause, ClauseSet } from './clause-set.ts';
import { interviewFields } from './clause-set.ts';
import { fill, holds, type Filling } from './fill.ts';
import type { ContractProblem } from './problems.ts';

type Kind = 'money' | 'percent' | 'date';
type Said = { value: string; text: string };

/** A penalty, a limit or a price per piece beside the clause's own amount is something else. */
const OTHER = /(违约金|滞纳|赔偿|罚|保证金|定金|上限|不超过|最高|最低|至少|不低于|每[^，。；\n]{0,6}|单价|逾期)[^，。；\n]{0,12}$/;
/** Of a rate, also the tax and a share of an amount that is paid at a time. */
const OTHER_RATE = /(税率?|其中|首付|预付|余款|尾款|支付|退还|返还)[^，。；\n]{0,12}$/;

/** Whether the standard wording's own value is such a one. */
const isOther = (clause: Clause): boolean =>
  [...clause.text.matchAll(/(?:人民币)?\{\w+\|(?:money|percent)\}/g)].some((m) => OTHER.test(clause.text.slice(0, m.index)));

/** Values written out in a wording, without its placeholders, which print what the interview holds; `all`: of penalties and limits too. */
function saidIn(own: string, kind: Kind, all: boolean): Said[] {
  const text = own.replace(/\{[^{}]*\}/g, '，');
  const before = (at: number): string => text.slice(Math.max(0, at - 24), at);
  if (kind === 'date') return daysIn(text).days.map((d) => ({ value: d.day, text: d.text }));
  if (kind === 'money')
    return amountsIn(text)
      .amounts.filter((a) => all || !OTHER.test(before(a.start)))
      .map((a) => ({ value: new Decimal(a.yuan).toFixed(), text: a.text }));
  return [...text.matchAll(/(?<![\d.])\d{1,3}(?:\.\d{1,6})?\s{0,4}[%％]/g)].flatMap((m) => {
    const aside = !all && (OTHER.test(before(m.index)) || OTHER_RATE.test(before(m.index)));
    const rate = aside ? undefined : parseRate(m[0]);
    return rate === undefined ? [] : [{ value: new Decimal(rate).toFixed(), text: m[0] }];
  });
}

type Printed = { key: string; value: string; text: string };

/** What the standard wording prints of this kind and the own wording no longer takes from the interview. */
function printedBy(clause: Clause, own: string, kind: Kind, filling: Filling): Printed[] {
  const keys = [...clause.text.matchAll(/\{([A-Za-z]\w*)\|(money|percent|date)\}/g)].filter((m) => m[2] === kind).map((m) => m[1]!);
  return [...new Set(keys)].flatMap((key) => {
    const { runs, gaps } = fill(`{${key}|${kind}}`, filling);
    if (gaps.length > 0 || own.includes(`{${key}|`) || own.includes(`{${key}}`)) return [];
    const text = runs.map((r) => r.text).join('') + (kind === 'money' ? '元' : '');
    const [said] = saidIn(text, kind, true);
    return said === undefined ? [] : [{ key, value: said.value, text }];
  });
}

/** The values of one kind that stand in the wording and nowhere in the interview's answers for this clause. */
function differing(clause: Clause, own: string, kind: Kind, filling: Filling): { key: string; said: string; text: string }[] {
  const said = saidIn(own, kind, isOther(clause));
  const printed = printedBy(clause, own, kind, filling).filter((p) => !said.some((s) => s.value === p.value));
  const known = new Set(printedBy(clause, '', kind, filling).map((p) => p.value));
  const loose = said.filter((s, i) => !known.has(s.value) && said.findIndex((x) => x.value === s.value) === i);
  // parts that make the whole say it too
  const sum = loose.reduce((total, s) => (kind === 'money' ? total.plus(s.value) : total), new Decimal(0)).toFixed();
  return printed.flatMap((p, i) => {
    const other = loose[i];
    return other === undefined || (loose.length > 1 && sum === p.value) ? [] : [{ key: p.key, said: other.text, text: p.text }];
  });
}

/** Looked at where the clause is printed; values in a wording of a clause that prints none are the person's own. */
export function ownWording(set: ClauseSet, input: Pick<ContractInput, 'clauseTexts'>, answers: ReadonlyMap<string, Answer>): ContractProblem[] {
  const values = Object.fromEntries([...answers].map(([key, a]) => [key, a.value]));
  const fields = new Map(interviewFields(set).map((f) => [f.key, f]));
  const filling: Filling = { answers: values, fields, references: new Map() };
  const own = (c: Clause): string | undefined => input.clauseTexts[c.id];
  const printed = set.articles.map((a) => a.clauses.filter((c) => holds(c.when, values) && own(c)?.trim() !== ''));
  const there = { articles: set.articles.length, clauses: new Map(printed.map((clauses, i) => [i + 1, clauses.length])) };
  return printed.flat().flatMap((clause): ContractProblem[] => {
    const text = own(clause);
    if (text === undefined) return [];
    const [wrong] = missingReferences(text, there);
    return [
      ...(wrong ? [{ key: 'badReference', level: 'must' as const, params: { reference: wrong.text }, field: clause.id }] : []),
      ...(['money', 'percent', 'date'] as const).flatMap((kind) =>
        differing(clause, text, kind, filling).map(({ key, said, text: held }) => ({
          key: 'wordingDiffers',
          level: 'must' as const,
          params: { label: fields.get(key)?.label.zh ?? key, said, held },
          field: clause.id,
        })),
      ),
    ];
  });
}
