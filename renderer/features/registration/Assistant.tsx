import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { FilledForm } from '../../../shared/domain/filing-form.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { portalLines, type PortalLine } from '../../../shared/domain/layout-lines.ts';
import { choicesId } from '../../../shared/domain/layout-rules.ts';
import { layoutFor } from '../../../shared/domain/layout.ts';
import { isRefusal } from '../../../shared/result.ts';
import { layouts } from '../../data/layouts.ts';
import { useObserve } from '../../data/observe.ts';
import { useWatermark } from '../../documents/MadeFile.tsx';
import { notify, showRefusal } from '../../session/trouble.ts';
import { copyText } from '../../ui/copy-text.ts';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { AccountFields } from './AccountFields.tsx';
import { AssistList } from './AssistList.tsx';
import { AssistNow } from './AssistNow.tsx';
import { tick } from './edit-filing.ts';
import { chooseLayout, keepChoice } from './edit-layouts.ts';
import { Filed } from './Filed.tsx';
import { LayoutBar } from './LayoutBar.tsx';
import { PortalLabels } from './PortalLabels.tsx';
import { portalFields } from './reading.ts';
import { useCompact } from './use-compact.ts';
import './assistant.css';

/** The portal's fields in the portal's order and unit: copy, tick, next; then when it was filed and what proves it. */
export function Assistant({ file, filing, form }: { file: DealFile; filing: Filing; form: FilledForm }) {
  const { t } = useTranslation('registration');
  const [compact, setCompact] = useCompact();
  const watermark = useWatermark();
  const known = useObserve(layouts, []);
  const layout = known && layoutFor(known.all, { ...filing, area: file.seller?.region });
  const choices = known && layout ? known.rows.find((r) => r.id === choicesId(layout.id))?.choices : undefined;
  const lines = useMemo(() => (layout ? portalLines(layout, portalFields(form), choices) : []), [layout, form, choices]);
  const [chosen, choose] = useState<number | null>(null);
  const ticked = new Set(filing.ticked ?? []);
  const open = lines.filter((l) => !ticked.has(l.key));
  const at = Math.min(
    lines.length - 1,
    chosen ??
      Math.max(
        0,
        lines.findIndex((l) => !ticked.has(l.key)),
      ),
  );
  const current = lines[at];
  const say = (answer: unknown): void => {
    if (isRefusal(answer)) showRefusal(answer);
  };
  const copy = (line: PortalLine, text: string): boolean => {
    if (text === '') return true;
    const done = copyText(text);
    notify(t(done ? 'assistant.copied' : 'assistant.notCopied', { label: line.label }), done ? 'done' : 'attention');
    return done;
  };
  const mark = (line: PortalLine, on: boolean): void => {
    // what it is entered with is fixed with the first tick: a later version of the layout is another page
    if (layout && !filing.layoutId) void chooseLayout(filing.id, layout).then(say);
    void tick(filing.id, line.key, on).then(say);
  };
  const next = (): void => {
    // what is not on the clipboard cannot have been filled in
    if (!current || !copy(current, current.copy)) return;
    if (!ticked.has(current.key)) mark(current, true);
    // behind the last one those that were passed over come round
    const passed = lines.findIndex((l, i) => i !== at && !ticked.has(l.key));
    choose(at + 1 < lines.length ? at + 1 : passed < 0 ? at : passed);
  };
  return (
    <div className={compact ? 'assist-compact' : undefined}>
      <Panel
        title={t('assistant.title')}
        extra={
          <>
            {compact && watermark && <StatusTag tone="attention">{watermark}</StatusTag>}{' '}
            <StatusTag tone={open.length === 0 ? 'done' : 'attention'}>
              {t('assistant.done', { done: lines.length - open.length, all: lines.length })}
            </StatusTag>{' '}
            <Button size="small" data-act="compact" aria-pressed={compact} title={t('portal:compact.text')} onClick={() => setCompact(!compact)}>
              {t(compact ? 'portal:compact.off' : 'portal:compact.on')}
            </Button>
          </>
        }
        tour="assistant"
      >
        {known && layout && <LayoutBar filing={filing} layout={layout} all={known.all} form={form} />}
        <PortalLabels />
        {current && layout && (
          <AssistNow
            key={current.key}
            line={current}
            place={t('portal:assist.place', { n: at + 1, all: lines.length })}
            onNext={next}
            onCopy={(text) => copy(current, text)}
            onChosen={(theirs) => keepChoice(layout.id, current.key, current.ours?.value ?? '', theirs ?? '')}
          />
        )}
        <AssistList lines={lines} at={at} ticked={ticked} onChoose={choose} onCopy={copy} onTick={mark} onNext={next} />
        <p className="muted small">{t('portal:assist.keys')}</p>
        <AccountFields
          form={form}
          seller={file.seller}
          onCopy={(label, text) => notify(t(copyText(text) ? 'assistant.copied' : 'assistant.notCopied', { label }), 'done')}
        />
        <Filed file={file} filing={filing} open={open.filter((l) => !l.key.startsWith('portal:')).length} />
      </Panel>
    </div>
  );
}
