/** The kinds of contracts and papers that come with the program: their files are part of it, each parsed when it is first asked for. */
import { isTheirs } from '../../shared/domain/contract/adopt.ts';
import { arranged } from '../../shared/domain/contract/arrange.ts';
import { interviewFields, type AnySet, type ClauseSet, type InterviewField, type PaperSet, type Words } from '../../shared/domain/contract/clause-set.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import { parseClauses, type ParsedClauses } from '../../shared/domain/contract/language/parse.ts';
import { printClauses } from '../../shared/domain/contract/language/print.ts';
import { bilingual } from '../../shared/domain/contract/language/texts.ts';
import { eachKeys, inSeveral, MOST_FURTHER } from '../../shared/domain/contract/several.ts';

const FILES = import.meta.glob<string>('../../resources/clauses/*.txt', { query: '?raw', import: 'default', eager: true });
const PARTS = import.meta.glob<string>('../../resources/clauses/parts/*.txt', { query: '?raw', import: 'default', eager: true });

const textOf = (code: string): string | undefined => FILES[`../../resources/clauses/${code}.txt`];
/** The words of every model text that comes with the program: two contracts that share them are not one for that. */
export const MODEL_TEXTS: readonly string[] = [...Object.values(FILES), ...Object.values(PARTS)];
/** A shared part by its name; also an institute's own file may take it in. */
export const clausePart = (name: string): string | undefined => PARTS[`../../resources/clauses/parts/${name}.txt`];

const parsed = new Map<string, AnySet | undefined>();
function setOf(code: string): AnySet | undefined {
  if (!parsed.has(code)) {
    const text = textOf(code);
    // a file that does not hold together is caught by the tests over all files; a screen must not fall over one
    parsed.set(code, text === undefined ? undefined : parseClauses({ file: `${code}.txt`, text }, clausePart).set);
  }
  return parsed.get(code);
}

/** The clauses of a contract kind for so many `further` parties; undefined where the program has none of this code. */
export function clausesOf(code: string, further = 0): ClauseSet | undefined {
  const set = setOf(code);
  return set?.flavour === 'contract' ? inSeveral(set, further) : undefined;
}
export function paperOf(code: string): PaperSet | undefined {
  const set = setOf(code);
  return set?.flavour === 'paper' ? set : undefined;
}

export type KindLine = { code: string; flavour: AnySet['flavour']; title: string; name: Words; group?: Words };

/** Every kind by its first lines, without parsing it; sorted by code. */
export const KINDS: readonly KindLine[] = Object.entries(FILES)
  .map(([path, text]): KindLine => {
    const head = text.slice(0, 2_000);
    const line = (word: string): string | undefined => new RegExp(`^${word} +(.+?)\\s*$`, 'm').exec(head)?.[1];
    const group = line('分组');
    const name = bilingual(line('名称') ?? '');
    return {
      code: path.slice(path.lastIndexOf('/') + 1, -'.txt'.length),
      flavour: /^文书 /m.test(head) ? 'paper' : 'contract',
      title: name.zh,
      name,
      ...(group === undefined ? {} : { group: bilingual(group) }),
    };
  })
  .toSorted((a, b) => (a.code < b.code ? -1 : 1));

/** The kinds whose text, or a part it takes in, has this statement: only these have to be parsed to find what it says. */
function kindsWith(statement: string): string[] {
  const says = (text: string): boolean => text.includes(statement);
  const parts = Object.keys(PARTS).flatMap((path) => (says(PARTS[path]!) ? [path.slice(path.lastIndexOf('/') + 1, -'.txt'.length)] : []));
  const takes = (text: string): boolean => parts.some((name) => new RegExp(`^引用(步骤)? +${name}\\s*$`, 'm').test(text));
  return [FIRST_KIND, ...KINDS.map((k) => k.code)].filter((code) => says(textOf(code) ?? '') || takes(textOf(code) ?? ''));
}

/** A question by its key, in whichever kind asks it: for a history, which knows only the key. */
export function questionOf(key: string): InterviewField | undefined {
  for (const written of [key, ...eachKeys(key)])
    for (const code of kindsWith(`栏 ${written} `)) {
      const set = clausesOf(code, MOST_FURTHER) ?? setOf(code);
      const found = set && interviewFields(set).find((f) => f.key === key);
      if (found) return found;
    }
  return undefined;
}
/** The title of the article a clause stands in; as {@link questionOf}. Of a clause taken over it is that of our like article. */
export function articleOf(clause: string): string | undefined {
  if (isTheirs(clause)) return headingOf(clause.slice(0, clause.lastIndexOf('.')));
  for (const written of [clause, ...eachKeys(clause)])
    for (const code of kindsWith(`款 ${written}\n`)) {
      const found = clausesOf(code, MOST_FURTHER)?.articles.find((a) => a.clauses.some((c) => c.id === clause));
      if (found) return found.title;
    }
  return undefined;
}

/** The title of an article by its id, in the first kind that has it; as {@link questionOf}. */
export function headingOf(article: string): string | undefined {
  for (const code of kindsWith(`条 ${article} `)) {
    const found = clausesOf(code)?.articles.find((a) => a.id === article);
    if (found) return found.title;
  }
  return undefined;
}

/**
 * The clauses a version is drafted with, in its order and under its headings. Of a kind this program does not know there are
 * none: nothing is printed under another kind's words.
 */
export function clausesFor(contract: Drafted & Pick<Contract, 'order' | 'headings'>): ClauseSet {
  const set = standardFor(contract);
  if (contract.order === undefined && contract.headings === undefined) return set;
  // screens ask for it again and again and rely on its being the same
  const known = inTheirOrder.get(contract.order ?? contract.headings!);
  if (known && known.from === set && known.headings === contract.headings) return known.set;
  const own = arranged(set, contract);
  inTheirOrder.set(contract.order ?? contract.headings!, { from: set, headings: contract.headings, set: own });
  return own;
}
const inTheirOrder = new WeakMap<object, { from: ClauseSet; headings: Contract['headings']; set: ClauseSet }>();

/** The same in the order of the clause set and under its own headings. */
function standardFor(contract: Drafted): ClauseSet {
  return inSeveral(writtenFor(contract), contract.furtherParties?.length ?? 0);
}
type Drafted = Pick<Contract, 'kind' | 'title' | 'clauses' | 'furtherParties'>;

/** As its file has them, before they are laid out for the parties of the version. */
export function writtenFor({ kind = FIRST_KIND, title = '', clauses }: Drafted): ClauseSet {
  const set = clauses === undefined ? setOf(kind) : ownSet(kind, clauses);
  return set?.flavour === 'contract' ? set : { ...NOTHING, kind, title };
}
/** A kind's text with the parts it takes in: where an institute's own begins. */
export const shippedText = (code: string): string => {
  const set = setOf(code);
  return set ? printClauses(set) : '';
};

/** The code a file names itself; an empty one where it names none. */
export const codeIn = (text: string): string => /^合同 +(\S{1,20})\s*$/m.exec(text.slice(0, 4_000))?.[1] ?? '';

/** An institute's file: its clauses, or what is wrong with it. */
export const readOwn = (text: string): ParsedClauses => parseClauses({ file: '', text }, clausePart);

const ownRead = new Map<string, ClauseSet | undefined>();
const MOST_OWN = 20;
function ownSet(kind: string, text: string): ClauseSet | undefined {
  if (!ownRead.has(text)) {
    if (ownRead.size >= MOST_OWN) ownRead.clear();
    const { set } = readOwn(text);
    ownRead.set(text, set?.flavour === 'contract' && set.kind === kind ? set : undefined);
  }
  return ownRead.get(text);
}
/** Versions of the time when there was one kind carry none. */
const FIRST_KIND = 'XK-ZL';
const NOTHING: ClauseSet = {
  flavour: 'contract',
  kind: '',
  title: '',
  edition: '',
  partyA: '甲方',
  partyB: '乙方',
  rights: 'any',
  coverNotes: { title: '说明', items: [] },
  recitals: [],
  steps: [],
  articles: [],
};
