/** The kinds that pass, license or contribute a right: whole with full answers, readable with every answer, honest with none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksToDocx } from '../../renderer/documents/docx.ts';
import { readContract } from '../../renderer/documents/read-contract.ts';
import { plainLines } from '../../shared/domain/contract/blocks.ts';
import { buildContract } from '../../shared/domain/contract/build.ts';
import { interviewFields, type ClauseSet } from '../../shared/domain/contract/clause-set.ts';
import { checkContractText } from '../../shared/domain/contract-text/check.ts';
import { rulesOn } from '../domain/support.ts';
import { randomRuns } from '../support/random.ts';
import { addedUp, allClauses, faultsIn, offered, variations } from './kinds-fixture.ts';
import { INTERNAL, licenceInput } from './licence-fixture.ts';
import { input, setOf } from './rights-fixture.ts';

const CODES = ['ZR-ZL', 'ZR-SQ', 'ZR-MM', 'ZR-RZ', 'ZR-BT', 'ZR-PZ', 'ZR-RG', 'XK-SQ', 'XK-MM', 'XK-RZ', 'XK-BT', 'XK-PZ', 'SY-FF'] as const;

/** Articles of the outline in its order, by the outline's titles; the last nine are in every kind. */
const TAIL: [string, string][] = [
  ['变更', 'change'],
  ['项目联系人', 'contact'],
  ['解除', 'end'],
  ['争议解决', 'dispute'],
  ['名词和术语', 'terms'],
  ['附件', 'annex'],
  ['其他约定', 'other'],
  ['份数', 'copies'],
  ['生效', 'effect'],
];
const OUTLINES: Partial<Record<(typeof CODES)[number], [string, string][]>> = {
  'ZR-ZL': [
    ['转让的专利权', 'subject'],
    ['签署前实施或许可状况', 'prior'],
    ['原许可合同的承受', 'follow'],
    ['乙方继续实施', 'keep'],
    ['技术资料交付', 'material'],
    ['相关技术秘密', 'secret'],
    ['转让价款与支付', 'fee'],
    ['登记手续', 'pass'],
    ['年费缴纳', 'upkeep'],
    ['权利保证与无效风险', 'warranty'],
    ['实施保证与技术指导', 'guidance'],
    ['后续改进', 'improvement'],
    ['违约责任', 'breach'],
  ],
  'ZR-SQ': [
    ['本项发明创造的专利申请权', 'subject'],
    ['签署前实施或转让状况', 'prior'],
    ['原实施许可合同的处理', 'follow'],
    ['资料交付', 'material'],
    ['相关技术秘密', 'secret'],
    ['价款与支付', 'fee'],
    ['著录项目变更登记', 'pass'],
    ['驳回/视为撤回的责任', 'refused'],
    ['权利保证', 'warranty'],
    ['后续改进', 'improvement'],
    ['违约责任', 'breach'],
  ],
  'ZR-MM': knowHow('scope'),
  'XK-MM': knowHow('grant'),
};
function knowHow(scope: string): [string, string][] {
  return [
    ['技术秘密内容', 'subject'],
    ['使用范围/方式/期限', scope],
    ['权属与实用性可靠性保证', 'warranty'],
    ['此前实施与许可状况', 'prior'],
    ['保密', 'secrecy'],
    ['技术资料交付', 'material'],
    ['技术服务和指导', 'guidance'],
    ['申请专利的约定', 'filing'],
    ['补充开发的风险', 'further'],
    ['侵权责任', 'infringement'],
    ['费用与支付', 'fee'],
    ['验收', 'acceptance'],
    ['开始实施期限', 'start'],
    ['不得限制技术竞争和发展', 'competition'],
    ['后续改进', 'improvement'],
    ['变更的默示同意', 'silence'],
    ['违约责任', 'breach'],
  ];
}

const among =
  (...articles: number[]) =>
  (article: number): boolean =>
    articles.includes(article);
/** Articles read in a public text; anything else is shown 待确认. */
const CONFIRMED: Readonly<Record<string, (article: number) => boolean>> = {
  民法典: (article) => (article >= 843 && article <= 887) || (article >= 961 && article <= 966),
  专利法: among(10, 14, 42),
  '专利法实施细则（2023）': among(15, 93),
  技术合同司法解释: among(10, 14, 15, 17, 19, 22, 25, 42),
  促进科技成果转化法: among(16, 18, 21, 40, 43, 44, 45),
};
/** 民法典第845条、第862条；专利法第10条 → each article with its law; words that are no citation count as article 0. */
const citations = (source: string): { law: string; article: number }[] =>
  source.split('；').flatMap((part) => {
    const read = /^(.+?)((?:、?第\d+条)+)$/.exec(part);
    return read ? [...read[2]!.matchAll(/\d+/g)].map((n) => ({ law: read[1]!, article: Number(n[0]) })) : [{ law: part, article: 0 }];
  });

/** One answer at a time otherwise than in the full ones, and nought where it counts. */
const variants = (set: ClauseSet): Record<string, string>[] => [
  ...variations(set),
  ...interviewFields(set)
    .filter((f) => f.type === 'whole' && f.min === 0)
    .map((f) => ({ [f.key]: '0' })),
];

describe.each(CODES)('%s', (code) => {
  it('is whole with full answers: nothing left to mend, numbered through, nothing internal', () => {
    const set = setOf(code);
    const built = buildContract(set, input(set));
    expect(built.problems).toEqual([]);
    expect(built.silent).toEqual([]);
    for (const word of INTERNAL) expect(JSON.stringify(built.document)).not.toContain(word);
    expect(plainLines(built.document).filter((l) => /印制|监制|合同法|的的(?!确)/.test(l))).toEqual([]);
  });

  it.each(['once', 'entryRoyalty'])('stands up to our own check of any contract, paid %s', async (payKind) => {
    const set = setOf(code);
    // codes whose check digit fits, figures a deal could have and a name that says the kind
    const made = input(set, {
      payKind,
      projectName: `示例处理装置${set.title.replace(/合同|协议/, '')}`,
      indicators: '处理能力不低于 500 千克/小时',
      royaltyRate: '0.03',
      taxRate: '0.06',
    });
    const { seller, buyer } = made.sources;
    const coded = { ...made.sources, seller: { ...seller!, uscc: '12999999000000001Q' }, buyer: { ...buyer!, uscc: '91999999000000002N' } };
    for (const clauseTexts of [{}, offered(set, 0), offered(set, 1)]) {
      const read = await readContract(blocksToDocx(buildContract(set, { ...made, clauseTexts, contractNo: 'SL-2026-001', sources: coded }).document));
      if (!read.ok) throw new Error(read.error.key);
      const found = checkContractText({ contractId: 'c', text: read.value.text }, rulesOn('2026-11-22'));
      expect(found.map((f) => `${f.message.key} ${JSON.stringify(f.message.params)}`)).toEqual([]);
    }
  });

  it('calls confirmed only law that public texts confirm', () => {
    const set = setOf(code);
    const sourced = [...allClauses(set), ...set.articles.flatMap((a) => (a.silent ? [a.silent] : []))].filter(
      (x) => x.source !== undefined && x.confirmed !== false,
    );
    const cited = sourced.flatMap((x) => citations(x.source!));
    expect(cited.length).toBeGreaterThan(10);
    expect(cited.filter(({ law, article }) => !CONFIRMED[law]?.(article)).map(({ law, article }) => `${law}第${article}条`)).toEqual([]);
  });

  it('has the articles of its outline in their order', () => {
    const outline = [...(OUTLINES[code] ?? []), ...TAIL].map(([, id]) => id);
    const ids = setOf(code).articles.map((a) => a.id);
    expect(ids.filter((id) => outline.includes(id))).toEqual(outline);
  });

  it('reads well and asks for nothing more whatever is chosen, and every clause is printed by some answer', () => {
    const set = setOf(code);
    const printed = new Set<string>();
    for (const chosen of variants(set)) {
      const built = buildContract(set, input(set, chosen));
      const at = JSON.stringify(chosen);
      expect(built.problems, at).toEqual([]);
      expect(faultsIn(built), at).toEqual([]);
      for (const c of built.clauses) printed.add(c.id);
    }
    expect(
      allClauses(set)
        .map((c) => c.id)
        .filter((id) => !printed.has(id)),
    ).toEqual([]);
  });

  it('reads well however all of it is answered together', () => {
    const set = setOf(code);
    const full = input(set).typed;
    const some = fc.record(
      Object.fromEntries(
        interviewFields(set).map((f) => {
          const values = f.choices?.map((c) => c.value) ?? [full[f.key]!];
          if (f.type === 'whole' && f.min === 0) values.push('0');
          return [f.key, fc.constantFrom(...values, ...(f.required ? [] : ['']))];
        }),
      ),
    );
    fc.assert(
      fc.property(some, (typed) => {
        const built = buildContract(set, { ...input(set), typed: addedUp(typed) });
        expect(faultsIn(built)).toEqual([]);
        expect(built.problems).toEqual([]);
      }),
      randomRuns(20),
    );
  });

  it('with no answer at all shows every blank, and names each question that must be answered', () => {
    const set = setOf(code);
    const fields = interviewFields(set);
    const { deal, buyer, seller } = licenceInput().sources;
    const nothing = {
      ...licenceInput(),
      typed: Object.fromEntries(fields.map((f) => [f.key, ''])),
      sources: { deal, buyer, seller, rights: [], instalments: [] },
    };
    const built = buildContract(set, nothing);
    const named = new Set(built.problems.map((p) => p.field));
    expect(fields.filter((f) => f.required && built.answers.has(f.key) && !named.has(f.key))).toEqual([]);
    const empty = built.document.blocks.filter((b) => 'runs' in b && b.runs.some((r) => r.blank));
    expect(empty.length).toBeGreaterThan(0);
    // an article prints clauses or says 无: none is a bare heading
    const kinds = built.text.body.map((b) => b.kind);
    kinds.forEach((kind, i) => expect(kind === 'heading' && (kinds[i + 1] ?? 'heading') === 'heading').toBe(false));
  });

  it('offers other words only where they read as whole as its own', () => {
    const set = setOf(code);
    for (const n of [0, 1]) {
      const built = buildContract(set, { ...input(set), clauseTexts: offered(set, n) });
      expect(built.problems).toEqual([]);
      expect(faultsIn(built)).toEqual([]);
    }
  });
});
