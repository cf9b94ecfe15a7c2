/** A kind of contract or paper as data: what is asked, in which order, and which words are printed when. Written in the clause language (`language/`). */
export type Words = { zh: string; en: string };

/** `has`: the answer is not blank; `is`: it equals one of the values; the rest combine. */
export type Condition = { has: string } | { is: [string, ...string[]] } | { not: Condition } | { all: Condition[] } | { any: Condition[] };

export type FieldType = 'line' | 'text' | 'lines' | 'money' | 'rate' | 'day' | 'whole' | 'choice';

export type Choice = { value: string; label: Words; print: string };

export type InterviewField = {
  key: string;
  type: FieldType;
  label: Words;
  hint?: Words;
  /** `false`: the hint says something about law that no public text confirms yet, and is shown 待确认 */
  hintConfirmed?: false;
  /** record field it is filled from when nobody typed another value: `deal.name`, `round.entryFee`, `seller.bank` … */
  from?: string;
  /** what is proposed when no record knows it; the person confirms it by leaving it */
  suggest?: string;
  /** the signing copy cannot be made without it */
  required?: true;
  /** of a `whole`: the least it can be */
  min?: number;
  when?: Condition;
  choices?: Choice[];
};
export type Step = { id: string; title: Words; fields: InterviewField[] };

/** The law behind words. `confirmed: false`: no public text confirms it yet, shown 待确认. */
type Sourced = { source?: string; confirmed?: false };

/** Other words for a clause, offered to the person drafting. */
export type Alternative = { id: string; name: Words; text: string };
/** `shares`: what each party puts in and its share in the results */
export type ClauseTable = 'patents' | 'rights' | 'instalments' | 'contributors' | 'shares';

export type Clause = Sourced & {
  id: string;
  when?: Condition;
  /** `{key}`, `{key|money}`, `{key|words}`, `{key|percent}`, `{key|date}`, `{key|print}`, `{ref:article-or-clause}` */
  text: string;
  /** answer holding one item per line: the clause is followed by one numbered line per item */
  each?: string;
  table?: ClauseTable;
  /** for the person drafting; never printed */
  guidance?: Words;
  alternatives?: Alternative[];
};

export type Article = {
  id: string;
  title: string;
  clauses: Clause[];
  /** what the law supplies where the article says 无; shown on screen, never printed */
  silent?: Sourced & { text: Words };
};

/** What a contract of the kind must be about; `any`: it can stand without a right. */
export type RightsNeeded = 'any' | 'patent' | 'application' | 'secret' | 'software' | 'layout' | 'variety';

export type PaperCell = { text: string; span: number };
/** `patents`: of the rights those with a number, granted or applied for */
export type RecordList = 'rights' | 'patents' | 'instalments' | 'contributors' | 'rounds';
/** `height`: at least, in mm. */
export type PaperRow = { when?: Condition; height?: number } & (
  | { kind: 'head' | 'row'; cells: PaperCell[] }
  /** a label, and room for an opinion with the line for who signs it at its foot */
  | { kind: 'opinion'; label: string; sign: string }
  /** rows to be written in by hand */
  | { kind: 'empty'; count: number }
  /** one row per line of the answer; `｜` or `|` divides its cells; `numbered`: the first cell is the serial number */
  | { kind: 'lines'; key: string; numbered?: true }
  /** columns of {@link RECORD_COLUMNS}, `blank` for a cell to write in, or words in “ ” */
  | { kind: 'records'; of: RecordList; columns: string[] }
);
export type SignatureLine = { label: string; value: string };
export type PaperBlock = { when?: Condition } & (
  | { kind: 'title'; text: string }
  | { kind: 'paragraph'; text: string; align?: 'left' | 'right'; small?: true }
  | { kind: 'items'; key: string }
  /** `widths`: share of each column against the others */
  | { kind: 'table'; columns: number; widths?: number[]; rows: PaperRow[] }
  | { kind: 'signature'; role: string; name: string; lines?: SignatureLine[] }
  | { kind: 'pageBreak' }
);

type Head = {
  /** XK-ZL; the code of the file */
  kind: string;
  edition: string;
  /** as it is printed; contracts and papers are in Chinese */
  title: string;
  /** what it is called on an English screen, where it has such a name */
  titleEn?: string;
  /** who answers for this wording, and when it is looked at again (ISO day) */
  owner?: string;
  reviewOn?: string;
  /** under which heading a list of kinds shows it */
  group?: Words;
  steps: Step[];
};

export type ClauseSet = Head & {
  flavour: 'contract';
  /** 甲方（被许可人）: the buyer's side of the deal; 乙方 is the seller's */
  partyA: string;
  partyB: string;
  /** what a 丙方, 丁方 … of this text can be; absent where it knows two parties only */
  further?: string[];
  rights: RightsNeeded;
  /** why a text of this kind cannot be registered; on screen, and among the notes of the text */
  notRegistrable?: Words;
  coverNotes: { title: string; items: string[] };
  recitals: string[];
  articles: Article[];
};
/** `purpose`: when it is used and by whom; on screen only, marked where no public text confirms it yet. */
export type PaperSet = Head & { flavour: 'paper'; purpose?: Words; body: PaperBlock[] };
export type AnySet = ClauseSet | PaperSet;

/** Every field of the interview in the order it is asked. */
export const interviewFields = (set: Pick<Head, 'steps'>): InterviewField[] => set.steps.flatMap((s) => s.fields);
