import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineLook as Look } from '../../../shared/bridge.ts';
import { reportError } from '../../data/report.ts';
import { skewWords } from '../../sync/outcome-words.ts';
import { lookAt } from '../../sync/registries.ts';
import { StatusTag } from '../../ui/marks.tsx';

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
  const skew = skewWords(t, skewMs);
  return (
    <>
      {plain && <p className="settings-note">{t('plain')}</p>}
      {skew && (
        <p className="settings-note" data-skew>
          {skew.advice ? <StatusTag tone="attention">{skew.words}</StatusTag> : skew.words} {skew.advice}
        </p>
      )}
      {key && <p className="settings-note">{t('key', { id: key.slice(0, 12) })}</p>}
    </>
  );
}
