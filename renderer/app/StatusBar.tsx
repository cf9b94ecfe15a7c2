import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Disk } from '../../shared/bridge.ts';
import { useObserve } from '../data/observe.ts';
import { useObserveSlowly } from '../data/observe-slowly.ts';
import { nameAt } from '../data/queries/named.ts';
import { unsentCount } from '../data/queries/today.ts';
import { rulePackLine, storedPack } from '../data/queries/rule-pack.ts';
import { useSaveState } from '../data/save-state.ts';
import { useSyncStatus, type Line } from '../sync/status.ts';
import { useHeld } from '../session/flush.ts';
import { isWriting, useProgress } from '../session/progress.ts';
import { navigate } from '../session/route.ts';
import { useUnsaved } from '../session/unsaved.ts';
import { ToneIcon, type Tone } from '../ui/marks.tsx';
import { clockWords } from './change-words.ts';
import { unsavedWords } from './unsaved-words.ts';

const TONES: Partial<Record<Line | 'forbidden', Tone>> = { forbidden: 'blocked', online: 'done', unauthorised: 'attention', offline: 'attention' };

const HANDED = ['filings', 'followups'] as const;
/** thousands may be on their way, and each moves twice */
const COUNTED_EVERY_MS = 500;

/** What is true now: saved, unsent, network, rules. */
export function StatusBar() {
  const { t, i18n } = useTranslation('shell');
  const unsent = useObserveSlowly(HANDED, unsentCount, COUNTED_EVERY_MS, []);
  const { line: best, asked, forbidden } = useSyncStatus();
  const line = forbidden ? 'forbidden' : best;
  const linked = useLinked();
  const pack = rulePackLine(i18n.language, useObserve(storedPack, []));
  return (
    <footer className="status" aria-label={t('status.label')} data-region data-tour="status">
      <Saved />
      <DiskSign />
      {unsent !== undefined && unsent > 0 && (
        <button type="button" onClick={() => navigate({ room: 'registration' })}>
          <ToneIcon tone="attention" />
          {t('status.unsent', { count: unsent })}
        </button>
      )}
      {asked.length > 0 && (
        <button type="button" className="status-trouble" title={t('status.askedHint')} onClick={() => navigate({ room: 'settings', tab: 'registry' })}>
          <ToneIcon tone="attention" />
          {t('status.asked')}
        </button>
      )}
      <button type="button" title={t(`status.lineHint.${line}`)} onClick={() => navigate({ room: 'settings', tab: 'registry' })}>
        {TONES[line] && <ToneIcon tone={TONES[line]} />}
        {t(linked || line === 'online' || line === 'forbidden' ? `status.line.${line}` : 'status.line.noNetwork')}
      </button>
      <span className="spring" />
      <button type="button" className={pack.unconfirmed > 0 ? 'status-unconfirmed' : undefined} onClick={() => navigate({ room: 'settings', tab: 'rules' })}>
        {pack.unconfirmed > 0 && <ToneIcon tone="unconfirmed" />}
        {pack.unconfirmed > 0 ? t('status.pack', { name: pack.name, count: pack.unconfirmed }) : pack.name}
      </button>
    </footer>
  );
}

function Saved() {
  const { t } = useTranslation('shell');
  const { pending, savedAt, trouble } = useSaveState();
  const unsaved = useUnsaved((s) => s.list);
  const first = unsaved[0];
  const record = useObserve(() => (first ? nameAt(first.at) : Promise.resolve('')), [first?.at.room, first?.at.id]);
  const held = useHeld((s) => s.held);
  const writing = useProgress(isWriting);
  if (trouble)
    return (
      <button type="button" role="alert" className="status-trouble" onClick={() => navigate({ room: 'settings', tab: 'backup' })}>
        <ToneIcon tone="blocked" />
        {t(`status.trouble.${trouble.code}`)}
      </button>
    );
  if (first)
    return (
      <span role="alert">
        <button
          type="button"
          className="status-trouble"
          data-save="refused"
          onClick={() => navigate({ ...first.at, ...(first.field ? { focus: first.field } : {}) })}
        >
          <ToneIcon tone="attention" />
          <span className="status-words">{unsavedWords(t, unsaved, record ?? '')}</span>
        </button>
      </span>
    );
  if (held)
    return (
      <span data-save="typing">
        <ToneIcon tone="current" />
        {t('status.typing')}
      </span>
    );
  if (writing)
    return (
      <span role="status" data-save="working">
        <ToneIcon tone="current" />
        {t('status.working')}
      </span>
    );
  if (pending > 0)
    return (
      <span role="status" data-save="pending">
        {t('status.saving')}
      </span>
    );
  return (
    <span role="status" className="status-saved" data-save="saved">
      {savedAt ? (
        <>
          <ToneIcon tone="done" />
          {t('status.saved', { time: clockWords(savedAt) })}
        </>
      ) : (
        t('status.nothingToSave')
      )}
    </span>
  );
}

/** Warned before the disk is full: saving still works then. */
function DiskSign() {
  const { t } = useTranslation('shell');
  const [disk, setDisk] = useState<Disk | null>(null);
  useEffect(() => window.bridge.on('disk', setDisk), []);
  if (!disk || disk.level === 'ok') return null;
  return (
    <span role="alert" className="status-trouble">
      <ToneIcon tone="attention" />
      {t('status.disk', { free: Math.floor(disk.freeBytes / 1024 / 1024) })}
    </span>
  );
}

/** Only a hint: a machine with a link and no way out still says yes. */
function useLinked(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return online;
}
