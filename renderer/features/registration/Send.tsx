import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { SIMULATED_REGISTRY } from '../../../shared/registry/simulated.ts';
import { isRefusal } from '../../../shared/result.ts';
import { useObserve } from '../../data/observe.ts';
import { workspace } from '../../data/store.ts';
import { forgetRefusal, showRefusal } from '../../session/trouble.ts';
import { isStillHere, recall } from '../../sync/outbox.ts';
import { switchOnline, syncNow } from '../../sync/start.ts';
import { useSyncStatus } from '../../sync/status.ts';
import { StatusTag, type Tone } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { deliver } from './edit-filing.ts';

/** Delivery to the simulated registry: queued at once, sent when it can be reached. Not offered in the 正式库. */
export function Send({ file, filing, typed }: { file: DealFile; filing: Filing; typed: Readonly<Record<string, string>> }) {
  const { t } = useTranslation('registration');
  const sync = useSyncStatus();
  const [busy, setBusy] = useState(false);
  const unsent = useObserve(() => isStillHere(filing), [filing.id, filing.state]) ?? false;
  if (workspace() === 'work') return null;
  const contact = sync.registries[SIMULATED_REGISTRY]?.line ?? sync.line;
  const line: { tone: Tone; words: string } =
    contact === 'online'
      ? { tone: 'done', words: t('link.on') }
      : contact === 'offline'
        ? { tone: 'attention', words: t('link.offline') }
        : { tone: 'neutral', words: t('link.off') };
  const waiting = ['queued', 'sending', 'unknown'].includes(filing.state ?? '');
  const underReview = filing.carrier === 'http' && ['submitted', 'accepted', 'supplement', 'secondReview'].includes(filing.state ?? '');
  const go = async (what: () => Promise<unknown>) => {
    setBusy(true);
    forgetRefusal();
    try {
      const answer = await what();
      if (isRefusal(answer)) showRefusal(answer);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={t('choose.http')} extra={<StatusTag tone={line.tone}>{line.words}</StatusTag>}>
      <p className="muted">{t(underReview ? 'link.review' : 'choose.httpText')}</p>
      <div className="toolbar">
        {filing.state === 'ready' && (
          <Button loading={busy} data-act="deliver" onClick={() => void go(() => deliver(file, filing.id))}>
            {t('deliver')}
          </Button>
        )}
        {(waiting || underReview) && contact === 'online' && (
          <Button loading={busy} data-act="ask" onClick={() => void go(syncNow)}>
            {t(underReview ? 'link.ask' : 'link.again')}
          </Button>
        )}
        {contact !== 'online' && (waiting || filing.state === 'ready') && (
          <Button
            type={waiting ? 'primary' : 'default'}
            loading={busy}
            data-act="connect"
            onClick={() => void go(() => switchOnline(SIMULATED_REGISTRY, true))}
          >
            {t('link.allow')}
          </Button>
        )}
        {unsent && (
          <Button data-act="recall" loading={busy} title={t('link.recallText')} onClick={() => void go(() => recall(filing.id, typed))}>
            {t('link.recall')}
          </Button>
        )}
        {waiting && <span className="muted small">{t('link.queue', { count: sync.waiting })}</span>}
      </div>
      {waiting && contact === 'offline' && <p className="muted small">{t('link.cannot')}</p>}
    </Panel>
  );
}
