/** The sides of a filing beside the signed contract and beside their records. */
import { CONTRACTED, contractedWords, type Side } from '../contract/contracted.ts';
import { signedContract, type DealFile } from '../deal-file.ts';
import type { FilledForm } from '../filing-form.ts';
import { finding, type Finding, type Where } from '../finding.ts';
import { sameName } from '../names.ts';
import { filled } from './blank.ts';

/** Fields of the form, after `buyer` or `seller`, that repeat what the contract says of that side. */
const REPEATED = [
  ['Name', 'name'],
  ['CreditCode', 'uscc'],
  ['Address', 'address'],
  ['Rep', 'legalRep'],
] as const;
/** As the panel of the contract calls them. */
const CALLED = { name: '名称', uscc: '统一社会信用代码', address: '住所地', legalRep: '法定代表人' } as const;
const SIDES: readonly Side[] = ['seller', 'buyer'];

/**
 * A form that says otherwise than the contract is not frozen before the reason is written; a record that moved since the
 * lock is shown. Without a kept text the buyer's name is compared with the record.
 */
export function checkFilingParties(file: DealFile, { fields }: FilledForm, at: (key: string) => Where): Finding[] {
  const contract = signedContract(file);
  const of = (key: string) => fields.find((f) => f.key === key);
  const paper = contractedWords(contract, 'buyer');
  if (!paper) {
    const [form, known] = [of('buyerName')?.value, file.buyer?.name];
    return filled(form) && known && !sameName(known, form) ? [finding('text.partyDiffers', at('buyerName'), { params: { written: form!, known } })] : [];
  }
  const differing = SIDES.flatMap((side) =>
    REPEATED.flatMap(([what, word]): Finding[] => {
      const key = `${side}${what}`;
      const [field, said] = [of(key), contractedWords(contract, side)?.[word]];
      if (!field || !filled(field.value) || said === undefined || sameName(said, field.value)) return [];
      return [{ ...finding('filing.buyerDiffers', at(key), { params: { field: field.zh, form: field.value, contract: said } }), answerable: true }];
    }),
  );
  const changed = SIDES.flatMap((side) => {
    const [party, said] = [file[side], contractedWords(contract, side)];
    if (!party || !said) return [];
    return CONTRACTED.flatMap((word): Finding[] => {
      const [record, contracted] = [party[word], said[word]];
      if (!filled(record) || contracted === undefined || sameName(record, contracted)) return [];
      const params = { field: CALLED[word], record: record!, contract: contracted };
      return [finding('filing.partyChanged', { table: 'parties', id: party.id, field: word }, { params })];
    });
  });
  return [...differing, ...changed];
}
