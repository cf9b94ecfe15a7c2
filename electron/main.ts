/** Order of start-up: whose data, alone, locked down, then the window. */
import path from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, nativeTheme, powerMonitor, safeStorage, session } from 'electron';
import { WORKSPACES } from '../shared/bridge.ts';
import { backupAnswers } from './files/backup-answers.ts';
import { carrierAnswers } from './carriers/answers.ts';
import { Credentials } from './carriers/credentials.ts';
import { createHttpCarrier } from './carriers/http.ts';
import { NetworkLock } from './carriers/network-lock.ts';
import { signerWith } from './carriers/signing.ts';
import { registryAnswers } from './carriers/simulated.ts';
import { diskLimits, watchDisk } from './files/disk.ts';
import { makeFolder } from './files/durable.ts';
import { chooseDataFolder, foldersUnder } from './files/folders.ts';
import { tidyRestores } from './files/restore.ts';
import { copyStoreAtStart } from './files/start-copy.ts';
import { Handles } from './files/handles.ts';
import { localeToStartWith } from './files/path-locale.ts';
import { asFault } from './ipc/fault.ts';
import { answerBridge } from './ipc/answer.ts';
import { tellThrough } from './ipc/tell.ts';
import { journalAnswers, keysIn } from './journal/answers.ts';
import { bootId } from './journal/boot-id.ts';
import { ExitMarker } from './journal/exit-marker.ts';
import { Journals } from './journal/journals.ts';
import { scheduleSnapshots } from './journal/schedule.ts';
import { Snapshots } from './journal/snapshots.ts';
import { runSnapshotThread } from './journal/snapshot-thread.ts';
import { packAnswers } from './pack/answers.ts';
import { BegunPacks } from './pack/begun-packs.ts';
import { registryStatus, stopRegistry } from './registry/host.ts';
import { registerBundleScheme, serveBundle } from './security/bundle-protocol.ts';
import { lastResortPage } from './security/last-resort.ts';
import { lockContentsOf, lockSession } from './security/lock-down.ts';
import { developmentServer } from './security/origin.ts';
import { ruleAnswers } from './security/rule-signature.ts';
import { fromOwnMainFrame } from './security/sender.ts';
import { vaultAnswers, vaultsIn } from './vault/answers.ts';
import { windowAnswers } from './window/answers.ts';
import { emptyOpened, endCleanly } from './window/ending.ts';
import { applyGpuGuard, watchGpu } from './window/gpu-guard.ts';
import { logTo } from './window/log.ts';
import { openMainWindow, type MainWindow } from './window/main-window.ts';
import { setApplicationMenu } from './window/menu.ts';
import { words } from './window/words.ts';
import { Placement } from './window/placement.ts';

const folders = foldersUnder(chooseDataFolder(app, process.env));

const locale = localeToStartWith(process.env);
if (locale !== null) {
  // the locale is set before any of our code runs, so only a new start can have another
  Object.assign(process.env, locale);
  app.relaunch();
  app.exit(0);
} else if (!app.requestSingleInstanceLock()) app.quit();
else {
  // an unpackaged run as root was told to do without: Chromium's own processes would refuse to start otherwise
  if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerBundleScheme();
  lockContentsOf(app);
  applyGpuGuard(app, folders.gpuMarker);
  watchGpu(app, folders.gpuMarker);
  // the disk is put in order while Electron itself gets ready
  const prepared = prepare();
  void app.whenReady().then(async () => start(await prepared));
}

/** Everything on disk that must be done before a page may look; answers how the last run ended. */
async function prepare(): Promise<ExitMarker> {
  await makeFolder(folders.root);
  const [exit] = await Promise.all([
    bootId().then((boot) => ExitMarker.begin(folders.exitMarker, boot, app.getVersion())),
    emptyOpened(folders),
    tidyRestores(folders),
    copyStoreAtStart(folders.store, folders.aside).catch(() => undefined),
  ]);
  return exit;
}

async function start(exit: ExitMarker): Promise<void> {
  const log = logTo(folders.log, app.getPath('home'));
  lockSession(session.defaultSession);

  let main: MainWindow | null = null;
  const current = (): BrowserWindow | null => main?.window ?? null;
  const window = (): BrowserWindow => {
    if (main === null) throw new Error('no window yet');
    return main.window;
  };
  const tell = tellThrough(current);
  const setMenu = (): void => setApplicationMenu(tell, app.isPackaged);
  const limits = diskLimits(process.env);
  const handles = new Handles();
  const journals = new Journals(folders);
  const snapshots = new Snapshots(folders, runSnapshotThread, app.getVersion());
  const keysOf = keysIn(folders);
  const vaultOf = vaultsIn(folders);
  for (const workspace of WORKSPACES) await vaultOf(workspace).tidy();
  const begun = new BegunPacks(folders.packing);
  // a stick that answers slowly must not hold up the start
  void begun.sweep();
  const network = await NetworkLock.read(folders.network);
  const credentials = new Credentials(folders.carriers, safeStorage);
  const signer = signerWith(credentials);
  const carrier = createHttpCarrier({}, () => network.on, signer);
  const backup = backupAnswers({ folders, journals, snapshots, keysOf, vaultOf, handles, window });
  const dev = developmentServer(app.isPackaged, process.env);

  serveBundle(session.defaultSession, path.join(__dirname, '..', 'renderer'), dev, (nonce) => lastResortPage(path.join(folders.root, 'journal'), nonce));
  answerBridge(
    ipcMain,
    {
      ...windowAnswers({ folders, limits, window, readyToClose: () => main?.readyToClose(), setMenu, log, deskUrl: () => registryStatus().deskUrl }),
      ...journalAnswers({ folders, journals, snapshots, exit, session: () => session.defaultSession, keysOf }),
      ...vaultAnswers(folders, handles, vaultOf, window),
      ...backup,
      ...packAnswers({ vaultOf, handles, window, tell, begun }),
      ...carrierAnswers({ carrier, credentials, lock: network, signer, vaultOf }),
      ...registryAnswers(carrier, credentials, log, (status) => tell('registry', status)),
      ...ruleAnswers(),
    },
    fromOwnMainFrame(() => current()?.webContents ?? null),
    (channel, error) => log('error', `${channel}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  );

  const backupFromLastResort = async (): Promise<void> => {
    try {
      await backup['backup.make']({ workspace: 'work' });
    } catch (error) {
      dialog.showErrorBox(words().lastResortBackup, asFault(error).message);
    }
  };
  setMenu();
  main = openMainWindow({
    preload: path.join(__dirname, '..', 'preload', 'preload.cjs'),
    packaged: app.isPackaged,
    placement: new Placement(folders.placement),
    onClosing: () => tell('closing', null),
    onBackup: () => void backupFromLastResort(),
    report: (what) => log('error', what),
  });
  nativeTheme.on('updated', () => current()?.setBackgroundColor(nativeTheme.shouldUseDarkColors ? '#141414' : '#ffffff'));
  watchDisk(folders.root, limits, (disk) => tell('disk', disk));
  scheduleSnapshots(journals, snapshots, exit.newVersion, (workspace, error) => log('error', `snapshot of ${workspace}: ${String(error)}`));
  powerMonitor.on('resume', () => tell('resume', null));
  powerMonitor.on('shutdown', () => app.quit());
  app.on('second-instance', () => {
    const there = current();
    if (there === null || there.isDestroyed()) return;
    if (there.isMinimized()) there.restore();
    there.focus();
  });
  endCleanly(app, async () => {
    await stopRegistry();
    await journals.closeAll();
    await exit.end();
  });
}
