/**
 * Pre-check of a contract and its form together (预审): every published ground, each with its rule, its clause, its field and what
 * follows from it.
 */
import { z } from 'zod';
import { decimal } from '../../money.ts';
import type { RuleBook } from '../../rules/engine.ts';
import { parseDay } from '../../time.ts';
import { checkFiling } from '../checks/filing.ts';
import type { CodeLists, RegisterForm } from '../codes.ts';
import { checkContractText } from '../contract-text/check.ts';
import { nonTechnicalIn } from '../contract-text/payment.ts';
import { readingOf } from '../contract-text/reading.ts';
import type { Say } from '../contract-text/say.ts';
import { fillForm, type FilledForm } from '../filing-form.ts';
import { finding, inOrder, type Finding, type Where } from '../finding.ts';
import { againstForm, slipsAgainst } from './against-form.ts';
import { asDeal, type AsDeal, type HandedIn } from './as-deal.ts';
import { amountsSaid, dayCounts, type AmountsSaid, type DayCounts } from './amounts-and-days.ts';
import { proposeClass, type ClassProposal } from './class.ts';
import { clauseFinder, type Clause } from './clause-at.ts';
import { compareList, type CompareItem } from './compare.ts';
import { effectFindings, electronicIn, termEnded } from './effect.ts';
import type { Flag } from './flag.ts';
import { flagsOf, type Flagged } from './flags.ts';
import { groundOf, type Ground } from './grounds.ts';
import { isForeignText, paperFindings } from './papers.ts';
import { sealPlaceFindings } from './seals.ts';

/** `field`: of the form, with the value that stands there, and as it is read. */
export type PrecheckLine = { finding: Finding; ground?: Ground; clause?: Clause; field?: { key: string; name: string; value: string; shown: string } };
export type Precheck = {
  /** false where nobody but a person can read the contract: of a scan only the form was looked at */
  read: boolean;
  lines: PrecheckLine[];
  /** undefined where nothing of the text could be read */
  class?: ClassProposal;
  flags: Flag[];
  amounts: AmountsSaid;
  days: DayCounts;
  /** what only a person can compare; empty where the text was read */
  compare: CompareItem[];
  deal: AsDeal;
  form?: FilledForm;
};
/** `lists` holds `recognition-rules` beside the lists of the form. */
export type Books = { form: RegisterForm; lists: CodeLists };

/** A contract drafted elsewhere, with or without its form; where it has no text, nothing is said of it but that a person must read it. */
export function precheck(given: HandedIn, books: Books, rules: RuleBook): Precheck {
  const deal = asDeal(given, books.lists);
  const form = given.form && typedForm(deal, given.form, books, rules);
  const findings = [...ofText(given, deal, rules), ...(form ? ofForm(given, deal, form, books.lists, rules) : [])];
  const { text } = given;
  const readable = isReadable(text);
  const contract = deal.file.contracts[0]!;
  const recognition = books.lists['recognition-rules'];
  return {
    read: readable,
    lines: linesOf(text, findings, form),
    ...(readable && recognition ? { class: proposeClass(text, recognition) } : {}),
    flags: flagsOf(flaggedOf(given, deal), rules),
    amounts: amountsSaid(deal.proposal, given.form),
    days: dayCounts(deal.proposal, given.form, rules),
    compare: readable ? [] : compareList(contract.id, given.scannedPages ?? [], given.form),
    deal,
    ...(form ? { form } : {}),
  };
}

/** Whether there is a Chinese text that the checks can read. */
export const isReadable = (text: string): boolean => text.trim() !== '' && !isForeignText(text);

/** What the form says is what is filed; where it says nothing, the text does. */
function flaggedOf({ text, form = {} }: HandedIn, { file, filing, proposal }: AsDeal): Flagged {
  const said = (key: string, inText?: string): string | undefined => (form[key]?.trim() ? form[key] : inText);
  return {
    text: isReadable(text) ? text : '',
    seller: file.seller,
    buyer: file.buyer,
    declaredRelated: form['isRelated'] === '是',
    project: said('projectName', proposal.projectName?.value),
    total: said('totalAmount', proposal.total?.value),
    technical: said('technicalAmount'),
    signedOn: said('signDate', proposal.signedOn?.value),
    validTo: said('validTo', proposal.termTo?.value),
    contractAt: { table: 'contracts', id: file.contracts[0]!.id, field: 'foreignText' },
    at: (key) => atForm(filing.id, key),
  };
}

/** Only what was handed in is checked: nothing is taken over from the text into a field nobody filled. */
function typedForm({ file }: AsDeal, values: Readonly<Record<string, string>>, { form, lists }: Books, rules: RuleBook): FilledForm {
  const filled = fillForm(file, form, lists, rules.date, values);
  return { ...filled, fields: filled.fields.map(({ from: _from, ...f }) => (f.origin === 'typed' ? f : { ...f, value: '', shown: '' })) };
}

const flagRule = z.literal(true);

function ofText({ text, form, papers = [] }: HandedIn, { file }: AsDeal, rules: RuleBook): Finding[] {
  const contractId = file.contracts[0]!.id;
  const where: Where = { table: 'contracts', id: contractId, field: 'foreignText' };
  const beside = new Set(papers);
  if (text.trim() === '') return [finding('precheck.textUnread', where)];
  if (isForeignText(text))
    return [...(beside.has('translation') ? [] : [finding('precheck.translationMissing', where)]), finding('precheck.textUnread', where)];
  const say = sayAt(where);
  // where there is a form, its technical amount is held against the equipment in the text
  const answered = new Set([...(beside.has('authority') ? ['text.innerUnit'] : []), ...(form ? ['text.nonTechnical'] : [])]);
  const reading = readingOf(text);
  // what is no contract of technology, or none yet, has no object to miss
  const objectless = reading.intent || reading.other !== undefined;
  return [
    ...checkContractText({ contractId, text, rights: file.rights }, rules).filter(
      (f) => !answered.has(f.message.key) && !(objectless && f.message.key === 'text.clauseMissing'),
    ),
    ...effectFindings(text, rules.date, say),
    // a form that names the end is asked by the filing's own check
    ...(parseDay(form?.['validTo']) === undefined ? termEnded(text, where, rules) : []),
    ...sealPlaceFindings(text, say),
    // beside a form the filing's own check asks for these
    ...(form ? [] : paperFindings(text, { papers: beside, formPlace: where }, say)),
    ...(beside.has('paperCopy') ? [] : paperCopy(text, where, rules)),
  ];
}

/** Under the rules of 2001 an electronic contract came with its text on paper. */
function paperCopy(text: string, where: Where, rules: RuleBook): Finding[] {
  const electronic = electronicIn(text);
  const rule = rules.value('filing.paperCopy', flagRule) ? rules.entry('filing.paperCopy') : undefined;
  return electronic && rule ? [finding('precheck.paperCopy', where, { rule, quote: electronic, params: { text: electronic.text } })] : [];
}

function ofForm({ text, point }: HandedIn, { file, filing, others, proposal }: AsDeal, form: FilledForm, lists: CodeLists, rules: RuleBook): Finding[] {
  const values = Object.fromEntries(form.fields.map((f) => [f.key, f.value]));
  const sides = { ...(file.seller ? { seller: file.seller } : {}), ...(file.buyer ? { buyer: file.buyer } : {}) };
  const readable = isReadable(text);
  const found = checkFiling({ file, filing, form, lists, others, ...(point === undefined ? {} : { point }) }, rules);
  // with the text at hand its own effective day is named, the days left are a flag, and equipment is asked for where it names some
  const saidBetter = new Set([
    'filing.validityEnding',
    ...(readable ? ['filing.beforeEffect'] : []),
    ...(readable && !namesEquipment(text) ? ['filing.equipmentIncluded'] : []),
  ]);
  const at = (key: string): Where => atForm(filing.id, key);
  const [total, spent] = [decimal(proposal.total?.value), decimal(proposal.nonTechnical?.value)];
  const slips = readable ? slipsAgainst(form.fields, { totalAmount: total, technicalAmount: total && spent ? total.minus(spent) : total }, at) : [];
  const slipped = new Set(slips.map((f) => f.where.field));
  return [
    ...slips,
    ...found
      .filter((f) => !saidBetter.has(f.message.key) && !(AMOUNT_OFF.has(f.message.key) && slipped.has(f.where.field)))
      // reckoned from amounts whose unit is what is wrong
      .filter((f) => slips.length === 0 || f.message.key !== 'filing.equipmentIncluded')
      .map((f) => (f.message.key === 'filing.abroad' ? { ...f, where: atForm(filing.id, 'buyerCountry') } : f)),
    ...(readable ? againstForm(text, values, sides, at) : []),
  ];
}
/** Said in other words where the unit is what seems wrong. */
const AMOUNT_OFF = new Set(['filing.unitSuspect', 'filing.amountDiffers', 'filing.technicalDiffers']);
const namesEquipment = (text: string): boolean => nonTechnicalIn(text) !== undefined || /设备|仪器|零部件|元器件|原材料|材料费/.test(payingPart(text));
/** Around the words of the price. */
const payingPart = (text: string): string => [...text.matchAll(/[^\n]*(?:经费|价款|报酬|总额|使用费|转让费)[^\n]*/g)].map((m) => m[0]).join('\n');

const atForm = (id: string, key: string): Where => ({ table: 'filings', id, field: `form.${key}` });

const sayAt =
  (where: Where): Say =>
  (name, quote, params = {}, level, source) =>
    finding(name, where, {
      params: { text: quote?.text ?? '', ...params },
      ...(quote ? { quote: { text: quote.text, start: quote.start, end: quote.end }, also: String(quote.start) } : {}),
      ...(level ? { level } : {}),
      ...(source ? { source } : {}),
    });

/** What is put before a person: what has a ground, and what is wrong in a field of the form by itself. */
export const shownLines = ({ lines }: Pick<Precheck, 'lines'>): PrecheckLine[] => lines.filter((l) => l.ground !== undefined || l.field !== undefined);

/** Each finding with its ground, the article its words stand in, and the field of the form it is about; 必须修改 first, then what has a ground. */
export function linesOf(text: string, findings: readonly Finding[], form?: FilledForm): PrecheckLine[] {
  const clauseOf = clauseFinder(text);
  const lines = inOrder(findings).map((f): PrecheckLine => {
    const ground = groundOf(f);
    const key = f.where.table === 'filings' && f.where.field?.startsWith('form.') === true ? f.where.field.slice('form.'.length) : undefined;
    const field = form?.fields.find((x) => x.key === key);
    return {
      finding: f,
      ...(ground ? { ground } : {}),
      ...(f.quote ? { clause: clauseOf(f.quote) } : {}),
      ...(field ? { field: { key: field.key, name: field.zh, value: field.value, shown: field.shown } } : {}),
    };
  });
  const rank = ({ finding: f, ground }: PrecheckLine): number => (f.level === 'must' ? 0 : 2) + (ground === undefined ? 1 : 0);
  return lines.toSorted((x, y) => rank(x) - rank(y));
}
