import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { holdFiles, isSheet, offerDrop } from '../session/drop.ts';
import { navigate } from '../session/route.ts';
import { notify } from '../session/trouble.ts';
import { hasRoom } from './routes.tsx';

const CONTRACTS = /\.(docx|pdf|txt|doc|wps|png|jpe?g)$/i;

/** Files may be dropped anywhere: the room on screen is asked first; a sheet goes to 导入, a contract starts a project. */
export function DropCatcher() {
  const { t } = useTranslation('shell');
  const [over, setOver] = useState(false);
  useEffect(() => {
    const files = (e: DragEvent) => e.dataTransfer?.types.includes('Files') === true;
    const drag = (e: DragEvent) => {
      if (files(e)) {
        e.preventDefault();
        setOver(true);
      }
    };
    const leave = (e: DragEvent) => {
      if (e.relatedTarget === null) setOver(false);
    };
    const drop = (e: DragEvent) => {
      setOver(false);
      if (!files(e) || e.defaultPrevented) return;
      e.preventDefault();
      takeFiles([...e.dataTransfer!.files], () => notify(t('drop.unknown'), 'attention'));
    };
    const done = () => setOver(false);
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('drop', done, true);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('drop', done, true);
    };
  }, [t]);
  return over ? (
    <div className="drop-here" aria-hidden="true">
      <p>{t('drop.here')}</p>
    </div>
  ) : null;
}

/** Sends files where they belong; `unknown` is told when no room takes this kind. */
export function takeFiles(files: File[], unknown: () => void): void {
  if (files.length === 0 || offerDrop(files)) return;
  if (files.every(isSheet) && hasRoom('import')) {
    holdFiles(files);
    navigate({ room: 'import' });
  } else if (files.some((f) => CONTRACTS.test(f.name)) && hasRoom('deals')) {
    holdFiles(files);
    navigate({ room: 'deals', tab: 'from-file' });
  } else unknown();
}
