import { Button, Checkbox } from 'antd';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { checkContract } from '../../../shared/domain/checks/contract.ts';
import type { Contract } from '../../../shared/domain/contract.ts';
import { articlesIn, type TextArticle } from '../../../shared/domain/contract-text/articles-in.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { blocks } from '../../../shared/domain/finding.ts';
import { headOf } from '../../../shared/domain/reason-words.ts';
import { isRefusal } from '../../../shared/result.ts';
import { sha256Hex } from '../../../shared/change/chain.ts';
import { useRules } from '../../data/day.ts';
import { findingLines } from '../../data/findings.ts';
import { RoomMissing } from '../../data/RoomMissing.tsx';
import { openVaultFile } from '../../data/vault.ts';
import { showRefusal } from '../../session/trouble.ts';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { fieldName } from '../../ui/RecordForm.tsx';
import { Adopt } from './adopt/Adopt.tsx';
import { markSigned } from './edit-contract.ts';
import { LockPanel } from './LockPanel.tsx';
import { Precheck } from './precheck/Precheck.tsx';

type Mark = { key: string; start: number; end: number };

/** Somebody else's text with what the checks found in it; a finding leads to its words. */
export function ForeignContract({ file, contract, head, onMade }: { file: DealFile; contract: Contract; head: ReactNode; onMade: (id: string) => void }) {
  const { t } = useTranslation('contracts');
  const box = useRef<HTMLDivElement>(null);
  const rules = useRules(file.seller?.region);
  const findings = useMemo(() => checkContract(file, contract, rules), [file, contract, rules]);
  const text = contract.foreignText ?? '';
  const articles = useMemo(() => articlesIn(text), [text]);
  const marks = useMemo(
    () => findings.flatMap((f): Mark[] => (f.quote ? [{ key: f.key, start: f.quote.start, end: f.quote.end }] : [])).sort((a, b) => a.start - b.start),
    [findings],
  );
  const attachment = file.attachments.find((a) => a.id === contract.attachmentId);
  const lines = findingLines(t, findings, { dealId: file.deal.id, achievementId: file.deal.achievementId, answers: file.answers }).map((line) => {
    const quote = findings.find((f) => f.key === line.key)?.quote;
    return quote
      ? {
          ...line,
          detail: [line.detail, `“${quote.text}”`].filter(Boolean).join(' '),
          onOpen: () => box.current?.querySelector(`[data-mark="${CSS.escape(line.key)}"]`)?.scrollIntoView({ block: 'center' }),
        }
      : line;
  });
  const must = blocks(findings, file.answers).length;
  const [adopting, adopt] = useState(false);
  const [prechecking, precheck] = useState(false);
  const sign = (signed: boolean) =>
    void markSigned(contract.id, signed).then((a) => {
      if (isRefusal(a)) showRefusal(a);
    });
  if (prechecking) return <Precheck file={file} contract={contract} rules={rules} onClose={() => precheck(false)} />;
  if (adopting) return <Adopt file={file} contract={contract} onClose={() => adopt(false)} onMade={onMade} />;
  return (
    <Page
      title={t('title')}
      record={{ table: 'contracts', id: contract.id }}
      rail={<RoomMissing dealId={file.deal.id} title={t('rail.checks')} none={t('rail.none')} lines={lines} />}
    >
      {head}
      <div className="toolbar contract-acts">
        {attachment?.hash && <Button onClick={() => void openVaultFile(attachment.hash!, attachment.name ?? '')}>{t('foreign.openFile')}</Button>}
        <span className="muted small">{text === '' ? t('foreign.noText') : t('foreign.readOk', { chars: text.length })}</span>
        <Checkbox checked={contract.signed === true} disabled={contract.state === 'locked'} onChange={(e) => sign(e.target.checked)}>
          {t('foreign.signed')}
        </Checkbox>
        <span className="spring" />
        <Button data-act="precheck" onClick={() => precheck(true)}>
          {t('precheck:open')}
        </Button>
        {articles.length > 0 && <Button onClick={() => adopt(true)}>{t('adopt:open')}</Button>}
        <LockPanel contract={contract} dealId={file.deal.id} contentId={attachment?.hash ?? sha256Hex(text)} must={must} />
      </div>
      {contract.signed === true && contract.state !== 'locked' && must > 0 && <p className="muted small">{t('foreign.signedHint')}</p>}
      {text !== '' && (
        <Panel title={contract.title}>
          <div ref={box} className="foreign-text">
            {inArticles(text, marks, articles, contract.id)}
          </div>
        </Panel>
      )}
    </Page>
  );
}

/** The text by its articles, each of which can be called; what stands between them as it is. */
function inArticles(text: string, marks: readonly Mark[], articles: readonly TextArticle[], id: string): ReactNode[] {
  const out: ReactNode[] = [];
  let at = 0;
  for (const { start, end, text: words } of articles) {
    if (start < at) continue;
    out.push(
      ...marked(text, marks, at, start),
      <span key={`article ${start}`} data-field={fieldName('contracts', id, `foreignText.heading:${headOf(words)}`)}>
        {marked(text, marks, start, end)}
      </span>,
    );
    at = end;
  }
  return [...out, ...marked(text, marks, at, text.length)];
}

/** A piece of the text cut at the marks; overlapping marks keep the first. */
function marked(text: string, marks: readonly Mark[], from: number, to: number): ReactNode[] {
  const out: ReactNode[] = [];
  let at = from;
  for (const m of marks) {
    if (m.start < at || m.start >= to) continue;
    const end = Math.min(m.end, to);
    out.push(
      text.slice(at, m.start),
      <mark key={m.key} data-mark={m.key}>
        {text.slice(m.start, end)}
      </mark>,
    );
    at = end;
  }
  out.push(text.slice(at, to));
  return out;
}
