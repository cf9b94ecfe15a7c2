/** A history knows the key of a question and the id of a clause: both are named in words, whichever kind they come from. */
import i18next from 'i18next';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider, initReactI18next } from 'react-i18next';
import { expect, it } from 'vitest';
import { useKindTitle } from '../../renderer/documents/kind-title.ts';
import { parseClauses } from '../../shared/domain/contract/language/parse.ts';
import { printClauses } from '../../shared/domain/contract/language/print.ts';
import { namedIn } from '../../shared/domain/contract/problems.ts';
import { articleOf, clausesOf, KINDS, paperOf, questionOf } from '../../renderer/documents/clauses.ts';
import { interviewFields } from '../../shared/domain/contract/clause-set.ts';
import { parsed } from './clause-files.ts';

it.each(KINDS.map((k) => k.code))('every question and clause of %s has a name', (code) => {
  const set = clausesOf(code) ?? paperOf(code)!;
  expect(interviewFields(set).filter((f) => questionOf(f.key) === undefined)).toEqual([]);
  if (set.flavour === 'contract') expect(set.articles.flatMap((a) => a.clauses).filter((c) => articleOf(c.id) === undefined)).toEqual([]);
});

it('a clause taken over from the other side is named by the article of ours it is like', () => {
  expect(articleOf('secrecy.theirs3')).toBe('保密');
});

it('what no kind asks has none', () => {
  expect([questionOf('noSuchKey'), articleOf('no.such')]).toEqual([undefined, undefined]);
});

it('every kind and paper is called something in English, each by itself; what it prints stays Chinese', () => {
  for (const { code, title, name } of KINDS) {
    const set = clausesOf(code) ?? paperOf(code)!;
    expect([title, set.titleEn]).toEqual([name.zh, name.en]);
    expect(set.title).toBe(name.zh);
    expect(name.en, code).toMatch(/^[A-Z][A-Za-z ,'()-]+$/);
    expect(name.zh, code).toMatch(/^[\p{Script=Han}（）]+$/u);
    // as its file has it, not laid out for parties yet
    const again = parseClauses({ file: `${code}.txt`, text: printClauses(parsed(code).set!) }, () => undefined).set!;
    expect([again.title, again.titleEn]).toEqual([name.zh, name.en]);
  }
  expect(new Set(KINDS.map((k) => k.name.en)).size).toBe(KINDS.length);
});

it('a kind is named in the language of the screen, its questions too where something is wrong with them', () => {
  const said = (lng: 'zh' | 'en'): string => {
    const i18n = i18next.createInstance({ lng, resources: { [lng]: {} } });
    void i18n.use(initReactI18next).init();
    const Name = () => useKindTitle()('KF-WT');
    return renderToStaticMarkup(createElement(I18nextProvider, { i18n }, createElement(Name)));
  };
  expect([said('zh'), said('en')]).toEqual(['技术开发（委托）合同', 'Technology development contract (commissioned)']);
  const problem = { key: 'missing', level: 'must' as const, params: { label: '技术目标' }, field: 'goal' };
  const set = clausesOf('KF-WT')!;
  expect([namedIn('zh', set, problem), namedIn('en', set, problem)]).toEqual([{ label: '技术目标' }, { label: 'Technical goal' }]);
  expect(namedIn('en', set, { key: 'noBuyer', level: 'must', params: { role: '甲方' } })).toEqual({ role: '甲方' });
});
