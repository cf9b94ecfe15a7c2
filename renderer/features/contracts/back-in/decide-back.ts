/** Decisions on the cards, and the next version made of them. */
import { canonicalJson } from '../../../../shared/change/chain.ts';
import { furtherOf, type DealFile } from '../../../../shared/domain/deal-file.ts';
import { confirmFields, decide, makeNext } from '../../../../shared/domain/redline/cards-decide.ts';
import type { ChangeCard, Decision, ReturnedFile } from '../../../../shared/domain/redline/cards-kept.ts';
import { outcomeOf, printedBy } from '../../../../shared/domain/redline/cards-next.ts';
import type { Before, Outcome } from '../../../../shared/domain/redline/cards-shapes.ts';
import type { Records } from '../../../../shared/domain/redline/cards-rows.ts';
import { fieldsOf, sourcesOfLines, type Sources } from '../../../../shared/domain/redline/cards-values.ts';
import type { InterviewField } from '../../../../shared/domain/contract/clause-set.ts';
import { buildContract } from '../../../../shared/domain/contract/build.ts';
import type { ContractProblem } from '../../../../shared/domain/contract/problems.ts';
import type { Contract } from '../../../../shared/domain/contract.ts';
import { onPaper } from '../../../../shared/domain/contract/text.ts';
import { ourLines } from '../../../../shared/domain/redline/clauses.ts';
import { isRefusal, refuse, type Refusal } from '../../../../shared/result.ts';
import type { RuleBook } from '../../../../shared/rules/engine.ts';
import { commit, type Committed } from '../../../data/commit.ts';
import { newId } from '../../../data/store.ts';
import { clausesFor } from '../../../documents/clauses.ts';
import { contractInput, marksOf } from '../../../documents/contract-input.ts';
import { contractAnswers, contractSays } from '../../../documents/contract-says.ts';

/** One decision for these cards, in one act; `undefined` takes it back. */
export function decideCards(fileId: string, cards: readonly ChangeCard[], decision: Decision | undefined, counter?: string): Promise<Committed | Refusal> {
  return commit(
    { intent: decision === undefined ? 'backIn.undecide' : 'backIn.decide', note: cards.length === 1 ? (cards[0]!.where ?? '') : '' },
    async (read) => {
      const file = await read.get('returnedFiles', fileId);
      return file ? decide(file, cards, decision, counter) : refuse('row.gone');
    },
  );
}

/** The fields that stayed unconfirmed were looked at and stand. */
export const confirmBack = (cards: readonly ChangeCard[]): Promise<Committed | Refusal> => commit({ intent: 'backIn.confirm' }, () => confirmFields(cards));

type Answered = { before: Before; sources: Sources; fields: ReadonlyMap<string, InterviewField> };

/** The version a file answers, as its cards are carried out on it. */
export function answeredBy(file: DealFile, returned: ReturnedFile, rules: RuleBook): Answered | null {
  const contract = file.contracts.find((c) => c.id === returned.contractId);
  const text = contract && contractSays(file, contract, rules).text;
  if (!contract || !text) return null;
  const set = clausesFor(contract);
  const fields = fieldsOf(set);
  const answers = Object.fromEntries([...contractAnswers(file, contract)].map(([key, { value }]) => [key, value]));
  const lines = ourLines(onPaper(text, marksOf(file, contract, 'draft', '')).blocks);
  const { clauseTexts = {}, order, headings } = contract;
  const before = {
    answers,
    fields: contract.fields ?? {},
    clauseTexts,
    ...(order ? { order } : {}),
    ...(headings ? { headings } : {}),
    set,
    lines,
    records: recordsOf(file, contract),
  };
  return { before, sources: sourcesOfLines(set, clauseTexts, lines), fields };
}

/** What the decisions so far would make of it. */
export const outcomeSoFar = ({ before, sources, fields }: Answered, cards: readonly ChangeCard[]): Outcome =>
  outcomeOf(cards, before, sources, fields, printedBy(fields));

/** What the tables of the contract are printed from. */
const recordsOf = (file: DealFile, contract: Contract): Records => ({
  instalments: file.instalments,
  paid: new Set(file.receipts.flatMap((r) => (r.instalmentId ? [r.instalmentId] : []))),
  contributors: file.contributors,
  ...(file.buyer ? { buyer: file.buyer } : {}),
  ...(file.seller ? { seller: file.seller } : {}),
  further: furtherOf(file, contract).map((f) => f.party),
});

export type Switched = { how: 'come' | 'gone'; text: string };
/** `problems`: what the amounts of the next version would have wrong. */
export type Ahead = { switched: Switched[]; problems: ContractProblem[] };

/** Clauses that come or go because a field they hang on changes: nobody wrote or struck them out, so they are told before the version is made; and whether its payments still add up. */
export function aheadOf(file: DealFile, contract: Contract, { fields, clauseTexts, records }: Outcome, rules: RuleBook): Ahead {
  const input = contractInput(file, contract, rules, 'draft', '');
  const set = clausesFor(contract);
  const instalments = records.nodes?.map((node, n) => ({ ...node, id: node.id ?? `${n}` })) ?? input.sources.instalments;
  const next = buildContract(set, { ...input, typed: fields, clauseTexts, sources: { ...input.sources, instalments } });
  const printed = (clauses: readonly { id: string; text: string }[]) => new Map(clauses.map((c) => [c.id, c.text]));
  const [before, after] = [printed(buildContract(set, { ...input, clauseTexts }).clauses), printed(next.clauses)];
  return {
    switched: [
      ...[...before].filter(([id]) => !after.has(id)).map(([, text]): Switched => ({ how: 'gone', text })),
      ...[...after].filter(([id]) => !before.has(id)).map(([, text]): Switched => ({ how: 'come', text })),
    ],
    problems: next.problems.filter((p) => p.key === 'instalmentSum' || p.key === 'noInstalments' || p.key === 'sharesWhole'),
  };
}

/** Makes the next version and settles the file; answers the new version's id. */
export async function finishBack(file: DealFile, fileId: string, cards: readonly ChangeCard[], outcome: Outcome): Promise<string | Refusal> {
  const id = newId();
  const seen = canonicalJson(cards.map((c) => c.decision ?? null));
  const done = await commit({ intent: 'backIn.next', note: file.deal.name ?? '' }, async (read) => {
    const returned = await read.get('returnedFiles', fileId);
    const now = (await read.by('changeCards', 'returnedId', fileId)).toSorted((a, b) => a.n - b.n);
    const versions = await read.by('contracts', 'dealId', file.deal.id);
    const answered = versions.find((c) => c.id === returned?.contractId);
    // decided elsewhere meanwhile: what is made would not be what was decided
    if (!returned || !answered || canonicalJson(now.map((c) => c.decision ?? null)) !== seen) return refuse('row.gone');
    const nodeIds = (outcome.records.nodes ?? []).filter((n) => n.id === undefined).map(() => newId());
    return makeNext(returned, now, { deal: file.deal, versions, answered, outcome, newId: id, nodeIds });
  });
  return isRefusal(done) ? done : id;
}
