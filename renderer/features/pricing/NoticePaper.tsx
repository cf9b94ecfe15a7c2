import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { daysPublished } from '../../../shared/domain/checks/pricing.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Notice } from '../../../shared/domain/deal.ts';
import type { DocumentModel } from '../../../shared/domain/contract/blocks.ts';
import type { RuleBook } from '../../../shared/rules/engine.ts';
import { LatestFile, MakeDocx, useWatermark } from '../../documents/MadeFile.tsx';
import { noticeDocument } from '../../documents/notice-docx.ts';
import { blocksToPrintDocument } from '../../documents/print-page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import '../../documents/print-page.css';

type Props = { file: DealFile; notice: Notice; rules: RuleBook };

function useNoticePaper({ file, notice, rules }: Props): DocumentModel {
  const { i18n } = useTranslation();
  const watermark = useWatermark();
  return useMemo(() => {
    const zh = i18n.getFixedT('zh', 'pricing');
    const period = daysPublished(notice, rules);
    const mode = file.rounds.at(-1)?.licenseMode;
    const { title, ...rest } = notice;
    return noticeDocument({
      notice: rest,
      achievementName: title ?? '',
      otherParty: file.buyer?.name ?? '',
      otherPartyLabel: zh('paper.other', { context: file.deal.route }),
      officeName: file.seller?.name ?? file.office?.name ?? '',
      watermark,
      wayName: [file.deal.route ? zh(`way.${file.deal.route}`) : '', file.deal.route === 'license' && mode ? zh(`mode.${mode}`) : '']
        .filter(Boolean)
        .join(' · '),
      periodText: period ? zh(`paper.${period.kind}`, { n: period.days }) : '',
    });
  }, [file, notice, rules, i18n, watermark]);
}

/** The button that makes the notice's file. */
export function MakeNotice(props: Props) {
  const { t } = useTranslation('pricing');
  const document = useNoticePaper(props);
  return (
    <MakeDocx
      label={t('makeNotice')}
      failed={t('file.failed')}
      job={{ dealId: props.file.deal.id, kind: 'notice', sourceTable: 'notices', sourceId: props.notice.id, intent: 'notice.file' }}
      build={() => ({ name: t('file.name', { deal: props.notice.title ?? '' }), document })}
    />
  );
}

/** The notice as it will hang on the board, always from the data as they are now. */
export function NoticePaper(props: Props) {
  const { t } = useTranslation('pricing');
  const document = useNoticePaper(props);
  return (
    <Panel title={t('section.text')} extra={<MakeNotice {...props} />}>
      <LatestFile sourceId={props.notice.id} kinds={['notice']} contentId={document.contentId} stale={t('noticeStale')} />
      <div className="pricing-paper" data-testid="notice-paper">
        {blocksToPrintDocument(document)}
      </div>
    </Panel>
  );
}
