import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../../../shared/result.ts';
import { reportError } from '../../data/report.ts';
import { forgetRefusal, notify, showRefusal } from '../../session/trouble.ts';
import type { KnownRegistry } from '../../sync/registries.ts';
import { removalOf, removeRegistry, type Removal } from '../../sync/remove-registry.ts';
import { ConfirmDecision } from '../../ui/ConfirmDecision.tsx';

/** 移除: refused while letters wait; else asked, in words that name what is lost and what stays. */
export function RemoveRegistry({ registry, onRemoved }: { registry: KnownRegistry; onRemoved: () => Promise<void> }) {
  const { t } = useTranslation('settings');
  const [asked, setAsked] = useState<Removal | null>(null);
  const ask = async () => {
    forgetRefusal();
    try {
      const removal = await removalOf(registry);
      if (isRefusal(removal)) showRefusal(removal);
      else setAsked(removal);
    } catch (e) {
      reportError('registry', e);
    }
  };
  const remove = async () => {
    try {
      const done = await removeRegistry(registry);
      if (isRefusal(done)) showRefusal(done);
      else notify(t('registry.removed', { name: registry.name }), 'done');
      await onRemoved();
    } catch (e) {
      reportError('registry', e);
    }
  };
  return (
    <>
      <Button size="small" data-act="remove-registry" onClick={() => void ask()}>
        {t('registry.remove')}
      </Button>
      <ConfirmDecision
        open={asked !== null}
        title={t('registry.removal.ask', { name: registry.name })}
        action={t('registry.remove')}
        onDecide={remove}
        onClose={() => setAsked(null)}
      >
        {asked && <Lost removal={asked} />}
        <p>{t('registry.removal.kept')}</p>
        <p>{t(registry.room ? 'registry.removal.seat' : 'registry.removal.token')}</p>
      </ConfirmDecision>
    </>
  );
}

function Lost({ removal: { lost, unread } }: { removal: Removal }) {
  const { t } = useTranslation('settings');
  const library = (of: string) => t(`shell:workspace.${of}`);
  const lines = lost.flatMap((h) => [
    ...(h.underWay > 0 ? [t('registry.removal.waits', { library: library(h.library), count: h.underWay })] : []),
    ...(h.receipts > 0 ? [t('registry.removal.receipts', { library: library(h.library), count: h.receipts })] : []),
  ]);
  return (
    <>
      {lines.length > 0 && (
        <>
          <p>{t('registry.removal.lost')}</p>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
      {lines.length === 0 && unread.length === 0 && <p>{t('registry.removal.none')}</p>}
      {unread.map((of) => (
        <p key={of}>{t('registry.removal.unread', { library: library(of) })}</p>
      ))}
    </>
  );
}
