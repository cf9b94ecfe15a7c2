/** How many pages a file without text has, so that each can be ticked; none until they are counted. */
import { useEffect, useState } from 'react';
import type { Attachment } from '../../../shared/domain/contract.ts';
import { runDocument } from '../../workers/documents.ts';
import { reportError } from '../report.ts';
import { readVaultFile } from '../vault.ts';

const NONE: readonly number[] = [];

export function useScannedPages(file: Pick<Attachment, 'hash' | 'name'> | undefined): readonly number[] {
  const [pages, setPages] = useState(NONE);
  const [hash, name] = [file?.hash, file?.name];
  useEffect(() => {
    if (hash === undefined) return;
    let gone = false;
    const count = async () => {
      const read = await runDocument({ kind: 'inspect-file', bytes: await readVaultFile(hash), name: name ?? '' });
      if (!gone && read.ok) setPages(Array.from({ length: read.value.pages ?? 0 }, (_, i) => i + 1));
    };
    count().catch((e: unknown) => reportError('precheck.pages', e));
    return () => {
      gone = true;
    };
  }, [hash, name]);
  return pages;
}
