import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultFile } from '../../../shared/bridge.ts';
import { readVaultFile } from '../../data/vault.ts';
import { Loading } from '../../ui/Loading.tsx';

/** The paper beside the form: an image as it is, a scanned PDF page by page. */
export function ScanView({ file }: { file: VaultFile }) {
  const { t } = useTranslation('deals');
  const [pages, setPages] = useState<string[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    let made: string[] = [];
    const load = async () => {
      const bytes = await readVaultFile(file.hash);
      if (file.mime.startsWith('image/')) made = [URL.createObjectURL(new Blob([bytes as BlobPart], { type: file.mime }))];
      else {
        const { pdfPictures } = await import('../../documents/pdf-pictures.ts');
        made = (await pdfPictures(bytes)).map((b) => URL.createObjectURL(b));
      }
      if (gone) made.forEach((u) => URL.revokeObjectURL(u));
      else setPages(made);
    };
    load().catch(() => {
      if (!gone) setFailed(true);
    });
    return () => {
      gone = true;
      made.forEach((u) => URL.revokeObjectURL(u));
    };
  }, [file]);
  if (failed) return <p className="muted">{t('failure.unreadable', { reason: t('failure.damaged') })}</p>;
  if (!pages) return <Loading />;
  return (
    <div className="scan-pages">
      {pages.map((src, i) => (
        <img key={src} className="scan" src={src} alt={t('proposal.page', { page: i + 1 })} />
      ))}
    </div>
  );
}
