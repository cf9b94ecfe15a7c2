import { useTranslation } from 'react-i18next';
import { codeName } from '../../../shared/domain/codes.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { contractTypeOf } from '../../../shared/domain/filing-facts.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { pointOf, pointsOn, proposePoint } from '../../../shared/domain/register-points.ts';
import { useToday } from '../../data/day.ts';
import { useFormLists } from '../../data/form-lists.ts';
import { navigate } from '../../session/route.ts';
import { SelectField } from '../../ui/fields/SelectField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { UnconfirmedMark } from '../../ui/marks.tsx';
import { explainPoint, setPoint } from './edit-amounts.ts';

/** 登记机构: proposed by object and seat out of the dated directory; another needs its reason. */
export function PointField({ file, filing, frozen }: { file: DealFile; filing: Filing; frozen: boolean }) {
  const { t } = useTranslation('filing-form');
  const data = useFormLists();
  const day = useToday();
  if (!data) return null;
  const { points, lists } = data;
  const kind = contractTypeOf(file);
  const seat = file.seller?.region;
  const proposed = proposePoint(points, { kind, seat, on: day });
  const chosen = pointOf(points, filing.pointId) ?? proposed?.point;
  const because = proposed && t(`point.${proposed.because}`, { kind: codeName(lists['contract-types'], kind), region: codeName(lists['areas'], seat) });
  const other = filing.pointId !== undefined && proposed !== undefined && filing.pointId !== proposed.point.id;
  const words = (
    <>
      {proposed && (
        <p className="small">
          {t('point.proposed', { because, name: proposed.point.name })}{' '}
          {proposed.point.status !== 'confirmed' && <UnconfirmedMark what={proposed.point.note ?? points.note} />}
        </p>
      )}
      {!seat && file.seller && (
        <p className="small">
          {t('point.noSeat')}{' '}
          <button
            type="button"
            className="link small"
            onClick={() => navigate({ room: 'parties', id: file.seller!.id, focus: `parties/${file.seller!.id}/region` })}
          >
            {t('point.openSeat')}
          </button>
        </p>
      )}
      {seat && !proposed && <p className="small">{t('point.none')}</p>}
      <p className="muted small">
        {[chosen && t('point.source', { source: chosen.source }), chosen?.portal && t('point.portal', { name: chosen.portal }), chosen?.note]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="muted small">{t('point.asOf', { day: points.asOf, note: points.note })}</p>
    </>
  );
  if (frozen) {
    return (
      <section className="form-point" aria-label={t('point.title')} data-point={chosen?.id}>
        <h3>{t('point.title')}</h3>
        <p>
          {chosen?.name ?? ''} {filing.pointReason && <span className="muted">（{filing.pointReason}）</span>}
        </p>
      </section>
    );
  }
  return (
    <section className="form-point" aria-label={t('point.title')} data-point={chosen?.id}>
      <div className="form-grid">
        <SelectField
          label={t('point.label')}
          name={`filings/${filing.id}/pointId`}
          value={chosen?.id}
          options={pointsOn(points, day).map((p) => ({ value: p.id, label: p.name }))}
          onSave={(v) => setPoint(filing.id, v === proposed?.point.id ? undefined : v)}
        />
        {(other || filing.pointReason || (seat && !proposed)) && (
          <TextField
            label={t('point.reason')}
            name={`filings/${filing.id}/pointReason`}
            hint={t('point.reasonHint')}
            value={filing.pointReason}
            onSave={(v) => explainPoint(filing.id, v)}
          />
        )}
      </div>
      {words}
    </section>
  );
}
