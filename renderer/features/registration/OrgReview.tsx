import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { Grounds } from '../../../shared/domain/reason-words.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { today } from '../../data/rules.ts';
import { showRefusal } from '../../session/trouble.ts';
import { Field } from '../../ui/fields/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { giveBack } from './edit-portal.ts';
import { Filed } from './Filed.tsx';
import { HandOverProofs } from './KeptProofs.tsx';

/** 单位审核: passed on, with the time and the proof of the filing itself, or given back with reasons. */
export function OrgReview({ file, filing, grounds }: { file: DealFile; filing: Filing; grounds: Grounds }) {
  const { t } = useTranslation('portal');
  const key = `filings/${filing.id}/orgReview`;
  const day = useKeptText(`${key}.day`, today());
  const reasons = useKeptText(`${key}.reasons`, '');
  const [refused, setRefused] = useState<Refusal | null>(null);
  if (filing.state !== 'orgReview') return null;
  const back = async () => {
    const answer = await giveBack(filing.id, day.text, reasons.text, grounds);
    if (!isRefusal(answer)) return reasons.settle('');
    setRefused(answer.field === 'returnedOn' || answer.field === 'reasons' ? answer : null);
    if (answer.field !== 'returnedOn' && answer.field !== 'reasons') showRefusal(answer);
  };
  const wrong = (field: string) => (refused?.field === field ? { error: refusalWords(t, refused) } : {});
  return (
    <Panel title={t('org.title')}>
      <p className="muted">{t('org.text', { on: filing.orgReviewOn ?? '' })}</p>
      <HandOverProofs filing={filing} />
      <Filed file={file} filing={filing} open={0} />
      <div className="portal-answer">
        <Field label={t('org.returnedOn')} name={`${key}.day`} {...wrong('returnedOn')}>
          {(ids) => (
            <Input
              id={ids.input}
              value={day.text}
              maxLength={40}
              aria-describedby={ids.describedBy}
              aria-invalid={ids.invalid}
              onChange={(e) => day.type(e.target.value)}
            />
          )}
        </Field>
        <div className="wide">
          <Field label={t('org.reasons')} name={`${key}.reasons`} {...wrong('reasons')}>
            {(ids) => (
              <Input.TextArea
                id={ids.input}
                rows={2}
                value={reasons.text}
                maxLength={20_000}
                aria-describedby={ids.describedBy}
                aria-invalid={ids.invalid}
                onChange={(e) => reasons.type(e.target.value)}
              />
            )}
          </Field>
        </div>
      </div>
      <Button data-act="org-returned" disabled={reasons.text.trim() === ''} onClick={() => void back()}>
        {t('org.returned')}
      </Button>
    </Panel>
  );
}
