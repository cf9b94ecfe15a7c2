import { Cascader } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, type Refusal } from '../../../shared/result.ts';
import { matches, usePinyin } from '../pinyin.ts';
import { refusalWords } from '../refusal-words.ts';
import { ListArrow, useClear } from '../clear.tsx';
import { Field, type FieldFrame } from './Field.tsx';

/** A code list of the form, e.g. 技术领域 or 国民经济行业. */
export type CodeNode = { code: string; label: string; children?: readonly CodeNode[] };
type Option = { value: string; label: string; children?: Option[] };

const toOption = (n: CodeNode): Option => ({ value: n.code, label: `${n.code} ${n.label}`, ...(n.children ? { children: n.children.map(toOption) } : {}) });

/** The codes from the root down to `code`; empty when it is not in the list. */
function pathTo(nodes: readonly CodeNode[], code: string): CodeNode[] {
  for (const n of nodes) {
    if (n.code === code) return [n];
    const below = n.children ? pathTo(n.children, code) : [];
    if (below.length > 0) return [n, ...below];
  }
  return [];
}

/** One code of a tree: search by code, words or pinyin; `recent` codes stand as buttons above, last used first. `leafOnly`: only the last level counts. */
export function TreeCodeField({
  value,
  nodes,
  recent = [],
  onSave,
  leafOnly = true,
  ...frame
}: FieldFrame & {
  value: string | undefined;
  nodes: readonly CodeNode[];
  recent?: readonly string[];
  onSave: (code: string | undefined) => Promise<unknown> | void;
  leafOnly?: boolean;
}) {
  const { t } = useTranslation('ui');
  const clear = useClear();
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const pinyin = usePinyin(open);
  const options = useMemo(() => nodes.map(toOption), [nodes]);
  const path = value ? pathTo(nodes, value) : [];
  const save = async (code: string | undefined) => {
    const answer = await onSave(code);
    setRefusal(isRefusal(answer) ? answer : null);
  };
  return (
    <Field
      {...frame}
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
            onOpenChange={setOpen}
            displayRender={(labels) => labels.at(-1)}
            showSearch={{ filter: (typed, chain) => chain.some((o) => matches(typed, o.label, pinyin)), limit: 50 }}
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
                      {node.code} {node.label}
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
