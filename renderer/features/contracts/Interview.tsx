import { Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../shared/domain/contract/answers.ts';
import type { InterviewField, Step } from '../../../shared/domain/contract/clause-set.ts';
import { useViewState } from '../../session/view-state.ts';
import { ToneIcon } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { AnswerField, type Answering } from './AnswerField.tsx';

type Answers = ReadonlyMap<string, Answer>;
export const lacks = (field: InterviewField, answers: Answers): boolean =>
  field.required === true && answers.has(field.key) && answers.get(field.key)!.value.trim() === '';

/** The questions in the order the deal is told; a step shows at a glance whether something is missing in it. */
export function Interview({
  steps: asked,
  answers,
  first,
  ...answering
}: {
  steps: readonly Step[];
  answers: Answers;
  /** a step that is no list of questions, before the others */
  first?: { id: string; title: string; open: number; body: ReactNode };
} & Answering) {
  const { t, i18n } = useTranslation('contracts');
  const zh = i18n.language !== 'en';
  const [only, setOnly] = useViewState<boolean>('contracts.onlyMissing', false);
  const steps = asked.map((step) => {
    // what does not arise has no answer
    const fields = step.fields.filter((f) => answers.has(f.key));
    return { step, fields, missing: fields.filter((f) => lacks(f, answers)) };
  });
  const missing = steps.reduce((n, s) => n + s.missing.length, 0);
  const shown = steps.map((s) => ({ ...s, fields: only ? s.missing : s.fields })).filter((s) => s.fields.length > 0);
  return (
    <div className="interview">
      <nav className="interview-steps" aria-label={t('interview.stepsLabel')}>
        <p className={missing > 0 ? 'interview-open' : 'interview-full'}>
          <ToneIcon tone={missing > 0 ? 'attention' : 'done'} /> {missing > 0 ? t('interview.missing', { count: missing }) : t('interview.complete')}
        </p>
        <label className="interview-only">
          <Switch size="small" checked={only} onChange={setOnly} /> {t('interview.onlyMissing')}
        </label>
        <ol>
          {first && (
            <li>
              <StepLink id={first.id} title={first.title} />
              {first.open > 0 && <span className="interview-count">{first.open}</span>}
            </li>
          )}
          {steps.map(({ step, missing: open }) => (
            <li key={step.id}>
              <StepLink id={step.id} title={zh ? step.title.zh : step.title.en} />
              {open.length > 0 && (
                <span className="interview-count" title={open.map((f) => (zh ? f.label.zh : f.label.en)).join(t('ui:comma'))}>
                  {open.length}
                </span>
              )}
            </li>
          ))}
        </ol>
      </nav>
      <div className="interview-fields">
        {first && (!only || first.open > 0) && (
          <div id={`step-${first.id}`}>
            <Panel title={first.title}>{first.body}</Panel>
          </div>
        )}
        {shown.length === 0 && <p className="muted">{t('interview.allDone')}</p>}
        {shown.map(({ step, fields }) => (
          <div key={step.id} id={`step-${step.id}`}>
            <Panel title={zh ? step.title.zh : step.title.en}>
              <div className="form-grid">
                {fields.map((f) => (
                  <AnswerField key={f.key} {...answering} field={f} answer={answers.get(f.key)} missing={lacks(f, answers)} />
                ))}
              </div>
            </Panel>
          </div>
        ))}
      </div>
    </div>
  );
}

function StepLink({ id, title }: { id: string; title: string }) {
  return (
    <button type="button" className="link" onClick={() => document.getElementById(`step-${id}`)?.scrollIntoView({ block: 'start' })}>
      {title}
    </button>
  );
}
