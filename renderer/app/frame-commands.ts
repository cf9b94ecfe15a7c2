/** Commands that are there on every page. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../../shared/result.ts';
import { openNew } from '../data/new-record.ts';
import { nameAt } from '../data/queries/named.ts';
import { allSaved, saveState } from '../data/save-state.ts';
import { redoLast, undoLast } from '../data/undo.ts';
import { useCommands, type Command } from '../session/commands.ts';
import { flushFields } from '../session/flush.ts';
import { isWriting, useProgress, withProgress } from '../session/progress.ts';
import { goBack, goForward, here, navigate } from '../session/route.ts';
import { toggleRail } from '../session/rail.ts';
import { changeSettings, useSettings } from '../session/settings.ts';
import { notify, raise, showRefusal } from '../session/trouble.ts';
import { useUnsaved } from '../session/unsaved.ts';
import { clockWords } from './change-words.ts';
import { openPalette } from './palette-state.ts';
import { hasRoom, NAVIGATION } from './routes.tsx';
import { startTour } from './start-tour.ts';
import { unsavedWords } from './unsaved-words.ts';

export function useFrameCommands({ showShortcuts }: { showShortcuts: () => void }): void {
  const { t } = useTranslation('shell');
  const commands = useMemo<Command[]>(() => {
    const undo = async (which: 'undo' | 'redo') => {
      await flushFields();
      // pressed again because nothing seemed to happen: the act before that one is not meant
      if (isWriting(useProgress.getState())) return notify(t('undo.busy'), 'attention');
      const done = await withProgress({ title: t(`${which}.working`), writes: true }, (report, signal) =>
        (which === 'undo' ? undoLast : redoLast)({ onProgress: report, signal }),
      );
      if (isRefusal(done)) showRefusal(done);
      else if (done.ok && done.left)
        notify(t(`${which}.stopped`, { undone: done.undone, left: done.left }), 'attention', { label: t(`${which}.goOn`), run: () => void undo(which) });
      else
        notify(
          t(done.ok ? `${which}.last` : `${which}.nothing`),
          done.ok ? 'done' : 'quiet',
          done.ok && which === 'undo' ? { label: t('command.redo'), run: () => void undo('redo') } : undefined,
        );
    };
    const save = async () => {
      await flushFields();
      try {
        await allSaved();
        const { list } = useUnsaved.getState();
        if (list[0]) return notify(unsavedWords(t, list, await nameAt(list[0].at)), 'attention');
        const at = saveState().savedAt;
        notify(at ? t('status.saved', { time: clockWords(at) }) : t('status.nothingToSave'), 'done');
      } catch {
        raise({ intent: 'shell:command.save', what: { of: 'shell:status.trouble.io' }, safe: 'shell:trouble.safe' });
      }
    };
    const print = async () => {
      await flushFields();
      const reply = await window.bridge.call('print.dialog', {});
      if (!reply.ok) window.print();
    };
    const theme = useSettings.getState;
    return [
      { id: 'search', label: t('command.palette'), keys: 'Ctrl+K', run: openPalette },
      { id: 'save', label: t('command.save'), keys: 'Ctrl+S', run: () => void save() },
      { id: 'undo', label: t('command.undo'), keys: 'Ctrl+Z', run: () => void undo('undo') },
      { id: 'redo', label: t('command.redo'), keys: 'Ctrl+Shift+Z / Ctrl+Y', run: () => void undo('redo') },
      { id: 'print', label: t('command.print'), keys: 'Ctrl+P', run: () => void print() },
      { id: 'back', label: t('back'), keys: 'Alt+ArrowLeft', run: goBack },
      { id: 'forward', label: t('command.forward'), keys: 'Alt+ArrowRight', run: goForward },
      { id: 'rail', label: t('command.rail'), keys: 'Ctrl+.', run: toggleRail },
      { id: 'region', label: t('command.region'), keys: 'F6', run: () => nextRegion(1) },
      { id: 'regionBack', label: t('command.regionBack'), keys: 'Shift+F6', run: () => nextRegion(-1) },
      { id: 'theme', label: t('command.theme'), run: () => changeSettings({ theme: theme().theme === 'dark' ? 'light' : 'dark' }) },
      {
        id: 'locale',
        label: t('command.locale'),
        also: '中文 english language 语言',
        run: () => changeSettings({ locale: theme().locale === 'zh' ? 'en' : 'zh' }),
      },
      { id: 'units', label: t('command.units'), run: () => changeSettings({ units: theme().units === 'wan' ? 'yuan' : 'wan' }) },
      { id: 'shortcuts', label: t('command.shortcuts'), also: '帮助 help bangzhu bz', keys: '? / Ctrl+/', run: showShortcuts },
      { id: 'settings', label: t('command.settings'), keys: 'Ctrl+,', run: () => navigate({ room: 'settings' }) },
      { id: 'about', label: t('command.about'), run: () => navigate({ room: 'settings', tab: 'about' }) },
      { id: 'backup', label: t('settings:section.backup'), also: 'backup beifen bf', run: () => navigate({ room: 'settings', tab: 'backup' }) },
      { id: 'tour', label: t('command.tour'), also: '帮助 help bangzhu bz', run: () => startTour('left') },
      { id: 'tourAgain', label: t('command.tourAgain'), also: '帮助 help bangzhu bz', run: () => startTour('first') },
      { id: 'new.deals', label: t('deals:new'), also: '新建项目 new deal xjxm', run: () => navigate({ room: 'deals', tab: 'new' }) },
      { id: 'new.achievements', label: t('portfolio:new'), also: 'new achievement xjcg', run: () => void openNew('achievements') },
      { id: 'new.demands', label: t('demands:new'), also: '新建需求 new demand xjxq', run: () => void openNew('demands') },
      { id: 'new.parties', label: t('parties:new'), also: 'new party xjdw', run: () => void openNew('parties') },
      ...(['pricing', 'signing'] as const).map((tab) => ({
        id: `go.${tab}`,
        label: t('command.inDeal', { room: t(`nav.${tab}`) }),
        also: tab,
        run: () => inDeal(tab),
      })),
      ...NAVIGATION.filter(hasRoom).map((room, i) => ({
        id: `go.${room}`,
        label: t('command.go', { room: t(`nav.${room}`) }),
        also: room,
        ...(i < 9 ? { keys: `Ctrl+${i + 1}` } : {}),
        run: () => navigate({ room }),
      })),
    ];
  }, [t, showShortcuts]);
  useCommands('frame', commands);
}

/** What stands only inside a deal: in the one on screen, else the list to choose one from. */
function inDeal(tab: string): void {
  const { room, id } = here();
  navigate(room === 'deals' && id !== undefined ? { room, id, tab } : { room: 'deals' });
}

/** F6: from one region of the window to the next. */
function nextRegion(step: 1 | -1): void {
  // what is not drawn (an empty rail) cannot take the focus
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((r) => r.getClientRects().length > 0);
  const at = regions.findIndex((r) => r.contains(document.activeElement));
  const next = regions[(at + step + regions.length) % regions.length];
  if (!next) return;
  if (!next.hasAttribute('tabindex')) next.tabIndex = -1;
  next.focus();
}
