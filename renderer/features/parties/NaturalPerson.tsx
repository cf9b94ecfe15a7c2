import { Alert, Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Party } from '../../../shared/domain/party.ts';
import type { Person } from '../../../shared/domain/portfolio.ts';
import { isRefusal } from '../../../shared/result.ts';
import { useObserve } from '../../data/observe.ts';
import { Personal } from '../../data/Personal.tsx';
import { sealAccount } from '../../data/personal.ts';
import { personOfParty } from '../../data/queries/parties.ts';
import { newId } from '../../data/store.ts';
import { showRefusal } from '../../session/trouble.ts';
import { Panel } from '../../ui/Panel.tsx';

const NO_FINDINGS: never[] = [];

const holds = (p: Person | null): boolean => p !== null && (p.idNumber ?? p.bankAccount ?? p.phone) !== undefined;

/** A party that is a natural person: its identifiers are sealed and can be erased; what was typed in the open is moved there. Under another kind only while something is sealed. */
export function NaturalPerson({ party }: { party: Party }) {
  const { t } = useTranslation('parties');
  const person = useObserve(() => personOfParty(party.id).then((p) => p ?? null), [party.id]);
  const fresh = useMemo(() => newId(), []);
  if (person === undefined || (party.kind !== 'person' && !holds(person))) return null;
  const personId = person?.id ?? fresh;
  const move = async (): Promise<void> => {
    const done = await sealAccount(party, personId);
    if (isRefusal(done)) showRefusal(done);
  };
  return (
    <Panel title={t('section.person')}>
      {party.kind !== 'person' && <Alert className="page-note" type="warning" showIcon title={t('hint.noPerson')} />}
      {party.kind === 'person' && party.bankAccount && person?.erasedOn === undefined && (
        <Alert
          className="page-note"
          type="warning"
          showIcon
          title={t('hint.openAccount')}
          action={
            <Button size="small" onClick={() => void move()}>
              {t('action.sealAccount')}
            </Button>
          }
        />
      )}
      <Personal owner={{ table: 'parties', id: party.id, name: party.name, personId }} person={person ?? undefined} findings={NO_FINDINGS} />
    </Panel>
  );
}
