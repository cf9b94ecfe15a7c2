import { useTranslation } from 'react-i18next';
import { switchWorkspace, useBoot } from '../session/boot.ts';
import { resetRoute } from '../session/route.ts';

/** The coloured band and the watermark of 示例库 and 实训库: on every page and on paper. */
export function WorkspaceBand() {
  const { t } = useTranslation('shell');
  const workspace = useBoot((s) => s.workspace);
  if (workspace === 'work') return null;
  return (
    <>
      <section className={`band band-${workspace}`} aria-label={t(`workspace.${workspace}`)}>
        <strong>{t(`workspace.${workspace}`)}</strong> {t(`workspace.${workspace}Text`)}
        <button
          type="button"
          onClick={() => {
            resetRoute();
            switchWorkspace('work');
          }}
        >
          {t('workspace.toWork')}
        </button>
      </section>
      {/* drawn by the stylesheet: it is a mark on the paper, not text to be read */}
      <div className="watermark" aria-hidden="true">
        {Array.from({ length: 24 }, (_, i) => (
          <span key={i} data-mark={t(`workspace.${workspace}Mark`)} />
        ))}
      </div>
    </>
  );
}
