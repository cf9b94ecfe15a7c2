import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useViewState } from '../session/view-state.ts';
import { EmptyState } from './EmptyState.tsx';
import { StatusTag } from './marks.tsx';
import { Page } from './Page.tsx';
import { usePinyin, type Pinyin } from './pinyin.ts';
import { SearchBox } from './SearchBox.tsx';

/** What of a list is shown: the words searched for, and archived rows too. */
export type ListView = { search: string; setSearch: (text: string) => void; archived: boolean; setArchived: (shown: boolean) => void };

type ListPageProps = {
  title: string;
  /** namespace of the room's words: `search`, `new` */
  words: string;
  view?: Omit<ListView, 'archived' | 'setArchived'> & Partial<ListView>;
  /** the room's main action: a new record */
  onNew?: () => void;
  /** another main action (a button) */
  action?: ReactNode;
  /** beside the search: filters, what was found */
  tools?: ReactNode;
  /** at the end of the toolbar, before printing */
  buttons?: ReactNode;
  /** 导出 Excel as a button of the toolbar; left out where it is the main action */
  exporting?: { busy: boolean; ready?: boolean; run: () => void };
  /** whether there is anything to print */
  printable: boolean;
  /** what an export left to be opened */
  bar: ReactNode;
  /** the table */
  children: ReactNode;
};

/** A room's list: search and filters over a table that fills the height, to Excel and on paper. */
export function ListPage({ title, words, view, onNew, action, tools, buttons, exporting, printable, bar, children }: ListPageProps) {
  const { t } = useTranslation(words);
  return (
    <Page fill title={title} action={action ?? (onNew && <NewButton words={words} onNew={onNew} />)}>
      <div className="toolbar">
        {view && <SearchBox value={view.search} onSearch={view.setSearch} label={t('search')} />}
        {view?.setArchived && (
          <Checkbox checked={view.archived === true} onChange={(e) => view.setArchived?.(e.target.checked)}>
            {t('ui:list.showArchived')}
          </Checkbox>
        )}
        {tools}
        <span className="spring" />
        {buttons}
        {exporting && (
          <Button loading={exporting.busy} disabled={!(exporting.ready ?? printable)} onClick={exporting.run}>
            {t('export:excel')}
          </Button>
        )}
        <Button disabled={!printable} onClick={() => window.print()}>
          {t('export:print')}
        </Button>
      </div>
      {bar}
      {children}
    </Page>
  );
}

export function NewButton({ words, onNew }: { words: string; onNew: () => void }) {
  const { t } = useTranslation(words);
  return (
    <Button type="primary" onClick={onNew}>
      {t('new')}
    </Button>
  );
}

/** Kept under the room's name; `pinyin` is loaded when something is searched for. */
export function useListView(room: string): ListView & { pinyin: Pinyin | null } {
  const [search, setSearch] = useViewState(`${room}.search`, '');
  const [archived, setArchived] = useViewState(`${room}.archived`, false);
  return { search, setSearch, archived, setArchived, pinyin: usePinyin(search !== '') };
}

/** Why a list shows nothing: nothing was found (`onClear` undoes the search), or there is nothing yet and `children` are the first steps. */
export function ListEmpty({ words, onClear, children }: { words: string; onClear: (() => void) | null; children: ReactNode }) {
  const { t } = useTranslation(words);
  if (onClear === null)
    return (
      <EmptyState title={t('empty.title')} text={t('empty.text')}>
        {children}
      </EmptyState>
    );
  return (
    <EmptyState title={t('noMatch')} text={t('noMatchHint')}>
      <Button onClick={onClear}>{t('ui:list.clearFilters')}</Button>
    </EmptyState>
  );
}

/** The name of a record in its list: a word for one without a name, marks behind it, and that it is archived. */
export function NameCell({
  name,
  untitled,
  archived,
  children,
}: {
  name: string | undefined;
  untitled: string;
  archived: boolean | undefined;
  children?: ReactNode;
}) {
  const { t } = useTranslation('ui');
  return (
    <span className="td-text" title={name}>
      {name || <span className="muted">{untitled}</span>} {children} {archived && <StatusTag tone="neutral">{t('list.archivedMark')}</StatusTag>}
    </span>
  );
}
