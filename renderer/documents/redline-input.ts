/** What a comparison is made from: the paper of each version as it stands, or as it was locked, or as it came from elsewhere. */
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { onPaper } from '../../shared/domain/contract/text.ts';
import { lineOf } from '../../shared/domain/contract-versions.ts';
import type { Contract } from '../../shared/domain/contract.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { foreignDocument } from '../../shared/domain/redline/foreign-document.ts';
import type { RuleBook } from '../../shared/rules/engine.ts';
import { fileName } from './contract-docx.ts';
import { marksOf } from './contract-input.ts';
import { contractSays } from './contract-says.ts';
import type { Redline } from './redline-docx.ts';

/** Null where a version was locked before texts were kept and its records say something else by now, or where nothing was read. */
export function paperOfVersion(file: DealFile, contract: Contract, rules: RuleBook): DocumentModel | null {
  if (contract.kind === 'foreign') return contract.foreignText ? foreignDocument(contract.title ?? '', contract.foreignText) : null;
  const { text } = contractSays(file, contract, rules);
  return text && onPaper(text, marksOf(file, contract, 'draft', ''));
}

type Version = { contract: Contract; paper: DocumentModel };

/** `instant`: when the comparison is made; it stands in every revision. `watermark` is in the header, which no decision on a revision touches. */
export function redlineOf(file: DealFile, old: Version, next: Version, instant: string, watermark: string): Redline & { name: string } {
  // numbers count within a kind
  const same = lineOf(old.contract) === lineOf(next.contract);
  const of = (v: Version): string => `${same ? '' : v.paper.title}v${v.contract.version ?? 1}`;
  const id = (v: Version): string => v.paper.contentId.slice(0, 12);
  return {
    old: old.paper,
    next: { ...next.paper, watermark },
    by: { author: file.office?.name ?? file.seller?.name ?? '', date: instant },
    title: `${next.paper.title}（修订对照）`,
    header: `修订对照 ${of(old)} → ${of(next)} · 内容标识 ${id(old)} → ${id(next)}`,
    name: fileName([file.deal.name ?? '', next.paper.title, `修订对照 ${of(old)}-${of(next)}`], 'docx'),
  };
}
