/** A filing as it stands: the form filled now or as frozen, what is wrong with it, and what moved since it was frozen. */
import { checkFiling, checkRegisterNo } from '../../../shared/domain/checks/filing.ts';
import { checkFilingOwn } from '../../../shared/domain/checks/filing-own.ts';
import { checkFilingAgain } from '../../../shared/domain/checks/filing-again.ts';
import { checkRegisterArea } from '../../../shared/domain/checks/register-area.ts';
import { checkFurtherSides } from '../../../shared/domain/checks/signing-further.ts';
import { checkSigningOrder } from '../../../shared/domain/checks/signing-order.ts';
import { checkSigning } from '../../../shared/domain/checks/signing.ts';
import { latestSigning, type DealFile } from '../../../shared/domain/deal-file.ts';
import { fillForm, formValues, frozenForm, type FilledField, type FilledForm } from '../../../shared/domain/filing-form.ts';
import { contractTypeOf } from '../../../shared/domain/filing-facts.ts';
import { filingPath, type FilingPath } from '../../../shared/domain/filing-path.ts';
import { isAccountKey } from '../../../shared/domain/filing-sides.ts';
import { submittedBeforeFreezing } from '../../../shared/domain/filing-times.ts';
import { isOurs } from '../../../shared/domain/filing-rules.ts';
import { rulesOfApplication } from '../../../shared/domain/clocks/registry-clock.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { pointOf, proposePoint } from '../../../shared/domain/register-points.ts';
import { finding, type Finding } from '../../../shared/domain/finding.ts';
import { filedDeal } from '../../../shared/domain/standing-signing.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { chinaDay } from '../../../shared/time.ts';
import type { FormLists } from '../../data/form-lists.ts';
import { dealFile } from '../../data/queries/deals.ts';
import { rulesAt, today } from '../../data/rules.ts';
import { settled } from '../../data/settled.ts';
import { workspace } from '../../data/store.ts';
import { flushFields } from '../../session/flush.ts';
import { minute } from './edit-filing.ts';

export type FilingReading = {
  form: FilledForm;
  values: Record<string, string>;
  findings: Finding[];
  /** names of the fields whose source moved since the form was frozen */
  moved: string[];
  /** by key what the source of a moved field says now */
  now: Readonly<Record<string, string>>;
  path: FilingPath | undefined;
  frozen: boolean;
};

export function readFiling(file: DealFile, filing: Filing, { form, lists, points }: FormLists, rules: RuleBook): FilingReading {
  const frozen = (filing.frozenHash ?? '') !== '' || !isOurs(filing);
  const { id, splits, currency } = filing;
  const own = { id, splits, currency, filedOn: chinaDay(filing.submittedAt) };
  const live = fillForm(file, form, lists, rules.date, frozen ? {} : (filing.form ?? {}), own);
  const shown = frozen ? frozenForm(live, filing, lists) : live;
  const signing = latestSigning(file);
  const contract = file.contracts.find((c) => c.id === signing?.contractId);
  const point =
    pointOf(points, filing.pointId) ?? proposePoint(points, { kind: contractTypeOf(file, contract), seat: file.seller?.region, on: rules.date })?.point;
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
    ...checkFiling({ file, filing, form: shown, lists, others: file.filings, ...(point ? { point: point.name } : {}) }, rules),
    ...checkFilingOwn(file, filing, shown, points, rules.date),
    ...checkFilingAgain(file, filing, formValues(live)),
    ...checkRegisterNo(filing, file.filings, rules, workspace()),
    ...checkRegisterArea(filing, points),
    ...(early ? [early] : []),
  ];
  // typed values and 填报日期 differ by themselves; only what came from a record and changed there is stale
  const today = new Map(live.fields.map((f) => [f.key, f]));
  const moves = (f: FilledField): boolean =>
    f.key !== 'agentDate' && f.origin !== 'typed' && today.get(f.key)?.origin !== 'none' && today.get(f.key)?.value !== f.value;
  const moved = frozen ? shown.fields.filter(moves) : [];
  const amount = (key: string): string | undefined => shown.fields.find((f) => f.key === key)?.value;
  return {
    form: shown,
    values: formValues(live),
    findings,
    moved: moved.map((f) => f.zh),
    now: Object.fromEntries(moved.map((f) => [f.key, today.get(f.key)?.shown ?? ''])),
    // what was handed in runs by the text of that day, and the clocks say how; what goes back to mend it, by the text of the first handing in
    path: filing.submittedAt
      ? undefined
      : filingPath(rulesOfApplication(file.filings, filing, rules), { total: amount('totalAmount'), technical: amount('technicalAmount') }),
    frozen,
  };
}

/** What goes into the portal with every filing, in its order: fields with a value, without what it asks a seller only once. */
export const portalFields = (form: FilledForm): FilledForm['fields'] => form.fields.filter((f) => f.value !== '' && !isAccountKey(f.key));

/** As the store has it once everything typed has come there: the very press that freezes may be what leaves a field, whose text was not drawn yet. */
export async function readStored(dealId: string, id: string, lists: FormLists): Promise<{ file: DealFile; reading: FilingReading } | undefined> {
  await flushFields();
  await settled();
  const whole = await dealFile(dealId);
  const filing = whole?.filings.find((f) => f.id === id);
  if (!whole || !filing) return undefined;
  const file = filedDeal(whole, filing);
  return { file, reading: readFiling(file, filing, lists, rulesAt(today(), file.seller?.region)) };
}
