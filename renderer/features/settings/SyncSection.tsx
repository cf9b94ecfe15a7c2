import { Button, InputNumber } from 'antd';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../../../shared/result.ts';
import { chinaMinute } from '../../../shared/time.ts';
import { reportError } from '../../data/report.ts';
import { isUnsent } from '../../data/schema.ts';
import { navigate } from '../../session/route.ts';
import { forgetRefusal, showRefusal } from '../../session/trouble.ts';
import { setAskAbove } from '../../sync/gate.ts';
import { recall } from '../../sync/outbox.ts';
import type { Act } from '../../sync/preview.ts';
import { outcomeWords } from '../../sync/outcome-words.ts';
import { goOn, letAllGo, letGo, switchOnline } from '../../sync/start.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { useSyncView, type Line, type SyncView } from '../../sync/view.ts';
import { Field } from '../../ui/fields/Field.tsx';
import { StatusTag, type Tone } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import './sync.css';

const ACTS: readonly Act[] = ['going', 'ask', 'send', 'behind', 'later', 'stopped', 'held', 'token', 'lost', 'forbidden', 'off'];
const TONES: Record<Act, Tone> = {
  going: 'current',
  lost: 'attention',
  forbidden: 'attention',
  ask: 'current',
  send: 'current',
  behind: 'neutral',
  later: 'neutral',
  stopped: 'attention',
  held: 'attention',
  token: 'attention',
  off: 'neutral',
};

/** 待发信件: what the next sync will do, letter by letter, and what waits for a person's word. */
export function SyncSection() {
  const { t } = useTranslation('sync');
  const [turn, setTurn] = useState(0);
  const sync = useSyncStatus();
  const lines = Object.entries(sync.registries).map(([id, { line }]) => `${id} ${line}`);
  const view = useSyncView([turn, sync.forbidden, ...lines].join());
  const again = () => setTurn((n) => n + 1);
  if (!view) return null;
  const total = ACTS.reduce((sum, act) => sum + (view.counts[act] ?? 0), 0);
  return (
    <Panel title={t('title')} tour="outbox">
      {view.asked.map((a) => (
        <Asked key={a.registry} asked={a} view={view} onDone={again} />
      ))}
      {total === 0 ? (
        <p className="muted">{t('empty')}</p>
      ) : (
        <>
          <p className="sync-sum" data-sync="sum">
            {t('next', {
              acts: ACTS.filter((act) => view.counts[act])
                .map((act) => t(`count.${act}`, { count: view.counts[act] }))
                .join(t('and')),
            })}
          </p>
          <UnderWay view={view} left={total} />
          {(view.counts.held ?? 0) > 1 && (
            <p>
              <Button data-act="let-all-go" onClick={() => void letAllGo().catch((e: unknown) => reportError('sync', e))}>
                {t('letAllGo', { count: view.counts.held })}
              </Button>
            </p>
          )}
          <Letters view={view} />
          {total > view.lines.length && <p className="settings-note">{t('more', { shown: view.lines.length, count: total })}</p>}
        </>
      )}
      {view.receipts > 0 && <p className="settings-note">{t('receipts', { count: view.receipts })}</p>}
      <Field label={t('askAbove')} hint={t('askAboveHint')}>
        {(ids) => (
          <InputNumber
            id={ids.input}
            min={1}
            max={100_000}
            precision={0}
            value={view.askAbove}
            onChange={(n) => void (n === null ? null : setAskAbove(n).then(again))}
          />
        )}
      </Field>
    </Panel>
  );
}

/** While letters go out: how far it is, and a way to stop. */
function UnderWay({ view, left }: { view: SyncView; left: number }) {
  const { t } = useTranslation('sync');
  const [before] = useState(view.answered);
  const going = [...new Set(view.lines.filter((l) => l.act === 'going').map((l) => l.row.registry))];
  if (going.length === 0 || !view.counts.send) return null;
  const stop = async () => {
    for (const id of going) await switchOnline(id, false);
  };
  return (
    <p role="status" data-sync="progress">
      {t('progress', { done: view.answered - before, left })}{' '}
      <Button size="small" data-act="sync-stop" title={t('stopHint')} onClick={() => void stop().catch((e: unknown) => reportError('sync', e))}>
        {t('stop')}
      </Button>
    </p>
  );
}

const MOST_MOVES = 10;

/** What a person is asked before anything goes on with a registry, with the list. */
function Asked({ asked, view, onDone }: { asked: SyncView['asked'][number]; view: SyncView; onDone: () => void }) {
  const { t } = useTranslation(['sync', 'registration', 'ui']);
  const [busy, setBusy] = useState(false);
  const count = asked.why === 'many' ? asked.letters : asked.moves.length;
  const go = async (again: boolean) => {
    setBusy(true);
    try {
      await goOn(asked.registry, again);
    } catch (e) {
      reportError('sync', e);
    } finally {
      setBusy(false);
      onDone();
    }
  };
  return (
    <div className="sync-asked" role="group" data-asked={asked.why}>
      <p>
        <StatusTag tone="attention">{t(`asked.${asked.why}`, { registry: nameOf(view, asked.registry), count, limit: view.askAbove })}</StatusTag>
      </p>
      {asked.moves.length > 0 && (
        <ul>
          {asked.moves.slice(0, MOST_MOVES).map((m, i) => (
            <li key={i}>{t('asked.move', { deal: m.deal || t('noDeal'), from: t(`registration:state.${m.from}`), to: t(`registration:state.${m.to}`) })}</li>
          ))}
          {asked.moves.length > MOST_MOVES && <li>{t('asked.others', { count: asked.moves.length - MOST_MOVES })}</li>}
        </ul>
      )}
      {asked.missing.length > 0 && (
        <p>
          {t('asked.missing', {
            count: asked.missing.length,
            names: asked.missing
              .slice(0, MOST_MOVES)
              .map((n) => n || t('noDeal'))
              .join(t('ui:comma')),
          })}
          {asked.missing.length > MOST_MOVES && t('asked.more')}
        </p>
      )}
      <Button type="primary" loading={busy} data-act="sync-go-on" onClick={() => void go(false)}>
        {t('asked.go')}
      </Button>
      {asked.again > 0 && (
        <>
          {' '}
          <Button loading={busy} data-act="sync-again" onClick={() => void go(true)}>
            {t('asked.again', { count: asked.again })}
          </Button>
          <p className="settings-note">{t('asked.againHint')}</p>
        </>
      )}
    </div>
  );
}

const nameOf = (view: SyncView, id: string): string => view.registries.find((r) => r.id === id)?.name ?? id;

/** Drawn when the outbox was looked at again, not whenever the line says something. */
const Letters = memo(function Letters({ view }: { view: SyncView }) {
  const { t } = useTranslation('sync');
  return (
    <div className="sync-scroll" tabIndex={0} role="region" aria-label={t('title')}>
      <table className="sync-letters">
        <thead>
          <tr>
            {(['deal', 'what', 'registry', 'act', 'last', 'files'] as const).map((key) => (
              <th key={key} className={`sync-col-${key}`}>
                {t(`col.${key}`)}
              </th>
            ))}
            <th className="sync-col-acts">
              <span className="visually-hidden">{t('col.acts')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {view.lines.map((line) => (
            <Letter key={line.row.id} line={line} registry={nameOf(view, line.row.registry)} />
          ))}
        </tbody>
      </table>
    </div>
  );
});

function Letter({ line: { row, act, deal, proofs }, registry }: { line: Line; registry: string }) {
  const { t } = useTranslation('sync');
  const run = async (what: () => Promise<unknown>) => {
    forgetRefusal();
    try {
      const answer = await what();
      if (isRefusal(answer)) showRefusal(answer);
    } catch (e) {
      reportError('sync', e);
    }
  };
  const bytes = proofs.reduce((sum, p) => sum + p.size, 0);
  return (
    <tr data-letter={row.id} data-sync-act={act}>
      <td>
        {deal ? (
          <button type="button" className="link" onClick={() => navigate({ room: 'deals', id: row.lane, tab: 'registration' })}>
            {deal.name}
          </button>
        ) : (
          t('noDeal')
        )}
      </td>
      <td>
        {t(`kind.${row.kind}`)} <span className="muted">{t('version', { version: row.version })}</span>
      </td>
      <td>{registry}</td>
      <td>
        <StatusTag tone={TONES[act]}>{t(`act.${act}`)}</StatusTag>
        {act === 'later' && <div className="muted small">{t('nextAt', { time: chinaMinute(new Date(row.dueAt).toISOString()).slice(11) })}</div>}
      </td>
      <td>
        {act === 'going' ? null : row.lastOutcome === undefined ? <span className="muted">{t('never')}</span> : outcomeWords(t, row.lastOutcome, row.state)}
        {row.attempts > 0 && row.lastOutcome !== undefined && !['off', 'forbidden'].includes(row.lastOutcome) && (
          <div className="muted small">
            {t('attempts', { count: row.attempts })} {chinaMinute(row.triedAt)}
          </div>
        )}
      </td>
      <td>
        {t('size', { kb: Math.ceil(row.size / 1024) })}
        {proofs.length > 0 && <div className="muted small">{t('proofs', { count: proofs.length, mb: (bytes / 1024 / 1024).toFixed(1) })}</div>}
      </td>
      <td className="sync-acts">
        {act === 'held' && (
          <button type="button" className="link" data-act="let-go" onClick={() => void run(() => letGo(row.id))}>
            {t('letGo')}
          </button>
        )}
        {isUnsent(row) && (
          <button type="button" className="link" data-act="take-back" title={t('recallHint')} onClick={() => void run(() => recall(row.subject))}>
            {t('recall')}
          </button>
        )}
      </td>
    </tr>
  );
}
