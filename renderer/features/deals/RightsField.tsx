import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { latestContract, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Right } from '../../../shared/domain/portfolio.ts';
import { isRefusal } from '../../../shared/result.ts';
import { useObserve } from '../../data/observe.ts';
import { rightsOfAchievement } from '../../data/queries/portfolio.ts';
import { startRight } from '../../data/start-right.ts';
import { clausesFor } from '../../documents/clauses.ts';
import { navigate } from '../../session/route.ts';
import { showRefusal } from '../../session/trouble.ts';
import { Field } from '../../ui/fields/Field.tsx';
import { Unread } from '../../ui/fields/PickField.tsx';

/** 涉及的知识产权: those of the deal's achievement, or a new one, begun here and filled in where rights are kept. */
export function RightsField({
  file,
  name,
  warning,
  onSave,
}: {
  file: DealFile;
  name: string;
  warning: ReactNode;
  onSave: (ids: string[] | undefined) => Promise<unknown>;
}) {
  const { t } = useTranslation('deals');
  const { deal } = file;
  const rights = useObserve(() => (deal.achievementId ? rightsOfAchievement(deal.achievementId) : Promise.resolve([])), [deal.achievementId]);
  // a right that is no longer the achievement's is told as a record, never by its id
  const gone = (deal.rightIds ?? []).filter((id) => !(rights ?? []).some((r) => r.id === id));
  const options = [
    ...(rights ?? []).map((r) => ({ value: r.id, label: [r.name, r.number].filter(Boolean).join(' ') || t('none') })),
    ...gone.map((id) => ({ value: id, label: t('shell:history.record') })),
  ];
  const begin = async () => {
    const made = await startRight(deal.id, kindAsked(file));
    if (isRefusal(made)) showRefusal(made);
    else navigate({ room: 'portfolio', id: made.achievementId, focus: `rights/${made.id}/name` });
  };
  const button = (
    <button type="button" className="link small" data-act="new-right" onClick={() => void begin()}>
      {t(deal.achievementId ? 'newRight' : 'newResultAndRight')}
    </button>
  );
  return (
    <Field label={t('field.rightIds')} name={name} mark={button} {...(warning ? { warning } : {})}>
      {(ids) => (
        <Select<string[]>
          id={ids.input}
          mode="multiple"
          className="field-select"
          value={rights ? (deal.rightIds ?? []) : []}
          placeholder={rights || !deal.rightIds ? t('none') : <Unread />}
          disabled={!rights}
          options={options}
          notFoundContent={t('noRights')}
          onChange={(next) => void onSave(next.length > 0 ? next : undefined)}
        />
      )}
    </Field>
  );
}

/** The kind of right the deal's contract is about; an invention where it is about any, or there is none yet. */
function kindAsked(file: DealFile): Right['kind'] {
  const contract = latestContract(file);
  const asked = contract && contract.kind !== 'foreign' ? clausesFor(contract).rights : 'any';
  return asked === 'any' || asked === 'patent' ? 'invention' : asked;
}
