import { Alert, Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { checkParty } from '../../../shared/domain/checks/party.ts';
import { isAbroad, mustPublishPrice, type Party } from '../../../shared/domain/party.ts';
import { archiveRow, editRow } from '../../data/edit-row.ts';
import { fieldIssues } from '../../data/field-issues.ts';
import { findingLines } from '../../data/findings.ts';
import { useObserve } from '../../data/observe.ts';
import { dealsOfParty } from '../../data/queries/deals.ts';
import { partiesByUscc, partyById } from '../../data/queries/parties.ts';
import { navigate } from '../../session/route.ts';
import type { CodeListId } from '../../ui/codes.ts';
import { CodeField } from '../../ui/fields/CodeField.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RailSection } from '../../ui/Rail.tsx';
import { HeadPanel, RecordPage, UnknownRecord } from '../../ui/RecordPage.tsx';
import { fieldName, RecordForm } from '../../ui/RecordForm.tsx';
import { NaturalPerson } from './NaturalPerson.tsx';
import { partyFields, type PartySection } from './party-fields.ts';

const CODES: readonly { field: 'nature' | 'region' | 'country' | 'industry'; list: CodeListId }[] = [
  { field: 'nature', list: 'party-nature' },
  { field: 'region', list: 'areas' },
  { field: 'country', list: 'countries' },
  { field: 'industry', list: 'industries' },
];
const NO_ANSWERS: never[] = [];

/** One 单位: entered once, used by contracts and forms. */
export function PartyPage({ id }: { id: string }) {
  const { t } = useTranslation('parties');
  const party = useObserve(() => partyById(id).then((p) => p ?? null), [id]);
  const deals = useObserve(() => dealsOfParty(id), [id]);
  const twins = useObserve(async () => (party?.uscc ? (await partiesByUscc(party.uscc)).filter((p) => p.id !== id) : []), [party?.uscc, id]);
  const findings = useMemo(() => (party ? checkParty(party) : []), [party]);
  if (party === undefined) return <Loading />;
  if (party === null) return <UnknownRecord room="parties" />;

  const name = party.name || t('untitled');
  const issues = fieldIssues(t, findings, 'parties', id);
  const save = (field: string, value: string | number | boolean | undefined) => {
    const tidy = field === 'uscc' && typeof value === 'string' ? value.normalize('NFKC').toUpperCase().replace(/\s/g, '') : value;
    return editRow('parties', id, { [field]: tidy } as Partial<Party>, { note: name });
  };
  const form = (section: PartySection) => <RecordForm table="parties" row={party} fields={partyFields(t, section, party)} onSave={save} issues={issues} />;
  return (
    <RecordPage
      room="parties"

      table="parties"
      id={id}
      title={name}
      missing={
        <RailSection kind="missing" count={findings.length}>
          <FindingList findings={findingLines(t, findings, { answers: NO_ANSWERS })} />
        </RailSection>
      }
      deals={deals}
      dealsTitle={t('usedIn')}
    >
      {isAbroad(party) && <Alert className="page-note" type="warning" showIcon title={t('hint.abroad')} />}
      {twins?.map((p) => (
        <Alert
          key={p.id}
          className="page-note"
          type="warning"
          showIcon
          title={t('hint.same', { name: p.name ?? '' })}
          action={
            <Button size="small" onClick={() => navigate({ room: 'parties', id: p.id })}>
              {t('action.open')}
            </Button>
          }
        />
      ))}
      <HeadPanel
        title={t('section.identity')}
        note={mustPublishPrice(party) && <span className="muted small">{t('hint.publish')}</span>}
        archived={party.archived}
        onArchive={(archived) => void archiveRow('parties', id, archived, name)}
      >
        {form('identity')}
      </HeadPanel>
      <Panel title={t('section.codes')}>
        <div className="form-grid">
          {CODES.map(({ field, list }) => (
            <CodeField
              key={field}
              label={t(`field.${field}`)}
              name={fieldName('parties', id, field)}
              list={list}
              value={party[field]}
              onSave={(v) => save(field, v)}
              {...(issues[field]?.error ? { error: issues[field].error } : {})}
              {...(issues[field]?.warning ? { warning: issues[field].warning } : {})}
            />
          ))}
        </div>
      </Panel>
      <Panel title={t('section.contact')}>{form('contact')}</Panel>
      {party.kind !== 'person' && <Panel title={t('section.flags')}>{form('flags')}</Panel>}
      <NaturalPerson party={party} />
      <Panel title={t('section.bank')}>{form('bank')}</Panel>
    </RecordPage>
  );
}
