/**
 * The whole conversation between the window and the main process: every channel with the parser of its request
 * and its size limit. A channel that is not here does not exist. Paths never cross: files are named by hash or by
 * a handle that main gave out.
 */
import { z } from 'zod';

export const WORKSPACES = ['work', 'sample', 'class'] as const;
/** 正式库, 示例库, 实训库: each its own database, journal and vault. */
export type Workspace = (typeof WORKSPACES)[number];

const workspace = z.enum(WORKSPACES);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(255);
const bytes = z.instanceof(Uint8Array);
const KB = 1024;
const MB = 1024 * KB;
const line = z.object({ seq: z.number().int().min(1), json: z.string().max(8 * MB) }).strict();

export type JournalLine = { seq: number; json: string };
/** Where the durable copy stands; the renderer compares it with IndexedDB at every start. */
export type JournalHead = {
  storeId: string;
  formatVersion: number;
  /** highest seq on disk, 0 when empty, and the hash of that Change */
  seq: number;
  hash: string;
  /** number of lines known good in snapshot + journal */
  count: number;
  /** lines found damaged (not the torn tail, which was cut) */
  damaged: { seq: number | null; file: string; line: number; excerpt: string }[];
  /** bytes cut off a torn tail at this opening */
  tornBytes: number;
  /** how the previous run ended: `clean`, `killed` in this boot of the machine, `powerLoss` in an earlier one, or `first` start */
  exit: 'clean' | 'killed' | 'powerLoss' | 'first';
  snapshot: { seq: number; when: string } | null;
  /** the journal is empty, and yet files, keys or snapshots of this workspace lie here */
  emptied: boolean;
};
/** `name` is '' where nothing is known of it. */
export type RecordNamed = { table: string; id: string; name: string };
export type VaultFile = { hash: string; name: string; size: number; mime: string };
export type StorageTrouble = { code: 'full' | 'readonly' | 'io'; freeBytes: number };
export type Disk = { freeBytes: number; level: 'ok' | 'low' | 'full' };

/** What a carrier brought back: a closed union, decided from status code and parsed body, never from message text. */
export type Outcome =
  | { kind: 'accepted'; reply: Record<string, unknown> }
  | { kind: 'refused'; reasons: { code: string; text: string; field?: string }[]; reply: Record<string, unknown> }
  | { kind: 'busy'; afterMs: number }
  | { kind: 'unauthorised' }
  | { kind: 'unreachable'; reason: string }
  /** `hold`: the registry read the letter and will not take it as it is; sending it again waits for a person */
  | { kind: 'unknown'; reason: string; hold?: boolean }
  /** only for ask: the registry has never seen this letter id */
  | { kind: 'absent' };

type Channel = { request: z.ZodType; limit: number };
const channel = <R extends z.ZodType>(request: R, limit = 64 * KB): { request: R; limit: number } => ({ request, limit });
const none = z.object({}).strict();
const ws = z.object({ workspace }).strict();
const registryId = z.string().regex(/^[a-z0-9-]{1,40}$/);

export const CHANNELS = {
  /** versions, platform and the line that says which Electron runs */
  'app.info': channel(none),
  'app.quit': channel(none),
  /** the renderer has saved what was pending and the window may close */
  'app.readyToClose': channel(none),
  'app.openExternal': channel(z.object({ key: z.string().max(40) }).strict()),
  'app.log': channel(z.object({ level: z.enum(['info', 'warn', 'error']), text: z.string().max(4 * KB) }).strict()),
  'window.theme': channel(z.object({ theme: z.enum(['light', 'dark', 'system']) }).strict()),
  /** narrow and above all other windows, beside the browser; back to as it was */
  'window.compact': channel(z.object({ on: z.boolean() }).strict()),
  'window.menuLocale': channel(z.object({ locale: z.enum(['zh', 'en']) }).strict()),
  /** the current window as PDF bytes (printToPDF), or to the system's print dialog */
  'print.pdf': channel(z.object({ title: name, numbers: z.enum(['always', 'several', 'never']).optional() }).strict()),
  'print.dialog': channel(none),
  'disk.free': channel(none),
  'clipboard.file': channel(z.object({ workspace, hash, name }).strict()),

  'journal.open': channel(z.object({ workspace, storeId: z.string().max(64), formatVersion: z.number().int() }).strict()),
  'journal.append': channel(z.object({ workspace, lines: z.array(line).min(1).max(2000) }).strict(), 64 * MB),
  'journal.read': channel(z.object({ workspace, after: z.number().int().min(0), limit: z.number().int().min(1).max(5000) }).strict()),
  /** lines whose damaged originals stand in the middle of a file: written again in their place */
  'journal.repair': channel(z.object({ workspace, lines: z.array(line).min(1).max(2000) }).strict(), 64 * MB),
  /** lines that are damaged and absent from the page's store: what they did is taken from a snapshot, or told by record */
  'journal.recover': channel(ws),
  'journal.snapshot': channel(z.object({ workspace, reason: z.enum(['daily', 'version', 'migration', 'replace', 'asked']) }).strict()),
  'journal.snapshots': channel(ws),
  /** rows of the snapshot taken at `seq`, for the case that the journal's own lines are gone: JSON `{table, row}` in pages */
  'journal.snapshotRead': channel(
    z.object({ workspace, seq: z.number().int().min(0), after: z.number().int().min(0), limit: z.number().int().min(1).max(5000) }).strict(),
  ),
  /** what is in one snapshot; `file` is its name in the list */
  'snapshot.look': channel(z.object({ workspace, file: name }).strict()),
  /** back to a snapshot, after one of the present was taken; the page opens the workspace anew. `label`: what the history calls it */
  'snapshot.restore': channel(z.object({ workspace, file: name, who: z.string().max(200), label: z.string().max(100) }).strict()),
  /** the store was found lost: keeps the copy made at this start, before Chromium looked, as evidence; answers its folder's name */
  'journal.setAside': channel(z.object({ workspace, reason: z.string().max(200) }).strict()),
  /** damaged IndexedDB: copy its folder aside, then clear it so that it can be written again */
  'store.rebuild': channel(ws),

  /** 示例库 or 实训库 with its journal, files and keys; the 正式库 is no value of this request */
  'workspace.drop': channel(z.object({ workspace: z.enum(['sample', 'class']) }).strict()),

  'keys.read': channel(ws),
  'keys.put': channel(z.object({ workspace, person: z.string().max(64), key: z.string().max(64) }).strict()),
  'keys.destroy': channel(z.object({ workspace, person: z.string().max(64) }).strict()),

  'vault.pick': channel(
    z.object({ workspace, kinds: z.array(z.enum(['docx', 'xlsx', 'pdf', 'image', 'csv', 'any', 'backup'])).max(6), multiple: z.boolean() }).strict(),
  ),
  'vault.begin': channel(
    z
      .object({
        workspace,
        name,
        size: z
          .number()
          .int()
          .min(0)
          .max(512 * MB),
      })
      .strict(),
  ),
  'vault.part': channel(z.object({ upload: z.string().max(64), bytes }).strict(), MB + 4 * KB),
  'vault.finish': channel(z.object({ upload: z.string().max(64) }).strict()),
  /** a file that came in since the start and does not count after all; what came in twice has to be given back twice */
  'vault.discard': channel(z.object({ workspace, hash }).strict()),
  'vault.read': channel(z.object({ workspace, hash, offset: z.number().int().min(0), length: z.number().int().min(1).max(MB) }).strict()),
  'vault.verify': channel(z.object({ workspace, hashes: z.array(hash).max(5000) }).strict(), MB),
  'vault.open': channel(z.object({ workspace, hash, name }).strict()),
  /** save a copy where the person chooses; answers a handle for reveal, or null when cancelled */
  'vault.saveAs': channel(z.object({ workspace, hash, name }).strict()),
  'file.reveal': channel(z.object({ handle: z.string().max(64) }).strict()),

  /** a filing pack on disk, where the person chooses: files of the vault under the names given here; answers null when given up */
  'pack.write': channel(
    z.object({ workspace, as: z.enum(['folder', 'zip']), name, files: z.array(z.object({ name, hash }).strict()).min(1).max(1000) }).strict(),
    MB,
  ),
  /** stops the pack that is being written; it leaves nothing */
  'pack.stop': channel(none),
  /** a pack met again: each file against the list that lies in it; null when the dialog is closed */
  'pack.check': channel(z.object({ as: z.enum(['folder', 'zip']) }).strict()),

  'backup.make': channel(ws),
  /** checks a backup whole and tells what is in it; `hash` is a handle from vault.pick(['backup']) */
  'backup.look': channel(z.object({ workspace, hash }).strict()),
  'backup.restore': channel(z.object({ workspace, hash }).strict()),

  /** `simulated`: in the 实训库 such a registry may stand on the room's network, without encryption */
  'carrier.configure': channel(
    z.object({ workspace, registry: registryId, url: z.string().max(500), token: z.string().max(500).nullable(), simulated: z.boolean() }).strict(),
  ),
  'carrier.online': channel(z.object({ registry: registryId, allowed: z.boolean() }).strict()),
  /** 禁止一切联网: above every registry's switch, kept by the main process */
  'carrier.forbid': channel(z.object({ forbidden: z.boolean() }).strict()),
  'carrier.forbidden': channel(none),
  'carrier.send': channel(z.object({ registry: registryId, letter: hash, body: z.string().max(4 * MB) }).strict(), 5 * MB),
  'carrier.ask': channel(z.object({ registry: registryId, letter: hash }).strict()),
  'carrier.collect': channel(z.object({ registry: registryId, cursor: z.string().max(200) }).strict()),
  /** what is known of the way to a registry; nothing is asked of it */
  'carrier.look': channel(z.object({ registry: registryId }).strict()),
  /** whether a token outlasts this run */
  'carrier.keepsTokens': channel(none),
  /** a receipt into the vault, where it is what the registry said it would be */
  'carrier.receipt': channel(
    z
      .object({
        workspace,
        registry: registryId,
        registryId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/),
        sha256: hash,
        size: z
          .number()
          .int()
          .min(1)
          .max(64 * MB),
        name,
      })
      .strict(),
  ),
  /** 实训库 only: an office of a class's registry, by the code on the slip; the token goes to the carrier and to nobody else */
  'registry.join': channel(
    z
      .object({ workspace: z.literal('class'), registry: registryId, url: z.string().max(500), code: z.string().min(1).max(60), name: z.string().max(100) })
      .strict(),
  ),
  /** whether the signature of a rule pack from a file is good; `text` is what was signed (shared/rules/pack-file.ts) */
  'rules.verify': channel(
    z.object({ alg: z.string().max(40), publicKey: z.string().max(200), value: z.string().max(200), text: z.string().max(500) }).strict(),
  ),
  /** the simulated registry in its own process */
  'registry.start': channel(none),
  'registry.stop': channel(none),
  'registry.status': channel(none),
} as const satisfies Record<string, Channel>;

export type ChannelName = keyof typeof CHANNELS;
export type Request<C extends ChannelName> = z.infer<(typeof CHANNELS)[C]['request']>;

/** What each channel answers when it succeeds; a failure is a BridgeError. */
export type Responses = {
  'app.info': { version: string; platform: string; electron: string; chrome: string; runtime: string; packaged: boolean };
  'app.quit': null;
  'app.readyToClose': null;
  'app.openExternal': null;
  'app.log': null;
  'window.theme': null;
  'window.compact': null;
  'window.menuLocale': null;
  'print.pdf': Uint8Array;
  'print.dialog': null;
  'disk.free': Disk;
  'clipboard.file': null;
  'journal.open': JournalHead;
  'journal.append': { acked: number };
  'journal.read': { lines: JournalLine[]; next: number | null };
  'journal.repair': { repaired: number };
  /** `numbers`: made up for now, by the snapshot of the time `from`, in these records; `lost`: by none, which touched `hurt` as far as is known */
  'journal.recover': { from: string; numbers: number[]; records: RecordNamed[]; lost: number[]; hurt: RecordNamed[] };
  'journal.snapshot': { seq: number; when: string };
  /** `rows`: records, `app`: the version that took it or '' */
  'journal.snapshots': { file: string; seq: number; when: string; reason: string; bytes: number; rows: number; app: string }[];
  'journal.snapshotRead': { lines: string[]; next: number | null };
  'snapshot.look': { when: string; changes: number; whole: boolean; app: string; rows: Record<string, number> };
  /** records changed; 0 where nothing differs, and then nothing was done */
  'snapshot.restore': { records: number };
  'journal.setAside': { folder: string };
  'store.rebuild': { folder: string };
  'workspace.drop': null;
  'keys.read': Record<string, string>;
  'keys.put': null;
  'keys.destroy': null;
  'vault.pick': VaultFile[];
  'vault.begin': { upload: string };
  'vault.part': { received: number };
  'vault.finish': VaultFile;
  'vault.discard': null;
  'vault.read': { bytes: Uint8Array; size: number };
  'vault.verify': { missing: string[]; damaged: string[] };
  'vault.open': null;
  'vault.saveAs': { handle: string; name: string } | null;
  'file.reveal': null;
  'pack.write': { handle: string; name: string } | null;
  'pack.stop': null;
  'pack.check': PackCheck | null;
  'backup.make': { handle: string; name: string; bytes: number } | null;
  /** `rows`: by table, without what was put aside; `fileBytes`: of the vault; `damaged`: files the backup could not take along */
  'backup.look': { made: string; changes: number; rows: Record<string, number>; files: number; fileBytes: number; damaged: number };
  'backup.restore': { changes: number; files: number };
  'carrier.configure': null;
  'carrier.online': null;
  'carrier.forbid': null;
  'carrier.forbidden': boolean;
  'carrier.send': Outcome;
  'carrier.ask': Outcome;
  'carrier.collect': { outcome: 'ok'; items: Record<string, unknown>[]; cursor: string; more: boolean } | { outcome: 'failed'; failure: Outcome };
  'carrier.look': LineLook;
  'carrier.keepsTokens': boolean;
  'carrier.receipt': { outcome: 'ok'; file: VaultFile } | { outcome: 'failed'; failure: Outcome };
  'registry.join': Joined;
  /** `key`: SHA-256 of the raw public key in hex */
  'rules.verify': { good: boolean; key: string };
  'registry.start': RegistryStatus;
  'registry.stop': null;
  'registry.status': RegistryStatus;
};
/** `hash`: of the list itself; `listed` files, those of them that are not there, are called otherwise now or differ, and what lies beside them. */
export type PackCheck = {
  name: string;
  hash: string;
  listed: number;
  missing: string[];
  renamed: { from: string; to: string }[];
  changed: string[];
  beside: string[];
};
/** `skewMs`: the registry's clock ahead of ours; `key`: id of our key it took; `plain`: letters go unencrypted. */
export type LineLook = { skewMs: number | null; key: string | null; plain: boolean };
/** `reason`: the registry's code of its refusal, or why it could not be asked */
export type Joined = { joined: true; office: { id: string; name: string }; notice: string } | { joined: false; reason: string };
/** `fell`: it ended without being asked to, and is being started `again`, or `for-good` until a person starts it */
export type RegistryStatus = { running: boolean; url: string | null; deskUrl: string | null; fell: 'again' | 'for-good' | null };

/** Codes the renderer turns into words (resources/locales `bridgeError.*`). */
export type BridgeErrorCode =
  | 'malformed'
  | 'too-large'
  | 'forbidden'
  | 'not-found'
  | 'disk-full'
  | 'read-only'
  | 'io'
  | 'damaged'
  | 'newer-store'
  | 'not-open'
  | 'busy'
  | 'unsupported'
  | 'internal';
export type Reply<C extends ChannelName> = { ok: true; value: Responses[C] } | { ok: false; code: BridgeErrorCode; detail: string };

/** What main tells the window without being asked. */
export type BridgeEvents = {
  closing: null;
  resume: null;
  disk: Disk;
  menu: { command: string };
  /** bytes of the pack being written */ pack: { done: number; total: number };
  /** the simulated registry ended, or is back */ registry: RegistryStatus;
};
export type EventName = keyof BridgeEvents;

/** The object the preload puts on `window.bridge`. */
export type Bridge = {
  call<C extends ChannelName>(channel: C, request: Request<C>): Promise<Reply<C>>;
  on<E extends EventName>(event: E, listener: (payload: BridgeEvents[E]) => void): () => void;
};
