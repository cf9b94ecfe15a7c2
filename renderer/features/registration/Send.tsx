import { Button, Select } from 'antd';
import { useEffect, useState, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { isRefusal } from '../../../shared/result.ts';
import { useObserve } from '../../data/observe.ts';
import { reportError } from '../../data/report.ts';
import { navigate } from '../../session/route.ts';
import { forgetRefusal, notify, showRefusal } from '../../session/trouble.ts';
import { isStillHere, lastOutcomeOf, recall } from '../../sync/outbox.ts';
import { outcomeWords } from '../../sync/outcome-words.ts';
import { useOwnRegistry } from '../../sync/own-registry.ts';
import { knownToThisComputer, mayUse, type KnownRegistry } from '../../sync/registries.ts';
import { askNow, restartRegistry, switchOnline } from '../../sync/start.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { StatusTag, type Tone } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { deliver } from './edit-filing.ts';
import { HeldNote } from './HeldNote.tsx';

/** Registries of this computer that this workspace may file with; a class's first, which was joined for that. */
async function usable(): Promise<KnownRegistry[]> {
  const may = (await knownToThisComputer()).filter((r) => mayUse(r) === null);
  // of several classes the one joined last
  return [...may.filter((r) => r.room).toReversed(), ...may.filter((r) => !r.room)];
}

/** Delivery to a registry that speaks our protocol: queued at once, sent when it can be reached. Not offered where none may be used. */
export function Send({ file, filing, typed }: { file: DealFile; filing: Filing; typed: Readonly<Record<string, string>> }) {
  const { t } = useTranslation(['registration', 'sync']);
  const sync = useSyncStatus();
  const own = useOwnRegistry();
  const [busy, setBusy] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const [registries, setRegistries] = useState<KnownRegistry[]>([]);
  useEffect(() => void usable().then(setRegistries, (e: unknown) => reportError('registry', e)), []);
  const unsent = useObserve(() => isStillHere(filing), [filing.id, filing.state]) ?? false;
  const letter = useObserve(() => lastOutcomeOf(filing), [filing.id, filing.state]);
  const { t: say } = useTranslation('sync');
  const registry = registries.find((r) => r.id === (filing.registry ?? chosen)) ?? registries[0];
  if (!registry) return null;
  const known = sync.registries[registry.id]?.line ?? (registry.online ? 'untried' : 'off');
  // without a usable address there is no line: 联网 says what is the matter
  const contact = known === 'address' ? 'off' : known;
  // nothing here would help: it is mended in the settings
  const barred = sync.forbidden ? 'forbidden' : contact === 'unauthorised' ? (registry.room ? 'seat' : 'token') : null;
  const fell = registry.url === null && contact !== 'off' ? own.fell : null;
  const line: { tone: Tone; words: string } = fell
    ? { tone: 'attention', words: t(`sync:fell.${fell}`) }
    : barred
      ? { tone: 'attention', words: t(`link.${barred}`) }
      : contact === 'online'
        ? { tone: 'done', words: t('link.on') }
        : contact === 'offline'
          ? { tone: 'attention', words: t('link.offline') }
          : { tone: 'neutral', words: t(contact === 'untried' ? 'link.untried' : 'link.off') };
  const waiting = ['queued', 'sending', 'unknown'].includes(filing.state ?? '');
  const underReview = filing.carrier === 'http' && ['submitted', 'accepted', 'supplement', 'secondReview'].includes(filing.state ?? '');
  const go = async (what: () => Promise<unknown>) => {
    setBusy(true);
    forgetRefusal();
    try {
      const answer = await what();
      if (isRefusal(answer)) showRefusal(answer);
    } catch (e) {
      reportError('registry', e);
    } finally {
      setBusy(false);
    }
  };
  /** The second press of a double click on 送交登记 is none of the button that has come under the pointer. */
  const alone = (e: MouseEvent, what: () => Promise<unknown>): void => {
    if (e.detail < 2) void go(what);
  };
  const ask = async () => {
    const { answered, silent } = await askNow();
    if (silent.length > 0 || answered.length === 0) notify(t('sync:asked.silent', { names: silent.join(t('ui:comma')) || registry.name }), 'attention');
  };
  return (
    <Panel
      title={t(registry.url === null ? 'choose.http' : 'choose.registry', { name: registry.name })}
      extra={<StatusTag tone={line.tone}>{line.words}</StatusTag>}
    >
      <p className="muted">
        {fell
          ? t(`sync:fellText.${fell}`)
          : barred
            ? t(`link.${barred}Text`)
            : t(underReview ? 'link.review' : registry.url === null ? 'choose.httpText' : 'choose.registryText')}
      </p>
      <div className="toolbar">
        {filing.state === 'ready' && registries.length > 1 && (
          <Select
            aria-label={t('choose.which')}
            value={registry.id}
            options={registries.map((r) => ({ value: r.id, label: r.url === null ? t('choose.own') : r.name }))}
            onChange={setChosen}
            style={{ minWidth: 200 }}
          />
        )}
        {filing.state === 'ready' && (
          <Button loading={busy} data-act="deliver" onClick={() => void go(() => deliver(file, filing.id, registry))}>
            {t('deliver')}
          </Button>
        )}
        {(waiting || underReview) && (contact === 'online' || (contact !== 'off' && underReview)) && (
          <Button loading={busy} data-act="ask" onClick={() => void go(ask)}>
            {t(underReview ? 'link.ask' : 'link.again')}
          </Button>
        )}
        {fell === 'for-good' && (
          <Button type="primary" loading={busy} data-act="restart" onClick={() => void go(restartRegistry)}>
            {t('sync:restart')}
          </Button>
        )}
        {barred && (
          <Button data-act="to-settings" onClick={() => navigate({ room: 'settings', tab: 'registry' })}>
            {t(`link.${barred}Go`)}
          </Button>
        )}
        {!barred &&
          contact !== 'online' &&
          fell === null &&
          (waiting || (underReview && contact === 'off') || (filing.state === 'ready' && contact !== 'untried')) && (
            <Button type={waiting ? 'primary' : 'default'} loading={busy} data-act="connect" onClick={(e) => alone(e, () => switchOnline(registry.id, true))}>
              {t(underReview ? 'link.allowAsk' : 'link.allow')}
            </Button>
          )}
        {unsent && (
          <Button data-act="recall" loading={busy} title={t('link.recallText')} onClick={(e) => alone(e, () => recall(filing.id, typed))}>
            {t('link.recall')}
          </Button>
        )}
        {waiting && sync.waiting > 0 && <span className="muted small">{t('link.queue', { count: sync.waiting })}</span>}
      </div>
      {waiting && sync.asked.includes(registry.id) && <HeldNote />}
      {waiting && !barred && contact === 'offline' && fell === null && <p className="muted small">{t('link.cannot', { name: registry.name })}</p>}
      {waiting && !barred && letter?.lastOutcome !== undefined && contact !== 'off' && (
        <p className="muted small" data-last-outcome>
          {say('lastResult', { words: outcomeWords(say, letter.lastOutcome, letter.state) })}
        </p>
      )}
    </Panel>
  );
}
