import { chinaMinute } from '../../../shared/time.ts';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useObserve } from '../../data/observe.ts';
import { fileActions } from '../../data/produced.ts';
import { documentsFrom } from '../../data/queries/contracts.ts';
import { FileDone } from '../../ui/FileDone.tsx';
import { StaleMark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { WhichToSign } from './WhichToSign.tsx';

const SHOWN = 6;

/** Files made from this version, newest first; what was made before a change says so. */
export function Files({ contractId, contentId }: { contractId: string; contentId: string }) {
  const { t } = useTranslation('contracts');
  const files = useObserve(() => documentsFrom(contractId), [contractId]);
  const [newest, ...older] = files ?? [];
  if (!newest) return null;
  const at = (iso: string | undefined) => t('files.at', { at: chinaMinute(iso) });
  return (
    <Panel title={t('files.title')}>
      <FileDone
        name={newest.name ?? ''}
        note={newest.contentId === contentId ? at(newest.madeOn) : <StaleMark changed={t('files.stale')} />}
        {...fileActions(newest)}
      />
      <WhichToSign kinds={[newest, ...older].map((f) => f.kind)} />
      {older.length > 0 && (
        <ul className="older-files">
          {older.slice(0, SHOWN).map((f) => (
            <li key={f.id}>
              <span className="older-name">{f.name}</span>
              <span className="muted small">{at(f.madeOn)}</span>
              {f.contentId !== contentId && <StaleMark />}
              <Button size="small" type="text" onClick={fileActions(f).onOpen}>
                {t('open')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
