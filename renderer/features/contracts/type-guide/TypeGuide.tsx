import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { adviceOf, answered, asked, QUESTIONS, type GuideAnswers, type Question } from '../../../../shared/domain/type-guide.ts';
import { useKindTitle } from '../../../documents/kind-title.ts';
import { AdviceView } from './AdviceView.tsx';
import { PastedText } from './PastedText.tsx';
import './type-guide.css';

/** Kinds of rights as the guide's answers name them. */
const RIGHTS: Readonly<Record<string, NonNullable<GuideAnswers['existing']>>> = {
  invention: 'patent',
  utility: 'patent',
  design: 'patent',
  application: 'application',
  secret: 'secret',
  software: 'software',
  layout: 'layout',
  variety: 'variety',
};

/** The right the deal is about, as kinds are proposed too: a patent among several decides; otherwise all must be of one kind. */
function knownRight(file: DealFile): GuideAnswers['existing'] {
  const of = new Set(file.rights.filter((r) => (file.deal.rightIds ?? []).includes(r.id)).map((r) => RIGHTS[r.kind ?? '']));
  return of.has('patent') ? 'patent' : of.size === 1 ? [...of][0] : undefined;
}

/** 类型向导: questions one after the other, then the kind with its reasons and consequences. `onChosen` gets the kind and the reason in words. */
export function TypeGuide({ file, onChosen }: { file: DealFile; onChosen: (kind: string, reason: string) => void }) {
  const { t } = useTranslation('guide');
  const kindTitle = useKindTitle();
  const [answers, setAnswers] = useState<GuideAnswers>({});
  const answer = (question: Question, value: string): void => {
    const next = answered(answers, question, value);
    const known = asked(next).includes('existing') && next.existing === undefined ? knownRight(file) : undefined;
    setAnswers(known === undefined ? next : answered(next, 'existing', known));
  };
  const open = asked(answers);
  // one more than what is answered: the next question stands there when this one is done
  const next = open.findIndex((q) => answers[q] === undefined);
  const shown = next < 0 ? open : open.slice(0, next + 1);
  const advice = adviceOf(answers);
  return (
    <div className="type-guide">
      <PastedText kindTitle={kindTitle} onDelivered={(delivered) => setAnswers(answered(answered(answers, 'settled', 'yes'), 'delivered', delivered))} />
      <ol className="guide-questions">
        {shown.map((q) => (
          <li key={q} data-question={q}>
            <p id={`guide-${q}`}>{t(`question.${q}`)}</p>
            <Radio.Group
              aria-labelledby={`guide-${q}`}
              value={answers[q] ?? null}
              onChange={(e) => answer(q, e.target.value as string)}
              options={QUESTIONS[q].map((value) => ({ value, label: t(`answer.${q}.${value}` as never) as string }))}
            />
          </li>
        ))}
      </ol>
      {advice && <AdviceView advice={advice} kindTitle={kindTitle} onChosen={onChosen} />}
      {Object.keys(answers).length > 0 && (
        <Button type="link" size="small" onClick={() => setAnswers({})}>
          {t('again')}
        </Button>
      )}
    </div>
  );
}
