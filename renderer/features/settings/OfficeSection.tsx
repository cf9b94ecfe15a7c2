import { useTranslation } from 'react-i18next';
import { make, set } from '../../../shared/domain/edit.ts';
import { OFFICE_ID, OFFICE_ROLES, PARTY_KINDS, type Office } from '../../../shared/domain/party.ts';
import { isUscc } from '../../../shared/ids.ts';
import { commit } from '../../data/commit.ts';
import { useObserve } from '../../data/observe.ts';
import { officeRow } from '../../data/queries/parties.ts';
import { setWho } from '../../data/store.ts';
import { Panel } from '../../ui/Panel.tsx';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';

/** 本单位: what contracts and forms take from us. */
export function OfficeSection() {
  const { t } = useTranslation('settings');
  const found = useObserve(async () => (await officeRow()) ?? null, []);
  if (found === undefined) return null;
  const office: Office = found ?? { id: OFFICE_ID };
  const save = async (field: string, value: string | number | boolean | undefined) => {
    const done = await commit({ intent: 'office.edit' }, async (read) =>
      ((await read.get('office', OFFICE_ID)) ? [set('office', OFFICE_ID, { [field]: value })] : [make('office', { id: OFFICE_ID, [field]: value })]));
    if (!('refused' in done) && field === 'userName') setWho(String(value ?? ''));
    return done;
  };
  const fields = (...specs: (Omit<FormField, 'label'>)[]): FormField[] => specs.map((s) => ({ ...s, label: t(`field.${s.field}`) }));
  const wrongCode = office.uscc !== undefined && office.uscc !== '' && !isUscc(office.uscc);
  const form = (specs: FormField[]) => <RecordForm table="office" row={office} fields={specs} onSave={save} issues={{ uscc: wrongCode ? { error: t('usccWrong') } : undefined }} />;
  return (
    <>
      <Panel title={t('office.person')}>
        {form(fields({ field: 'userName', hint: t('userNameHint') }, { field: 'role', kind: 'select', clearable: false, options: OFFICE_ROLES.map((value) => ({ value, label: t(`role.${value}`) })) }))}
      </Panel>
      <Panel title={t('office.identity')}>
        {form(fields(
          { field: 'name', wide: true }, { field: 'uscc' }, { field: 'kind', kind: 'select', options: PARTY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })) },
          { field: 'isPublic', kind: 'switch', hint: t('isPublicHint') }, { field: 'legalRep' }, { field: 'address', wide: true },
        ))}
      </Panel>
      <Panel title={t('office.contact')}>{form(fields({ field: 'contact' }, { field: 'phone' }, { field: 'email' }, { field: 'zip' }))}</Panel>
      <Panel title={t('office.bank')}>{form(fields({ field: 'bank' }, { field: 'bankAccount' }, { field: 'taxNo' }))}</Panel>
    </>
  );
}
