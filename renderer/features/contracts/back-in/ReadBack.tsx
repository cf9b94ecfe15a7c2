import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import { pickFiles } from '../../../data/vault.ts';
import type { useReadBack } from './use-read-back.ts';

/** The way in for a file of the other side; where it does not say which version it answers, the person does. */
export function ReadBack({ contract, back }: { contract: Contract; back: ReturnType<typeof useReadBack> }) {
  const { t } = useTranslation('backin');
  const pick = () =>
    void pickFiles(['docx']).then(([one]) => {
      if (one) void back.readBack(one);
    });
  return (
    <>
      <Button data-act="read-back" onClick={pick}>
        {t('open')}
      </Button>
      <Modal
        open={back.unknown !== null}
        title={t('asThis.title')}
        okText={t('asThis.yes', { n: contract.version ?? 1 })}
        cancelText={t('asThis.no')}
        onOk={() => void back.named(contract)}
        onCancel={back.dismiss}
      >
        {t('asThis.text', { name: back.unknown?.from.name ?? '', n: contract.version ?? 1 })}
      </Modal>
    </>
  );
}
