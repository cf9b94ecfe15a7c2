/** 预审 of a contract drafted elsewhere: plain text in, findings out, each with the words that caused it. */
import type { RuleBook } from '../../rules/engine.ts';
import { parseDay } from '../../time.ts';
import { finding, type Finding, type FindingSource } from '../finding.ts';
import { sameName, sealOwner } from '../names.ts';
import type { Party } from '../party.ts';
import { patentExpiry, patentExpiryBound } from '../patent-term.ts';
import type { Right } from '../portfolio.ts';
import { monopolyPhrases } from '../checks/monopoly.ts';
import { hits, placeholders, secrecyWords } from '../checks/words.ts';
import { abroadFindings } from './abroad.ts';
import { dayAfter, daysIn, endsIn, termsIn } from './dates.ts';
import { kindByContent, kindByTitle, routeOf, type ContractKind } from './kind.ts';
import { moneyFindings } from './money.ts';
import { partiesIn, patentsIn, sameLabel, sealNamesIn, usccsIn } from './parties.ts';
import type { Say } from './say.ts';

export type ContractText = {
  contractId: string;
  text: string;
  seller?: Party;
  buyer?: Party;
  rights?: readonly Right[];
  /** what was already taken over as not technical, so that the split is not asked for again */
  nonTechnical?: string;
};

/** The general clauses of 民法典 art. 845 and how a text shows that it has them. */
const CLAUSES: [string, RegExp][] = [
  ['projectName', /项目名称|合同名称|专利名称|技术名称|本项目[^。\n]{0,6}名称/],
  [
    'object',
    /标的|(内容|范围)[^。\n]{0,6}(和|与|及)?要求|技术(内容|目标|指标|要求)|服务内容|咨询内容|许可(的)?(方式|内容|范围|专利)|研究开发(的)?内容|委托[^。\n]{0,20}(进行|提供|完成)/,
  ],
  ['performance', /(履行|许可|实施|服务|研究开发|合同)[^。\n]{0,4}(期限|计划|进度|地点|方式)|有效期|工作计划/],
  ['secrecy', /保密|技术秘密[^。\n]{0,12}(不得|泄露)/],
  ['results', /(知识产权|成果|专利申请权|改进)[^。\n]{0,14}(归属|归[^。\n]{0,10}所有|享有|分配|共有)|收益(的)?(分配|分成)/],
  ['acceptance', /验收|(鉴定|检验)(标准|方法)|评价方法/],
  ['terms', /名词(和|与|、)?术语|术语(的)?(解释|定义)|定义(与|和)解释|本合同(所称|中)[^。\n]{0,20}(是指|系指)/],
  ['liability', /违约|赔偿|承担[^。\n]{0,12}责任/],
];
/** Who bears it when the research fails: 民法典 art. 858, of developments only. */
const RISK = /风险/;
/** Sentences about later improvements say nothing about who owns the result itself. */
const IMPROVEMENTS = /[^。；\n]*(改进|后续开发)[^。；\n]*/g;
const RESULTS_OF_WORK: readonly string[] = ['development', 'consulting', 'service'];
/** What the parties may leave at 无: the article is there, and says that nothing is agreed. */
const MAY_BE_NONE: readonly string[] = ['acceptance', 'terms'];
/** Filled in by hand at the signing, on a copy that is otherwise complete. */
const SIGNED_ON = /签(订|署|约)(时间|日期)\s*[：:]\s*$/;
const civil = (article: string): FindingSource => ({ document: '中华人民共和国民法典', article });
const PATENT_DATA: [string, RegExp][] = [
  ['name', /(发明创造|专利|发明|实用新型)(的)?名称|名称为|项目名称/],
  ['owner', /专利权人|申请人/],
  ['filedOn', /申请日/],
  ['number', /专利号|申请号|ZL\s*\d/],
  ['term', /(专利权?)?(有效期|有效期限|届满|保护期)/],
];

export function checkContractText(input: ContractText, rules: RuleBook): Finding[] {
  const { contractId, text } = input;
  const where = { table: 'contracts' as const, id: contractId, field: 'foreignText' };
  if (text.trim() === '') return [finding('text.empty', where)];
  const say: Say = (name, quote, params = {}, level, source) =>
    finding(name, where, {
      params: { text: quote?.text ?? '', ...params },
      also: quote ? [quote.start, params['code']].filter((x) => x !== undefined).join('-') : Object.values(params).join('-') || undefined,
      ...(quote ? { quote } : {}),
      ...(level ? { level } : {}),
      ...(source ? { source } : {}),
    });
  const kind = kindByContent(text) ?? kindByTitle(text);
  const said = spoken(text);
  return [
    ...kinds(text, say),
    ...clauses(text, said, kind?.kind, say),
    ...hits(text, /(?<!劳动)(?<!民法典)(中华人民共和国)?(经济|技术|涉外经济)?合同法(?!院|官|律)/).map((q) => say('text.repealedLaw', q)),
    ...monopolyPhrases(text).map(({ code, hit, level }) => say('text.monopoly', hit, { code }, level)),
    ...secrecyWords(text).map((q) => say('text.stateSecret', q)),
    ...placeholders(text)
      .filter((q) => !SIGNED_ON.test(text.slice(Math.max(0, q.start - 12), q.start)))
      .map((q) => say('text.placeholder', q)),
    ...moneyFindings(input, say),
    ...dates(text, say),
    ...names(input, say),
    ...abroadFindings(text, say),
    ...patents(input, rules, say, kind?.kind),
    ...(kind && ['transfer', 'license'].includes(routeOf(kind.kind)) ? silent(said, say) : []),
  ];
}

const HEADING = /^\s*第[一二三四五六七八九十百零〇\d]{1,5}条[^。；：:]{0,40}$/;

const NONE = /^\s*无[。.]?\s*$/;
const linesIn = (text: string): string[] => text.split('\n').filter((l) => l.trim() !== '');

/** The headings of the articles that read 无. */
const headedNone = (text: string): string =>
  linesIn(text)
    .filter((line, i, lines) => HEADING.test(line) && NONE.test(lines[i + 1] ?? ''))
    .join('\n');

/** The text without headings that say nothing: those of a table of contents, and articles that read 无. */
function spoken(text: string): string {
  return linesIn(text)
    .filter((line, i, lines) => !HEADING.test(line) || !(lines[i + 1] === undefined || HEADING.test(lines[i + 1]!) || NONE.test(lines[i + 1]!)))
    .join('\n');
}

/** What art. 845 lists and the text has not; where a development leaves its result to nobody, what the law says of it. */
function clauses(text: string, said: string, kind: ContractKind | undefined, say: Say): Finding[] {
  const route = kind && routeOf(kind);
  const ofWork = route !== undefined && RESULTS_OF_WORK.includes(route) ? said.replace(IMPROVEMENTS, '') : said;
  const none = headedNone(text);
  const readIn = (clause: string): string => (clause === 'results' ? ofWork : MAY_BE_NONE.includes(clause) ? `${said}\n${none}` : said);
  const missing = CLAUSES.filter(([clause, p]) => !p.test(readIn(clause))).map(([clause]) => clause);
  const out = missing.map((clause) => say('text.clauseMissing', undefined, { clause }));
  if (route !== 'development') return out;
  if (!RISK.test(said)) out.push(say('text.clauseMissing', undefined, { clause: 'risk' }, undefined, civil('第八百五十八条')));
  if (missing.includes('results'))
    out.push(
      kind === 'KF-HZ'
        ? say('text.silentDefault', undefined, { matter: 'joint' }, undefined, civil('第八百六十条'))
        : say('text.silentDefault', undefined, { matter: 'commissioned' }, undefined, civil('第八百五十九条')),
    );
  return out;
}

function kinds(text: string, say: Say): Finding[] {
  const title = kindByTitle(text);
  const content = kindByContent(text);
  if (!title && !content) return [say('text.kindUnknown', undefined)];
  if (title && content && routeOf(title.kind) !== routeOf(content.kind)) return [say('text.titleDiffers', title, { title: title.kind, content: content.kind })];
  return [];
}

function dates(text: string, say: Say): Finding[] {
  const out = daysIn(text).impossible.map((q) => say('text.dateImpossible', q));
  for (const term of termsIn(text)) if (term.from > term.to) out.push(say('text.dateOrder', term, { from: term.from, to: term.to }));
  return out;
}

function names({ text, seller, buyer }: ContractText, say: Say): Finding[] {
  const out: Finding[] = [];
  const parties = partiesIn(text);
  if (parties.length < 2) out.push(say('text.partyMissing', undefined, { found: parties.length }));
  for (const seal of sealNamesIn(text)) {
    const head = parties.find((p) => sameLabel(p.label, seal.label)) ?? parties.find((p) => p.side !== undefined && p.side === seal.side);
    if (head && !sameName(sealOwner(seal.name), head.name)) out.push(say('text.sealDiffers', seal, { seal: seal.name, party: head.name }));
  }
  for (const [side, row] of [
    ['seller', seller],
    ['buyer', buyer],
  ] as const) {
    const found = parties.find((p) => p.side === side);
    if (found && row?.name && !sameName(found.name, row.name)) out.push(say('text.partyDiffers', found, { written: found.name, known: row.name }));
  }
  for (const code of usccsIn(text)) if (!code.ok) out.push(say('text.usccCheck', code));
  return out;
}

function patents({ text, rights }: ContractText, rules: RuleBook, say: Say, kind: string | undefined): Finding[] {
  const found = patentsIn(text);
  const filedOn = dayAfter(text, /申请日期?/)?.day;
  const out = found.filter((p) => !p.ok).map((p) => say('text.patentNumber', p));
  if (kind === 'XK-ZL' || kind === 'ZR-ZL' || found.length > 0) {
    for (const [datum, pattern] of PATENT_DATA) if (!pattern.test(text)) out.push(say('text.patentDataMissing', undefined, { datum }));
  }
  if (kind !== 'XK-ZL' && !/许可/.test(text)) return out;
  const written = found
    .filter((p) => p.ok)
    .map((p): Right => ({ id: p.text, kind: 'application', number: p.number, ...(found.length === 1 ? { filedOn } : {}) }));
  const expiry = [...(rights ?? []), ...written].flatMap((r) => patentExpiry(r, rules)?.day ?? patentExpiryBound(r, rules) ?? []).toSorted()[0];
  if (expiry === undefined) return out;
  for (const term of [...termsIn(text), ...endsIn(text, /许可(使用|实施)?(的)?(期限|期|有效期)/)]) {
    // a sentence about the patent's own life is not the licence's term
    const before = text.slice(Math.max(0, term.start - 24), term.start);
    if (parseDay(term.to)! > expiry && !/专利权?(的)?(有效|保护)/.test(before)) out.push(say('text.termBeyondPatent', term, { to: term.to, expiry }));
  }
  return out;
}

/** Where a transfer or licence is silent the law decides; the screen shows what it decides. */
function silent(text: string, say: Say): Finding[] {
  const out: Finding[] = [];
  if (!/侵(权|害)[^。\n]{0,30}(承担|负责|责任)|被(控|指)侵权/.test(text)) out.push(say('text.silentDefault', undefined, { matter: 'infringement' }));
  if (!/后续改进|改进(的)?(技术)?成果|技术改进|新的技术成果/.test(text)) out.push(say('text.silentDefault', undefined, { matter: 'improvements' }));
  return out;
}
