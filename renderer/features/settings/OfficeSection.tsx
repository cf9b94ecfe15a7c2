import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { make, set } from '../../../shared/domain/edit.ts';
import { OFFICE_ID, OFFICE_ROLES, PARTY_KINDS, type Office } from '../../../shared/domain/party.ts';
import { isUscc, usccLength } from '../../../shared/ids.ts';
import { isRefusal } from '../../../shared/result.ts';
import { commit } from '../../data/commit.ts';
import { useObserve } from '../../data/observe.ts';
import { officeRow } from '../../data/queries/parties.ts';
import { copyKnownOffice, knownOffice, rememberOffice } from '../../data/known-office.ts';
import { setWho, workspace } from '../../data/store.ts';
import { showRefusal } from '../../session/trouble.ts';
import { Panel } from '../../ui/Panel.tsx';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';

/** 本单位: what contracts and forms take from us. */
export function OfficeSection() {
  const { t } = useTranslation('settings');
  const found = useObserve(async () => (await officeRow()) ?? null, []);
  const [copyable, setCopyable] = useState(false);
  useEffect(() => void (workspace() === 'class' ? knownOffice().then((known) => setCopyable((known.name ?? '') !== '')) : undefined), []);
  if (found === undefined) return null;
  const office: Office = found ?? { id: OFFICE_ID };
  const save = async (field: string, value: string | number | boolean | undefined) => {
    const done = await commit({ intent: 'office.edit' }, async (read) =>
      (await read.get('office', OFFICE_ID)) ? [set('office', OFFICE_ID, { [field]: value })] : [make('office', { id: OFFICE_ID, [field]: value })],
    );
    if (!('refused' in done) && field === 'userName') setWho(String(value ?? ''));
    if (!('refused' in done)) await rememberOffice();
    return done;
  };
  const fields = (...specs: Omit<FormField, 'label'>[]): FormField[] => specs.map((s) => ({ ...s, label: t(`field.${s.field}`) }));
  const wrongCode = office.uscc !== undefined && office.uscc !== '' && !isUscc(office.uscc);
  const codeLength = usccLength(office.uscc ?? '');
  const codeError = codeLength === undefined ? t('usccWrong') : t('usccLength', { length: codeLength });
  const form = (specs: FormField[]) => (
    <RecordForm table="office" row={office} fields={specs} onSave={save} issues={{ uscc: wrongCode ? { error: codeError } : undefined }} />
  );
  const copy = () =>
    void copyKnownOffice().then((a) => {
      if (isRefusal(a)) showRefusal(a);
    });
  return (
    <>
      <Panel
        title={t('office.person')}
        extra={
          copyable && (
            <Button size="small" onClick={copy}>
              {t('office.copy')}
            </Button>
          )
        }
      >
        {form(
          fields(
            { field: 'userName', hint: t('userNameHint') },
            { field: 'role', kind: 'select', clearable: false, options: OFFICE_ROLES.map((value) => ({ value, label: t(`role.${value}`) })) },
          ),
        )}
      </Panel>
      <Panel title={t('office.identity')}>
        {form(
          fields(
            { field: 'name', wide: true },
            { field: 'uscc' },
            { field: 'kind', kind: 'select', options: PARTY_KINDS.map((value) => ({ value, label: t(`kind.${value}`) })) },
            { field: 'isPublic', kind: 'switch', hint: t('isPublicHint') },
            { field: 'legalRep' },
            { field: 'address', wide: true },
          ),
        )}
      </Panel>
      <Panel title={t('office.contact')}>{form(fields({ field: 'contact' }, { field: 'phone' }, { field: 'email' }, { field: 'zip' }))}</Panel>
      <Panel title={t('office.bank')}>{form(fields({ field: 'bank' }, { field: 'bankAccount' }, { field: 'taxNo' }))}</Panel>
    </>
  );
}
