import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject, Patch, StoredChange } from '../../shared/change/change.ts';
import { FINAL_INTENTS } from '../../shared/domain/personal.ts';
import { isRefusal } from '../../shared/result.ts';
import { useObserve } from '../data/observe.ts';
import { historyPage, type HistoryLine, type HistoryPage } from '../data/queries/history.ts';
import { undoChange } from '../data/undo.ts';
import { notify, showRefusal } from '../session/trouble.ts';
import { useCodesLoaded } from '../ui/codes.ts';
import { RailSection } from '../ui/Rail.tsx';
import { actOf, partWords, timeWords } from './change-words.ts';
import { fieldLines, type FieldLine } from './field-lines.ts';
import { codeListsOf } from './value-words.ts';

const PAGE = 20;
/** Fields told of one Change; the rest is counted. */
const TOLD = 8;

/** 历史 of the record on screen and of what belongs to it: newest first, which part, each field before → after, and 撤销 for each. */
export function HistorySection({ table, id }: { table: string; id: string }) {
  const { t } = useTranslation('shell');
  const [shown, setShown] = useState(PAGE);
  const [known] = useState(() => new Map<number, StoredChange>());
  const read = useObserve(() => historyPage(table, id, shown, known), [table, id, shown, known]);
  // a longer page is being read: the lines above it stay where they are
  const [page, setPage] = useState<HistoryPage>();
  if (read && read !== page) setPage(read);
  if (!page) return null;
  return (
    <RailSection kind="history" count={page.total}>
      {page.total === 0 && <p className="rail-none">{t('history.none')}</p>}
      <ol className="history">
        {page.lines.map((line) => (
          <Line key={line.change.id} line={line} record={`${table}/${id}`} parts={page.parts} />
        ))}
      </ol>
      {page.total > page.lines.length && (
        <button type="button" className="link small" onClick={() => setShown(page.lines.length + PAGE)}>
          {t('history.older', { count: page.total - page.lines.length })}
        </button>
      )}
    </RailSection>
  );
}

function Line({ line, record, parts }: { line: HistoryLine; record: string; parts: ReadonlyMap<string, JsonObject> }) {
  const { t, i18n } = useTranslation('shell');
  const { change: c, undone } = line;
  const told = tellings(line.patches, record, (p) => fieldLines(t, i18n.language, p, parts));
  const others = line.others + told.more;
  // codes are said by their names as soon as their lists are here
  useCodesLoaded(codeListsOf(line.patches.flatMap((p) => (p.op === 'set' ? [p] : []))));
  const undo = async () => {
    const done = await undoChange(c.id);
    if (isRefusal(done)) showRefusal(done);
    else if (done.ok) notify(t('undo.done', { what: actOf(t, c) }), 'done');
  };
  return (
    <li className={undone ? 'history-undone' : undefined}>
      <p className="history-act">
        {actOf(t, c)}
        {undone && <span className="muted"> · {t('history.undone')}</span>}
      </p>
      {told.rows.map(({ key, table, op, lines }) => (
        <div key={key}>
          {key !== record && (
            <p className="history-part">
              {partWords(t, table, parts.get(key) ?? {})}
              {op !== 'set' && <span className="muted"> · {t(`history.${op}`)}</span>}
            </p>
          )}
          <ul>
            {lines.map(({ name, was, now }) => (
              <li key={name}>
                <span className="muted">{name}</span> {was !== '' && <del>{was}</del>} <ins>{now === '' ? t('history.emptied') : now}</ins>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p className="history-when">
        {timeWords(c.when)} {c.who}
        {others > 0 && ` · ${t('history.others', { count: others })}`}
        {!undone && (c.why.origin === 'person' || c.why.origin === 'import') && !FINAL_INTENTS.includes(c.why.intent) && (
          <button type="button" className="link" onClick={() => void undo()}>
            {t(c.why.undoes ? 'history.redo' : 'history.undo')}
          </button>
        )}
      </p>
    </li>
  );
}

type Telling = { key: string; table: string; op: Patch['op']; lines: FieldLine[] };

/** Row by row what a Change did to the record and its parts, the first few; how many patches are not told. */
function tellings(patches: readonly Patch[], record: string, linesOf: (p: Patch) => FieldLine[]): { rows: Telling[]; more: number } {
  const rows = new Map<string, Telling>();
  let room = TOLD;
  let more = 0;
  for (const p of patches) {
    const key = `${p.table}/${p.id}`;
    if (room <= 0) {
      more++;
      continue;
    }
    let row = rows.get(key);
    if (!row) {
      rows.set(key, (row = { key, table: p.table, op: p.op, lines: [] }));
      if (key !== record && p.op !== 'set') room--;
    }
    const lines = linesOf(p).slice(0, room);
    row.lines.push(...lines);
    room -= lines.length;
  }
  return { rows: [...rows.values()], more };
}
