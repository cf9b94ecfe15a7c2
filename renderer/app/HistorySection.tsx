import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Patch, StoredChange } from '../../shared/change/change.ts';
import { isRefusal } from '../../shared/result.ts';
import { useObserve } from '../data/observe.ts';
import { historyOf } from '../data/queries/history.ts';
import { undoChange } from '../data/undo.ts';
import { notify, showRefusal } from '../session/trouble.ts';
import { RailSection } from '../ui/Rail.tsx';
import { actOf, fieldWords, timeWords } from './change-words.ts';
import { valueWords } from './value-words.ts';

const SHOWN = 20;

/** 历史 of the record on screen: every Change, newest first, each field before → after, and 撤销 for each. */
export function HistorySection({ table, id }: { table: string; id: string }) {
  const { t } = useTranslation('shell');
  const changes = useObserve(() => historyOf(table, id), [table, id]);
  const [all, setAll] = useState(false);
  if (!changes) return null;
  const undone = new Set(changes.map((c) => c.why.undoes).filter((x) => x !== undefined));
  return (
    <RailSection kind="history" count={changes.length}>
      {changes.length === 0 && <p className="rail-none">{t('history.none')}</p>}
      <ol className="history">
        {(all ? changes : changes.slice(0, SHOWN)).map((c) => (
          <Line key={c.id} change={c} row={`${table}/${id}`} undone={undone.has(c.id)} />
        ))}
      </ol>
      {!all && changes.length > SHOWN && (
        <button type="button" className="link small" onClick={() => setAll(true)}>
          {t('history.all', { count: changes.length })}
        </button>
      )}
    </RailSection>
  );
}

function Line({ change: c, row, undone }: { change: StoredChange; row: string; undone: boolean }) {
  const { t } = useTranslation('shell');
  const patches = c.patches.filter((p) => `${p.table}/${p.id}` === row);
  const others = c.patches.length - patches.length;
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
      <ul>
        {patches
          .flatMap((p) => fieldLines(t, p))
          .slice(0, 8)
          .map(([field, was, now]) => (
            <li key={field}>
              <span className="muted">{fieldWords(t, field)}</span> {was !== '' && <del>{was}</del>} <ins>{now === '' ? t('history.emptied') : now}</ins>
            </li>
          ))}
      </ul>
      <p className="history-when">
        {timeWords(c.when)} {c.who}
        {others > 0 && ` · ${t('history.others', { count: others })}`}
        {!undone && (c.why.origin === 'person' || c.why.origin === 'import') && (
          <button type="button" className="link" onClick={() => void undo()}>
            {t(c.why.undoes ? 'history.redo' : 'history.undo')}
          </button>
        )}
      </p>
    </li>
  );
}

/** Each field of a patch: name, before, after, as short text. */
function fieldLines(t: TFunction, p: Patch): [string, string, string][] {
  if (p.op !== 'set') return [];
  const [was, now] = p.splice ? [p.splice.cut, p.splice.put] : [p.from, p.to];
  return [[p.field, valueWords(t, p.table, p.field, was), valueWords(t, p.table, p.field, now)]];
}
