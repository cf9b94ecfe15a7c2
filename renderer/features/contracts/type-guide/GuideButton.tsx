import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { TypeGuide } from './TypeGuide.tsx';

/** Opens the type guide where a new contract chooses its kind. */
export function GuideButton({ file, onChosen }: { file: DealFile; onChosen: (kind: string, reason: string) => void }) {
  const { t } = useTranslation('guide');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button data-act="type-guide" onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      <Modal open={open} title={t('title')} footer={null} width={760} onCancel={() => setOpen(false)} destroyOnHidden>
        <TypeGuide
          file={file}
          onChosen={(kind, reason) => {
            setOpen(false);
            onChosen(kind, reason);
          }}
        />
      </Modal>
    </>
  );
}
