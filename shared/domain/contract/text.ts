/**
 * The words of one contract version, without the marks of a paper. A locked version keeps them with itself: records,
 * clause wordings and rules may change afterwards, what was locked may not.
 */
import { z } from 'zod';
import { canonicalJson, sha256Hex } from '../../change/chain.ts';
import type { Json } from '../../change/change.ts';
import type { Contract } from '../contract.ts';
import { annexHeadings, annexPages } from './annexes.ts';
import type { Block, DocumentModel, MarginNote, SignatureParty } from './blocks.ts';
import { MOST_FURTHER } from './several.ts';

const align = z.enum(['left', 'center', 'right', 'both']).optional();
const flag = z.boolean().optional();
const runs = z.array(z.object({ text: z.string(), bold: flag, underline: flag, blank: flag }).strict());
const cell = z.object({ runs, bold: flag, span: z.number().optional(), align }).strict();
/** Blocks a contract's body is made of. */
const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('title'), text: z.string(), subtitle: z.string().optional() }).strict(),
  z.object({ kind: z.literal('heading'), id: z.string(), level: z.union([z.literal(1), z.literal(2)]), text: z.string() }).strict(),
  z.object({ kind: z.literal('clause'), id: z.string(), no: z.string(), runs }).strict(),
  z.object({ kind: z.literal('paragraph'), runs, align, indent: flag, small: flag, keepWithNext: flag }).strict(),
  z
    .object({
      kind: z.literal('table'),
      columns: z.array(z.object({ width: z.number(), align }).strict()),
      head: z.number(),
      rows: z.array(z.array(cell)),
      heights: z.array(z.number()).optional(),
      caption: z.string().optional(),
    })
    .strict(),
]);

const line = z.object({ label: z.string(), value: z.string() }).strict();
const contractText = z
  .object({
    /** code of the contract kind */
    kind: z.string().max(20),
    /** of the clause set it was made from */
    edition: z.string(),
    title: z.string(),
    /** `mark`: what stands there is no word of the text but written on the paper when it is known */
    cover: z.array(line.extend({ mark: z.enum(['contractNo', 'signedOn']).optional() })),
    notes: z.object({ title: z.string(), items: z.array(z.string()) }).strict(),
    toc: z.object({ title: z.string(), entries: z.array(z.object({ id: z.string(), text: z.string() }).strict()) }).strict(),
    body: z.array(block),
    /** each on a page of its own; absent where there are none, and in texts of before they had pages */
    annexes: z.array(z.object({ title: z.string(), body: z.array(block) }).strict()).optional(),
    /** buyer, seller, then 丙方 …; `short` is what the text calls it */
    parties: z
      .array(z.object({ short: z.string(), role: z.string(), name: z.string(), uscc: z.string(), lines: z.array(line) }).strict())
      .min(2)
      .max(2 + MOST_FURTHER),
    answers: z.record(
      z.string(),
      z.object({ value: z.string(), from: z.enum(['typed', 'record', 'suggested', 'none']), path: z.string().optional() }).strict(),
    ),
    /** of the printed clauses: whether a person worded it, and the law behind it */
    clauses: z.record(z.string(), z.object({ own: flag, source: z.string().optional() }).strict()),
  })
  .strict();
export type ContractText = z.infer<typeof contractText>;
export type TextBlock = z.infer<typeof block>;

/** What stands on a paper besides its words. */
export type Marks = {
  version: number;
  copy: 'draft' | 'signing';
  /** from the signing; printed only */
  contractNo?: string;
  /** as it is printed: 2026年3月12日 */
  signedOn?: string;
  /** 示例 or 实训 wording across the pages; empty in the 正式库 */
  watermark?: string;
  /** what a draft says to the other side in its margin; never on a signing copy */
  notes?: readonly MarginNote[];
};

/**
 * Names the agreed text by what is printed: the contract number, the day of signing, the version and the kind of copy
 * are marks on the paper and stay out of it; so does everything in the records that is not printed.
 */
export function contentIdOf({ kind, title, notes, answers, parties, body, annexes }: ContractText): string {
  const front = [...['projectName', 'signPlace', 'termFrom', 'termTo'].map((key) => answers[key]?.value ?? ''), ...parties.map((p) => p.name)];
  return sha256Hex(canonicalJson(json({ kind, title, notes, front, body, ...(annexes ? { annexes } : {}) })));
}

/** The paper: the same words for preview, .docx and PDF, with the marks of this copy. */
export function onPaper(text: ContractText, marks: Marks, contentId: string = contentIdOf(text)): DocumentModel {
  const annexes = text.annexes ?? [];
  const lines = text.cover.map(({ label, value, mark }) => ({ label, value: (mark && marks[mark]) || value }));
  return {
    kind: 'contract',
    title: text.title,
    contentId,
    header: headerOf(marks, contentId),
    pageNumbers: true,
    watermark: marks.watermark ?? '',
    ...notesOf(text, marks),
    blocks: [
      { kind: 'cover', title: text.title, lines, notes: text.notes },
      { kind: 'pageBreak' },
      { kind: 'toc', title: text.toc.title, entries: [...text.toc.entries, ...annexHeadings(annexes)] },
      { kind: 'pageBreak' },
      ...text.body,
      { kind: 'signatures', parties: text.parties.map((p) => signatureOf(p, marks, contentId)) },
      ...annexPages(annexes, text.title, lines.find((_, i) => text.cover[i]!.mark === 'contractNo')?.value ?? ''),
    ] satisfies Block[],
  };
}

/** Of a draft; a note whose clause is not printed has nothing to hang on. */
function notesOf({ body }: ContractText, { copy, notes = [] }: Marks): { notes?: MarginNote[] } {
  const clauses = new Set(body.flatMap((b) => (b.kind === 'clause' ? [b.id] : [])));
  const hung = copy === 'draft' ? notes.filter((n) => clauses.has(n.clause)) : [];
  return hung.length > 0 ? { notes: hung } : {};
}

/** The seal keyword stands on the signing copy only, so that no platform can stamp a draft. */
const signatureOf = ({ short, role, name, lines }: ContractText['parties'][number], { copy }: Marks, contentId: string): SignatureParty => ({
  role,
  name,
  keyword: copy === 'signing' ? `${short}签章处-${contentId.slice(0, 8)}` : '',
  lines,
});

function headerOf(marks: Marks, contentId: string): string {
  if (marks.copy === 'draft') return `讨论稿 v${marks.version} · 内容标识 ${contentId.slice(0, 12)}`;
  return `合同编号：${marks.contractNo ?? ''}`;
}

const json = (value: object): Json => JSON.parse(JSON.stringify(value)) as Json;

/** The text as it is kept with a locked version: canonical JSON, its SHA-256 and the edition of the clauses. */
export function textToKeep(text: ContractText): NonNullable<Contract['lockedText']> {
  const kept = canonicalJson(json(text));
  return { edition: text.edition, sha256: sha256Hex(kept), text: kept };
}

/** The text a locked version kept; null where none was kept, or what is there is not the text its lock names. */
export function keptText({ lockedText, lockedHash }: Pick<Contract, 'lockedText' | 'lockedHash'>): ContractText | null {
  if (!lockedText) return null;
  // lists read the same texts again and again: what was checked once is known by all its words
  const key = `${lockedHash} ${lockedText.sha256} ${lockedText.text}`;
  const known = checked.get(key);
  if (known !== undefined) return known;
  if (checked.size >= MOST_CHECKED) checked.clear();
  const text = checkedText(lockedText, lockedHash);
  checked.set(key, text);
  return text;
}

const checked = new Map<string, ContractText | null>();
const MOST_CHECKED = 200;

function checkedText(kept: NonNullable<Contract['lockedText']>, lockedHash: string | undefined): ContractText | null {
  if (sha256Hex(kept.text) !== kept.sha256) return null;
  const read = contractText.safeParse(JSON.parse(kept.text));
  return read.success && contentIdOf(read.data) === lockedHash ? read.data : null;
}

/** What a version says, by question of its interview: a locked one what it was locked with, else what was typed in it. */
export function contractSaid(contract: Contract | undefined): Readonly<Record<string, string>> {
  const kept = contract && contract.state !== 'draft' ? keptText(contract) : null;
  if (!kept) return contract?.fields ?? {};
  return Object.fromEntries(Object.entries(kept.answers).map(([key, { value }]) => [key, value]));
}
