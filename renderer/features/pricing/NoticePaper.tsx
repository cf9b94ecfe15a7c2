import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Notice } from '../../../shared/domain/deal.ts';
import type { DocumentModel } from '../../../shared/domain/contract/blocks.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { LatestFile, MakeDocx, useWatermark } from '../../documents/MadeFile.tsx';
import { noticeDocument } from '../../documents/notice-docx.ts';
import { noticeMoved, noticeSays, noticeWords, type NoticeMoved } from '../../documents/notice-words.ts';
import { blocksToPrintDocument } from '../../documents/print-page.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import '../../documents/print-page.css';

type Props = { file: DealFile; notice: Notice; rules: RuleBook };

function useNoticePaper({ file, notice, rules }: Props): { document: DocumentModel; moved: NoticeMoved[] } {
  const { i18n } = useTranslation();
  const watermark = useWatermark();
  return useMemo(() => {
    const now = noticeWords(i18n.getFixedT('zh', 'pricing'), file, notice, rules);
    const { title, ...rest } = notice;
    return { document: noticeDocument({ ...noticeSays(notice, now), notice: rest, achievementName: title ?? '', watermark }), moved: noticeMoved(notice, now) };
  }, [file, notice, rules, i18n, watermark]);
}

/** The button that makes the notice's file. */
export function MakeNotice(props: Props) {
  const { t } = useTranslation('pricing');
  const { document } = useNoticePaper(props);
  return (
    <MakeDocx
      label={t('makeNotice')}
      failed="pricing:file.failed"
      job={{ dealId: props.file.deal.id, kind: 'notice', sourceTable: 'notices', sourceId: props.notice.id, intent: 'notice.file' }}
      build={() => ({ name: t('file.name', { deal: props.notice.title ?? '' }), document })}
    />
  );
}

/** The notice as it will hang on the board: a draft from the data as they are now, a published one from the words it kept. */
export function NoticePaper(props: Props) {
  const { t } = useTranslation('pricing');
  const { document, moved } = useNoticePaper(props);
  const said = (m: NoticeMoved, words: string): string => (words === '' ? '—' : m.field === 'pricingRoute' ? t(`route.${words}` as 'route.agreed') : words);
  return (
    <Panel title={t('section.text')} extra={<MakeNotice {...props} />}>
      <LatestFile sourceId={props.notice.id} kinds={['notice']} contentId={document.contentId} stale={t('noticeStale')} />
      {moved.length > 0 && (
        <div className="small" data-testid="notice-moved">
          <StatusTag tone="attention">{t('movedSince.title')}</StatusTag>
          <ul>
            {moved.map((m) => (
              <li key={m.field}>{t('movedSince.line', { name: t(`movedSince.${m.field}`), was: said(m, m.was), now: said(m, m.now) })}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="pricing-paper" data-testid="notice-paper">
        {blocksToPrintDocument(document)}
      </div>
    </Panel>
  );
}
