import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { LatestFile, MakeDocx, useWatermark } from '../../documents/MadeFile.tsx';
import type { DocumentModel } from '../../../shared/domain/contract/blocks.ts';
import type { Figures } from './compute.ts';
import { noteOf } from './note.ts';

type Props = { file: DealFile; sheet: Worksheet; figures: Figures | Refusal };

function useNote({ file, sheet, figures }: Props): DocumentModel | null {
  const { i18n } = useTranslation();
  const watermark = useWatermark();
  return useMemo(() => {
    if (isRefusal(figures)) return null;
    return noteOf(i18n.getFixedT('zh') as TFunction, file, sheet, figures, watermark);
  }, [file, sheet, figures, i18n, watermark]);
}

/** 生成测算说明: only when there is a result to explain. */
export function NoteFile(props: Props) {
  const { t } = useTranslation('valuation');
  const note = useNote(props);
  const { file, sheet } = props;
  if (!note)
    return (
      <Button type="primary" disabled>
        {t('makeNote')}
      </Button>
    );
  return (
    <MakeDocx
      type="primary"
      label={t('makeNote')}
      failed={t('file.failed')}
      job={{ dealId: file.deal.id, kind: 'worksheet', sourceTable: 'worksheets', sourceId: sheet.id, intent: 'worksheet.note' }}
      build={() => ({ name: t('file.name', { deal: file.deal.name ?? '', n: sheet.version ?? 1 }), document: note })}
    />
  );
}

/** The note made last; 已过时 when its figures are no longer the sheet's. */
export function MadeNote(props: Props) {
  const { t } = useTranslation('valuation');
  const note = useNote(props);
  return <LatestFile sourceId={props.sheet.id} kinds={['worksheet']} stale={t('stale.note')} {...(note ? { contentId: note.contentId } : {})} />;
}
