/** The days of a contract against each other, and the life of its patents against the term that is licensed. */
import type { RuleBook } from '../../rules/engine.ts';
import { parseDay } from '../../time.ts';
import { patentExpiry, patentExpiryBound } from '../patent-term.ts';
import type { Right } from '../portfolio.ts';
import { finding, type Finding } from '../finding.ts';
import { dayAfter, daysIn, endsIn, termsIn, type TextTerm } from './dates.ts';
import { patentsIn } from './parties.ts';
import type { Reading } from './reading.ts';
import type { Say } from './say.ts';
import { effectiveIn, signedIn } from './validity.ts';

/** A sentence about the patent's own life is not the contract's term. */
const OF_PATENT = /专利权?(的)?(有效|保护)/;

/** What is to be done by a day. */
const DUE = /^\s*(之?前|以前)[^。；\n]{0,20}(完成|交付|提交|移交|交清|交齐|验收)/;

const CONTRACT_TERM = /(?:合同|协议)(?:的)?有效期限?|有效期限?|履行期限?|合同期限?|许可(?:使用|实施)?(?:的)?(?:期限|期)/;
const ROYALTY_FROM = /提成费?的?(?:期限?|期间|起算日|起始日)(?![^。；，\n\d]{0,7}[至到])[^。；，\n\d]{0,8}$/;

/** Royalties that begin when every term of the contract is over. */
function royaltyAfter(text: string, terms: readonly TextTerm[], say: Say): Finding[] {
  const named = terms.filter((t) => CONTRACT_TERM.test(text.slice(Math.max(0, t.start - 16), t.start)));
  const ends = endsIn(text, CONTRACT_TERM).filter((t) => !OF_PATENT.test(text.slice(Math.max(0, t.start - 24), t.start)));
  const last = [...named.flatMap((t) => [t.from, t.to]), ...ends.map((t) => t.to)].toSorted().at(-1);
  const first = daysIn(text).days.find((d) => {
    const before = text.slice(Math.max(0, d.start - 24), d.start);
    return (
      ROYALTY_FROM.test(before) ||
      (/[自从]\s*$/.test(before) && /^\s*起[^。；\n\d]{0,24}(?:\d{1,3}(?:\.\d+)?[%％])?[^。；\n]{0,4}提成/.test(text.slice(d.end, d.end + 48)))
    );
  });
  return last !== undefined && first && first.day > last ? [say('text.royaltyAfterTerm', first, { from: first.day, to: last })] : [];
}

export function dateFindings(text: string, say: Say): Finding[] {
  const out = daysIn(text).impossible.map((q) => say('text.dateImpossible', q));
  const terms = termsIn(text).filter((t) => !OF_PATENT.test(text.slice(Math.max(0, t.start - 24), t.start)));
  for (const term of terms) if (term.from > term.to) out.push(say('text.dateOrder', term, { from: term.from, to: term.to }));
  const validity = terms.find((t) => /有效期|履行期|合同期限/.test(text.slice(Math.max(0, t.start - 16), t.start)));
  const late = validity && daysIn(text).days.find((d) => d.day > validity.to && DUE.test(text.slice(d.end, d.end + 32)));
  if (validity && late && validity.from <= validity.to) out.push(say('text.dayAfterTerm', late, { day: late.day, to: validity.to }));
  out.push(...royaltyAfter(text, terms, say));
  const [signed, effective] = [signedIn(text), effectiveIn(text)];
  if (signed && effective && effective.day < signed.day) out.push(say('text.effectBeforeSigning', effective, { signed: signed.day, effective: effective.day }));
  const over = terms.find((t) => t.from <= t.to && signed !== undefined && t.to < signed.day);
  if (over && signed) out.push(say('text.termOver', over, { signed: signed.day, to: over.to }));
  return out;
}

const PATENT_DATA: [string, RegExp][] = [
  ['name', /(发明创造|专利|发明|实用新型)(的)?名称|名称为|项目名称|名称[：:]/],
  ['owner', /专利权人|申请人/],
  ['filedOn', /申请日/],
  ['number', /专利号|申请号|ZL\s*\d/],
  ['term', /有效期|届满|保护期|专利权?的?期限/],
];

/** Where no number can be read, what the text itself says of the patent's life. */
const saidEnd = (text: string): string | undefined =>
  endsIn(text, /专利权?的?(?:有效期限?|保护期限?|期限)/)
    .map((e) => e.to)
    .toSorted()[0];

export function patentFindings({ text, kind }: Reading, rights: readonly Right[], rules: RuleBook, say: Say): Finding[] {
  const found = patentsIn(text);
  const filedOn = dayAfter(text, /申请日期?/)?.day;
  const out = found.filter((p) => !p.ok).map((p) => say('text.patentNumber', p));
  if (kind === 'XK-ZL' || kind === 'ZR-ZL' || found.length > 0) {
    for (const [datum, pattern] of PATENT_DATA) if (!pattern.test(text)) out.push(say('text.patentDataMissing', undefined, { datum }));
  }
  for (const r of rights)
    if (r.status === 'lapsed' || r.status === 'invalid')
      out.push(finding('right.notInForce', { table: 'rights', id: r.id, field: 'status' }, { params: { name: r.name ?? '' } }));
  if (kind !== 'XK-ZL' && !/许可/.test(text)) return out;
  const written = found
    .filter((p) => p.ok)
    .map((p): Right => ({ id: p.text, kind: 'application', number: p.number, ...(found.length === 1 ? { filedOn } : {}) }));
  const expiry = [...rights, ...written].flatMap((r) => patentExpiry(r, rules)?.day ?? patentExpiryBound(r, rules) ?? []).toSorted()[0] ?? saidEnd(text);
  if (expiry === undefined) return out;
  for (const term of [...termsIn(text), ...endsIn(text, /许可(使用|实施)?(的)?(期限|期|有效期)/)]) {
    const before = text.slice(Math.max(0, term.start - 24), term.start);
    if (parseDay(term.to)! > expiry && !OF_PATENT.test(before)) out.push(say('text.termBeyondPatent', term, { to: term.to, expiry }));
  }
  return out;
}
