import { Button, Input, Modal, Select } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAccountKey } from '../../../shared/domain/filing-sides.ts';
import type { FilledForm } from '../../../shared/domain/filing-form.ts';
import { kindOf } from '../../../shared/domain/layout-lines.ts';
import { LAYOUT_KINDS, LAYOUT_UNITS, newestLayouts, type LayoutField, type PortalLayout } from '../../../shared/domain/layout.ts';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { today } from '../../data/rules.ts';
import { newId } from '../../data/store.ts';
import { showRefusal } from '../../session/trouble.ts';
import { Field } from '../../ui/fields/Field.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';
import { useKeptText } from '../../ui/use-kept-text.ts';
import { chooseLayout, keepLayout } from './edit-layouts.ts';
import { LayoutRow } from './LayoutRow.tsx';

/** The row a refusal is about, from 0. */
function rowOf({ field = '' }: Refusal): number | undefined {
  const at = /^fields\.(\d+)$/.exec(field)?.[1];
  return at === undefined ? undefined : Number(at);
}

type Props = { layout: PortalLayout; imported: boolean; all: readonly PortalLayout[]; form: FilledForm; filingId: string; onDone: () => void };

/** The portal's boxes as they were seen, put in order, named and told which of our values goes where; kept as the next version, the earlier ones stay. */
export function LayoutEditor({ layout, imported, all, form, filingId, onDone }: Props) {
  const { t } = useTranslation('portal');
  const start = useMemo(() => {
    // a colleague's program may know fields that ours does not: those are filled in at the portal
    const known = new Set(form.fields.map((f) => f.key));
    return JSON.stringify(layout.fields.map(({ from, ...box }) => (from !== undefined && known.has(from) ? { ...box, from } : box)));
  }, [layout, form]);
  // a long page is not typed again after a crash
  const kept = useKeptText(imported ? undefined : `layouts/${layout.id}/fields`, start);
  const fields = useMemo(() => JSON.parse(kept.text) as readonly LayoutField[], [kept.text]);
  const setFields = (next: readonly LayoutField[]): void => kept.type(JSON.stringify(next));
  const [seenOn, setSeenOn] = useState(imported ? (layout.seenOn ?? '') : today());
  const [source, setSource] = useState(layout.seenOn || imported ? layout.source : '');
  const [refused, setRefused] = useState<Refusal | null>(null);
  const wrong = refused ? rowOf(refused) : undefined;
  const rows = useRef<HTMLDivElement>(null);
  /** The row to be typed in now: a new one, or the one a refusal is about. */
  const [led, lead] = useState<{ row: number }>();
  useEffect(() => {
    if (led) rows.current?.querySelector<HTMLInputElement>(`[data-layout-row="${led.row + 1}"] input`)?.focus();
  }, [led]);
  const ours = useMemo(() => form.fields.filter((f) => f.required !== 'system' && !isAccountKey(f.key)), [form]);
  const version = Math.max(0, ...newestLayouts(all).flatMap((l) => (l.id === layout.id ? [l.version] : []))) + 1;
  const unitOf = (from: string | undefined) => ours.find((f) => f.key === from)?.unit;
  const change = (i: number, more: Partial<LayoutField>) => {
    setRefused(null);
    setFields(
      fields.map((f, at) => {
        if (at !== i) return f;
        const { from, unit: chosen, fixed, note, ...rest } = { ...f, ...more };
        const unit = chosen ?? (rest.kind === 'amount' ? unitOf(from) : undefined);
        return { ...rest, ...(from ? { from } : {}), ...(unit ? { unit } : {}), ...(fixed ? { fixed } : {}), ...(note ? { note } : {}) };
      }),
    );
  };
  const move = (i: number, by: -1 | 1) => {
    const next = [...fields];
    const [moved] = next.splice(i, 1);
    if (moved) next.splice(i + by, 0, moved);
    setFields(next);
  };
  const add = () => {
    setFields([...fields, { id: newId(), label: '', kind: 'text' }]);
    lead({ row: fields.length });
  };
  const missing = ours.filter((f) => !fields.some((b) => b.from === f.key));
  const save = async () => {
    const next: PortalLayout = { ...layout, fields: [...fields], seenOn, source: source.trim() || t('layout.byPerson') };
    const done = await keepLayout(all, next, imported);
    if (isRefusal(done)) {
      setRefused(done);
      const row = rowOf(done);
      return row === undefined ? undefined : lead({ row });
    }
    const chosen = await chooseLayout(filingId, { ...next, version });
    if (isRefusal(chosen)) showRefusal(chosen);
    kept.settle(start);
    onDone();
  };
  return (
    <Modal
      open
      width={960}
      title={t('layout.editing', { name: layout.name, n: version })}
      okText={t('layout.save', { n: version })}
      cancelText={t('layout.cancel')}
      onOk={() => void save()}
      // Esc keeps what was typed for the next time; given up is what the button gives up
      onCancel={onDone}
      cancelButtonProps={{ onClick: () => kept.settle(start) }}
      keyboard={!imported || kept.text === start}
      mask={{ closable: false }}
    >
      <p className="muted small">{t('layout.text')}</p>
      {kept.found && <p className="small">{t('layout.found')}</p>}
      <div className="layout-head">
        <Field label={t('layout.seenOn')} name="layout.seenOn" {...(refused?.field === 'seenOn' ? { error: refusalWords(t, refused) } : {})}>
          {(ids) => <Input id={ids.input} value={seenOn} maxLength={40} onChange={(e) => setSeenOn(e.target.value)} />}
        </Field>
        <Field label={t('layout.source')} name="layout.source">
          {(ids) => <Input id={ids.input} value={source} maxLength={500} placeholder={t('layout.byPerson')} onChange={(e) => setSource(e.target.value)} />}
        </Field>
      </div>
      {refused && refused.field !== 'seenOn' && <p className="form-must">{refusalWords(t, refused)}</p>}
      <div className="layout-row layout-names muted small" aria-hidden="true">
        <span />
        {(['label', 'kind', 'from', 'unit', 'note'] as const).map((name) => (
          <span key={name}>{t(`layout.${name}`)}</span>
        ))}
      </div>
      <div ref={rows} className="layout-rows" role="group" aria-label={t('layout.fields')}>
        {fields.map((f, i) => (
          <LayoutRow
            key={f.id}
            field={f}
            n={i + 1}
            of={fields.length}
            wrong={i === wrong}
            unit={f.unit ?? unitOf(f.from) ?? '元'}
            sources={ours}
            kinds={LAYOUT_KINDS}
            units={LAYOUT_UNITS}
            onChange={(more) => change(i, more)}
            onMove={(by) => move(i, by)}
            onDrop={() => setFields(fields.filter((_, at) => at !== i))}
          />
        ))}
      </div>
      <div className="toolbar">
        <Button data-act="add-layout-field" onClick={add}>
          {t('layout.add')}
        </Button>
        {missing.length > 0 && (
          <Select
            aria-label={t('layout.addOurs')}
            placeholder={t('layout.addOurs')}
            value={null}
            popupMatchSelectWidth={false}
            options={missing.map((f) => ({ value: f.key, label: f.zh }))}
            onChange={(key: string) => {
              const f = missing.find((x) => x.key === key);
              if (f) setFields([...fields, { id: newId(), label: f.zh, kind: kindOf(f), from: f.key, ...(f.unit ? { unit: f.unit } : {}) }]);
            }}
          />
        )}
      </div>
    </Modal>
  );
}
