import { Button } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProducedDocument } from '../../shared/domain/contract.ts';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import type { TableName } from '../../shared/domain/tables.ts';
import { isRefusal } from '../../shared/result.ts';
import { useObserve } from '../data/observe.ts';
import { fileActions, keepMade } from '../data/produced.ts';
import { documentsFrom } from '../data/queries/contracts.ts';
import { logError, reportError } from '../data/report.ts';
import { workspace } from '../data/store.ts';
import { notify, raise, showRefusal, type WordKey } from '../session/trouble.ts';
import { FileDone } from '../ui/FileDone.tsx';
import { StaleMark } from '../ui/marks.tsx';
import { docxOf } from './make.ts';

export type Job = { dealId: string; kind: string; sourceTable: TableName; sourceId: string; intent: string };
export type Making = { name: string; document: DocumentModel } | null;
/** A file to be: its bytes are asked for when everything else is known. */
export type MakingFile = { name: string; contentId: string; bytes: () => Promise<Uint8Array> } | null;
type MakeButton<T> = {
  job: Job;
  label: string;
  build: () => T | Promise<T>;
  /** what is said where it could not be made */ failed: WordKey;
  type?: 'primary';
  disabled?: boolean;
  title?: string;
  onMade?: (file: ProducedDocument) => void;
};

/** 示例 or 实训 across the pages of a produced file; nothing in the 正式库. Always in Chinese, like the documents. */
export function useWatermark(): string {
  const { i18n } = useTranslation();
  const of = workspace();
  return of === 'work' ? '' : i18n.getFixedT('zh', 'shell')(`workspace.${of}Mark`);
}

/** The button that makes one .docx. `build` answers null where it must not be made. */
export function MakeDocx({ build, ...rest }: MakeButton<Making>) {
  const file = async (): Promise<MakingFile> => {
    const making = await build();
    return making && { name: making.name, contentId: making.document.contentId, bytes: () => docxOf(making.document) };
  };
  return <MakeFile {...rest} build={file} />;
}

/** The button that makes one file; failures keep everything and say so. */
export function MakeFile({ job, label, build, failed, type, disabled, title, onMade }: MakeButton<MakingFile>) {
  const { t } = useTranslation('ui');
  const [busy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      const making = await build();
      if (!making) return;
      const bytes = await making.bytes();
      const { intent, ...of } = job;
      const kept = await keepMade({ ...of, name: making.name, bytes, contentId: making.contentId }, intent);
      if (isRefusal(kept)) {
        showRefusal(kept);
        return;
      }
      notify(kept.name ?? '', 'done', { label: t('file.open'), run: fileActions(kept).onOpen });
      onMade?.(kept);
    } catch (error) {
      logError(job.intent, error);
      raise({ intent: job.intent, what: { of: failed }, repair: { label: 'export:again', run: () => void make() }, detail: String(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button {...(type ? { type } : {})} loading={busy} disabled={disabled ?? false} title={title} data-make={job.kind} onClick={() => void make()}>
      {label}
    </Button>
  );
}

/** What the record's file would hold now; undefined until that is known. */
function useContentId(of: string | (() => Promise<string>) | undefined, made: boolean): string | undefined {
  const [found, setFound] = useState<string>();
  useEffect(() => {
    if (typeof of !== 'function' || !made) return;
    let wanted = true;
    of().then(
      (id) => wanted && setFound(id),
      (error: unknown) => reportError('document.contentId', error),
    );
    return () => {
      wanted = false;
    };
  }, [of, made]);
  return typeof of === 'function' ? found : of;
}

/** The newest file made from a record, what can be done with it, and 已过时 when the record says something else now. */
export function LatestFile({
  sourceId,
  kinds,
  contentId,
  stale,
  note,
}: {
  sourceId: string;
  kinds?: readonly string[];
  /** a function where it is dear: asked only when there is a file */
  contentId?: string | (() => Promise<string>);
  stale?: string;
  note?: (file: ProducedDocument) => ReactNode;
}) {
  const files = useObserve(() => documentsFrom(sourceId), [sourceId]);
  const file = files?.find((f) => !kinds || kinds.includes(f.kind ?? ''));
  const made = file !== undefined;
  const now = useContentId(contentId, made);
  if (!file) return null;
  const old = now !== undefined && file.contentId !== now;
  return (
    <div className="made-file">
      <FileDone name={file.name ?? ''} note={old ? <StaleMark {...(stale ? { changed: stale } : {})} /> : note?.(file)} {...fileActions(file)} />
    </div>
  );
}
