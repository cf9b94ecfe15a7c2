import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isolated } from '../../shared/text.ts';
import { usePage, useFrameSlots } from '../session/page.ts';
import { goBack, useCanGoBack, useRoute } from '../session/route.ts';
import { toggleRail, useRailOpen } from '../session/rail.ts';
import { forgetUnsaved } from '../session/unsaved.ts';
import { watchStorage } from '../data/storage-watch.ts';
import { startSync } from '../sync/start.ts';
import { BootNotes } from './BootNotes.tsx';
import { DropCatcher } from './DropCatcher.tsx';
import { Errors } from './errors.tsx';
import { Navigation } from './Navigation.tsx';
import { PaletteBox } from './PaletteBox.tsx';
import { RoomView } from './RoomView.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useBridgeEvents } from './use-bridge-events.ts';
import { useFrameCommands } from './frame-commands.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { usePickerKeys } from './use-picker-keys.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { WorkspaceBand } from './WorkspaceBand.tsx';
import './frame.css';

const HistorySection = lazy(() => import('./HistorySection.tsx').then((m) => ({ default: m.HistorySection })));
const ShortcutList = lazy(() => import('./ShortcutList.tsx').then((m) => ({ default: m.ShortcutList })));
const Tour = lazy(() => import('../features/tour/Tour.tsx').then((m) => ({ default: m.Tour })));

/** The window: navigation, header, the room, the rail, the status bar. */
export function Frame() {
  const { t } = useTranslation('shell');
  const [shortcuts, setShortcuts] = useState(false);
  const railOpen = useRailOpen();
  const record = usePage((s) => s.record);
  const title = usePage((s) => s.title);
  const route = useRoute();
  const canGoBack = useCanGoBack();
  useFrameCommands({ showShortcuts: useCallback(() => setShortcuts(true), []) });
  useShortcuts();
  usePickerKeys();
  useKeptFocus();
  useBridgeEvents();
  useEffect(startSync, []);
  useEffect(watchStorage, []);
  useEffect(() => forgetUnsaved, []);
  useEffect(() => {
    document.title = title ? `${isolated(title)} · ${t('brand')}` : t('brand');
  }, [title, t]);

  const crumbs = useCallback((el: HTMLElement | null) => useFrameSlots.setState({ crumbs: el }), []);
  const action = useCallback((el: HTMLElement | null) => useFrameSlots.setState({ action: el }), []);
  const rail = useCallback((el: HTMLElement | null) => useFrameSlots.setState({ rail: el }), []);

  return (
    <div className={`frame${railOpen ? ' frame-rail' : ''}`}>
      <a
        className="skip"
        href="#work"
        onClick={(e) => {
          e.preventDefault();
          document.getElementById('work')?.focus();
        }}
      >
        {t('skip')}
      </a>
      <Navigation />
      <header className="head" data-region>
        <button type="button" className="icon-button" disabled={!canGoBack} onClick={goBack} aria-label={t('back')} title={`${t('back')} Alt+←`}>
          <svg viewBox="0 0 16 16" className="tone-icon" aria-hidden="true">
            <path d="M10 3 5 8l5 5" />
          </svg>
        </button>
        <nav className="crumbs" aria-label={t('where')} ref={crumbs} />
        <div className="head-action" ref={action} data-tour="action" />
        <PaletteBox />
        <button type="button" className="icon-button" aria-pressed={railOpen} onClick={toggleRail} aria-label={t('rail')} title={`${t('rail')} Ctrl+.`}>
          <svg viewBox="0 0 16 16" className="tone-icon" aria-hidden="true">
            <path d="M2.500 3h11v10h-11zM10 3v10" />
          </svg>
        </button>
      </header>
      <div className="bands">
        <WorkspaceBand />
        <BootNotes />
        <Suspense fallback={null}>
          <Tour />
        </Suspense>
      </div>
      <main id="work" className="work" tabIndex={-1} data-region aria-label={title || t(`nav.${route.room}`)}>
        <RoomView />
      </main>
      <aside className="rail" aria-label={t('rail')} data-region hidden={!railOpen} tabIndex={-1}>
        <div ref={rail} className="rail-slot" />
        {record && (
          <Suspense fallback={null}>
            <HistorySection key={`${record.table}/${record.id}`} table={record.table} id={record.id} />
          </Suspense>
        )}
      </aside>
      <StatusBar />
      <Errors />
      <DropCatcher />
      {shortcuts && (
        <Suspense fallback={null}>
          <ShortcutList onClose={() => setShortcuts(false)} />
        </Suspense>
      )}
    </div>
  );
}
