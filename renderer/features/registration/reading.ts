/** A filing as it stands: the form filled now or as frozen, what is wrong with it, and what moved since it was frozen. */
import { checkFiling, checkRegisterNo } from '../../../shared/domain/checks/filing.ts';
import { checkFurtherSides } from '../../../shared/domain/checks/signing-further.ts';
import { checkSigningOrder } from '../../../shared/domain/checks/signing-order.ts';
import { checkSigning } from '../../../shared/domain/checks/signing.ts';
import { latestSigning, type DealFile } from '../../../shared/domain/deal-file.ts';
import { fillForm, formValues, frozenForm, type FilledField, type FilledForm } from '../../../shared/domain/filing-form.ts';
import { submittedBeforeFreezing } from '../../../shared/domain/filing-times.ts';
import { isOurs } from '../../../shared/domain/filing-rules.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { finding, type Finding } from '../../../shared/domain/finding.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import type { FormLists } from '../../data/form-lists.ts';
import { workspace } from '../../data/store.ts';
import { minute } from './edit-filing.ts';

export type FilingReading = { form: FilledForm; values: Record<string, string>; findings: Finding[]; moved: string[]; frozen: boolean };

export function readFiling(file: DealFile, filing: Filing, { form, lists }: FormLists, rules: RuleBook): FilingReading {
  const frozen = (filing.frozenHash ?? '') !== '' || !isOurs(filing);
  const live = fillForm(file, form, lists, rules.date, frozen ? {} : (filing.form ?? {}));
  const shown = frozen ? frozenForm(live, filing) : live;
  const signing = latestSigning(file);
  const contract = file.contracts.find((c) => c.id === signing?.contractId);
  const early = submittedBeforeFreezing(filing, frozen ? minute(filing.frozenOn) : undefined);
  const findings = [
    ...(signing
      ? [
          ...checkSigning({
            signing,
            ...(contract ? { contract } : {}),
            ...(file.seller ? { seller: file.seller } : {}),
            ...(file.buyer ? { buyer: file.buyer } : {}),
            today: rules.date,
          }),
          ...checkFurtherSides(file, signing, rules.date),
          ...checkSigningOrder(file, signing),
        ]
      : [finding('signing.none', { table: 'deals', id: file.deal.id, field: 'signing' })]),
    ...checkFiling({ file, filing, form: shown, lists, others: file.filings }, rules),
    ...checkRegisterNo(filing, file.filings, rules, workspace()),
    ...(early ? [early] : []),
  ];
  // typed values and 填报日期 differ by themselves; only what came from a record and changed there is stale
  const now = new Map(live.fields.map((f) => [f.key, f]));
  const moves = (f: FilledField): boolean =>
    f.key !== 'agentDate' && f.origin !== 'typed' && now.get(f.key)?.origin !== 'none' && now.get(f.key)?.value !== f.value;
  const moved = frozen ? shown.fields.filter(moves).map((f) => f.zh) : [];
  return { form: shown, values: formValues(live), findings, moved, frozen };
}

/** What goes into the portal, in its order: fields with a value, without the note that only our side keeps. */
export const portalFields = (form: FilledForm): FilledForm['fields'] => form.fields.filter((f) => f.value !== '');
