import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Line } from './proposals.ts';

/** A deal is about to be made while lines that were read are undecided: all of them, only the adopted ones, or back. */
export function Undecided({
  open,
  pending,
  adopted,
  onBack,
  onAdopted,
  onAll,
}: {
  open: boolean;
  pending: readonly Line[];
  adopted: number;
  onBack: () => void;
  onAdopted: () => void;
  onAll: () => void;
}) {
  const { t } = useTranslation('deals');
  return (
    <Modal
      open={open}
      title={t('undecided.title', { count: pending.length })}
      onCancel={onBack}
      footer={[
        <Button key="back" autoFocus onClick={onBack}>
          {t('undecided.back')}
        </Button>,
        <Button key="adopted" onClick={onAdopted}>
          {adopted > 0 ? t('undecided.adopted', { count: adopted }) : t('undecided.none')}
        </Button>,
        <Button key="all" type="primary" onClick={onAll}>
          {t('undecided.all')}
        </Button>,
      ]}
    >
      <p>{pending.map((l) => t(`fileField.${l.field}`)).join(t('ui:comma'))}</p>
      <p className="muted small">{t('undecided.text')}</p>
    </Modal>
  );
}
