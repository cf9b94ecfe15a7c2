import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Demand } from '../../../shared/domain/portfolio.ts';
import { archiveRow, editRow } from '../../data/edit-row.ts';
import { partyNamed } from '../../data/new-party.ts';
import { useObserve } from '../../data/observe.ts';
import { dealsBy } from '../../data/queries/deals.ts';
import { demandById } from '../../data/queries/demands.ts';
import { partyRows } from '../../data/queries/parties.ts';
import { navigate } from '../../session/route.ts';
import { PickField } from '../../ui/fields/PickField.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RailList, RailSection } from '../../ui/Rail.tsx';
import { HeadPanel, RecordPage, UnknownRecord } from '../../ui/RecordPage.tsx';
import { RecordForm, type FieldIssues, type FormField } from '../../ui/RecordForm.tsx';
import { demandGaps } from './demand-gaps.ts';
import { startDealFrom } from './start-deal-from.ts';

/** One 需求: kept as told, with the questions that are still open beside it. */
export function DemandPage({ id }: { id: string }) {
  const { t } = useTranslation('demands');
  const demand = useObserve(() => demandById(id).then((d) => d ?? null), [id]);
  const parties = useObserve(partyRows, []);
  const deals = useObserve(() => dealsBy('demandId', id), [id]);
  if (demand === undefined) return <Loading />;
  if (demand === null) return <UnknownRecord room="demands" />;

  const title = demand.title || t('untitled');
  const gaps = demandGaps(demand);
  const issues: FieldIssues = Object.fromEntries(gaps.map((g) => [g, { warning: t(`ask.${g}`) }]));
  const save = (field: string, value: string | number | boolean | undefined) => editRow('demands', id, { [field]: value } as Partial<Demand>, { note: title });
  const field = (name: keyof Demand, more: Partial<FormField> = {}): FormField => ({ field: name, label: t(`field.${name}`), ...more });
  const party: FormField = field('partyId', {
    custom: (name) => (
      <PickField
        label={t('field.partyId')}
        name={name}
        value={demand.partyId}
        options={(parties ?? []).filter((p) => p.archived !== true || p.id === demand.partyId).map((p) => ({ value: p.id, label: p.name ?? '' }))}
        onSave={(v) => save('partyId', v)}
        onCreate={(n) => partyNamed(n)}
        createLabel={(n) => t('newParty', { name: n })}
        onOpen={(p) => navigate({ room: 'parties', id: p })}
        openLabel={t('action.open')}
        {...(issues['partyId'] ? { warning: issues['partyId'].warning } : {})}
      />
    ),
  });
  const form = (fields: FormField[]) => <RecordForm table="demands" row={demand} fields={fields} onSave={save} issues={issues} />;
  return (
    <RecordPage
      room="demands"

      table="demands"
      id={id}
      title={title}
      action={
        <Button type="primary" onClick={() => void startDealFrom(demand)}>
          {t('action.startDeal')}
        </Button>
      }
      missing={
        <RailSection kind="missing" title={t('ask.title')} count={gaps.length}>
          <RailList
            none={t('ask.none')}
            items={gaps.map((g) => ({
              key: g,
              text: t(`ask.${g}`),
              tone: 'attention' as const,
              onOpen: () => navigate({ room: 'demands', id, focus: `demands/${id}/${g}` }, { replace: true }),
            }))}
          />
        </RailSection>
      }
      deals={deals}
      dealsTitle={t('deals')}
    >
      <HeadPanel title={t('section.what')} archived={demand.archived} onArchive={(archived) => void archiveRow('demands', id, archived, title)}>
        {form([
          field('title', { wide: true, required: true }),
          field('detail', { kind: 'area', wide: true }),
          field('indicators', { kind: 'area', wide: true }),
          field('conditions', { kind: 'area', wide: true }),
        ])}
      </HeadPanel>
      <Panel title={t('section.terms')}>
        {form([field('budget', { kind: 'money' }), field('deadline', { kind: 'day' }), field('field'), field('cooperation')])}
      </Panel>
      <Panel title={t('section.who')}>{form([party, field('contact'), field('phone'), field('note', { kind: 'area', wide: true })])}</Panel>
    </RecordPage>
  );
}
