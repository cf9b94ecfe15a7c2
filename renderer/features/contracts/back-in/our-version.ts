/** The version a returned file answers, and its words as the other side had them. */
import type { ContractText } from '../../../../shared/domain/contract/text.ts';
import { onPaper } from '../../../../shared/domain/contract/text.ts';
import type { Contract } from '../../../../shared/domain/contract.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { alignLines } from '../../../../shared/domain/redline/align-lines.ts';
import { ourLines, splitNumber, type OurLine, type RevisedText, type TheirLine } from '../../../../shared/domain/redline/clauses.ts';
import type { RuleBook } from '../../../../shared/rules/engine.ts';
import { documentsFrom } from '../../../data/queries/contracts.ts';
import { readVaultFile } from '../../../data/vault.ts';
import { contractSays } from '../../../documents/contract-says.ts';
import { marksOf } from '../../../documents/contract-input.ts';
import { runDocument } from '../../../workers/documents.ts';

export type Answered = { contract: Contract; knownBy: 'property' | 'mark' | 'person'; /** of a file made of it before it was changed */ made?: string };

/** By the content id in the file, else by the mark at the top of its pages; its name says nothing. */
export async function answeredVersion(file: DealFile, revised: RevisedText, rules: RuleBook): Promise<Answered | undefined> {
  const own = file.contracts.filter((c) => c.kind !== 'foreign').toReversed();
  for (const knownBy of ['property', 'mark'] as const) {
    const id = knownBy === 'property' ? revised.contentId : revised.mark;
    if (id === undefined) continue;
    const now = own.find((c) => contentIdOf(file, c, rules).startsWith(id));
    if (now) return { contract: now, knownBy };
    for (const contract of own) {
      const made = (await documentsFrom(contract.id)).find((d) => d.contentId?.startsWith(id) && d.name?.endsWith('.docx'));
      if (made?.hash) return { contract, knownBy, made: made.hash };
    }
  }
  return undefined;
}

function contentIdOf(file: DealFile, contract: Contract, rules: RuleBook): string {
  const says = contractSays(file, contract, rules);
  return says.standing === 'draft' ? says.now.contentId : (contract.lockedHash ?? '');
}

/** Our lines as the other side had them; null where the text of a locked version was lost. */
export async function linesSent(file: DealFile, { contract, made }: Answered, theirs: readonly TheirLine[], rules: RuleBook): Promise<OurLine[] | null> {
  const { text } = contractSays(file, contract, rules);
  if (!text) return null;
  const now = printed(file, contract, text, theirs);
  if (made === undefined) return now;
  const sent = await runDocument({ kind: 'read-revised', bytes: await readVaultFile(made) });
  return sent.ok ? asSent(now, sent.value.lines) : null;
}

/** A signing copy bears marks a draft has not. */
function printed(file: DealFile, contract: Contract, text: ContractText, theirs: readonly TheirLine[]): OurLine[] {
  const signing = theirs.some((l) => /签章处-[0-9a-f]{8}/.test(l.text));
  return ourLines(onPaper(text, marksOf(file, contract, signing ? 'signing' : 'draft', '')).blocks);
}

/** The words of the file that was sent, with the clauses of today's text they belong to. */
function asSent(now: readonly OurLine[], sent: readonly TheirLine[]): OurLine[] {
  const lines = sent.filter((l) => l.text !== '' && l.place !== 'margin');
  const clause = new Map(alignLines(now, lines).pairs.map((p) => [p.theirs[0]!, now[p.ours[0]!]!]));
  return lines.map((l, j) => {
    const of = clause.get(j);
    const { no, text } = of && of.no !== '' ? splitNumber(l.text) : { no: '', text: l.text };
    return { id: of?.id ?? `sent:${j}`, kind: of?.kind ?? 'paragraph', article: of?.article ?? '', where: of?.where ?? text.slice(0, 40), no, text };
  });
}
