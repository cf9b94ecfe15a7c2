import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import type { FilledForm } from '../../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../../shared/domain/filing.ts';
import { agreementsFor, followupGaps } from '../../../../shared/domain/followup-content.ts';
import { isOpenFollowup, isOurFollowup } from '../../../../shared/domain/followup-rules.ts';
import type { Followup, FollowupState } from '../../../../shared/domain/followup.ts';
import { followupDays, followupStateKey } from '../../../../shared/domain/followup-words.ts';
import { chinaMinute } from '../../../../shared/time.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { useStateNow } from '../../../data/on-the-way.ts';
import { today } from '../../../data/rules.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { useKindTitle } from '../../../documents/kind-title.ts';
import { DateField } from '../../../ui/fields/DateField.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { TextArea } from '../../../ui/fields/TextField.tsx';
import { LockIcon, StatusTag, type Tone } from '../../../ui/marks.tsx';
import { refusalWords } from '../../../ui/refusal-words.ts';
import { Proved } from '../KeptProofs.tsx';
import { ChangeFields } from './ChangeFields.tsx';
import { again, edit, freeze, say, thaw } from './edit-followup.ts';
import { HandIn } from './HandIn.tsx';
import { IncomeForm } from './IncomeForm.tsx';
import { Papers } from './Papers.tsx';

const TONES: Record<FollowupState, Tone> = {
  draft: 'neutral',
  ready: 'current',
  queued: 'attention',
  sending: 'current',
  unknown: 'attention',
  submitted: 'current',
  accepted: 'current',
  returned: 'blocked',
  refused: 'blocked',
  done: 'done',
};

const none: string[] = [];

type Props = { file: DealFile; filing: Filing; followup: Followup; form: FilledForm };

/** One 登记后事项: what it asks for, what is missing, and its way to the registry and back. */
export function FollowupCard({ file, filing, followup: u, form }: Props) {
  const { t } = useTranslation('followups');
  const title = useKindTitle();
  const state = u.state ?? 'draft';
  const shown = useStateNow(u) ?? 'draft';
  const ours = isOurFollowup(u);
  const kind = u.kind ?? 'change';
  const gaps = ours ? followupGaps(file, u, filing, today()) : [];
  const tell = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const name = `followups/${u.id}`;
  const rests = kind === 'change' || kind === 'cancel';
  return (
    <article className="followup" data-followup={kind} aria-label={t(`kind.${kind}`)}>
      <header className="toolbar">
        <strong>{t(`kind.${kind}`)}</strong>
        <StatusTag tone={TONES[shown]}>{t(followupStateKey(kind, shown))}</StatusTag>
        {(u.version ?? 1) > 1 && <span className="muted small">{t('registration:version', { n: u.version })}</span>}
        {u.simulated && <StatusTag tone="unconfirmed">{t('registration:mark')}</StatusTag>}
        {u.frozenHash && (
          <span className="muted small" title={u.frozenHash}>
            <LockIcon /> {t('registration:frozenHash', { hash: u.frozenHash.slice(0, 12) })}
          </span>
        )}
        <span className="muted small" data-days="">
          {followupDays(u)
            .map((d) => `${t(d.label)} ${d.at}`)
            .join(' · ')}
        </span>
        <span className="spring" />
        {ours && (
          <Button type="primary" data-act="followup-freeze" disabled={gaps.length > 0} onClick={() => void freeze(file, u.id).then(tell)}>
            {t('freeze')}
          </Button>
        )}
        {state === 'ready' && <Button onClick={() => void thaw(u.id).then(tell)}>{t('registration:thaw')}</Button>}
        {state === 'returned' && (
          <Button type="primary" data-act="followup-again" onClick={() => void again(file, u).then(tell)}>
            {t('again')}
          </Button>
        )}
      </header>
      {/* what was decided is folded away, a step from being read again */}
      <details open={isOpenFollowup(u)}>
        <summary className="muted small">{t('field.values')}</summary>
        <div className="followup-content">
          {kind === 'change' && <ChangeFields file={file} filing={filing} followup={u} form={form} />}
          {kind === 'income' && <IncomeForm file={file} filing={filing} followup={u} />}
          {kind === 'cancel' && (
            <SelectField
              label={t('value.cause')}
              name={`${name}/values.cause`}
              value={u.values?.['cause']}
              disabled={!ours}
              clearable={false}
              options={(['terminated', 'rescinded'] as const).map((value) => ({ value, label: t(`cause.${value}`) }))}
              onSave={(v) => say(u.id, 'cause', v)}
            />
          )}
          {kind === 'dispute' && (
            <TextArea
              label={t('value.text')}
              name={`${name}/values.text`}
              value={u.values?.['text']}
              draftKey={`${name}/values.text`}
              disabled={!ours}
              maxLength={20_000}
              rows={4}
              onSave={(v) => say(u.id, 'text', v)}
            />
          )}
          {rests && (
            <div className="form-grid">
              <DateField label={t('field.on')} name={`${name}/on`} value={u.on} disabled={!ours} onSave={(v) => edit(u.id, { on: v })} />
              <SelectField
                label={t('field.agreementId')}
                value={u.agreementId}
                disabled={!ours}
                options={agreementsFor(file, kind).map((c) => ({
                  value: c.id,
                  label: [title(c.kind ?? ''), t('registration:version', { n: c.version ?? 1 })].join(' '),
                }))}
                onSave={(v) => edit(u.id, { agreementId: v })}
              />
              <TextArea
                wide
                label={t('field.reason')}
                name={`${name}/reason`}
                value={u.reason}
                draftKey={`${name}/reason`}
                disabled={!ours}
                maxLength={20_000}
                rows={2}
                onSave={(v) => edit(u.id, { reason: v })}
              />
            </div>
          )}
          <Papers followup={u} field="proofIds" label={t('field.proofIds')} disabled={!ours} />
        </div>
      </details>
      {gaps.length > 0 && (
        <ul className="followup-gaps small" aria-label={t('gaps')}>
          {gaps.map((g) => (
            <li key={`${g.key}${g.field ?? ''}`}>{refusalWords(t, g)}</li>
          ))}
        </ul>
      )}
      {(u.reasons ?? []).length > 0 && (
        <ol className="followup-gaps" aria-label={t('field.reasons')}>
          {u.reasons!.map((r, i) => (
            <li key={i}>{[r.code, r.text].filter(Boolean).join(' ')}</li>
          ))}
        </ol>
      )}
      {!ours && state !== 'ready' && u.carrier === 'pack' && (
        <Proved label={t('portal:filed.filedAt', { at: chinaMinute(u.submittedAt) })} number={undefined} ids={u.submissionProofIds ?? none} />
      )}
      <HandIn file={file} filing={filing} followup={u} />
    </article>
  );
}
