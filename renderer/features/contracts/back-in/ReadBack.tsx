import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import { pickFiles } from '../../../data/vault.ts';
import { useKindName } from '../kind-name.ts';
import { unknownFile } from './unknown-file.ts';
import type { useReadBack } from './use-read-back.ts';

/** The way in for a file of the other side; where it does not say which version it answers, the person does. */
export function ReadBack({ contract, back }: { contract: Contract; back: ReturnType<typeof useReadBack> }) {
  const { t } = useTranslation('backin');
  const kindName = useKindName();
  const found = back.unknown && unknownFile(back.unknown.revised, contract);
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
        {back.unknown && found && (
          <>
            <p>{t(found.ours ? 'asThis.other' : 'asThis.none', { name: back.unknown.from.name })}</p>
            {found.kind !== '' && <p>{t('asThis.kind', { kind: found.kind })}</p>}
            {found.differs && <p>{t('asThis.differs', { n: contract.version ?? 1, kind: kindName(contract) })}</p>}
            <p>{t('asThis.ask', { n: contract.version ?? 1 })}</p>
          </>
        )}
      </Modal>
    </>
  );
}
