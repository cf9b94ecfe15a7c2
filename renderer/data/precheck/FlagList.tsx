import { useTranslation } from 'react-i18next';
import type { Flag } from '../../../shared/domain/precheck/flag.ts';
import { InternalOnly, StatusTag } from '../../ui/marks.tsx';
import { placeOf, spoken } from '../findings.ts';
import { navigate } from '../../session/route.ts';

/** Risks an examiner would ask about, each with how to settle it; they stop nothing, and what is about our price stays inside. */
export function FlagList({ flags, read = true, dealId }: { flags: readonly Flag[]; read?: boolean; dealId?: string }) {
  const { t } = useTranslation('precheck');
  if (flags.length === 0)
    return (
      <p className="finding-none">
        <StatusTag tone={read ? 'done' : 'neutral'}>{t(read ? 'flags.none' : 'flags.unread')}</StatusTag>
      </p>
    );
  return (
    <>
      <p className="muted small">{t('flags.never')}</p>
      <ul className="finding-list" data-precheck="flags">
        {flags.map((f) => {
          const text = t(`findings:message.${f.message.key}`, spoken(f.message.params));
          const place = dealId === undefined ? undefined : placeOf(f.where, dealId);
          const words = place ? (
            <button type="button" className="link" onClick={() => navigate(place)}>
              {text}
            </button>
          ) : (
            text
          );
          return (
            <li key={f.key} className="finding" data-flag={f.message.key}>
              {f.internal ? <InternalOnly>{words}</InternalOnly> : <p className="finding-text">{words}</p>}
              <p className="finding-detail">{t(`findings:fix.${f.message.key}`, spoken(f.message.params))}</p>
            </li>
          );
        })}
      </ul>
    </>
  );
}
