import { lazy, Suspense, useEffect } from 'react';
import { readPref, writePref } from '../data/prefs.ts';
import { dropDraft, readDraft, saveDraft } from '../data/drafts.ts';
import { openWorkspace, type BootReport } from '../data/open.ts';
import { officeRow } from '../data/queries/parties.ts';
import { shareOffice } from '../data/known-office.ts';
import { fillSampleLibrary } from '../data/sample-library.ts';
import { WORKSPACES, type Workspace } from '../../shared/bridge.ts';
import { useBoot } from '../session/boot.ts';
import { setDraftStore } from '../session/drafts.ts';
import { App } from './App.tsx';
import { BootNotes } from './BootNotes.tsx';
import { DropCatcher } from './DropCatcher.tsx';
import { Errors } from './errors.tsx';
import { Frame } from './Frame.tsx';
import { Opening } from './Opening.tsx';

const FirstStart = lazy(() => import('../features/today/FirstStart.tsx').then((m) => ({ default: m.FirstStart })));
const RecoveryPage = lazy(() => import('../features/recovery/RecoveryPage.tsx').then((m) => ({ default: m.RecoveryPage })));

setDraftStore({ read: async (key) => (await readDraft(key))?.text, save: saveDraft, drop: dropDraft });

async function open(workspace: Workspace): Promise<void> {
  try {
    const report = await openWorkspace(workspace, (done, total) => useBoot.setState({ done, total }));
    if (report.ok && workspace === 'sample') await fillSampleLibrary();
    if (report.ok) await shareOffice();
    const first = report.ok && workspace === 'work' && (await officeRow()) === undefined;
    useBoot.setState({ phase: report.ok ? 'open' : 'failed', report, first });
    if (report.ok) await writePref('workspace', workspace);
  } catch (e) {
    const report: BootReport = { ok: false, trouble: { code: 'cannotOpen', detail: e instanceof Error ? e.message : String(e) } };
    useBoot.setState({ phase: 'failed', report });
  }
}

let lastChoice: Promise<void> | null = null;
/** The workspace that was open when the program ended. */
function recallWorkspace(): Promise<void> {
  lastChoice ??= readPref('workspace')
    .catch(() => undefined)
    .then((name) => {
      const known = WORKSPACES.find((w) => w === name);
      if (known) useBoot.setState({ workspace: known });
    });
  return lastChoice;
}

/** Opens the workspace, and only then shows anything: the frame, or what went wrong and what can be done. */
export function Boot({ nonce }: { nonce: string }) {
  const { phase, round, workspace, first } = useBoot();
  useEffect(() => {
    void recallWorkspace().then(() => open(useBoot.getState().workspace));
  }, [round]);
  return (
    <App nonce={nonce}>
      {phase === 'opening' && <Opening />}
      {phase === 'failed' && (
        <Suspense fallback={<Opening />}>
          <RecoveryPage />
        </Suspense>
      )}
      {phase === 'open' && first && (
        <Suspense fallback={<Opening />}>
          <BootNotes />
          <FirstStart />
          <DropCatcher />
          <Errors />
        </Suspense>
      )}
      {phase === 'open' && !first && <Frame key={`${workspace}-${round}`} />}
    </App>
  );
}
