import { TreeSelect } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useViewState } from '../../session/view-state.ts';
import { codePath, type CodeItem, type CodeList } from '../codes.ts';
import { matches, usePinyin } from '../pinyin.ts';

type Node = { value: string; title: string; words: string; selectable?: boolean; children?: Node[]; key: string };

/** The value of a node under 最近用过 must differ from its place in the tree. */
const RECENT = 'recent:';
const nodes = (items: readonly CodeItem[], branches: boolean, above: string): Node[] =>
  items.map((i) => ({
    key: i.code, value: i.code, title: `${i.code} ${i.name}`, words: `${above}${i.name}`,
    ...(i.children ? { selectable: branches, children: nodes(i.children, branches, `${above}${i.name}`) } : {}),
  }));

/** The tree of one code list: found by name, code or pinyin initials; what was chosen before stands first. */
export function CodeTree({ id, list, value, branches, invalid, describedBy, disabled, onPick }: {
  id: string; list: CodeList; value: string | undefined; branches: boolean; invalid: boolean; describedBy: string | undefined; disabled: boolean | undefined;
  onPick: (code: string | undefined) => void;
}) {
  const { t } = useTranslation('ui');
  const [open, setOpen] = useState(false);
  const [recent, setRecent] = useViewState<string[]>(`codes.${list.id}`, []);
  const pinyin = usePinyin(open);
  const tree = useMemo(() => {
    const all = nodes(list.items, branches, '');
    const last: Node[] = recent.map((code) => ({ key: RECENT + code, value: RECENT + code, title: codePath(list.items, code)?.join(' / ') ?? code, words: codePath(list.items, code)?.join('') ?? code }));
    return last.length === 0 ? all : [{ key: RECENT, value: RECENT, title: t('code.recent'), words: '', selectable: false, children: last }, ...all];
  }, [list, branches, recent, t]);
  return (
    <TreeSelect
      id={id} className="field-select" {...(value ? { value: codePath(list.items, value) ? `${value} ${codePath(list.items, value)!.join(' / ')}` : value } : {})}
      treeData={tree} showSearch={{ filterTreeNode: (typed: string, node: { title?: unknown; words?: unknown }) => matches(typed, `${String(node.title)}${String(node.words)}`, pinyin) }}
      allowClear disabled={disabled ?? false} placeholder={t('code.search')} {...(invalid ? { status: 'error' as const } : {})} aria-describedby={describedBy}
      treeDefaultExpandedKeys={[RECENT]} listHeight={320} popupMatchSelectWidth={360} onOpenChange={setOpen}
      onChange={(next: string | undefined) => {
        const code = next?.startsWith(RECENT) ? next.slice(RECENT.length) : next;
        if (code) setRecent([code, ...recent.filter((c) => c !== code)].slice(0, 5));
        onPick(code);
      }}
    />
  );
}
