import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { formOf, type Field, type FieldOf } from '../../../shared/valuation/form.ts';
import { typedAt } from '../../../shared/valuation/typed-path.ts';
import { useViewState } from '../../session/view-state.ts';
import { editMoney } from './edit-methods.ts';
import { ItemTable } from './ItemTable.tsx';
import { say } from './method-paste.ts';
import { MethodInputs, type GroupField } from './MethodInputs.tsx';
import { useMethodForm } from './method-typing.ts';
import { fieldName, moneyName } from './method-words.ts';
import { PeriodTable } from './PeriodTable.tsx';

/** Bases, times and ends that most people leave as they are. */
const USUALLY_LEFT: ReadonlySet<string> = new Set([
  ...['flowBasis', 'rateBasis', 'flowPrices', 'ratePrices', 'inflation', 'prices', 'debtPrices', 'compounding', 'style', 'timing'],
  ...['baseDate', 'firstPeriodEnd', 'legalEnd', 'contractEnd', 'maintenance', 'tabYears', 'contributionDecay', 'yearlyLeak', 'rateCarriesLeak', 'riskInFlows'],
]);
type NotGroup = Exclude<Field, GroupField>;
const isScalar = (f: Field): boolean => f.kind === 'scalar' || f.kind === 'choice' || f.kind === 'flag';

/** Up front stands what has to be said, and what decides which formula applies. */
function upFront(f: Field): boolean {
  if (!f.optional) return true;
  if (USUALLY_LEFT.has(f.name)) return false;
  return f.kind === 'choice' || (f.initial === undefined && f.kind !== 'flag') || f.customary === true || f.kind === 'list' || f.kind === 'table';
}

/** Series of one length stand side by side. */
function seriesOf(fields: readonly Field[]): FieldOf<'list'>[][] {
  const byMost = new Map<number, FieldOf<'list'>[]>();
  for (const f of fields) if (f.kind === 'list') byMost.set(f.most, [...(byMost.get(f.most) ?? []), f]);
  return [...byMost.values()];
}

/** What the method asks for: single inputs with their sources, series by period, tables; what is seldom said is folded. */
export function MethodFields() {
  const { t } = useTranslation('methods');
  const { sheetId, method, applied, money } = useMethodForm();
  const [opened, open] = useViewState(`method.more.${applied.id}`, false);
  const form = formOf(method);
  const front = form.filter(upFront);
  const folded = form.filter((f) => !upFront(f));
  const said = folded.some((f) => typedAt(applied.request, f.name) !== undefined);
  return (
    <>
      {method.hasMoney && (
        <div className="method-money">
          <span id={`money-${applied.id}`}>{t('money')}</span>
          <Segmented
            size="small"
            aria-labelledby={`money-${applied.id}`}
            value={money}
            options={(['万元', '元'] as const).map((value) => ({ value, label: moneyName(t, value) }))}
            onChange={(next) => void editMoney(sheetId, applied.id, method, next).then(say)}
          />
          <span className="muted small">{t('moneyHint')}</span>
        </div>
      )}
      <Fields fields={front} />
      {folded.length > 0 && (
        <details className="method-more" open={opened || said} onToggle={(e) => open(e.currentTarget.open)}>
          <summary>{t('more', { count: folded.length })}</summary>
          <Fields fields={folded} />
        </details>
      )}
    </>
  );
}

function Fields({ fields }: { fields: readonly Field[] }) {
  const { t } = useTranslation('methods');
  const { method } = useMethodForm();
  const singles = <MethodInputs fields={inOrder(fields)} />;
  const groups = fields
    .filter((f): f is GroupField => f.kind === 'group')
    .map((f) => (
      <section key={f.name} className="method-group">
        <h4>{fieldName(t, method, f.name)}</h4>
        <MethodInputs fields={f.fields.filter((x): x is NotGroup => x.kind !== 'group')} under={f.name} />
      </section>
    ));
  const series = seriesOf(fields).map((lists) => <PeriodTable key={lists[0]!.name} lists={lists} />);
  const tables = fields
    .filter((f): f is FieldOf<'table'> => f.kind === 'table')
    .map((f) => (
      <section key={f.name} className="method-group">
        <h4>{fieldName(t, method, f.name)}</h4>
        <ItemTable field={f} path={f.name} label={fieldName(t, method, f.name)} />
      </section>
    ));
  // what the method begins with stands first
  const seriesFirst = fields[0]?.kind === 'list' || fields[0]?.kind === 'table';
  return seriesFirst ? (
    <>
      {series}
      {tables}
      {singles}
      {groups}
    </>
  ) : (
    <>
      {singles}
      {groups}
      {series}
      {tables}
    </>
  );
}

/** Single inputs in their order, then the sources of series and tables. */
function inOrder(fields: readonly Field[]): NotGroup[] {
  const own = fields.filter((f): f is NotGroup => f.kind !== 'group');
  return [...own.filter(isScalar), ...own.filter((f) => !isScalar(f))];
}
