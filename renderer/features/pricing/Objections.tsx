import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Notice, Objection } from '../../../shared/domain/deal.ts';
import { isPublished } from '../../../shared/domain/notice-rules.ts';
import { Panel } from '../../ui/Panel.tsx';
import { RecordForm, type FormField } from '../../ui/RecordForm.tsx';
import { useNewRow } from '../../ui/use-new-row.ts';
import { addObjection, editObjection } from './edit-pricing.ts';

/** 异议 to one notice: what came in, how it was handled. */
export function Objections({ notice, objections, today }: { notice: Notice; objections: readonly Objection[]; today: string }) {
  const { t } = useTranslation('pricing');
  const own = objections.filter((o) => o.noticeId === notice.id);
  const adding = useNewRow('objections', own);
  const fields: FormField[] = [
    { field: 'receivedOn', label: t('field.receivedOn'), kind: 'day' },
    { field: 'from', label: t('field.from') },
    { field: 'content', label: t('field.content'), kind: 'area', wide: true },
    { field: 'handling', label: t('field.handling'), kind: 'area', wide: true },
    { field: 'settledOn', label: t('field.settledOn'), kind: 'day' },
  ];
  return (
    <Panel
      title={t('section.objections')}
      extra={
        <Button
          size="small"
          onClick={(e) => {
            adding(e);
            void addObjection(notice.id, today);
          }}
        >
          {t('objection.add')}
        </Button>
      }
    >
      {own.length === 0 && <p className="muted pricing-none">{t(isPublished(notice, today) ? 'objection.empty' : 'objection.notYet')}</p>}
      {own.map((o) => (
        <RecordForm
          key={o.id}
          table="objections"
          row={o}
          fields={fields}
          onSave={(field, value) => editObjection(o.id, { [field]: value } as Partial<Objection>)}
        />
      ))}
    </Panel>
  );
}
