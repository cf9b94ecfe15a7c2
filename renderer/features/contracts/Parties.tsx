import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { coOwnersOf } from '../../../shared/domain/checks/owners.ts';
import { addFurther, changeFurther, moveFurther, removeFurther } from '../../../shared/domain/contract/further-edit.ts';
import { CO_OWNER, furtherName, MOST_FURTHER } from '../../../shared/domain/contract/several.ts';
import type { Contract, FurtherParty } from '../../../shared/domain/contract.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { sameName } from '../../../shared/domain/names.ts';
import type { Party } from '../../../shared/domain/party.ts';
import { isRefusal } from '../../../shared/result.ts';
import { partyNamed } from '../../data/new-party.ts';
import { useObserve } from '../../data/observe.ts';
import { partyRows } from '../../data/queries/parties.ts';
import { writtenFor } from '../../documents/clauses.ts';
import { navigate } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';
import { PickField } from '../../ui/fields/PickField.tsx';
import { SelectField } from '../../ui/fields/SelectField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { fieldName } from '../../ui/RecordForm.tsx';
import { editParties } from './edit-contract.ts';

const show = (answer: unknown): void => {
  if (isRefusal(answer)) showRefusal(answer);
};

/** 当事人: 甲方 and 乙方 as the deal has them; 丙方, 丁方 … of this version, each with its place and who signs for it. */
export function Parties({ file, contract, locked }: { file: DealFile; contract: Contract; locked: boolean }) {
  const { t } = useTranslation('contracts');
  const rows = useObserve(partyRows, []);
  const written = writtenFor(contract);
  const further = contract.furtherParties ?? [];
  const roles = written.further ?? [];
  const named = further.map((f) => file.otherParties?.find((p) => p.id === f.partyId)?.name);
  const owners = roles.includes(CO_OWNER) ? coOwnersOf(file).filter((name) => !named.some((n) => sameName(n, name))) : [];
  const add = async (name?: string) => {
    const id = name === undefined ? undefined : await partyNamed(name);
    if (isRefusal(id)) return showRefusal(id);
    const role = name === undefined ? roles[0] : CO_OWNER;
    show(await editParties(contract.id, (c) => addFurther(c, { ...(id ? { partyId: id } : {}), ...(role ? { role } : {}) })));
  };
  const side = (label: string, party: Party | undefined, field: 'buyerId' | 'sellerId') => (
    <li>
      <span className="party-short">{label}</span>
      <span className="party-name">{party?.name || '—'}</span>
      <span className="muted small">{party?.kind === 'person' ? '' : party?.legalRep}</span>
      <button type="button" className="link small" onClick={() => navigate({ room: 'deals', id: file.deal.id, focus: `deals/${file.deal.id}/${field}` })}>
        {t('parties.toDeal')}
      </button>
    </li>
  );
  return (
    <div className="parties" data-field={fieldName('contracts', contract.id, 'furtherParties')}>
      <ul className="parties-sides">
        {side(written.partyA, file.buyer, 'buyerId')}
        {side(written.partyB, file.seller, 'sellerId')}
      </ul>
      {further.length === 0 && <p className="muted small">{t('parties.two')}</p>}
      {further.map((f, i) => (
        // its place is what a further party is called by
        <FurtherRow key={furtherName(i)} {...{ contract, locked, roles, at: i, further: f, count: further.length }} rows={rows ?? []} />
      ))}
      {!locked && (
        <div className="toolbar">
          <Button data-act="party-add" disabled={further.length >= MOST_FURTHER} onClick={() => void add()}>
            {t('parties.add')}
          </Button>
          {owners.map((name) => (
            <Button key={name} data-act="party-owner" disabled={further.length >= MOST_FURTHER} onClick={() => void add(name)}>
              {t('parties.addNamed', { name })}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}
type Row = { contract: Contract; locked: boolean; roles: readonly string[]; at: number; further: FurtherParty; count: number; rows: readonly Party[] };

function FurtherRow({ contract, locked, roles, at, further, count, rows }: Row) {
  const { t } = useTranslation('contracts');
  const short = furtherName(at);
  const party = rows.find((p) => p.id === further.partyId);
  const save = (fields: Partial<FurtherParty>) => editParties(contract.id, (c) => changeFurther(c, at, fields));
  const frame = (field: string, label: string) => ({ label, name: fieldName('contracts', contract.id, `furtherParties.${at}.${field}`), disabled: locked });
  const act = (key: 'up' | 'down' | 'remove', off: boolean, run: Parameters<typeof editParties>[1]) => (
    <Button
      size="small"
      data-act={`party-${key}`}
      disabled={off}
      aria-label={`${short}${t(`parties.${key}`)}`}
      onClick={() => void editParties(contract.id, run).then(show)}
    >
      {t(`parties.${key}`)}
    </Button>
  );
  return (
    <fieldset className="party-further" aria-label={short}>
      <legend>
        {short}
        {!locked && (
          <span className="party-acts">
            {act('up', at === 0, (c, set) => moveFurther(c, set, at, -1))}
            {act('down', at === count - 1, (c, set) => moveFurther(c, set, at, 1))}
            {act('remove', false, (c, set) => removeFurther(c, set, at))}
          </span>
        )}
      </legend>
      <div className="form-grid">
        <PickField
          {...frame('partyId', t('parties.name'))}
          required
          value={further.partyId}
          options={rows.filter((p) => p.archived !== true || p.id === further.partyId).map((p) => ({ value: p.id, label: p.name ?? '' }))}
          onSave={(partyId) => save({ partyId })}
          onCreate={(name) => partyNamed(name)}
          createLabel={(name) => t('parties.newParty', { name })}
          onOpen={(id) => navigate({ room: 'parties', id })}
          openLabel={t('parties.open')}
        />
        <SelectField
          {...frame('role', t('parties.role'))}
          clearable={false}
          value={further.role}
          options={[...new Set([...roles, ...(further.role ? [further.role] : [])])].map((value) => ({ value, label: value }))}
          onSave={(role) => save({ role })}
        />
        <TextField
          {...frame('signatory', t('parties.signatory'))}
          hint={t('parties.signatoryHint')}
          value={further.signatory}
          {...(party?.legalRep ? { placeholder: party.legalRep } : {})}
          onSave={(signatory) => save({ signatory })}
        />
      </div>
    </fieldset>
  );
}
