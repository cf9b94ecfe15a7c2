import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAllCommands } from '../session/commands.ts';

/** Every key there is on this page. */
export function ShortcutList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell');
  const commands = useAllCommands().filter((c) => c.keys);
  return (
    <Modal open title={t('command.shortcuts')} footer={null} onCancel={onClose} width={640}>
      <dl className="shortcuts">
        {commands.map((c) => (
          <div key={c.id}>
            <dt>
              {c.keys!.split(' / ').map((k) => (
                <kbd key={k}>{k.replaceAll('+', ' ').replace('ArrowLeft', '←').replace('ArrowRight', '→')}</kbd>
              ))}
            </dt>
            <dd>{c.label}</dd>
          </div>
        ))}
        {(['rows', 'open', 'edit', 'menu', 'copy', 'clear'] as const).map((k) => (
          <div key={k}>
            <dt>
              <kbd>{t(`tableKeys.${k}.keys`)}</kbd>
            </dt>
            <dd>{t(`tableKeys.${k}.text`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
