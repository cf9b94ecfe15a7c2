import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { RegistryStatus } from '../../../shared/domain/filing-machine.ts';
import { isTypedResult } from '../../../shared/domain/portal-answer.ts';
import type { Grounds } from '../../../shared/domain/reason-words.ts';
import { readReturn } from '../../../shared/domain/reasons.ts';
import { bareNumber } from '../../../shared/domain/register-number.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { parseDay } from '../../../shared/time.ts';
import { today } from '../../data/rules.ts';
import { showRefusal } from '../../session/trouble.ts';
import { Field } from '../../ui/fields/Field.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { correctAnswer, recordAnswer } from './edit-filing.ts';

type Typed = { day: string; no: string; reasons: string };
type At = 'day' | 'no' | 'reasons' | 'why';
const FIELD: Readonly<Record<string, At>> = {
  acceptedOn: 'day',
  returnedOn: 'day',
  registeredOn: 'day',
  registerNo: 'no',
  reasons: 'reasons',
  correction: 'why',
};
type Refused = { at: At; refusal: Refusal } | null;

const registered = ({ day, no }: Typed): RegistryStatus => ({ state: 'registered', registeredOn: parseDay(day) ?? day, registerNo: bareNumber(no) });
/** A return as it was said, whole, and the grounds read out of it. */
const returned = ({ day, reasons }: Typed, grounds: Grounds, state: 'returned' | 'supplement' = 'returned'): RegistryStatus => {
  const text = reasons.trim();
  const read = readReturn(text, grounds).reasons;
  return { state, returnedOn: parseDay(day) ?? day, returnText: text, reasons: read.length > 0 ? read : [{ text }] };
};

/** What was typed, kept as drafts under `key` until it is recorded or given up, and the refusal under the field it is about; one without a field is shown by the frame. */
function useTyped(key: string, first: Typed) {
  const kept = { day: useKeptText(`${key}.day`, first.day), no: useKeptText(`${key}.no`, first.no), reasons: useKeptText(`${key}.reasons`, first.reasons) };
  const typed: Typed = { day: kept.day.text, no: kept.no.text, reasons: kept.reasons.text };
  const [refused, setRefused] = useState<Refused>(null);
  const type = (more: Partial<Typed>): void => {
    for (const [at, text] of Object.entries(more)) kept[at as keyof Typed].type(text);
    setRefused(null);
  };
  /** Recorded, or given up: the boxes stand as at first. */
  const settle = (): void => {
    for (const at of ['day', 'no', 'reasons'] as const) kept[at].settle(first[at]);
  };
  const hear = (answer: unknown): boolean => {
    const refusal = isRefusal(answer) ? answer : null;
    const at = refusal?.field === undefined ? undefined : FIELD[refusal.field];
    setRefused(refusal && at ? { at, refusal } : null);
    if (refusal && !at) showRefusal(refusal);
    return refusal === null;
  };
  return { typed, type, settle, refused, hear };
}

/** What the portal shows later, copied by hand; only for filings entered there. */
export function PortalAnswer({ filing, rules, grounds }: { filing: Filing; rules: RuleBook; grounds: Grounds }) {
  const { t } = useTranslation('registration');
  const key = `filings/${filing.id}/portal`;
  const { typed, type, settle, refused, hear } = useTyped(key, { day: today(), no: '', reasons: '' });
  if (filing.carrier !== 'pack' || !['submitted', 'accepted', 'supplement', 'secondReview'].includes(filing.state ?? '')) return null;
  const record = (status: RegistryStatus) => void recordAnswer(filing.id, status, rules).then((answer) => hear(answer) && settle());
  return (
    <Panel title={t('portalRecord.title')}>
      <p className="muted">{t('portalRecord.hint')}</p>
      <Boxes name={key} typed={typed} type={type} refused={refused} />
      <div className="toolbar">
        {filing.state === 'submitted' && (
          <Button data-act="portal-accepted" onClick={() => record({ state: 'accepted', acceptedOn: parseDay(typed.day) ?? typed.day })}>
            {t('portalRecord.accepted')}
          </Button>
        )}
        <Button type="primary" data-act="portal-registered" disabled={typed.no.trim() === ''} onClick={() => record(registered(typed))}>
          {t('portalRecord.registered')}
        </Button>
        <Button data-act="portal-returned" disabled={typed.reasons.trim() === ''} onClick={() => record(returned(typed, grounds))}>
          {t('portalRecord.returned')}
        </Button>
        {filing.state !== 'supplement' && (
          <Button data-act="portal-supplement" disabled={typed.reasons.trim() === ''} onClick={() => record(returned(typed, grounds, 'supplement'))}>
            {t('portalRecord.supplement')}
          </Button>
        )}
      </div>
    </Panel>
  );
}

/** 更正登记结果: a result that was copied wrongly is put right, with a reason that stays in the history. */
export function Correction({ filing, rules, grounds }: { filing: Filing; rules: RuleBook; grounds: Grounds }) {
  const { t } = useTranslation('registration');
  const [open, setOpen] = useState(false);
  if (!isTypedResult(filing)) return null;
  return open ? (
    <CorrectionForm filing={filing} rules={rules} grounds={grounds} onDone={() => setOpen(false)} />
  ) : (
    <div className="toolbar">
      <Button data-act="correct" onClick={() => setOpen(true)}>
        {t('correct.open')}
      </Button>
    </div>
  );
}

function CorrectionForm({ filing, rules, grounds, onDone }: { filing: Filing; rules: RuleBook; grounds: Grounds; onDone: () => void }) {
  const { t } = useTranslation('registration');
  const key = `filings/${filing.id}/correction`;
  const { typed, type, settle, refused, hear } = useTyped(key, {
    day: filing.registeredOn ?? today(),
    no: filing.registerNo ?? '',
    reasons: filing.returnText ?? (filing.reasons ?? []).map((r) => r.text ?? '').join('\n'),
  });
  const why = useKeptText(`${key}.why`, '');
  const finish = (): void => {
    settle();
    why.settle('');
    onDone();
  };
  const correct = (status: RegistryStatus) => void correctAnswer(filing.id, status, why.text, rules).then((answer) => hear(answer) && finish());
  return (
    <Panel title={t('correct.open')}>
      <p className="muted">{t('correct.hint')}</p>
      <Boxes name={key} typed={typed} type={type} refused={refused} />
      <Field label={t('correct.why')} name={`${key}.why`} {...errorAt(t, refused, 'why')}>
        {(ids) => (
          <Input.TextArea
            id={ids.input}
            rows={2}
            value={why.text}
            maxLength={2000}
            aria-describedby={ids.describedBy}
            aria-invalid={ids.invalid}
            onChange={(e) => why.type(e.target.value)}
          />
        )}
      </Field>
      <div className="toolbar">
        <Button type="primary" data-act="correct-registered" disabled={typed.no.trim() === ''} onClick={() => correct(registered(typed))}>
          {t('correct.registered')}
        </Button>
        <Button data-act="correct-returned" disabled={typed.reasons.trim() === ''} onClick={() => correct(returned(typed, grounds))}>
          {t('correct.returned')}
        </Button>
        <Button onClick={finish}>{t('correct.keep')}</Button>
      </div>
    </Panel>
  );
}

const errorAt = (t: Parameters<typeof refusalWords>[0], refused: Refused, at: At): { error?: string } =>
  refused?.at === at ? { error: refusalWords(t, refused.refusal) } : {};

function Boxes({ name, typed, type, refused }: { name: string; typed: Typed; type: (more: Partial<Typed>) => void; refused: Refused }) {
  const { t } = useTranslation('registration');
  const frame = (at: At) => errorAt(t, refused, at);
  return (
    <div className="portal-answer">
      <Field label={t('portalRecord.day')} name={`${name}.day`} {...frame('day')}>
        {(ids) => (
          <Input
            id={ids.input}
            value={typed.day}
            maxLength={40}
            aria-describedby={ids.describedBy}
            aria-invalid={ids.invalid}
            {...(ids.invalid ? { status: 'error' as const } : {})}
            onChange={(e) => type({ day: e.target.value })}
          />
        )}
      </Field>
      <Field label={t('portalRecord.registerNo')} name={`${name}.no`} {...frame('no')}>
        {(ids) => (
          <Input
            id={ids.input}
            value={typed.no}
            maxLength={40}
            aria-describedby={ids.describedBy}
            aria-invalid={ids.invalid}
            {...(ids.invalid ? { status: 'error' as const } : {})}
            onChange={(e) => type({ no: e.target.value })}
          />
        )}
      </Field>
      <div className="wide">
        <Field label={t('portalRecord.reason')} name={`${name}.reasons`} {...frame('reasons')}>
          {(ids) => (
            <Input.TextArea
              id={ids.input}
              rows={2}
              value={typed.reasons}
              maxLength={20000}
              aria-describedby={ids.describedBy}
              aria-invalid={ids.invalid}
              onChange={(e) => type({ reasons: e.target.value })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
