import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineLook as Look } from '../../../shared/bridge.ts';
import { reportError } from '../../data/report.ts';
import { lookAt } from '../../sync/registries.ts';

/** A clock off by less says nothing: the server tells whole seconds. */
const LEAST_SKEW_MS = 90_000;

/** The registry's clock beside ours, our key, and whether letters go unencrypted. `seen` changes with each contact. */
export function LineLook({ registry, seen }: { registry: string; seen: string | null }) {
  const { t } = useTranslation('sync');
  const [look, setLook] = useState<Look | null>(null);
  useEffect(() => {
    let left = false;
    lookAt(registry)
      .then((l) => (left ? undefined : setLook(l)))
      .catch((e: unknown) => reportError('registry', e));
    return () => {
      left = true;
    };
  }, [registry, seen]);
  if (!look) return null;
  const { skewMs, key, plain } = look;
  const minutes = Math.round(Math.abs(skewMs ?? 0) / 60_000);
  return (
    <>
      {plain && <p className="settings-note">{t('plain')}</p>}
      {skewMs !== null && Math.abs(skewMs) >= LEAST_SKEW_MS && <p className="settings-note">{t(skewMs > 0 ? 'skew.slow' : 'skew.fast', { minutes })}</p>}
      {key && <p className="settings-note">{t('key', { id: key.slice(0, 12) })}</p>}
    </>
  );
}
