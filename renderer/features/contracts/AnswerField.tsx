import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../shared/domain/contract/answers.ts';
import type { InterviewField } from '../../../shared/domain/contract/clause-set.ts';
import type { Refusal } from '../../../shared/result.ts';
import type { Committed } from '../../data/commit.ts';
import { wholeRefusal } from '../../../shared/domain/contract/answers.ts';
import { DateField } from '../../ui/fields/DateField.tsx';
import { MoneyField } from '../../ui/fields/MoneyField.tsx';
import { RateField } from '../../ui/fields/RateField.tsx';
import { SelectField } from '../../ui/fields/SelectField.tsx';
import { TextArea, TextField } from '../../ui/fields/TextField.tsx';
import { StatusTag, UnconfirmedMark } from '../../ui/marks.tsx';
import { fieldName } from '../../ui/RecordForm.tsx';

/** What is answered: the row the answers belong to, and how one is kept; `undefined` gives it back to the record it comes from. */
export type Answering = {
  row: { table: 'contracts' | 'papers'; id: string };
  locked: boolean;
  onAnswer: (key: string, value: string | undefined) => Promise<Committed | Refusal>;
  /** what the other side wrote anew or contradicts itself about, until a person decides */
  unconfirmed?: ReadonlySet<string>;
  /** goes to the record a question is answered from, by its path; nothing where there is no such place */
  toRecord?: (path: string) => (() => void) | undefined;
};

/** One question. An answer from a record says from where; a typed one can be given back to its record. */
export function AnswerField({
  row,
  field,
  answer,
  missing,
  locked,
  onAnswer,
  unconfirmed,
  toRecord,
}: Answering & { field: InterviewField; answer: Answer | undefined; missing: boolean }) {
  const { t, i18n } = useTranslation('contracts');
  const zh = i18n.language !== 'en';
  const words = (w: { zh: string; en: string } | undefined): string => (w ? (zh ? w.zh : w.en) : '');
  const kind = (answer?.path ?? field.from ?? '').split('.')[0] ?? '';
  const what = t(`from.${kind}` as never, { defaultValue: kind });
  const lead = toRecord?.(answer?.path ?? field.from ?? '');
  const led = (said: string) =>
    lead ? (
      <button type="button" className="link answer-from" onClick={lead}>
        {said}
      </button>
    ) : (
      <span className="answer-from">{said}</span>
    );
  const from =
    answer?.from === 'record' ? (
      led(t('interview.fromRecord', { what }))
    ) : answer?.from === 'suggested' ? (
      <span className="answer-from">{t('interview.suggested')}</span>
    ) : answer?.from === 'none' && answer.path !== undefined ? (
      <span className="answer-from">{t('interview.otherKind', { what })}</span>
    ) : (answer === undefined || answer.from === 'none') && field.from !== undefined && lead ? (
      // nothing is known yet: where it is kept is where it is filled in once
      led(t('interview.fillRecord', { what }))
    ) : answer?.from === 'typed' && (field.from || field.suggest) && !locked ? (
      <button type="button" className="link answer-from" onClick={() => void onAnswer(field.key, undefined)}>
        {t(field.from ? 'interview.useRecord' : 'interview.useSuggested')}
      </button>
    ) : null;
  const frame = {
    label: words(field.label),
    name: fieldName(row.table, row.id, `fields.${field.key}`),
    mark: unconfirmed?.has(field.key) ? (
      <>
        <StatusTag tone="unconfirmed">{t('backin:unconfirmed')}</StatusTag> {from}
      </>
    ) : (
      from
    ),
    hint:
      field.hintConfirmed === false ? (
        <>
          {words(field.hint)} <UnconfirmedMark />
        </>
      ) : (
        words(field.hint)
      ),
    disabled: locked,
    ...(field.required ? { required: true } : {}),
    ...(missing ? { error: t('interview.needed') } : {}),
    ...(['text', 'lines'].includes(field.type) ? { wide: true } : {}),
  };
  const value = answer?.value;
  const save = (next: string | undefined) => onAnswer(field.key, next ?? '');
  const draftKey = frame.name;
  const saveWhole = (typed: string | undefined, min: number | undefined) => {
    const never = typed === undefined ? null : wholeRefusal(typed, min);
    return never ? Promise.resolve(never) : save(typed);
  };
  switch (field.type) {
    case 'line':
      return <TextField {...frame} value={value} onSave={save} draftKey={draftKey} />;
    case 'text':
      return <TextArea {...frame} value={value} onSave={save} draftKey={draftKey} rows={3} />;
    case 'lines':
      return <TextArea {...frame} hint={frame.hint || t('interview.perLine')} value={value} onSave={save} draftKey={draftKey} rows={3} />;
    case 'money':
      return <MoneyField {...frame} value={value} onSave={save} draftKey={draftKey} />;
    case 'rate':
      return <RateField {...frame} value={value} onSave={save} draftKey={draftKey} />;
    case 'day':
      return <DateField {...frame} value={value} onSave={save} draftKey={draftKey} />;
    case 'whole':
      return <TextField {...frame} value={value} maxLength={10} onSave={(v) => saveWhole(v?.normalize('NFKC'), field.min)} />;
    case 'choice':
      return (
        <SelectField
          {...frame}
          value={value === '' ? undefined : value}
          options={(field.choices ?? []).map((c) => ({ value: c.value, label: words(c.label) }))}
          onSave={save}
        />
      );
  }
}
