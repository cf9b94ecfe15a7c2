import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { switchWorkspace, useBoot } from '../../session/boot.ts';
import { holdFiles } from '../../session/drop.ts';
import { navigate, resetRoute } from '../../session/route.ts';
import { moveTour } from '../../session/tour.ts';
import './today.css';

/** 先看示例, 拖入一份合同做预审, 导入 Excel 台账. `before` saves what was asked first; where it says no, the door stays shut. */
export function Doors({ before = () => Promise.resolve(true) }: { before?: () => Promise<boolean> }) {
  const { t } = useTranslation('today');
  const workspace = useBoot((s) => s.workspace);
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const precheck = async (files: File[]) => {
    if (files.length === 0) return;
    if (!(await before())) return;
    holdFiles(files);
    navigate({ room: 'deals', tab: 'from-file' });
  };
  return (
    <div className="doors">
      {workspace === 'work' && (
        <button
          type="button"
          className="door"
          data-door="sample"
          onClick={() =>
            void before().then((open) => {
              if (!open) return;
              moveTour({ step: 0, on: true });
              resetRoute();
              switchWorkspace('sample');
            })
          }
        >
          <strong>{t('door.sample')}</strong>
          <span>{t('door.sampleText')}</span>
        </button>
      )}
      <button
        type="button"
        className={`door${over ? ' door-over' : ''}`}
        data-door="contract"
        onClick={() => input.current?.click()}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          e.preventDefault();
          e.stopPropagation();
          setOver(false);
          void precheck([...e.dataTransfer.files]);
        }}
      >
        <strong>{t('door.contract')}</strong>
        <span>{t('door.contractText')}</span>
      </button>
      <button type="button" className="door" data-door="import" onClick={() => void before().then((open) => open && navigate({ room: 'import' }))}>
        <strong>{t('door.import')}</strong>
        <span>{t('door.importText')}</span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".docx,.pdf,.txt"
        data-door-file
        aria-hidden="true"
        onChange={(e) => {
          void precheck([...(e.target.files ?? [])]);
          e.target.value = '';
        }}
      />
    </div>
  );
}
