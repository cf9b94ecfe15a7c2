import { Button } from 'antd';
import type { TFunction } from 'i18next';
import { useCallback, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { plainLines } from '../../../shared/domain/contract/blocks.ts';
import { appraisalWords } from '../../../shared/domain/checks/words.ts';
import { bannedWords } from '../../../shared/domain/checks/worksheet-printed.ts';
import { valuedIn } from '../../../shared/domain/checks/worksheet-says.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Worksheet } from '../../../shared/domain/deal.ts';
import { isRefusal, refuse, type Refusal } from '../../../shared/result.ts';
import { LatestFile, MakeDocx, MakeFile, useWatermark } from '../../documents/MadeFile.tsx';
import { workbookOf } from '../../documents/make.ts';
import { showRefusal } from '../../session/trouble.ts';
import type { Figures } from './compute.ts';
import { bookId } from './book-id.ts';

// the methods and their charts come when a file is made, or where one was
const notes = async () => (await import('./note.ts')).noteOf;
const charts = async () => (await import('./note-charts.ts')).withCharts;
const books = async () => (await import('./workbook.ts')).bookOf;

/** A word of a statutory appraisal in what would be printed: no file is made with it. */
const forbidden = (file: DealFile, sheet: Worksheet): string | undefined => bannedWords(sheet, valuedIn(file))[0]?.quote?.text;

type Props = { file: DealFile; sheet: Worksheet; figures: Figures | Refusal };

/** 生成测算说明: only when there is a result to explain; charts are drawn when it is made. */
export function NoteFile({ file, sheet, figures }: Props) {
  const { t, i18n } = useTranslation('valuation');
  const watermark = useWatermark();
  if (isRefusal(figures))
    return (
      <Button type="primary" disabled>
        {t('makeNote')}
      </Button>
    );
  const build = async () => {
    const zh = i18n.getFixedT('zh') as TFunction;
    const [noteOf, withCharts] = await Promise.all([notes(), charts()]);
    const note = noteOf(zh, file, sheet, figures, watermark);
    const word = forbidden(file, sheet) ?? appraisalWords(plainLines(note).join('\n'))[0]?.text;
    if (word !== undefined) {
      showRefusal(refuse('documents.wordsForbidden', { params: { word } }));
      return null;
    }
    return { name: t('file.name', { deal: file.deal.name ?? '', n: sheet.version ?? 1 }), document: await withCharts(zh, note, sheet, figures) };
  };
  return (
    <MakeDocx
      type="primary"
      label={t('makeNote')}
      failed="valuation:file.failed"
      job={{ dealId: file.deal.id, kind: 'worksheet', sourceTable: 'worksheets', sourceId: sheet.id, intent: 'worksheet.note' }}
      build={build}
    />
  );
}

/** 导出 Excel: the same figures as live formulas, a sheet a method. */
export function WorkbookFile({ file, sheet, figures }: Props) {
  const { t, i18n } = useTranslation('valuation');
  const mark = useWatermark();
  if (isRefusal(figures)) return <Button disabled>{t('makeBook')}</Button>;
  const build = async () => {
    const word = forbidden(file, sheet);
    if (word !== undefined) {
      showRefusal(refuse('documents.wordsForbidden', { params: { word } }));
      return null;
    }
    const book = (await books())(i18n.getFixedT('zh') as TFunction, file, sheet, figures, mark);
    if (isRefusal(book)) {
      showRefusal(book);
      return null;
    }
    return { name: t('file.book', { deal: file.deal.name ?? '', n: sheet.version ?? 1 }), contentId: book.contentId, bytes: () => workbookOf(book) };
  };
  return (
    <MakeFile
      label={t('makeBook')}
      failed="valuation:file.bookFailed"
      job={{ dealId: file.deal.id, kind: 'workbook', sourceTable: 'worksheets', sourceId: sheet.id, intent: 'worksheet.workbook' }}
      build={build}
    />
  );
}

/** The files made last; 已过时 when their figures are no longer the sheet's. */
export function MadeNote(props: Props) {
  const { t, i18n } = useTranslation('valuation');
  // after the figures themselves: a note is long, and asked for only where one was made
  const { file, sheet, figures } = useDeferredValue(props);
  const noteId = useCallback(
    async () => (isRefusal(figures) ? '' : (await notes())(i18n.getFixedT('zh') as TFunction, file, sheet, figures, '').contentId),
    [file, sheet, figures, i18n],
  );
  const fileBookId = useCallback(() => Promise.resolve(bookId(file, sheet)), [file, sheet]);
  return (
    <>
      <LatestFile sourceId={sheet.id} kinds={['worksheet']} stale={t('stale.note')} {...(isRefusal(figures) ? {} : { contentId: noteId })} />
      <LatestFile sourceId={sheet.id} kinds={['workbook']} stale={t('stale.note')} contentId={fileBookId} />
    </>
  );
}
