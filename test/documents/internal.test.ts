/** Nothing internal leaves the house: every part of every file of random deals is searched for every internal word of the deal. */
import fc from 'fast-check';
import type { TFunction } from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { contractDocx, keptDocx } from '../../renderer/documents/contract-docx.ts';
import { clausesFor, KINDS, paperOf } from '../../renderer/documents/clauses.ts';
import { contractInput, marksOf, sourcesOf } from '../../renderer/documents/contract-input.ts';
import { contractSays } from '../../renderer/documents/contract-says.ts';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { minutesDocument, sharedRound } from '../../renderer/documents/minutes-docx.ts';
import { noticeDocument } from '../../renderer/documents/notice-docx.ts';
import { noticeSays, noticeWords } from '../../renderer/documents/notice-words.ts';
import { paperSetDocx } from '../../renderer/documents/paper-docx.ts';
import { redlineDocx } from '../../renderer/documents/redline-docx.ts';
import { paperOfVersion, redlineOf } from '../../renderer/documents/redline-input.ts';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { lockContract } from '../../shared/domain/contract-rules.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import { PRICING_ROUTES, ROUTES } from '../../shared/domain/deal.ts';
import { signedContract, type DealFile } from '../../shared/domain/deal-file.ts';
import type { Result } from '../../shared/result.ts';
import { good, rulesOn } from '../domain/support.ts';
import { randomRuns, soakMs } from '../support/random.ts';
import { BASIS, internalDeal, Secrets, TOLD, type Dealt } from './internal-fixture.ts';
import { allClauses, fullAnswers, offered, variations } from './kinds-fixture.ts';
import { parts } from './office.ts';
import { typedFor } from './papers-fixture.ts';
import { setOf } from './rights-fixture.ts';

const rules = rulesOn('2026-11-22');
const codes = (flavour: 'contract' | 'paper'): string[] => KINDS.filter((k) => k.flavour === flavour).map((k) => k.code);
/** 84 deals, six files of each. */
const DEALS = 84;

let zh: TFunction<'pricing'>;
beforeAll(async () => {
  const { i18n, startI18n } = await import('../../renderer/app/i18n.ts');
  startI18n('en');
  zh = i18n.getFixedT('zh', 'pricing');
});

/** What a person could try to have printed. */
const REACHING = ['{round.walkAway}', '{round.internalNote}', '{deal.note}', '{seller.note}', '{pricing.basis}', '{buyer.note|print}'];

/** Answers are typed, varied or left to the records; clauses are worded by the kind, by a person, or reach for what is internal. */
const dealt: fc.Arbitrary<Dealt> = fc
  .record({
    kind: fc.constantFrom(...codes('contract')),
    paper: fc.constantFrom(...codes('paper')),
    route: fc.constantFrom(...ROUTES),
    role: fc.constantFrom('seller' as const, 'buyer' as const),
    pricingRoute: fc.constantFrom(...PRICING_ROUTES),
    varied: fc.array(fc.nat(), { maxLength: 4 }),
    typed: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    worded: fc.array(fc.tuple(fc.nat(), fc.constantFrom('双方另行约定。', '', ...REACHING)), { maxLength: 4 }),
    alternative: fc.nat({ max: 3 }),
    noted: fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
  })
  .map(({ varied, typed, worded, alternative, noted, ...rest }) => {
    const set = setOf(rest.kind);
    const [clauses, others] = [allClauses(set), variations(set)];
    const clauseAt = (n: number): string => clauses[n % clauses.length]!.id;
    const full = fullAnswers(set, Object.assign({}, ...varied.map((n) => others[n % others.length])) as Record<string, string>);
    return {
      ...rest,
      typed: Object.fromEntries(Object.entries(full).filter((_, i) => typed[i % typed.length])),
      clauseTexts: { ...offered(set, alternative), ...Object.fromEntries(worded.map(([n, text]) => [clauseAt(n), text])) },
      noted: noted.map(clauseAt),
    };
  });

type Made = { bytes: Uint8Array; document?: DocumentModel };
function taken<T extends Made>(result: Result<T, { key: string }>): Made {
  if (!result.ok) throw new Error(result.error.key);
  return result.value;
}
/** As the documents worker makes a file from a model. */
const drawn = (document: DocumentModel): Made => ({ document, bytes: blocksToDocx(document) });
/** The first version is locked for signing, as its page does it. */
function signed(file: DealFile): DealFile {
  const [first, ...rest] = file.contracts;
  const { text, contentId } = contractSays(file, first!, rules).now;
  const [edit] = good(lockContract(first!, contentId, '2026-11-22', 0, text));
  return { ...file, contracts: [{ ...first!, ...(edit as { fields: Partial<Contract> }).fields }, ...rest] };
}

/** The six kinds of file, each by what its screen calls. */
function filesOf(file: DealFile, paper: string): Record<string, Made> {
  const [first, second] = file.contracts as [Contract, Contract];
  const [round, notice] = [file.rounds[1]!, file.notices[0]!];
  const versions = [first, second].map((contract) => ({ contract, paper: paperOfVersion(file, contract, rules)! }));
  const sources = sourcesOf(file, signedContract(file), rules);
  const { title, ...row } = notice;
  return {
    draft: taken(contractDocx(clausesFor(second), contractInput(file, second, rules, 'draft', '示例'))),
    signing: taken(keptDocx(contractSays(file, first, rules).text!, marksOf(file, first, 'signing', ''))),
    paper: taken(paperSetDocx(paperOf(paper)!, { typed: file.deal.role === 'buyer' ? {} : typedFor(paper), sources, watermark: '' })),
    redline: { bytes: redlineDocx(redlineOf(file, versions[0]!, versions[1]!, '2026-11-22T08:00:00.000Z', '')) },
    minutes: drawn(
      minutesDocument({
        dealName: file.deal.name ?? '',
        round: sharedRound(round),
        ourName: file.seller?.name ?? '',
        theirName: file.buyer?.name ?? '',
        modeName: '',
        outcomeName: '达成一致',
      }),
    ),
    notice: drawn(noticeDocument({ ...noticeSays(notice, noticeWords(zh, file, notice, rules)), notice: row, achievementName: title ?? '' })),
  };
}

/** What is found, by file and part; the model is what a PDF is printed from. */
function leaks(secrets: Secrets, name: string, { bytes, document }: Made): string[] {
  const all = { ...parts(bytes), ...(document ? { model: JSON.stringify(document) } : {}) };
  return Object.entries(all).flatMap(([part, text]) => secrets.in(`${part}\n${text}`).map((found) => `${name} ${part} ${found}`));
}

it('nothing internal is in any part of 500 files of random deals', { timeout: soakMs(60_000) }, () => {
  let told = 0;
  fc.assert(
    fc.property(dealt, (random) => {
      const secrets = new Secrets();
      const file = signed(internalDeal(random, secrets));
      const made = filesOf(file, random.paper);
      const found = Object.entries(made).flatMap(([name, one]) => leaks(secrets, name, one));
      expect(found.filter((f) => !(random.paper === 'SPB' && f.startsWith('paper ') && f.includes(` ${BASIS}: `)))).toEqual([]);
      // what was written for the other side is on the draft alone
      const notes = Object.entries(made).filter(([, { bytes }]) => JSON.stringify(parts(bytes)).includes(TOLD));
      expect(['', 'draft']).toContain(notes.map(([name]) => name).join());
      told += notes.length;
    }),
    randomRuns(DEALS),
  );
  expect(told).toBeGreaterThan(0);
});

it('is found wherever it is put: in words, table, header, properties, margin', () => {
  const secrets = new Secrets();
  const [title, header, cell, noted, by] = ['title', 'header', 'cell', 'note', 'author'].map((of) => secrets.word(of));
  const yuan = secrets.yuan('walkAway');
  const document: DocumentModel = {
    kind: 'contract',
    title: title!,
    contentId: 'a'.repeat(64),
    header: header!,
    pageNumbers: true,
    watermark: '',
    notes: [{ clause: 'c', author: by!, date: '2026-11-22T08:00:00.000Z', text: noted! }],
    blocks: [
      { kind: 'clause', id: 'c', no: '1.1', runs: [{ text: `底线${Number(yuan).toLocaleString('en')}元` }] },
      { kind: 'table', columns: [{ width: 1000 }], head: 0, rows: [[{ runs: [{ text: cell! }] }]] },
    ],
  };
  const found = leaks(secrets, 'x', { bytes: blocksToDocx(document) }).map((f) => f.split(' ').slice(1, 3).join(' '));
  expect([...new Set(found)].sort()).toEqual([
    'docProps/core.xml title:',
    'word/comments.xml author:',
    'word/comments.xml note:',
    'word/document.xml cell:',
    'word/document.xml walkAway:',
    'word/header1.xml header:',
  ]);
});
