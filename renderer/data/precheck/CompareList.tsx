import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../shared/domain/deal.ts';
import type { CompareItem } from '../../../shared/domain/precheck/compare.ts';
import { isRefusal } from '../../../shared/result.ts';
import { showRefusal } from '../../session/trouble.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { answerFinding } from '../findings.ts';

const OF_FACT = ['same', 'differs', 'absent'] as const;
const OF_PAGE = ['seen', 'trouble'] as const;
type Result = (typeof OF_FACT)[number] | (typeof OF_PAGE)[number];
const GOOD: readonly Result[] = ['same', 'seen'];

/** What only a person can compare on a scan: each fact of the form and each page, with the answers kept in the deal. */
export function CompareList({ items, dealId, answers }: { items: readonly CompareItem[]; dealId?: string; answers: readonly Answer[] }) {
  const { t } = useTranslation('precheck');
  const kept = new Map(answers.flatMap((a) => (a.archived === true || a.findingKey === undefined ? [] : [[a.findingKey, a] as const])));
  const done = items.filter((i) => kept.has(i.key)).length;
  return (
    <Panel title={t('compare.title')} extra={<span className="muted small">{t('compare.done', { done, all: items.length })}</span>}>
      <p className="muted small">{t('compare.lead')}</p>
      <ol className="precheck-compare">
        {items.map((item) => (
          <Line key={item.key} item={item} answer={kept.get(item.key)} {...(dealId === undefined ? {} : { dealId })} />
        ))}
      </ol>
    </Panel>
  );
}

function Line({ item, answer, dealId }: { item: CompareItem; answer: Answer | undefined; dealId?: string }) {
  const { t } = useTranslation('precheck');
  const [result, choose] = useState<Result>();
  const [where, say] = useState('');
  const keep = (reason: string | undefined) => {
    if (dealId === undefined) return;
    void answerFinding(dealId, item.key, reason).then((a) => {
      if (isRefusal(a)) return showRefusal(a);
      choose(undefined);
      say('');
    });
  };
  const words = result && t(`compare.${result}`);
  return (
    <li data-compare={item.key}>
      <span>{item.page === undefined ? t(`fact.${item.fact ?? ''}`) : t('compare.page', { page: item.page })}</span>
      {item.form && (
        <span className="muted small"> {item.form.length > 0 ? t('compare.form', { value: item.form.join(t('ui:comma')) }) : t('compare.noForm')}</span>
      )}
      {answer ? (
        <span className="precheck-answer">
          <StatusTag tone={GOOD.some((g) => answer.reason?.startsWith(t(`compare.${g}`))) ? 'done' : 'attention'}>{answer.reason}</StatusTag>
          <span className="muted small">{answer.by}</span>
          <Button size="small" onClick={() => keep(undefined)}>
            {t('compare.clear')}
          </Button>
        </span>
      ) : (
        dealId !== undefined && (
          <span className="precheck-answer">
            <Radio.Group
              size="small"
              optionType="button"
              value={result}
              onChange={(e) => choose(e.target.value as Result)}
              options={(item.page === undefined ? OF_FACT : OF_PAGE).map((value) => ({ value, label: t(`compare.${value}`) }))}
            />
            <Input
              size="small"
              value={where}
              maxLength={200}
              placeholder={t(item.page === undefined ? 'compare.where' : 'compare.note')}
              aria-label={t(item.page === undefined ? 'compare.where' : 'compare.note')}
              onChange={(e) => say(e.target.value)}
            />
            <Button
              size="small"
              type="primary"
              disabled={words === undefined}
              onClick={() =>
                words !== undefined &&
                keep(where.trim() === '' ? t('compare.said', { result: words }) : t('compare.saidAt', { result: words, where: where.trim() }))
              }
            >
              {t('compare.keep')}
            </Button>
          </span>
        )
      )}
    </li>
  );
}
