import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { noticeEnd } from '../../../shared/domain/checks/pricing.ts';
import { latestPricing, type DealFile } from '../../../shared/domain/deal-file.ts';
import type { Notice } from '../../../shared/domain/deal.ts';
import { isFixed, isPublished } from '../../../shared/domain/notice-rules.ts';
import { isRefusal } from '../../../shared/result.ts';
import { isConfirmed, type RuleBook } from '../../../shared/rules/engine.ts';
import { periodOf } from '../../../shared/rules/shapes.ts';
import { daysBetween, parseDay } from '../../../shared/time.ts';
import { useObserve } from '../../data/observe.ts';
import { scansOf } from '../../data/queries/signing.ts';
import { openVaultFile, pickFiles, storeFile } from '../../data/vault.ts';
import { showRefusal } from '../../session/trouble.ts';
import { FileField } from '../../ui/fields/FileField.tsx';
import { StatusTag, UnconfirmedMark, type Tone } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';
import { addProof, closeNotice, dropProof, editNotice } from './edit-pricing.ts';
import { NoticeActs } from './NoticeActs.tsx';

const none: string[] = [];

/** State of a notice in one word and one tone. */
function useNoticeState(notice: Notice, today: string): { tone: Tone; words: string } {
  const { t } = useTranslation('pricing');
  const [start, end] = [parseDay(notice.startOn), parseDay(notice.endOn)];
  if ((notice.closedOn ?? '') !== '') return { tone: 'done', words: t('state.closed') };
  if (!isPublished(notice, today)) return { tone: 'attention', words: t('state.draft') };
  if (!start || !end) return { tone: 'attention', words: t('state.undated') };
  if (today < start) return { tone: 'neutral', words: t('state.ahead', { start }) };
  const left = daysBetween(today, end);
  if (left < 0) return { tone: 'attention', words: t('state.ended') };
  return { tone: 'current', words: left === 0 ? t('state.lastDay') : t('state.running', { days: left }) };
}

export function NoticePanel({ file, notice, rules }: { file: DealFile; notice: Notice; rules: RuleBook }) {
  const { t } = useTranslation('pricing');
  const state = useNoticeState(notice, rules.date);
  const proofs = useObserve(() => scansOf(notice.attachmentIds ?? none), [(notice.attachmentIds ?? none).join()]) ?? [];
  const period = noticeEnd(notice.startOn, rules);
  const entry = rules.entry('notice.price.days');
  const unconfirmed = entry !== undefined && !isConfirmed(entry);
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const add = useCallback(
    async (files: File[]) => {
      const stored = await Promise.all(files.map((f) => storeFile(f)));
      say(
        await addProof(
          notice,
          stored.filter((f) => f !== null),
        ),
      );
    },
    [notice],
  );
  // before there is a first day the rule of today says how long it will be
  const asked = periodOf(rules.on(parseDay(notice.startOn) ?? rules.date), 'notice.price.days');
  const agreed = asked ? t('rule.days', { n: asked.days, kind: t(`rule.${asked.kind}`) }) : t('rule.none');
  const route = latestPricing(file)?.route;
  const rule = route === undefined || route === 'agreed' ? agreed : t('rule.own', { rule: agreed });
  const source = entry ? t('rule.source', { source: [entry.source.document, entry.source.number, entry.source.article].filter(Boolean).join(' ') }) : '';
  const terms: FormField[] = [
    { field: 'title', label: t('field.title') },
    { field: 'price', label: t('field.noticePrice'), kind: 'money' },
    { field: 'royaltyRate', label: t('field.royaltyRate'), kind: 'rate', hint: t('hint.royalty') },
    { field: 'place', label: t('field.place') },
    { field: 'startOn', label: t('field.startOn'), kind: 'day' },
    {
      field: 'endOn',
      label: t('field.endOn'),
      kind: 'day',
      hint: (
        <>
          {rule} {source}
          {period && !period.holidaysKnown && ` ${t('rule.calendar', { year: (notice.startOn ?? '').slice(0, 4) })}`}
        </>
      ),
      ...(unconfirmed ? { mark: <UnconfirmedMark /> } : {}),
    },
    { field: 'contact', label: t('field.contact'), hint: t('hint.contact'), wide: true },
    { field: 'text', label: t('field.text'), kind: 'area', wide: true, hint: t('hint.text') },
    { field: 'closedOn', label: t('field.closedOn'), kind: 'day' },
    { field: 'result', label: t('field.result') },
  ];
  const fields = terms.map((f) => ({ ...f, disabled: isFixed(notice, f.field, rules.date) }));
  const save = (field: string, value: unknown) =>
    field === 'closedOn' && typeof value === 'string'
      ? closeNotice(file, notice.id, value, rules.date)
      : editNotice(notice.id, { [field]: value } as Partial<Notice>, rules);
  return (
    <Panel title={t('section.notice')} extra={<StatusTag tone={state.tone}>{state.words}</StatusTag>}>
      <NoticeActs key={notice.id} file={file} notice={notice} rules={rules} />
      <RecordForm table="notices" row={notice} fields={fields} onSave={save} />
      <FileField
        label={t('section.proof')}
        name={`notices/${notice.id}/attachmentIds`}
        hint={t('proof.empty')}
        pickLabel={t('proof.add')}
        files={proofs.map((a) => ({ id: a.id, name: a.name ?? '', ...(a.size === undefined ? {} : { size: a.size }) }))}
        onPick={() => void pickFiles(['image', 'pdf'], true).then((files) => (files.length > 0 ? addProof(notice, files).then(say) : undefined))}
        onDrop={(files) => void add(files)}
        onOpen={(f) => {
          const a = proofs.find((p) => p.id === f.id);
          if (a?.hash) void openVaultFile(a.hash, a.name ?? '');
        }}
        onRemove={(f) => void dropProof(notice, f.id).then(say)}
      />
    </Panel>
  );
}
