/** The way back of a file: read and compared in the worker, kept in the vault, its changes kept as cards. Nothing is decided here. */
import type { VaultFile } from '../../../../shared/bridge.ts';
import type { Contract } from '../../../../shared/domain/contract.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { make, type Edit } from '../../../../shared/domain/edit.ts';
import type { ChangeCard } from '../../../../shared/domain/redline/cards-kept.ts';
import type { ValuedCard } from '../../../../shared/domain/redline/cards-values.ts';
import type { RevisedText } from '../../../../shared/domain/redline/clauses.ts';
import { isRefusal, refuse, type Refusal } from '../../../../shared/result.ts';
import type { RuleBook } from '../../../../shared/rules/engine.ts';
import { attachFiles } from '../../../data/attach.ts';
import { commit } from '../../../data/commit.ts';
import { discardFiles } from '../../../data/discard-file.ts';
import { newId } from '../../../data/store.ts';
import { readVaultFile, tooBig } from '../../../data/vault.ts';
import { clausesFor } from '../../../documents/clauses.ts';
import { runDocument, type RunOptions } from '../../../workers/documents.ts';
import { answeredVersion, linesSent, type Answered } from './our-version.ts';

/** Beyond it the file is another text, not an edited one. */
const MOST_CARDS = 600;

/** Reads a file in the vault; refused like every hostile file, with a word. */
export async function readBack(from: VaultFile, options: RunOptions): Promise<RevisedText | Refusal> {
  const big = tooBig(from);
  if (big) return big;
  const read = await runDocument({ kind: 'read-revised', bytes: await readVaultFile(from.hash) }, options);
  return read.ok ? read.value : refuse(`documents.${read.error.key}`, read.error.params ? { params: read.error.params } : {});
}

/** Compares what was read with the version it answers and keeps the cards; answers the id of the returned file. */
export async function keepBack(
  file: DealFile,
  from: VaultFile,
  revised: RevisedText,
  rules: RuleBook,
  /** the version a person named, where the file does not say */ named: Contract | undefined,
  options: RunOptions,
): Promise<string | Refusal> {
  const known = await answeredVersion(file, revised, rules);
  const answered: Answered | undefined = known ?? (named && { contract: named, knownBy: 'person' });
  const done = answered ? await compareAndKeep(file, from, revised, answered, rules, options) : refuse('backIn.notOurs');
  if (isRefusal(done)) await discardFiles([from]);
  return done;
}

async function compareAndKeep(
  file: DealFile,
  from: VaultFile,
  revised: RevisedText,
  answered: Answered,
  rules: RuleBook,
  options: RunOptions,
): Promise<string | Refusal> {
  const { contract } = answered;
  const ours = await linesSent(file, answered, revised.lines, rules);
  if (!ours) return refuse('backIn.noText', { params: { version: contract.version ?? 1 } });
  const compared = await runDocument(
    { kind: 'compare-revised', ours, theirs: revised.lines, set: clausesFor(contract), own: contract.clauseTexts ?? {} },
    options,
  );
  if (!compared.ok) return refuse(`documents.${compared.error.key}`);
  if (compared.value.length > MOST_CARDS) return refuse('backIn.tooMany', { params: { limit: MOST_CARDS } });
  const kept = await attachFiles({ table: 'deals', id: file.deal.id, dealId: file.deal.id, kind: 'contractReturned' }, [from]);
  if (isRefusal(kept)) return kept;
  const id = newId();
  const sample = file.deal.sample ? { sample: true } : {};
  const readOn = new Date().toISOString();
  const edits: Edit[] = [
    make('returnedFiles', {
      id,
      dealId: file.deal.id,
      contractId: contract.id,
      name: from.name,
      hash: from.hash,
      knownBy: answered.knownBy,
      readOn,
      unread: revised.unread.slice(0, 500).map((u) => ({ what: u.what, detail: cut(u.detail), near: cut(u.near) })),
      ...(revised.contentId === undefined ? {} : { contentId: revised.contentId }),
      ...(kept.ids[0] === undefined ? {} : { attachmentId: kept.ids[0] }),
      ...sample,
    }),
    ...compared.value.map((card, n) => make('changeCards', { ...rowOf(card), id: newId(), dealId: file.deal.id, returnedId: id, n: n + 1, ...sample })),
  ];
  const done = await commit({ intent: 'backIn.read', note: from.name }, () => edits);
  return isRefusal(done) ? done : id;
}

const cut = (text: string): string => text.slice(0, 400);

/** Names and places are cut to what a field holds; the texts themselves never. */
function rowOf({ lines, after, where, by, at, movedBehind, remarks, hidden, values, keys, ...rest }: ValuedCard): Omit<ChangeCard, 'id' | 'n'> {
  return {
    ...rest,
    lines: lines.map(cut),
    ...(after === undefined ? {} : { after: cut(after) }),
    where: cut(where),
    by: cut(by),
    at: cut(at),
    ...(movedBehind === undefined ? {} : { movedBehind: cut(movedBehind) }),
    remarks: remarks.slice(0, 200).map((r) => ({ by: cut(r.by), at: cut(r.at), text: r.text.slice(0, 20_000), about: cut(r.about) })),
    ...(hidden ? { hidden } : {}),
    values,
    keys: keys.map(cut),
  };
}
