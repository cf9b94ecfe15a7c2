/** Pre-check of a filing (预审): the grounds on which registries return or refuse, R01–R13, and the form's own demands. */
import { decimal, Decimal, formatYuan } from '../../money.ts';
import { isPhone, isUscc } from '../../ids.ts';
import { isConfirmed, type RuleBook } from '../../rules/engine.ts';
import { boundsRule, largeRule, officeRule } from '../../rules/shapes.ts';
import { parseDay } from '../../time.ts';
import type { Attachment } from '../contract.ts';
import { contractSaid } from '../contract/text.ts';
import { codePath, type CodeLists } from '../codes.ts';
import { furtherOf, latestContract, latestSigning, signedContract, type DealFile } from '../deal-file.ts';
import type { Filing } from '../filing.ts';
import { contractTypeOf, dealAmounts, isEnterprise, textPatents } from '../filing-facts.ts';
import type { FilledField, FilledForm } from '../filing-form.ts';
import { contractDiffers } from '../filing-validity.ts';
import { looksAbroad } from '../contract-text/abroad.ts';
import { WAN } from '../filing-portal.ts';
import { finding, isSettled, type Finding, type Where } from '../finding.ts';
import { bareNumber, misshapen } from '../register-number.ts';
import { isAbroad, originOf } from '../party.ts';
import { isPatentRight } from '../patent-term.ts';
import { besideFindings } from '../precheck/beside-deal.ts';
import { filled } from './blank.ts';
import { wrongUscc } from './party.ts';
import { checkContract } from './contract.ts';
import { checkFilingDays } from './filing-days.ts';
import { checkFilingParties } from './filing-parties.ts';

export type FilingRows = {
  file: DealFile;
  filing: Filing;
  form: FilledForm;
  lists: CodeLists;
  /** other filings of this workspace, to see what is filed twice; archived ones left out */
  others?: readonly Filing[];
  /** name of the registry it goes to, where one is chosen */
  point?: string;
};

export function checkFiling(rows: FilingRows, rules: RuleBook): Finding[] {
  const beside = besideFindings(rows.file, rows.form, (key) => at(rows, key));
  return [
    ...fields(rows),
    ...amounts(rows, rules),
    ...checkFilingDays(rows.file, rows.filing, rows.form, (key) => at(rows, key), rules),
    ...contents(rows, rules),
    ...beside,
    ...twice(rows, rules),
    ...kept(rows, rules),
  ];
}

/** What was found in a signed text of the other side and kept with a reason goes along to the filing, with that reason. */
function kept({ file }: FilingRows, rules: RuleBook): Finding[] {
  const signing = latestSigning(file);
  const contract = file.contracts.find((c) => c.id === signing?.contractId) ?? latestContract(file);
  if (contract?.kind !== 'foreign') return [];
  return checkContract(file, contract, rules).filter((f) => f.answerable === true && isSettled(f, file.answers));
}

/** Where the person mends it: the record the value came from; what was typed, or comes from nowhere, in the filing's own field. */
const at = (rows: FilingRows, key: string): Where => {
  const field = rows.form.fields.find((f) => f.key === key);
  return field?.from && field.origin !== 'typed' ? field.from : { table: 'filings', id: rows.filing.id, field: `form.${key}` };
};
const of = (rows: FilingRows, key: string): string => rows.form.fields.find((f) => f.key === key)?.value ?? '';

function fields(rows: FilingRows): Finding[] {
  const out: Finding[] = [];
  for (const f of rows.form.fields) {
    const params = { field: f.zh, text: f.value };
    const where = { params, also: f.key };
    if (!filled(f.value)) {
      if (f.mustFill) out.push(finding('filing.fieldMissing', at(rows, f.key), { ...where, level: f.status === 'confirmed' ? 'must' : 'ask' }));
      continue;
    }
    if (f.type === 'date' && !parseDay(f.value)) out.push(finding('filing.dateUnread', at(rows, f.key), where));
    if (f.type === 'money' && !decimal(f.value)) out.push(finding('filing.amountUnread', at(rows, f.key), where));
    if (f.type === 'uscc' && !isUscc(f.value)) out.push(wrongUscc(f.value, at(rows, f.key), where));
    if (f.type === 'zip' && !/^\d{6}$/.test(f.value)) out.push(finding('party.zipShape', at(rows, f.key), where));
    if (f.type === 'tel' && !isPhone(f.value)) out.push(finding('party.phoneShape', at(rows, f.key), where));
    if (f.type === 'code' && !known(f, rows.lists))
      out.push(finding('filing.codeUnknown', at(rows, f.key), { ...where, level: rows.lists[f.codes!]?.status === 'confirmed' ? 'must' : 'ask' }));
    if (f.required === 'enterpriseBuyer' && !isEnterprise(rows.file.buyer)) out.push(finding('filing.enterpriseOnly', at(rows, f.key), where));
  }
  return out;
}

/** By code, by name, or by the joined names of the tree; a country or area must be a code the list has. */
function known(f: FilledField, lists: CodeLists): boolean {
  const list = f.codes ? lists[f.codes] : undefined;
  if (!list || codePath(list, f.value).length > 0) return true;
  // the stored list of countries is a sample: a three-digit code that it lacks may still be right
  if (f.codes === 'countries') return /^\d{3}$/.test(f.value);
  const walk = (items: readonly { name: string; children?: { name: string }[] }[], above: string): boolean =>
    items.some((i) => f.value === i.name || f.value === `${above}${i.name}` || walk(i.children ?? [], `${above}${i.name}/`));
  return walk(list.items, '');
}

/** What the buyer expects to put in and to make of it, in 元 like every amount of the form. */
const EXPECTED = ['newInput', 'newOutput'] as const;

function amounts(rows: FilingRows, rules: RuleBook): Finding[] {
  const total = decimal(of(rows, 'totalAmount'));
  const technical = decimal(of(rows, 'technicalAmount'));
  const out: Finding[] = [];
  for (const [key, value] of [
    ['totalAmount', total],
    ['technicalAmount', technical],
  ] as const) {
    if (!value) continue;
    const params = { amount: formatYuan(value.toFixed()), field: rows.form.fields.find((f) => f.key === key)?.zh ?? key };
    if (value.lte(0)) out.push(finding('filing.amountZero', at(rows, key), { params, also: key }));
    const bounds = rules.value('house.unitBounds', boundsRule);
    const rule = rules.entry('house.unitBounds');
    if (bounds && rule && value.gt(0) && (value.lt(bounds.tiny) || value.gt(bounds.huge)))
      out.push(finding('filing.unitSuspect', at(rows, key), { params, rule, also: key }));
  }
  if (total && technical && technical.gt(total))
    out.push(
      finding('filing.technicalOver', at(rows, 'technicalAmount'), {
        params: { total: formatYuan(total.toFixed()), technical: formatYuan(technical.toFixed()) },
      }),
    );
  for (const key of EXPECTED) {
    const value = decimal(of(rows, key));
    // as far off as 元 under a heading of 万元
    if (!value || !total?.gt(0) || value.lt(total.times(WAN))) continue;
    const field = rows.form.fields.find((f) => f.key === key)?.zh ?? key;
    const params = { field, amount: formatYuan(value.toFixed()), total: formatYuan(total.toFixed()), times: value.div(total).floor().toFixed() };
    out.push(finding('filing.expectedFar', at(rows, key), { params, also: key }));
  }
  const spent = rows.file.deal.route === 'development' ? dealAmounts(rows.file).nonTechnical : new Decimal(0);
  const cost = rules.entry('filing.equipmentCost');
  if (total && technical && cost && rows.file.deal.route === 'development') {
    if (technical.gt(total.minus(spent)) || (spent.isZero() && technical.eq(total))) {
      out.push(
        finding('filing.equipmentIncluded', at(rows, 'technicalAmount'), {
          rule: cost,
          params: {
            total: formatYuan(total.toFixed()),
            technical: formatYuan(technical.toFixed()),
            deducted: formatYuan(Decimal.max(0, total.minus(technical)).toFixed()),
            spent: formatYuan(spent.toFixed()),
          },
        }),
      );
    }
  }
  const large = rules.value('registry.largeContract', largeRule);
  const basis = large?.basis === 'totalAmount' ? total : technical;
  if (large && basis && basis.gte(large.amount))
    out.push(
      finding('filing.largeContract', at(rows, large.basis), {
        rule: rules.entry('registry.largeContract'),
        params: { amount: formatYuan(basis.toFixed()), limit: formatYuan(String(large.amount)) },
      }),
    );
  const fixed = total ?? dealAmounts(rows.file).total;
  if (fixed && rows.form.notes.includes('royaltyPending'))
    out.push(finding('filing.royaltyUndetermined', at(rows, 'totalAmount'), { params: { amount: formatYuan(fixed.toFixed()) } }));
  return [...out, ...againstContract(rows, total, technical)];
}

/** Both amounts beside the contract's terms: the fixed amount, and what is left of it without what is not technical (equipment, material). */
function againstContract(rows: FilingRows, total: Decimal | undefined, technical: Decimal | undefined): Finding[] {
  const said = dealAmounts(rows.file);
  const contract = latestContract(rows.file);
  const out: Finding[] = [];
  if (total && said.total && !said.total.eq(total))
    out.push(
      finding('filing.amountDiffers', at(rows, 'totalAmount'), { params: { form: formatYuan(total.toFixed()), contract: formatYuan(said.total.toFixed()) } }),
    );
  // with another total but the same deduction it is the total that is wrong
  const sameSpent = total !== undefined && technical !== undefined && total.minus(technical).eq(said.nonTechnical);
  if (technical && said.total && said.technical && !said.technical.eq(technical) && !(total && technical.gt(total)) && !sameSpent)
    out.push(
      finding('filing.technicalDiffers', at(rows, 'technicalAmount'), {
        // a text from elsewhere may name its equipment where we do not read it: there the reason is asked for
        level: contract && contract.kind !== 'foreign' && said.from?.table !== 'pricings' ? 'must' : 'ask',
        params: {
          form: formatYuan(technical.toFixed()),
          contract: formatYuan(said.technical.toFixed()),
          total: formatYuan(said.total.toFixed()),
          spent: formatYuan(said.nonTechnical.toFixed()),
        },
      }),
    );
  return out;
}

function contents(rows: FilingRows, rules: RuleBook): Finding[] {
  const { file } = rows;
  const out: Finding[] = [];
  const contract = file.contracts.find((c) => c.id === rows.filing.contractId) ?? latestContract(file);
  const title = contractSaid(contract)['projectName'];
  if (filled(title) && of(rows, 'projectName') !== title!.trim())
    out.push(finding('filing.titleDiffers', at(rows, 'projectName'), { params: { form: of(rows, 'projectName'), contract: title! } }));
  const kind = contractTypeOf(file, contract);
  const named = codePath(rows.lists['contract-types'], kind)
    .map((p) => p.name)
    .join('/');
  // a deal that only knows its route knows the group, and any kind of that group fits
  const type = of(rows, 'contractType');
  if (named !== '' && filled(type) && type !== named && !type.startsWith(`${named}/`))
    out.push(finding('filing.typeDiffers', at(rows, 'contractType'), { params: { form: type, contract: named } }));
  const pay = rows.form.fields.find((f) => f.key === 'payMethod');
  // how it is paid is concluded from the contract, so it only asks
  if (pay && filled(pay.value) && filled(pay.recorded))
    out.push({ ...contractDiffers(rows.filing, 'payMethod', { field: pay.zh, form: pay.value, contract: pay.recorded! }), level: 'ask' });
  out.push(...checkFilingParties(file, rows.form, (key) => at(rows, key)));
  // 港澳台 counts as abroad here: the import/export contract is registered or licensed with the commerce department first
  const further = furtherOf(file, signedContract(file)).map((p) => p.party);
  for (const party of [file.seller, file.buyer, ...further]) {
    const country = { table: 'parties' as const, id: party?.id ?? '', field: 'country' };
    if (party && isAbroad(party)) out.push(finding('filing.abroad', country, { params: { name: party.name ?? '' } }));
    // the form asks where the buyer is at home, and knows nothing of 丙方: there only the name can say it
    else if (party && further.includes(party) && originOf(party) === 'unknown' && looksAbroad(party.name ?? ''))
      out.push(finding('text.partyAbroad', country, { params: { party: party.name ?? '', text: party.name ?? '' }, also: party.id }));
  }
  const sellerOnly = rules.entry('filing.sellerOnly');
  // technology bought abroad: the 2024 draft has the domestic buyer file; the texts before it know the seller only
  const imports = file.deal.role === 'buyer' && file.seller !== undefined && isAbroad(file.seller);
  if (imports && sellerOnly && !isConfirmed(sellerOnly))
    out.push(finding('filing.importBuyer', { table: 'deals', id: file.deal.id, field: 'role' }, { rule: sellerOnly }));
  else if (file.deal.role === 'buyer' && sellerOnly)
    out.push(finding('filing.notSeller', { table: 'deals', id: file.deal.id, field: 'role' }, { rule: sellerOnly }));
  const office = rules.value('filing.ipTransferOffice', officeRule);
  if (office && rows.point !== office.office && kind !== undefined && /^ZR-(ZL|SQ)$/.test(kind))
    out.push(
      finding(
        'filing.wrongOffice',
        { table: 'filings', id: rows.filing.id, field: 'registry' },
        { rule: rules.entry('filing.ipTransferOffice'), params: { office: office.office } },
      ),
    );
  const named2 = file.rights.filter((r) => (file.deal.rightIds ?? []).includes(r.id));
  if (named2.some(isPatentRight) && rightProofs(file).length === 0)
    out.push(finding('filing.proofMissing', { table: 'rights', id: named2.find(isPatentRight)!.id, field: 'attachments' }));
  // named in the other side's text alone: no record of a right to lay the proof with
  if (named2.length === 0 && textPatents(file).length > 0 && rightProofs(file).length === 0)
    out.push(finding('filing.proofMissing', { table: 'deals', id: file.deal.id, field: 'rightIds' }));
  return out;
}

/** What proves the rights of the deal: papers kept with a right, certificates, and what is called one. */
export const rightProofs = (file: DealFile): Attachment[] =>
  file.attachments.filter((a) => a.archived !== true && (a.ownerTable === 'rights' || a.kind === 'certificate' || isProof(a.name ?? '')));

/** A certificate, a register extract or a notice of grant, by what the file is called. */
const isProof = (name: string): boolean => /证书|登记簿|授权公告|权利证明|副本|certificate/i.test(name);

/** Once per contract: same contract number, or same buyer, amount and signing day, in another filing that is still alive. */
function twice(rows: FilingRows, rules: RuleBook): Finding[] {
  const rule = rules.entry('filing.once');
  const mine = JSON.stringify([of(rows, 'buyerName'), of(rows, 'totalAmount'), of(rows, 'signDate'), of(rows, 'projectName')]);
  const other = (rows.others ?? []).find((x) => {
    if (x.id === rows.filing.id || x.archived === true || x.state === 'returned' || x.state === 'refused' || x.state === 'draft') return false;
    if (x.contractId !== undefined && x.contractId === rows.filing.contractId) return true;
    return x.form !== undefined && JSON.stringify([x.form['buyerName'], x.form['totalAmount'], x.form['signDate'], x.form['projectName']]) === mine;
  });
  return other && rule
    ? [finding('filing.duplicate', { table: 'filings', id: other.id, field: 'registerNo' }, { rule, params: { no: other.registerNo ?? '' } })]
    : [];
}

/** A register number as written down: shape by the pack, not a simulated one in the 正式库, not one already in use. */
export function checkRegisterNo(filing: Filing, others: readonly Filing[], rules: RuleBook, workspace: 'work' | 'sample' | 'class'): Finding[] {
  const no = bareNumber(filing.registerNo ?? '');
  if (no === '') return [];
  const where = { table: 'filings' as const, id: filing.id, field: 'registerNo' };
  const rule = misshapen(no, rules);
  const out: Finding[] = [];
  if (rule) out.push(finding('filing.registerNoShape', where, { rule, params: { no } }));
  if (workspace === 'work' && no.startsWith('990000')) out.push(finding('filing.registerNoSimulated', where, { params: { no } }));
  if (others.some((o) => o.id !== filing.id && (o.registerNo ?? '').replace(/\s/g, '') === no))
    out.push(finding('filing.registerNoTwice', where, { params: { no } }));
  return out;
}
