/** What the program says about law: nothing repealed or unconfirmed stands there as plain law, and each remedy belongs to its fault. */
import { describe, expect, it } from 'vitest';
import { clauses } from '../documents/clause-files.ts';
import { FINDINGS } from '../../shared/domain/finding-catalogue.ts';
import { json, pack } from './support.ts';

type Regulation = { code: string; name: string; number: string | null; validTo?: string };
type Words = Record<string, Record<string, string>>;
const regulations = (json('codes/regulations.json') as { items: Regulation[] }).items;
const repealed = regulations.filter((r) => r.validTo !== undefined);
const cites = (source: { document: string; number?: string }, r: Regulation): boolean => source.number === r.number || source.document === r.name;

describe('sources', () => {
  it('what its own data calls repealed is marked 待确认 wherever it is cited without an end', () => {
    expect(repealed.map((r) => r.number)).toEqual(['国科发政字〔2000〕063号', '国科发政字〔2001〕253号']);
    const plain = Object.entries(FINDINGS as Record<string, { source?: { document: string; number?: string }; confirmed?: false }>)
      .filter(([, f]) => f.source !== undefined && f.confirmed !== false && repealed.some((r) => cites(f.source!, r)))
      .map(([name]) => name);
    const rules = pack.entries
      .filter((e) => e.status === 'confirmed' && repealed.some((r) => cites(e.source, r) && (e.validTo === undefined || e.validTo > r.validTo!)))
      .map((e) => e.id);
    expect([plain, rules]).toEqual([[], []]);
  });
  it('a clause says 待确认 where only practice, and no text that was seen, stands behind it', () => {
    const set = clauses('XK-ZL');
    // SPC interpretation arts. 15, 26, 27 and the invoice of exempt supplies are not checked against a public text
    const unseen = /技术合同司法解释第(15|26|27)条/;
    const plain = [
      ...set.articles.flatMap((a) => [
        ...(a.silent && unseen.test(a.silent.source ?? '') && a.silent.confirmed !== false ? [a.id] : []),
        ...a.clauses.filter((c) => unseen.test(c.source ?? '') && c.confirmed !== false).map((c) => c.id),
      ]),
      ...set.steps.flatMap((s) => s.fields.filter((f) => /免税|抵扣/.test(f.hint?.zh ?? '') && f.hintConfirmed !== false).map((f) => f.key)),
    ];
    expect(plain).toEqual([]);
  });
});

describe.each(['zh', 'en'])('words in %s', (lang) => {
  const { fix, pattern, remedy } = json(`locales/${lang}/findings.json`) as { fix: Record<string, Record<string, string>>; pattern: Words; remedy: Words };
  it('each way of illegal monopoly has a clause of its own to propose', () => {
    expect(Object.keys(remedy ?? {})).toEqual(Object.keys(pattern));
    expect(new Set(Object.values(remedy)).size).toBe(6);
    for (const name of ['text', 'contract']) expect(fix[name]!['monopoly']).toBe('$t(findings:remedy.{{code}})');
  });
  it('the law to cite instead of a repealed one comes without 《》, which the text has already', () => expect(fix['text']!['repealedLaw']).not.toMatch(/《/));
});
