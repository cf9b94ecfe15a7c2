/** 预审 of a contract drafted anywhere: plain text in, findings out, each with the words that caused it and the article it rests on. */
import type { RuleBook } from '../../rules/engine.ts';
import { finding, type Finding } from '../finding.ts';
import type { Party } from '../party.ts';
import type { Right } from '../portfolio.ts';
import { monopolyPhrases } from '../checks/monopoly.ts';
import { placeholders, secrecyWords } from '../checks/words.ts';
import { abroadFindings } from './abroad.ts';
import { copiesOver } from './copies.ts';
import { dutyFindings } from './duties.ts';
import { generalClauses } from './general-clauses.ts';
import { isAside } from './kind.ts';
import { moneyFindings } from './money.ts';
import { nameFindings } from './names.ts';
import { readingOf } from './reading.ts';
import { recognitionFindings } from './recognition.ts';
import { referenceFindings } from './references.ts';
import { rightFindings } from './rights.ts';
import type { Say } from './say.ts';
import { dateFindings, patentFindings } from './terms.ts';

export type ContractText = {
  contractId: string;
  text: string;
  seller?: Party;
  buyer?: Party;
  rights?: readonly Right[];
  /** what was already taken over as not technical, so that the split is not asked for again */
  nonTechnical?: string;
};

/** Filled in by hand at the signing, on a copy that is otherwise complete. */
const SIGNED_ON = /签(订|署|约)(时间|日期)\s*[：:]\s*$/;

export function checkContractText(input: ContractText, rules: RuleBook): Finding[] {
  const { contractId, text } = input;
  const where = { table: 'contracts' as const, id: contractId, field: 'foreignText' };
  if (text.trim() === '') return [finding('text.empty', where)];
  const say: Say = (name, quote, params = {}, level, source) =>
    finding(name, where, {
      params: { text: quote?.text ?? '', ...params },
      also: quote ? [quote.start, params['code'] ?? params['why']].filter((x) => x !== undefined).join('-') : Object.values(params).join('-') || undefined,
      ...(quote ? { quote } : {}),
      ...(level ? { level } : {}),
      ...(source ? { source } : {}),
    });
  const reading = readingOf(text);
  const copies = copiesOver(text);
  return [
    ...recognitionFindings(reading, say),
    ...generalClauses(reading, say),
    ...dutyFindings(reading, say),
    ...referenceFindings(text, say),
    ...monopolyPhrases(text).map(({ code, hit, level }) => say('text.monopoly', hit, { code }, level)),
    ...secrecyWords(text).map((q) => say('text.stateSecret', q)),
    ...placeholders(text)
      .filter((q) => !SIGNED_ON.test(text.slice(Math.max(0, q.start - 12), q.start)))
      .map((q) => say('text.placeholder', q)),
    ...moneyFindings(
      {
        ...input,
        aside: reading.intent || isAside(text),
        priced: !reading.intent && reading.kind !== 'KF-HZ' && reading.kind !== 'ZR-RG',
        ofDeal: reading.kind === 'FW-ZJ',
        alone: reading.kind === 'ZX' || reading.kind?.startsWith('FW') === true,
      },
      rules,
      say,
    ),
    ...dateFindings(text, say),
    ...(copies ? [say('text.copiesOver', copies, { copies: copies.copies, needed: copies.needed })] : []),
    ...nameFindings(input, say),
    ...abroadFindings(text, say),
    ...rightFindings(reading, say),
    ...patentFindings(reading, input.rights ?? [], rules, say),
  ];
}
