/** Our own draft read as anybody else's contract would be: what a changed wording or an answer brings in, at its clause. */
import type { RuleBook } from '../../rules/engine.ts';
import type { Contract } from '../contract.ts';
import type { PrintedClause } from '../contract/build.ts';
import { checkContractText } from '../contract-text/check.ts';
import type { ContractProblem } from '../contract/problems.ts';
import { finding, type Finding } from '../finding.ts';

/** Told already of a draft, by what its kind asks, by its records, or by the wording itself. */
const TOLD =
  /^text\.(placeholder|monopoly|nonTechnical|party|seal|uscc|patent|price|foreignCurrency|kindUnknown|innerUnit|personSeller|stateSecret|noSuchArticle|termBeyondPatent)/;

const NUMBER = /^(?:\d{1,2}(?:\.\d{1,2})*[.、)）]?|第[一二三四五六七八九十百零]{1,6}条|[（(][一二三四五六七八九十\d]{1,3}[）)])[\s　]+/;

/** What one question of the interview answers is told at that question, where the kind asks it. */
const ANSWERED_BY: Readonly<Record<string, string>> = { 'text.taxUnsaid': 'taxIncluded' };

/** `asked`: the questions of the draft by key; `lines`: the draft as printed; `clauses`: its clauses with their ids. What is missing is told only of a draft whose wording a person changed. */
export function checkDraftWording(
  contract: Contract,
  lines: readonly string[],
  clauses: readonly Pick<PrintedClause, 'id' | 'text'>[],
  rules: RuleBook,
  asked: { has: (key: string) => boolean },
): Finding[] {
  const changed = Object.keys(contract.clauseTexts ?? {}).length > 0;
  return checkContractText({ contractId: contract.id, text: lines.join('\n') }, rules).flatMap((f): Finding[] => {
    if (TOLD.test(f.message.key)) return [];
    const { quote, ...told } = f;
    const question = ANSWERED_BY[f.message.key];
    if (question !== undefined && asked.has(question)) {
      const where = { table: 'contracts', id: contract.id, field: `fields.${question}` } as const;
      return [{ ...told, key: [f.message.key, where.table, where.id, where.field].join(':'), where }];
    }
    if (!quote) return changed ? [{ ...f, where: { table: 'contracts', id: contract.id } }] : [];
    // a sentence at the head of a line is quoted with its number, which is the layout's and not the clause's
    const words = quote.text.replace(NUMBER, '');
    const clause = clauses.find((c) => c.text.includes(words));
    if (!clause) return [];
    const start = clause.text.indexOf(words);
    return [
      {
        ...f,
        key: [f.message.key, 'contracts', contract.id, clause.id, start].join(':'),
        where: { table: 'contracts', id: contract.id, field: `clauseTexts.${clause.id}` },
        quote: { text: words, start, end: start + words.length },
      },
    ];
  });
}

const CONTRADICTS = { badReference: 'contract.badReference', wordingDiffers: 'contract.wordingDiffers' } as const;

/** What a person's wording contradicts, as the deal tells it: an article that is not there, another value than the interview's. */
export const wordingFindings = (contract: Contract, problems: readonly ContractProblem[]): Finding[] =>
  problems.flatMap(({ key, params = {}, field }): Finding[] => {
    const name = key === 'badReference' || key === 'wordingDiffers' ? CONTRADICTS[key] : undefined;
    if (name === undefined || field === undefined) return [];
    const where = { table: 'contracts', id: contract.id, field: `clauseTexts.${field}` } as const;
    return [finding(name, where, { params, also: String(params['said'] ?? params['reference'] ?? '') })];
  });
