import { rm } from 'node:fs/promises';
import type { Session } from 'electron';
import type { Workspace } from '../../shared/bridge.ts';
import { hasTraces } from '../files/traces.ts';
import { keepEvidence } from '../files/aside.ts';
import type { Folders } from '../files/folders.ts';
import type { Answers } from '../ipc/answer.ts';
import { ORIGIN } from '../security/origin.ts';
import type { ExitMarker } from './exit-marker.ts';
import type { Journals } from './journals.ts';
import { Keys } from './keys.ts';
import { recoverLines } from './recover-lines.ts';
import { restoreSnapshot } from './restore-snapshot.ts';
import type { Snapshots } from './snapshots.ts';

type JournalAnswers = Pick<
  Answers,
  | 'journal.open'
  | 'journal.append'
  | 'journal.read'
  | 'journal.repair'
  | 'journal.recover'
  | 'journal.snapshot'
  | 'journal.snapshots'
  | 'journal.snapshotRead'
  | 'snapshot.look'
  | 'snapshot.restore'
  | 'journal.setAside'
  | 'store.rebuild'
  | 'workspace.drop'
  | 'keys.read'
  | 'keys.put'
  | 'keys.destroy'
>;
type Parts = { folders: Folders; journals: Journals; snapshots: Snapshots; exit: ExitMarker; session: () => Session; keysOf: (workspace: Workspace) => Keys };

/** One key file per workspace. */
export function keysIn(folders: Folders): (workspace: Workspace) => Keys {
  const open = new Map<Workspace, Keys>();
  return (workspace) => {
    let keys = open.get(workspace);
    if (keys === undefined) open.set(workspace, (keys = new Keys(folders.keys(workspace))));
    return keys;
  };
}

/** The channels of the journal, its snapshots, the keys of sealed fields, and Chromium's store as evidence. */
export function journalAnswers({ folders, journals, snapshots, exit, session, keysOf }: Parts): JournalAnswers {
  return {
    async 'journal.open'({ workspace, storeId, formatVersion }) {
      const journal = await journals.open(workspace, { storeId, formatVersion });
      const newest = (await snapshots.list(workspace)).at(-1);
      const snapshot = newest === undefined ? null : { seq: newest.seq, when: newest.when };
      const head = await journal.head();
      return { ...head, exit: exit.standing, snapshot, emptied: head.seq === 0 && (await hasTraces(folders, workspace)) };
    },
    'journal.append': async ({ workspace, lines }) => ({ acked: await journals.of(workspace).append(lines) }),
    'journal.read': ({ workspace, after, limit }) => journals.of(workspace).read(after, limit),
    'journal.repair': async ({ workspace, lines }) => ({ repaired: await journals.of(workspace).repair(lines) }),
    'journal.recover': ({ workspace }) => recoverLines({ journal: journals.of(workspace), snapshots, workspace }),
    'journal.snapshot': ({ workspace, reason }) => snapshots.take(workspace, journals.of(workspace), reason),
    'journal.snapshots': async ({ workspace }) =>
      (await snapshots.list(workspace)).map(({ file, seq, when, reason, bytes, rows, app }) => ({ file, seq, when, reason, bytes, rows, app })),
    'journal.snapshotRead': ({ workspace, seq, after, limit }) => snapshots.read(workspace, seq, after, limit),
    'snapshot.look': ({ workspace, file }) => snapshots.look(workspace, file),
    'snapshot.restore': (wanted) => restoreSnapshot({ folders, journals, snapshots }, wanted),
    async 'journal.setAside'({ workspace, reason }) {
      const label = reason.replace(/[^a-zA-Z0-9]/g, '').slice(0, 20) || 'asked';
      return { folder: await keepEvidence(folders.store, folders.aside, `store-${workspace}-${label}`) };
    },
    async 'store.rebuild'({ workspace }) {
      // session data are flushed first, so that the evidence is what Chromium believes
      session().flushStorageData();
      const folder = await keepEvidence(folders.store, folders.aside, `store-${workspace}-rebuild`);
      await session().clearStorageData({ origin: ORIGIN, storages: ['indexdb'] });
      await exit.rebuilt();
      return { folder };
    },
    'workspace.drop': ({ workspace }) =>
      journals.replace(workspace, async () => {
        for (const place of [folders.journal(workspace), folders.vault(workspace), folders.keys(workspace)]) await rm(place, { recursive: true, force: true });
        return null;
      }),
    'keys.read': ({ workspace }) => keysOf(workspace).read(),
    async 'keys.put'({ workspace, person, key }) {
      await keysOf(workspace).put(person, key);
      return null;
    },
    async 'keys.destroy'({ workspace, person }) {
      await keysOf(workspace).destroy(person);
      return null;
    },
  };
}
