import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../../shared/domain/filing.ts';
import { readReturn } from '../../../../shared/domain/reasons.ts';
import { isOpenFollowup, type FollowupStatus } from '../../../../shared/domain/followup-rules.ts';
import type { Followup } from '../../../../shared/domain/followup.ts';
import { chinaMinute, parseDay } from '../../../../shared/time.ts';
import { followupStateKey } from '../../../../shared/domain/followup-words.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { today } from '../../../data/rules.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { answer, deliver, noteTime, submit } from './edit-followup.ts';
import { OnTheLine } from './OnTheLine.tsx';
import { Papers } from './Papers.tsx';

/** Its way to the registry: by letter where the registration went by letter, else at the portal with a time and a proof; then what the portal answers. */
export function HandIn({ file, filing, followup: u }: { file: DealFile; filing: Filing; followup: Followup }) {
  const { t } = useTranslation('followups');
  const say = (a: unknown): void => {
    if (isRefusal(a)) showRefusal(a);
  };
  if (u.state === 'ready')
    return (
      <div className="followup-hand-in">
        {filing.carrier === 'http' ? (
          <Button type="primary" data-act="followup-deliver" onClick={() => void deliver(file, filing, u.id).then(say)}>
            {t('deliver')}
          </Button>
        ) : (
          <>
            <TextField
              label={t('registration:assistant.submittedAt')}
              name={`followups/${u.id}/submittedAt`}
              value={u.submittedAt === undefined ? undefined : chinaMinute(u.submittedAt)}
              hint={t('registration:assistant.timeHint')}
              onSave={(v) => noteTime(u.id, v)}
            />
            <Papers followup={u} field="submissionProofIds" label={t('field.submissionProofIds')} disabled={false} />
            <Button type="primary" data-act="followup-submitted" onClick={() => void submit(u.id).then(say)}>
              {t('registration:assistant.mark')}
            </Button>
          </>
        )}
      </div>
    );
  if (u.carrier === 'http' && isOpenFollowup(u)) return <OnTheLine followup={u} />;
  if (u.carrier === 'pack' && (u.state === 'submitted' || u.state === 'accepted')) return <Answered followup={u} />;
  return null;
}

/** What the portal shows, copied by hand. */
function Answered({ followup: u }: { followup: Followup }) {
  const { t } = useTranslation('followups');
  const [day, setDay] = useState(today());
  const [words, setWords] = useState('');
  const record = (status: FollowupStatus) =>
    void answer(u.id, status).then((a) => {
      if (isRefusal(a)) showRefusal(a);
    });
  const on = parseDay(day) ?? day;
  const back = (state: 'returned' | 'refused'): FollowupStatus => {
    const read = readReturn(words, { annexes: [], fields: [] }).reasons;
    return { state, returnedOn: on, reasons: read.length > 0 ? read : [{ text: words.trim() }] };
  };
  return (
    <div className="toolbar followup-answer">
      <Input className="hand-in-day" value={day} maxLength={40} aria-label={t('registration:portalRecord.day')} onChange={(e) => setDay(e.target.value)} />
      {u.state === 'submitted' && <Button onClick={() => record({ state: 'accepted', acceptedOn: on })}>{t('state.accepted')}</Button>}
      <Button type="primary" data-act="followup-done" onClick={() => record({ state: 'done', doneOn: on })}>
        {t(followupStateKey(u.kind, 'done'))}
      </Button>
      <Input
        className="followup-words"
        value={words}
        maxLength={20_000}
        aria-label={t('field.reasons')}
        placeholder={t('field.reasons')}
        onChange={(e) => setWords(e.target.value)}
      />
      <Button disabled={words.trim() === ''} data-act="followup-returned" onClick={() => record(back('returned'))}>
        {t('state.returned')}
      </Button>
      <Button disabled={words.trim() === ''} onClick={() => record(back('refused'))}>
        {t(followupStateKey(u.kind, 'refused'))}
      </Button>
    </div>
  );
}
