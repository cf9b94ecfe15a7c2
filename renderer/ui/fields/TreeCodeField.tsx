import { Cascader } from 'antd';
import { useMemo, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { codeAndName } from '../codes.ts';
import { matches, usePinyin } from '../pinyin.ts';
import { refusalWords } from '../refusal-words.ts';
import { ListArrow, useClear } from '../clear.tsx';
import { Field, type FieldFrame } from './Field.tsx';
import { useUnchosen } from './use-unchosen.tsx';

/** A code list of the form, e.g. 技术领域 or 国民经济行业. */
export type CodeNode = { code: string; label: string; children?: readonly CodeNode[] };
type Option = { value: string; label: string; children?: Option[] };

const toOption = (n: CodeNode, namesOnly: boolean): Option => ({
  value: n.code,
  label: namesOnly ? n.label : codeAndName(n.code, n.label),
  ...(n.children ? { children: n.children.map((c) => toOption(c, namesOnly)) } : {}),
});

/** The codes from the root down to `code`; empty when it is not in the list. */
function pathTo(nodes: readonly CodeNode[], code: string): CodeNode[] {
  for (const n of nodes) {
    if (n.code === code) return [n];
    const below = n.children ? pathTo(n.children, code) : [];
    if (below.length > 0) return [n, ...below];
  }
  return [];
}

const ARROW_DOWN = 40;
/** A line of an open list is lit, and Enter takes it; the lists of other fields stay in the document, not drawn. */
const isLit = (): boolean => [...document.querySelectorAll('.ant-cascader-menu-item-active')].some((line) => line.getClientRects().length > 0);

/** The code a search means: its own words found in one place only, or written out in full in one. Undefined where several fit. */
function meant(options: readonly Option[], search: string, leafOnly: boolean, fits: (label: string) => boolean): string | undefined {
  const found: Option[] = [];
  const walk = (nodes: readonly Option[]): void => {
    for (const n of nodes) {
      if ((!leafOnly || !n.children) && fits(n.label)) found.push(n);
      if (n.children) walk(n.children);
    }
  };
  walk(options);
  const whole = found.filter((n) => n.value === search || n.label === search || n.label === `${n.value} ${search}`);
  return whole.length === 1 ? whole[0]!.value : found.length === 1 ? found[0]!.value : undefined;
}

/** One code of a tree: search by code, words or pinyin; `recent` codes stand as buttons above, last used first. `leafOnly`: only the last level counts; `namesOnly`: the codes mean nothing to a person. */
export function TreeCodeField({
  value,
  nodes,
  recent = [],
  onSave,
  leafOnly = true,
  namesOnly = false,
  ...frame
}: FieldFrame & {
  value: string | undefined;
  nodes: readonly CodeNode[];
  recent?: readonly string[];
  onSave: (code: string | undefined) => Promise<unknown> | void;
  leafOnly?: boolean;
  namesOnly?: boolean;
}) {
  const { t } = useTranslation('ui');
  const clear = useClear();
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const pinyin = usePinyin(open);
  const unchosen = useUnchosen();
  const options = useMemo(() => nodes.map((n) => toOption(n, namesOnly)), [nodes, namesOnly]);
  const path = value ? pathTo(nodes, value) : [];
  const save = async (code: string | undefined) => {
    unchosen.settle();
    const answer = await onSave(code);
    setRefusal(isRefusal(answer) ? answer : null);
  };
  /** The library lights nothing while one searches, so its Enter takes nothing: the one that is meant is taken, of several the first is lit. */
  const onKeyDown = (e: KeyboardEvent) => {
    if (e.key !== 'Enter' || e.nativeEvent.isComposing || e.keyCode === 229) return;
    const search = e.target instanceof HTMLInputElement ? e.target.value.trim() : '';
    if (search === '' || isLit()) return;
    const only = meant(options, search, leafOnly, (label) => matches(search, label, pinyin));
    if (only !== undefined) {
      void save(only);
      setOpen(false);
    } else e.target.dispatchEvent(new window.KeyboardEvent('keydown', { key: 'ArrowDown', keyCode: ARROW_DOWN, which: ARROW_DOWN, bubbles: true }));
  };
  return (
    <Field
      {...frame}
      warning={unchosen.says ?? frame.warning}
      error={refusal ? refusalWords(t, refusal) : (frame.error ?? (value && path.length === 0 ? t('field.code.unknown', { code: value }) : undefined))}
    >
      {(ids) => (
        <>
          <Cascader<Option>
            id={ids.input}
            className="field-select"
            options={options}
            value={path.map((n) => n.code)}
            changeOnSelect={!leafOnly}
            allowClear={clear}
            suffixIcon={<ListArrow />}
            disabled={frame.disabled ?? false}
            placeholder={frame.placeholder ?? t('field.code.search')}
            open={open}
            onOpenChange={setOpen}
            onBlur={unchosen.left}
            onKeyDown={onKeyDown}
            displayRender={(labels) => labels.at(-1)}
            showSearch={{
              filter: (text, chain) => chain.some((o) => matches(text, o.label, pinyin)),
              limit: 50,
              onSearch: (text) => {
                if (text !== '') unchosen.settle();
              },
            }}
            onChange={(codes) => void save((codes as string[] | undefined)?.at(-1))}
          />
          {recent.length > 0 && (
            <div className="field-recent">
              {recent.slice(0, 4).map((code) => {
                const node = pathTo(nodes, code).at(-1);
                return (
                  node &&
                  node.code !== value && (
                    <button key={code} type="button" className="link small" onClick={() => void save(code)}>
                      {namesOnly ? node.label : codeAndName(node.code, node.label)}
                    </button>
                  )
                );
              })}
            </div>
          )}
        </>
      )}
    </Field>
  );
}
