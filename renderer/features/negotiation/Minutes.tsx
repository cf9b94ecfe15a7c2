import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Round } from '../../../shared/domain/deal.ts';
import { LatestFile, MakeDocx, useWatermark } from '../../documents/MadeFile.tsx';
import { minutesDocument, sharedRound } from '../../documents/minutes-docx.ts';

function useMinutes(file: DealFile, round: Round) {
  const { i18n } = useTranslation();
  const watermark = useWatermark();
  return useMemo(() => {
    const zh = i18n.getFixedT('zh', 'negotiation');
    const buying = file.deal.role === 'buyer';
    const [our, their] = buying ? [file.buyer, file.seller] : [file.seller, file.buyer];
    return minutesDocument({
      dealName: file.deal.name ?? '',
      round: sharedRound(round),
      ourName: our?.name ?? '',
      theirName: their?.name ?? '',
      watermark,
      modeName: round.licenseMode ? zh(`mode.${round.licenseMode}`) : '',
      outcomeName: round.outcome ? zh(`outcome.${round.outcome}`) : '',
    });
  }, [file, round, i18n, watermark]);
}

export function MakeMinutes({ file, round }: { file: DealFile; round: Round }) {
  const { t } = useTranslation('negotiation');
  const document = useMinutes(file, round);
  return (
    <MakeDocx
      label={t('minutesDoc')}
      failed="negotiation:file.failed"
      job={{ dealId: file.deal.id, kind: 'minutes', sourceTable: 'rounds', sourceId: round.id, intent: 'round.minutes' }}
      build={() => ({ name: t('file.name', { deal: file.deal.name ?? '', no: round.no ?? 0 }), document })}
    />
  );
}

export function MadeMinutes({ file, round }: { file: DealFile; round: Round }) {
  const { t } = useTranslation('negotiation');
  const document = useMinutes(file, round);
  return <LatestFile sourceId={round.id} kinds={['minutes']} contentId={document.contentId} stale={t('file.stale')} />;
}
