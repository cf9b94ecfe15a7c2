import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../../shared/domain/filing.ts';
import { readReturn } from '../../../../shared/domain/reasons.ts';
import { isOpenFollowup, type FollowupStatus } from '../../../../shared/domain/followup-rules.ts';
import type { Followup } from '../../../../shared/domain/followup.ts';
import { chinaMinute, parseDay } from '../../../../shared/time.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { SIMULATED_REGISTRY } from '../../../../shared/registry/simulated.ts';
import { useObserve } from '../../../data/observe.ts';
import { today } from '../../../data/rules.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { isStillHere, recall } from '../../../sync/outbox.ts';
import { switchOnline, syncNow } from '../../../sync/start.ts';
import { useSyncStatus } from '../../../sync/status.ts';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { answer, deliver, noteTime, submit } from './edit-followup.ts';
import { followupStateKey } from './followup-words.ts';
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
          <Button type="primary" data-act="followup-deliver" onClick={() => void deliver(file, u.id).then(say)}>
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

/** By letter: sent when its registry can be reached, asked after, and taken back while it is certainly with nobody but us. */
function OnTheLine({ followup: u }: { followup: Followup }) {
  const { t } = useTranslation('followups');
  const sync = useSyncStatus();
  const unsent = useObserve(() => isStillHere(u), [u.id, u.state]) ?? false;
  const online = (sync.registries[SIMULATED_REGISTRY]?.line ?? sync.line) === 'online';
  const say = (a: unknown): void => {
    if (isRefusal(a)) showRefusal(a);
  };
  return (
    <div className="toolbar">
      {!online && (
        <Button type="primary" data-act="followup-connect" onClick={() => void switchOnline(SIMULATED_REGISTRY, true).then(say)}>
          {t('registration:link.allow')}
        </Button>
      )}
      {online && (
        <Button data-act="followup-ask" onClick={() => void syncNow()}>
          {t(u.state === 'submitted' || u.state === 'accepted' ? 'registration:link.ask' : 'registration:link.again')}
        </Button>
      )}
      {unsent && (
        <Button data-act="followup-recall" onClick={() => void recall(u.id).then(say)}>
          {t('registration:link.recall')}
        </Button>
      )}
    </div>
  );
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
