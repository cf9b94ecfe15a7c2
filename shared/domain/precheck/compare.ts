/** What only a person can compare where a contract has no text: each fact of the form on the scan, and each page. Answers are kept by these keys. */
import { formatYuan } from '../../money.ts';

/** Facts to be found on the paper; `fields`: keys of the form whose values they are held against. */
const FACTS: readonly { id: string; fields: readonly string[] }[] = [
  { id: 'title', fields: ['projectName'] },
  { id: 'kind', fields: ['contractType'] },
  { id: 'seller', fields: ['sellerName', 'sellerCreditCode'] },
  { id: 'buyer', fields: ['buyerName', 'buyerCreditCode'] },
  { id: 'object', fields: [] },
  { id: 'total', fields: ['totalAmount'] },
  { id: 'technical', fields: ['technicalAmount'] },
  { id: 'payment', fields: ['payMethod'] },
  { id: 'signed', fields: ['signDate'] },
  { id: 'validity', fields: ['validFrom', 'validTo'] },
  { id: 'rights', fields: ['ipr'] },
  { id: 'seals', fields: [] },
  { id: 'signatures', fields: [] },
  { id: 'crossSeal', fields: [] },
  { id: 'annexes', fields: [] },
];

/** `page`: this page must be looked at; else a fact, with what the form says of it; without `form` it says nothing of such a thing. */
export type CompareItem = { key: string; fact?: string; page?: number; form?: string[] };

/** `pages`: those without text, counted from 1; none where even their number is unknown. */
export function compareList(contractId: string, pages: readonly number[], form: Readonly<Record<string, string>> = {}): CompareItem[] {
  return [
    ...FACTS.map(({ id, fields }) => ({
      key: `compare:${contractId}:${id}`,
      fact: id,
      ...(fields.length > 0
        ? { form: fields.map((f) => (f.endsWith('Amount') ? formatYuan(form[f]) || (form[f] ?? '') : (form[f] ?? ''))).filter((v) => v !== '') }
        : {}),
    })),
    ...pages.map((page) => ({ key: `compare:${contractId}:page.${page}`, page })),
  ];
}
