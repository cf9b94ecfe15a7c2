import { Alert, Button, Segmented, Select } from 'antd';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplateName } from '../../../shared/domain/import/templates.ts';
import { takeHeldFiles, useDropTarget } from '../../session/drop.ts';
import type { Route } from '../../session/route.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { DryRun } from './DryRun.tsx';
import { MappingTable } from './MappingTable.tsx';
import { Outcome } from './Outcome.tsx';
import { useImport } from './use-import.ts';
import './import.css';

const SHEET = /\.(xlsx|xls|csv|txt|et)$/i;

/** 导入: file → sheet → columns → dry run → import, all on one page; nothing is written before the last button. */
export function ImportRoom({ route }: { route: Route }) {
  const { t } = useTranslation('import');
  const wanted = route.tab === 'achievements' || route.tab === 'ledger' ? route.tab : undefined;
  const flow = useImport(wanted);
  const { take, opened, state } = flow;
  const accept = useCallback(
    (files: File[]) => {
      const file = files.find((f) => SHEET.test(f.name)) ?? files[0];
      if (!file) return false;
      void take(file);
      return true;
    },
    [take],
  );
  useDropTarget(accept);
  useEffect(() => {
    const held = takeHeldFiles();
    if (held.length > 0) accept(held);
  }, [accept]);

  const busy = state.kind === 'reading' || state.kind === 'running';
  return (
    <Page
      title={t('title')}
      action={
        state.kind === 'planned' && state.plan.rows.length > 0 ? (
          <Button type="primary" onClick={() => void flow.run()}>
            {t('run.button', { count: state.plan.rows.length })}
          </Button>
        ) : undefined
      }
    >
      {state.kind === 'failed' && <Alert className="page-note" type="error" showIcon title={t('failure.title')} description={state.words} />}
      {state.kind === 'planned' && state.again && <Alert className="page-note" type="warning" showIcon title={t('check.changed')} />}
      {state.kind === 'ended' && <Outcome state={state} onAgain={flow.reset} onUndo={() => void flow.undo()} />}
      {state.kind === 'reading' && <Loading label={t('reading', { name: state.name })} />}
      {!opened && !busy && state.kind !== 'ended' && (
        <div className="drop-zone">
          <p>{t('drop')}</p>
          <Button type="primary" onClick={() => void flow.pick()}>
            {t('pick')}
          </Button>
        </div>
      )}
      {opened && state.kind !== 'ended' && (
        <>
          <Panel
            title={opened.name}
            extra={
              <Button size="small" disabled={busy} onClick={flow.reset}>
                {t('run.again')}
              </Button>
            }
          >
            <div className="toolbar">
              <span>{t('what.title')}</span>
              <Segmented<TemplateName>
                value={opened.template}
                disabled={busy}
                options={(['achievements', 'ledger'] as const).map((value) => ({ value, label: t(`what.${value}`) }))}
                onChange={(v) => void flow.open({ template: v })}
              />
              {opened.table.sheets.length > 1 && (
                <label className="import-sheet">
                  {t('sheet.choose')}
                  <Select<string>
                    size="small"
                    aria-label={t('sheet.choose')}
                    value={opened.table.sheet}
                    disabled={busy}
                    options={opened.table.sheets.map((s) => ({ value: s, label: s }))}
                    onChange={(sheet) => void flow.open({ sheet })}
                  />
                </label>
              )}
              <span className="muted small">
                {t('sheet.rows', { count: opened.table.lines.length })}
                {opened.match ? ` · ${t('sheet.headerRow', { row: opened.match.headerLine })}` : ''}
                {opened.table.encoding ? ` · ${t('sheet.encoding')} ${opened.table.encoding === 'gb18030' ? 'GBK' : opened.table.encoding.toUpperCase()}` : ''}
              </span>
            </div>
            {opened.match ? (
              <MappingTable opened={opened} match={opened.match} disabled={busy} onMap={flow.map} />
            ) : (
              <Alert className="page-note" type="warning" showIcon title={t('map.noHeader')} />
            )}
          </Panel>
          {state.kind === 'planned' && <DryRun plan={state.plan} template={opened.template} onTake={flow.takeIn} />}
        </>
      )}
    </Page>
  );
}
