import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../../shared/result.ts';
import { showRefusal } from '../session/trouble.ts';
import { StatusTag, UnconfirmedMark } from './marks.tsx';
import { ProposedClause } from './ProposedClause.tsx';
import { useKeptText } from './use-kept-text.ts';
import './findings.css';

/** One finding in finished words. `must` stops the next stage; `ask` takes a written reason and remembers it. */
export type FindingLine = {
  key: string;
  level: 'must' | 'ask';
  text: string;
  /** what follows from it: 合同效力风险, 不予登记风险, 约定缺失 … */
  consequence?: string;
  source?: string;
  /** how it can be mended, or the passage it was found in */
  detail?: string;
  /** the clause that could stand there */
  proposed?: string;
  /** puts the clause there */
  onTake?: () => void;
  confirmed: boolean;
  /** takes a written reason though it is `must`: nobody here can mend it any more */
  answerable?: boolean;
  answer?: { reason: string; by?: string; at?: string };
  /** keeps a reason that is being written */
  draftKey?: string;
  /** goes to the very field */
  onOpen?: () => void;
};

/** Findings, 必须修改 first, answered ones last. `onAnswer` missing: reasons can only be read. */
export function FindingList({
  findings,
  onAnswer,
  none,
}: {
  findings: readonly FindingLine[];
  onAnswer?: (key: string, reason: string | undefined) => Promise<unknown> | void;
  none?: string;
}) {
  const { t } = useTranslation('ui');
  if (findings.length === 0)
    return (
      <p className="finding-none">
        <StatusTag tone="done">{none ?? t('finding.none')}</StatusTag>
      </p>
    );
  const rank = (f: FindingLine) => (f.answer ? 2 : f.level === 'must' ? 0 : 1);
  return (
    <ol className="finding-list" data-tour="findings">
      {[...findings]
        .sort((a, b) => rank(a) - rank(b))
        .map((f) => (
          <Finding key={f.key} finding={f} {...(onAnswer ? { onAnswer } : {})} />
        ))}
    </ol>
  );
}

function Finding({ finding: f, onAnswer }: { finding: FindingLine; onAnswer?: (key: string, reason: string | undefined) => Promise<unknown> | void }) {
  const { t } = useTranslation('ui');
  const [typing, setTyping] = useState(false);
  const reason = useKeptText(onAnswer ? f.draftKey : undefined, f.answer?.reason ?? '');
  const open = typing || reason.found;
  const save = async () => {
    const written = reason.text.trim();
    const answer = await onAnswer?.(f.key, written === '' ? undefined : written);
    if (isRefusal(answer)) return showRefusal(answer);
    reason.settle(written);
    setTyping(false);
  };
  return (
    <li className={`finding finding-${f.answer ? 'answered' : f.level}`} data-finding={f.key}>
      <p className="finding-head">
        <StatusTag tone={f.answer ? 'neutral' : f.level === 'must' ? 'blocked' : 'attention'}>{t(`finding.${f.answer ? 'answered' : f.level}`)}</StatusTag>
        {f.consequence && <span className="finding-consequence">{f.consequence}</span>}
        {!f.confirmed && <UnconfirmedMark />}
      </p>
      <p className="finding-text">
        {f.onOpen ? (
          <button type="button" className="link" onClick={f.onOpen}>
            {f.text}
          </button>
        ) : (
          f.text
        )}
      </p>
      {f.detail && <p className="finding-detail">{f.detail}</p>}
      {f.proposed && <ProposedClause clause={f.proposed} {...(f.onTake ? { onTake: f.onTake } : {})} />}
      {f.source && (
        <p className="finding-source">
          {t('finding.source')}
          {f.source}
        </p>
      )}
      {f.answer && !open && (
        <p className="finding-answer">
          {t('finding.reason')}
          {f.answer.reason}
          {f.answer.by ? ` — ${f.answer.by}` : ''}
        </p>
      )}
      {(f.level === 'ask' || f.answerable) &&
        onAnswer &&
        (open ? (
          <div className="finding-answering">
            <Input.TextArea
              rows={2}
              autoFocus
              value={reason.text}
              aria-label={t('finding.reasonLabel')}
              placeholder={t('finding.reasonLabel')}
              maxLength={2000}
              onChange={(e) => reason.type(e.target.value)}
            />
            <Button size="small" type="primary" disabled={reason.text.trim() === '' && !f.answer} onClick={() => void save()}>
              {t('finding.keepReason')}
            </Button>
            <Button
              size="small"
              onClick={() => {
                setTyping(false);
                reason.settle(f.answer?.reason ?? '');
              }}
            >
              {t('finding.leave')}
            </Button>
          </div>
        ) : (
          <button type="button" className="link small" onClick={() => setTyping(true)}>
            {t(f.answer ? 'finding.changeReason' : 'finding.giveReason')}
          </button>
        ))}
    </li>
  );
}
