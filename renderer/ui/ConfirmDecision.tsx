import { Button, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Only for what cannot be undone. `action` is the verb on the button, `keep` the words of the way out. */
export function ConfirmDecision({
  open,
  title,
  children,
  action,
  keep,
  danger = true,
  onDecide,
  onClose,
}: {
  open: boolean;
  title: string;
  children: ReactNode;
  action: string;
  keep?: string;
  danger?: boolean;
  onDecide: () => Promise<unknown> | void;
  onClose: () => void;
}) {
  const { t } = useTranslation('ui');
  const [busy, setBusy] = useState(false);
  const decide = async () => {
    setBusy(true);
    try {
      await onDecide();
    } finally {
      setBusy(false);
    }
    onClose();
  };
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      footer={[
        <Button key="keep" autoFocus onClick={onClose}>
          {keep ?? t('confirm.keep')}
        </Button>,
        <Button key="go" type="primary" danger={danger} loading={busy} onClick={() => void decide()}>
          {action}
        </Button>,
      ]}
    >
      {children}
    </Modal>
  );
}
