/** What a deal keeps beside its contract, and what its filing lacks of it: consent to a government project, permits. */
import { plainLines } from '../contract/blocks.ts';
import { keptText } from '../contract/text.ts';
import type { Contract } from '../contract.ts';
import { signedContract, type DealFile } from '../deal-file.ts';
import type { FilledForm } from '../filing-form.ts';
import { finding, type Finding, type Where } from '../finding.ts';
import { PAPERS, paperFindings, type Paper } from './papers.ts';

/** What the files of a deal are by their name. */
const NAMED: Readonly<Record<Paper, RegExp>> = {
  rights: /证书|登记簿|授权公告|权利证明/,
  authority: /授权委托书|授权书/,
  approval: /任务书|同意(?:函|证明|书)|批复|中标通知/,
  permit: /许可证|批准文号|批准证书|注册证|登记证/,
  translation: /中文(?:副本|译本|翻译)|一致性(?:承诺|说明|声明)/,
  paperCopy: /纸质/,
};
/** As attachments call them by their kind; the others have none of their own. */
export const KIND_OF_PAPER: Readonly<Record<Paper, string>> = {
  rights: 'certificate',
  authority: 'delegation',
  approval: 'approval',
  permit: 'permit',
  translation: 'translation',
  paperCopy: 'paperCopy',
};

/** Papers beside the contract, as far as the deal keeps them. */
export function papersBeside(file: DealFile): Paper[] {
  const kept = file.attachments.filter((a) => a.archived !== true);
  return PAPERS.filter((paper) =>
    kept.some((a) => a.kind === KIND_OF_PAPER[paper] || (paper === 'rights' && a.ownerTable === 'rights') || NAMED[paper].test(a.name ?? '')),
  );
}

/** The words of a version: of one brought in as read, of one made here as it was locked; '' before. */
export function contractWords(contract: Contract | undefined): string {
  if (contract?.kind === 'foreign') return contract.foreignText ?? '';
  const kept = contract && keptText(contract);
  return kept ? plainLines({ blocks: kept.body }).join('\n') : '';
}

/** At most 请核实: words only hint at what needs a permit. */
export function besideFindings(file: DealFile, form: FilledForm, at: (key: string) => Where): Finding[] {
  const contract = signedContract(file);
  const text = contractWords(contract);
  const where: Where = contract ? { table: 'contracts', id: contract.id } : { table: 'deals', id: file.deal.id };
  const planSource = form.fields.find((f) => f.key === 'planSource')?.value;
  return paperFindings(
    text,
    { papers: new Set(papersBeside(file)), formPlace: at('planSource'), ...(planSource === undefined ? {} : { planSource }) },
    (name, quote, params = {}) =>
      finding(name, where, {
        params: { text: quote?.text ?? '', ...params },
        ...(quote ? { quote: { text: quote.text, start: quote.start, end: quote.end } } : {}),
      }),
  );
}
