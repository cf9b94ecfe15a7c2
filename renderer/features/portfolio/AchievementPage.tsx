import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { editAchievement, type AchievementField } from '../../../shared/domain/achievement-edit.ts';
import { checkAchievement } from '../../../shared/domain/checks/portfolio.ts';
import { checkIdNumber } from '../../../shared/domain/personal.ts';
import type { Person } from '../../../shared/domain/portfolio.ts';
import { refuse } from '../../../shared/result.ts';
import { commit } from '../../data/commit.ts';
import { useRules } from '../../data/day.ts';
import { archiveRow } from '../../data/edit-row.ts';
import { fieldIssues } from '../../data/field-issues.ts';
import { findingLines } from '../../data/findings.ts';
import { useObserve } from '../../data/observe.ts';
import { usePersons, useUnsealed } from '../../data/personal.ts';
import { dealsBy } from '../../data/queries/deals.ts';
import { achievementFile } from '../../data/queries/portfolio.ts';
import { FindingList } from '../../ui/FindingList.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RailSection } from '../../ui/Rail.tsx';
import { HeadPanel, RecordPage, UnknownRecord } from '../../ui/RecordPage.tsx';
import { RecordForm } from '../../ui/RecordForm.tsx';
import { achievementFields, type AchievementSection } from './achievement-fields.ts';
import { startDealFrom } from './AchievementList.tsx';
import { Attachments } from './Attachments.tsx';
import { Contributors } from './Contributors.tsx';
import { Rights } from './Rights.tsx';

const SECTIONS: readonly AchievementSection[] = ['technical', 'cooperation', 'contact'];
const NO_ANSWERS: never[] = [];
const NO_CONTRIBUTORS: never[] = [];
const NO_PERSONS = new Map<string, Person>();

/** One 成果: every field saved when left; what is missing stands beside it. */
export function AchievementPage({ id }: { id: string }) {
  const { t } = useTranslation('portfolio');
  const file = useObserve(() => achievementFile(id).then((f) => f ?? null), [id]);
  const deals = useObserve(() => dealsBy('achievementId', id), [id]);
  const rules = useRules();
  const contributors = file?.contributors ?? NO_CONTRIBUTORS;
  const persons = usePersons(contributors) ?? NO_PERSONS;
  const numbers = useUnsealed(contributors.map((c) => persons.get(c.personId ?? '')?.idNumber));
  const findings = useMemo(
    () => (file ? [...checkAchievement(file, rules), ...file.contributors.flatMap((c, i) => checkIdNumber(c, numbers[i]))] : []),
    [file, rules, numbers],
  );
  if (file === undefined) return <Loading />;
  if (file === null) return <UnknownRecord room="portfolio" />;

  const { achievement, rights, attachments } = file;
  const title = achievement.title || t('untitled');
  const save = (field: string, value: string | number | boolean | undefined) =>
    commit({ intent: 'achievements.edit', note: title }, async (read) =>
      (await read.get('achievements', id)) ? editAchievement(id, field as AchievementField, value) : refuse('row.gone'),
    );
  const form = (section: AchievementSection) => (
    <RecordForm
      table="achievements"
      row={achievement}
      fields={achievementFields(t, section)}
      onSave={save}
      issues={fieldIssues(t, findings, 'achievements', id)}
    />
  );
  return (
    <RecordPage
      room="portfolio"

      table="achievements"
      id={id}
      title={title}
      action={
        <Button type="primary" onClick={() => void startDealFrom(achievement)}>
          {t('action.startDeal')}
        </Button>
      }
      missing={
        <RailSection kind="missing" count={findings.length}>
          <FindingList findings={findingLines(t, findings, { achievementId: id, answers: NO_ANSWERS })} />
        </RailSection>
      }
      deals={deals}
      dealsTitle={t('section.deals')}
    >
      <HeadPanel title={t('section.basic')} archived={achievement.archived} onArchive={(archived) => void archiveRow('achievements', id, archived, title)}>
        {form('basic')}
      </HeadPanel>
      <Rights achievementId={id} owner={achievement.owner ?? achievement.unit} rights={rights} rules={rules} findings={findings} />
      <Contributors achievementId={id} contributors={contributors} persons={persons} findings={findings} />
      {SECTIONS.map((s) => (
        <Panel key={s} title={t(`section.${s}`)}>
          {form(s)}
        </Panel>
      ))}
      <Attachments achievementId={id} attachments={attachments} />
    </RecordPage>
  );
}
