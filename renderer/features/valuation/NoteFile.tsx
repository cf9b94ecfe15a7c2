import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { LatestFile, MakeDocx, MakeFile, useWatermark } from '../../documents/MadeFile.tsx';
import { workbookOf } from '../../documents/make.ts';
import { showRefusal } from '../../session/trouble.ts';
import type { DocumentModel } from '../../../shared/domain/contract/blocks.ts';
import type { Figures } from './compute.ts';
import { noteOf } from './note.ts';
import { bookId, bookOf } from './workbook.ts';

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

/** 导出 Excel: the same figures as live formulas, a sheet a method. */
export function WorkbookFile({ file, sheet, figures }: Props) {
  const { t, i18n } = useTranslation('valuation');
  if (isRefusal(figures)) return <Button disabled>{t('makeBook')}</Button>;
  const build = () => {
    const book = bookOf(i18n.getFixedT('zh') as TFunction, file, sheet, figures);
    if (isRefusal(book)) {
      showRefusal(book);
      return null;
    }
    return { name: t('file.book', { deal: file.deal.name ?? '', n: sheet.version ?? 1 }), contentId: book.contentId, bytes: () => workbookOf(book) };
  };
  return (
    <MakeFile
      label={t('makeBook')}
      failed={t('file.bookFailed')}
      job={{ dealId: file.deal.id, kind: 'workbook', sourceTable: 'worksheets', sourceId: sheet.id, intent: 'worksheet.workbook' }}
      build={build}
    />
  );
}

/** The note made last; 已过时 when its figures are no longer the sheet's. */
export function MadeNote(props: Props) {
  const { t } = useTranslation('valuation');
  const note = useNote(props);
  return (
    <>
      <LatestFile sourceId={props.sheet.id} kinds={['worksheet']} stale={t('stale.note')} {...(note ? { contentId: note.contentId } : {})} />
      <LatestFile sourceId={props.sheet.id} kinds={['workbook']} stale={t('stale.note')} contentId={bookId(props.file, props.sheet)} />
    </>
  );
}
