/** What was mended at an opening, in words: which lines, which records. */
import type { TFunction } from 'i18next';
import { chinaMinute } from '../../shared/time.ts';
import type { BootNote, LinePlace } from '../data/recover.ts';
import { who } from '../data/store.ts';
import type { RecordNamed } from '../../shared/bridge.ts';

/** Lines and records told one by one; the rest is counted. */
const TOLD = 6;
const WORDS = { backup: 'note.fromBackup', snapshot: 'note.fromSnapshot' } as const;

export type Restored = { from: keyof typeof WORDS; name: string };

export function noteWords(t: TFunction<'recovery'>, n: BootNote, restored: Restored | null): string {
  // the name in the backup may be another person's than the one at the keyboard
  const by = n.kind === 'restored' && restored?.from === 'backup' && who() !== '' ? t('note.nowBy', { who: who() }) : '';
  return `${told(t, n, restored)}${by}`;
}

function told(t: TFunction<'recovery'>, n: BootNote, restored: Restored | null): string {
  return t(keyOf(n, restored), {
    backup: restored?.name ?? '',
    ...('count' in n ? { count: n.count } : {}),
    ...('faults' in n ? { count: n.faults.length } : {}),
    ...('lines' in n ? { lines: linesWords(t, n.lines) } : {}),
    ...('records' in n ? { records: recordsWords(t, n.records) } : {}),
    ...(n.kind === 'bulkBroken' ? { percent: Math.floor((n.done / n.of) * 100), what: n.what === '' ? '' : t('note.quoted', { what: n.what }) } : {}),
    ...('from' in n ? { when: chinaMinute(n.from) } : {}),
    defaultValue: t('note.other'),
  });
}

function keyOf(n: BootNote, restored: Restored | null): string {
  if (n.kind === 'restored' && restored) return WORDS[restored.from];
  // of a store that was not damaged nothing is kept as evidence, and none is promised
  const bare = (n.kind === 'restored' && n.folder === '') || ((n.kind === 'lineLost' || n.kind === 'lineRecovered') && n.records.length === 0);
  return `note.${n.kind}${bare ? 'Bare' : ''}`;
}

const listed = (t: TFunction<'recovery'>, words: readonly string[]): string =>
  words.length <= TOLD ? words.join(t('ui:comma')) : t('note.andMore', { words: words.slice(0, TOLD).join(t('ui:comma')), count: words.length });

const linesWords = (t: TFunction<'recovery'>, lines: readonly LinePlace[]): string =>
  listed(
    t,
    lines.map(({ seq, file, line }) => (line > 0 ? t('note.line', { file: file.replace(/\.log$/, ''), line }) : t('note.number', { seq }))),
  );

function recordsWords(t: TFunction<'recovery'>, records: readonly RecordNamed[]): string {
  const words = records.map(({ table, name }) => {
    const kind = t(`shell:act.record.${table}`, { defaultValue: t('note.record') });
    return name === '' ? kind : t('note.named', { kind, name });
  });
  return listed(t, [...new Set(words)]);
}
