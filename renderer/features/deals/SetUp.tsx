import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { OUR_ROLES, ROUTES, type Deal } from '../../../shared/domain/deal.ts';
import { checkDeal } from '../../../shared/domain/checks/deal.ts';
import type { Party } from '../../../shared/domain/party.ts';
import { isRefusal } from '../../../shared/result.ts';
import { editRow } from '../../data/edit-row.ts';
import { fieldIssues } from '../../data/field-issues.ts';
import { officeAsParty, partyNamed } from '../../data/new-party.ts';
import { useObserve } from '../../data/observe.ts';
import { partyRows } from '../../data/queries/parties.ts';
import { rulesAt } from '../../data/rules.ts';
import { openVaultFile } from '../../data/vault.ts';
import { navigate } from '../../session/route.ts';
import { useUnits } from '../../session/settings.ts';
import type { CodeListId } from '../../ui/codes.ts';
import { CodeField } from '../../ui/fields/CodeField.tsx';
import { PickField } from '../../ui/fields/PickField.tsx';
import { moneyFigure } from '../../ui/Money.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { fieldName, RecordForm, type FormField } from '../../ui/RecordForm.tsx';
import { InstalmentGrid } from './InstalmentGrid.tsx';
import { RightsField } from './RightsField.tsx';

const SIDES = ['sellerId', 'buyerId', 'brokerId'] as const;
const CODES: readonly { field: 'techField' | 'socioEconomic' | 'serviceIndustry' | 'planSource' | 'ipr'; list: CodeListId }[] = [
  { field: 'techField', list: 'tech-fields' },
  { field: 'socioEconomic', list: 'socio-economic' },
  { field: 'serviceIndustry', list: 'industries' },
  { field: 'planSource', list: 'plan-sources' },
  { field: 'ipr', list: 'ipr-types' },
];
/** Stands for 本单位 in a picker until it is a party. */
const OFFICE = '\u0000office';

/** 立项: who, how, what, and the codes the form will ask for. */
export function SetUp({ file }: { file: DealFile }) {
  const { t } = useTranslation('deals');
  const { deal, office } = file;
  const units = useUnits();
  const parties = useObserve(partyRows, []);
  const issues = fieldIssues(t, checkDeal(file, rulesAt()), 'deals', deal.id);
  const save = (field: string, value: unknown) => editRow('deals', deal.id, { [field]: value } as Partial<Deal>, { note: deal.name ?? deal.no ?? '' });
  const field = (name: keyof Deal, more: Partial<FormField> = {}): FormField => ({ field: name, label: t(`field.${name}`), ...more });

  const options = (parties ?? [])
    .filter((p: Party) => p.archived !== true || SIDES.some((s) => deal[s] === p.id))
    .map((p) => ({ value: p.id, label: p.name ?? '' }));
  const ours = office?.name && !options.some((o) => o.label === office.name) ? [{ value: OFFICE, label: t('ourOffice', { name: office.name }) }] : [];
  const saveSide = async (side: string, value: string | undefined) => {
    const id = value === OFFICE ? await officeAsParty() : value;
    return isRefusal(id) ? id : save(side, id);
  };
  const side = (name: (typeof SIDES)[number]): FormField =>
    field(name, {
      custom: (at) => (
        <PickField
          label={t(`field.${name}`)}
          name={at}
          value={deal[name]}
          options={[...ours, ...options]}
          onSave={(v) => saveSide(name, v)}
          onCreate={(n) => partyNamed(n)}
          createLabel={(n) => t('newParty', { name: n })}
          onOpen={(id) => navigate({ room: 'parties', id })}
          openLabel={t('action.open')}
          {...(issues[name]?.error ? { error: issues[name].error } : {})}
          {...(name === 'brokerId' ? {} : { required: true })}
        />
      ),
    });
  const form = (fields: FormField[]) => <RecordForm table="deals" row={deal} fields={fields} onSave={save} issues={issues} />;
  const source = file.attachments.find((a) => a.id === deal.sourceAttachmentId);
  return (
    <>
      <Panel title={t('section.who')}>
        {form([
          field('name', { wide: true, required: true }),
          side('sellerId'),
          side('buyerId'),
          field('route', { kind: 'select', options: ROUTES.map((value) => ({ value, label: t(`route.${value}`) })) }),
          field('role', { kind: 'select', options: OUR_ROLES.map((value) => ({ value, label: t(`role.${value}`) })) }),
          side('brokerId'),
          field('keeper'),
          field('no'),
          field('startedOn', { kind: 'day' }),
        ])}
      </Panel>
      <Panel title={t('section.object')}>
        <div className="origin">
          {file.achievement && (
            <p className="small">
              {t('field.achievementId')}{' '}
              <button type="button" className="link" onClick={() => navigate({ room: 'portfolio', id: file.achievement!.id })}>
                {file.achievement.title}
              </button>
            </p>
          )}
          {file.demand && (
            <p className="small">
              {t('field.demandId')}{' '}
              <button type="button" className="link" onClick={() => navigate({ room: 'demands', id: file.demand!.id })}>
                {file.demand.title}
              </button>
              {file.demand.budget && ` · ${t('budget', { amount: `${moneyFigure(file.demand.budget, units)} ${t(`ui:unit.${units}`)}` })}`}
            </p>
          )}
          {source && (
            <p className="small">
              {t('section.source')}{' '}
              <button type="button" className="link" onClick={() => void openVaultFile(source.hash ?? '', source.name ?? '')}>
                {source.name}
              </button>
            </p>
          )}
        </div>
        {form([
          field('object', { kind: 'area', wide: true }),
          field('rightIds', {
            wide: true,
            custom: (name) => <RightsField file={file} name={name} warning={issues['rightIds']?.warning} onSave={(next) => save('rightIds', next)} />,
          }),
          field('note', { kind: 'area', wide: true }),
        ])}
      </Panel>
      <Panel title={t('section.instalments')}>
        <InstalmentGrid file={file} />
      </Panel>
      <Panel title={t('section.form')}>
        <div className="form-grid">
          {CODES.map(({ field: f, list }) => (
            <CodeField key={f} label={t(`field.${f}`)} name={fieldName('deals', deal.id, f)} list={list} value={deal[f]} onSave={(v) => save(f, v)} />
          ))}
        </div>
        {form([field('expectedInput', { kind: 'money' }), field('expectedOutput', { kind: 'money' }), field('isRelated', { kind: 'switch' })])}
      </Panel>
    </>
  );
}
