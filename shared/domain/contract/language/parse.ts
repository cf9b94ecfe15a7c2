/** A clause file → the model, with every fault. Never throws; what a fault touches is left out of the model. */
import type { AnySet, Article, ClauseSet, PaperSet, RightsNeeded, Step } from '../clause-set.ts';
import { parseDay } from '../../../time.ts';
import { checkSet } from './check.ts';
import { draftFor, filled, named, readEach, textAt, type Draft, type Rule } from './draft.ts';
import { along, faults, type ClauseFault, type Place } from './fault.ts';
import { readArticle } from './read-articles.ts';
import { readBody } from './read-paper.ts';
import { push, readStep } from './read-steps.ts';
import { readStatements, type Statement } from './statements.ts';
import { bilingual } from './texts.ts';

export type ClauseFile = { file: string; text: string };
/** `set` only where nothing must be mended. */
export type ParsedClauses = { set?: AnySet; faults: ClauseFault[] };
/** The text of `parts/<name>.txt`; undefined where there is none. */
export type PartOf = (name: string) => string | undefined;

export const RIGHTS_WORDS: ReadonlyMap<string, RightsNeeded> = new Map([
  ['不限', 'any'],
  ['专利', 'patent'],
  ['专利申请', 'application'],
  ['技术秘密', 'secret'],
  ['软件', 'software'],
  ['布图设计', 'layout'],
  ['植物新品种', 'variety'],
]);
const KIND = /^[A-Z][A-Z0-9]{0,7}(-[A-Z0-9]{1,8}){0,2}$/;
const MOST_NOTES = 5;
/** What takes the place of a word by bringing it in from a part. */
const FROM_PARTS: ReadonlyMap<string, string> = new Map([
  ['步骤', '引用步骤'],
  ['条', '引用'],
]);

type Part = { steps: Step[]; articles: Article[] };
type Body = Part & { parts: Map<string, Part>; asked: Set<string>; retitled: { id: string; title: string; at: Place }[]; dropped: { id: string; at: Place }[] };

export function parseClauses({ file, text }: ClauseFile, part: PartOf): ParsedClauses {
  const found = faults();
  const draft = draftFor(found);
  const statements = readStatements(file, text, found);
  const set = readFile(draft, statements, file, part);
  if (set) checkSet(set, draft);
  const all = found.all();
  return { ...(set && !all.some((f) => f.level === 'must') ? { set } : {}), faults: all };
}

/** A shared part by itself: only what can be seen without the file that takes it in. */
export function parsePart({ file, text }: ClauseFile): ClauseFault[] {
  const found = faults();
  readPart(draftFor(found), readStatements(file, text, found));
  return found.all();
}

function readPart(draft: Draft, statements: readonly Statement[]): Part {
  const part: Part = { steps: [], articles: [] };
  const rules = new Map<string, Rule>([
    ['步骤', { many: true, under: true, read: (s) => push(part.steps, readStep(draft, s)) }],
    ['条', { many: true, under: true, read: (s) => push(part.articles, readArticle(draft, s)) }],
  ]);
  readEach(statements, rules, draft);
  return part;
}

function readFile(draft: Draft, statements: readonly Statement[], file: string, part: PartOf): AnySet | undefined {
  const [first, ...rest] = statements;
  const start: Place = { file, line: 1, column: 1 };
  if (!first || (first.word !== '合同' && first.word !== '文书')) {
    draft.faults.must(first?.at ?? start, 'noKind', { text: first?.word ?? '' }, ['合同 KF-WT', '文书 SQWT']);
    return undefined;
  }
  if (!KIND.test(first.rest)) draft.faults.must(first.restAt, 'kind', { text: first.rest }, [`${first.word} KF-WT`]);
  const head = { kind: first.rest, edition: '', title: '', steps: [] };
  const body: Body = { steps: [], articles: [], parts: new Map(), asked: new Set(), retitled: [], dropped: [] };
  const set: AnySet =
    first.word === '文书'
      ? { ...head, flavour: 'paper', body: [] }
      : { ...head, flavour: 'contract', partyA: '', partyB: '', rights: 'any', coverNotes: { title: '说明', items: [] }, recitals: [], articles: [] };
  draft.at.set(set, first.at);
  const rules = new Map([
    ...headRules(draft, set),
    ...(set.flavour === 'contract' ? contractRules(draft, set, body, part) : paperRules(draft, set)),
    ['步骤', { many: true, under: true, read: (s) => push(body.steps, readStep(draft, s)) } satisfies Rule] as const,
    ['引用步骤', { many: true, read: (s) => body.steps.push(...(included(draft, s, body, part)?.steps ?? [])) } satisfies Rule] as const,
  ]);
  readEach(rest, rules, draft);
  for (const word of set.flavour === 'contract' ? ['名称', '版本', '甲方', '乙方', '首部', '步骤', '条'] : ['名称', '版本', '正文']) {
    const there = rest.some((s) => s.word === word || s.word === FROM_PARTS.get(word));
    if (!there) draft.faults.must(first.at, 'lacks', { word }, [word]);
  }
  set.steps = body.steps;
  if (set.flavour === 'contract') set.articles = articlesOf(draft, body);
  return set;
}

function headRules(draft: Draft, set: AnySet): [string, Rule][] {
  const line = (example: string, keep: (text: string, s: Statement) => void): Rule => ({
    read: (s) => {
      const text = filled(draft, s, example);
      if (text !== undefined) keep(text, s);
    },
  });
  return [
    [
      '名称',
      line('技术开发（委托）合同 | Technology development contract', (text) => {
        const { zh, en } = bilingual(text);
        set.title = zh;
        if (en !== zh) set.titleEn = en;
      }),
    ],
    ['版本', line('2026.11', (text) => (set.edition = text))],
    ['归口', line('成果转化处', (text) => (set.owner = text))],
    [
      '复核',
      line('2027-11-30', (text, s) => {
        const day = parseDay(text);
        if (day === undefined || day !== text) draft.faults.must(s.restAt, 'day', { text }, ['2027-11-30']);
        else set.reviewOn = day;
      }),
    ],
    ['分组', line('授权与声明 | Authority and statements', (text) => (set.group = bilingual(text)))],
  ];
}

function contractRules(draft: Draft, set: ClauseSet, body: Body, part: PartOf): [string, Rule][] {
  const party = (of: 'partyA' | 'partyB', short: string): Rule => ({ read: (s) => (set[of] = s.rest === '' ? short : `${short}（${s.rest}）`) });
  return [
    ['甲方', party('partyA', '甲方')],
    ['乙方', party('partyB', '乙方')],
    [
      '丙方',
      {
        read: (s) => {
          const roles = filled(draft, s, '共有权利人、共同受让人')
            ?.split('、')
            .map((r) => r.trim());
          if (roles === undefined) return;
          const twice = roles.find((r, i) => r === '' || roles.indexOf(r) < i);
          if (twice === undefined) set.further = roles;
          else draft.faults.must(s.restAt, 'furtherRoles', { text: twice }, ['丙方 共有权利人、共同受让人']);
        },
      },
    ],
    [
      '标的',
      {
        read: (s) => {
          const rights = RIGHTS_WORDS.get(s.rest);
          if (rights) set.rights = rights;
          else draft.faults.must(s.restAt, 'rightsNeeded', { text: s.rest }, [...RIGHTS_WORDS.keys()]);
        },
      },
    ],
    [
      '不可登记',
      {
        read: (s) => {
          const text = filled(draft, s, '意向书不能办理认定登记 | A letter of intent cannot be registered');
          if (text !== undefined) set.notRegistrable = bilingual(text);
        },
      },
    ],
    ['说明', { under: true, read: (s) => readNotes(draft, s, set) }],
    ['首部', { under: true, read: (s) => readRecitals(draft, s, set) }],
    ['条', { many: true, under: true, read: (s) => push(body.articles, readArticle(draft, s)) }],
    ['引用', { many: true, read: (s) => body.articles.push(...(included(draft, s, body, part)?.articles ?? [])) }],
    [
      '标题',
      {
        many: true,
        read: (s) => {
          const head = named(draft, s, 'fee 研究开发经费和报酬');
          if (head) body.retitled.push({ id: head.id, title: head.name, at: s.restAt });
        },
      },
    ],
    ['不用', { many: true, read: (s) => body.dropped.push({ id: s.rest, at: s.restAt }) }],
  ];
}

const paperRules = (draft: Draft, set: PaperSet): [string, Rule][] => [
  [
    '用途',
    {
      read: (s) => {
        const text = filled(draft, s, '签字前出具 | Given before signing');
        if (text !== undefined) set.purpose = bilingual(text);
      },
    },
  ],
  ['正文', { under: true, read: (s) => (set.body = readBody(draft, s)) }],
];

function readNotes({ faults: found }: Draft, s: Statement, set: ClauseSet): void {
  for (const note of s.children) {
    if (note.word !== '-' || note.rest === '') found.must(note.at, 'note', { text: note.text }, ['- 本合同适用于……']);
    else if (set.coverNotes.items.length >= MOST_NOTES) found.must(note.at, 'manyNotes', { limit: MOST_NOTES });
    else set.coverNotes.items.push(note.rest);
  }
}

function readRecitals(draft: Draft, s: Statement, set: ClauseSet): void {
  for (const line of s.children) {
    set.recitals.push(line.text);
    textAt(draft, set, line.text, line.at);
    if (line.children.length > 0) draft.faults.must(line.children[0]!.at, 'nothingUnder', { word: s.word });
  }
  if (s.children.length === 0) draft.faults.must(along(s.at, s.text.length), 'empty', { word: s.word }, ['根据《中华人民共和国民法典》……']);
}

/** A part is read once, whichever of its halves is asked for first; asking twice for one half is a fault. */
function included(draft: Draft, s: Statement, body: Body, part: PartOf): Part | undefined {
  const name = filled(draft, s, 'tail');
  if (name === undefined) return undefined;
  const asked = `${s.word} ${name}`;
  if (body.asked.has(asked)) {
    draft.faults.must(s.restAt, 'twice', { word: asked });
    return undefined;
  }
  body.asked.add(asked);
  const known = body.parts.get(name);
  if (known) return known;
  const text = /^[\w-]{1,40}$/.test(name) ? part(name) : undefined;
  if (text === undefined) {
    draft.faults.must(s.restAt, 'noPart', { text: name });
    return undefined;
  }
  const read = readPart(draft, readStatements(`parts/${name}.txt`, text, draft.faults));
  body.parts.set(name, read);
  return read;
}

/** Articles in their order, renamed and left out as the file says after taking parts in. */
function articlesOf(draft: Draft, { articles, retitled, dropped }: Body): Article[] {
  const ids = articles.flatMap((a) => [a.id, ...a.clauses.map((c) => c.id)]);
  for (const { id, at } of [...retitled, ...dropped])
    if (!ids.includes(id))
      draft.faults.must(
        at,
        'noReference',
        { text: id },
        articles.map((a) => a.id),
      );
  const titles = new Map(retitled.map((r) => [r.id, r.title]));
  const gone = new Set(dropped.map((d) => d.id));
  return articles
    .filter((a) => !gone.has(a.id))
    .map((a) => {
      const clauses = a.clauses.filter((c) => !gone.has(c.id));
      if (!titles.has(a.id) && clauses.length === a.clauses.length) return a;
      const changed = { ...a, title: titles.get(a.id) ?? a.title, clauses };
      draft.at.set(changed, draft.at.get(a)!);
      return changed;
    });
}
