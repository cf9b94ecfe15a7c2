import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { navigate, type Route } from '../session/route.ts';
import { EmptyState } from './EmptyState.tsx';
import { Page } from './Page.tsx';
import { Panel } from './Panel.tsx';
import { RailList, RailSection } from './Rail.tsx';

type Room = Route['room'];
type RecordPageProps = {
  /** its list is the way back, its words call the place */
  room: Room;
  table: string;
  id: string;
  title: string;
  action?: ReactNode;
  /** 缺什么 */
  missing: ReactNode;
  /** the deals the record is in, and what they are called here */
  deals: readonly { id: string; name?: string | undefined; no?: string | undefined }[] | undefined;
  dealsTitle: string;
  children: ReactNode;
};

/** A record of a room: its fields in panels; beside them what is missing, the deals it is in, and its history. */
export function RecordPage({ room, table, id, title, action, missing, deals, dealsTitle, children }: RecordPageProps) {
  const { t } = useTranslation(room);
  return (
    <Page
      title={title}
      crumbs={[{ label: t('title'), to: { room } }]}
      record={{ table, id }}
      action={action}
      rail={
        <>
          {missing}
          {deals && deals.length > 0 && (
            <RailSection kind="other" title={dealsTitle} count={deals.length}>
              <RailList
                none=""
                items={deals.map((d) => ({ key: d.id, text: d.name ?? d.no ?? '', detail: d.no, onOpen: () => navigate({ room: 'deals', id: d.id }) }))}
              />
            </RailSection>
          )}
        </>
      }
    >
      {children}
    </Page>
  );
}

type HeadPanelProps = { title: string; note?: ReactNode; archived: boolean | undefined; onArchive: (archived: boolean) => void; children: ReactNode };

/** The first panel of a record: 打印 and 归档 stand in its head. */
export function HeadPanel({ title, note, archived, onArchive, children }: HeadPanelProps) {
  return (
    <Panel
      title={title}
      extra={
        <span className="toolbar-inline">
          {note}
          <RecordActs archived={archived} onArchive={onArchive} />
        </span>
      }
    >
      {children}
    </Panel>
  );
}

/** 打印, and 归档 or bringing back. */
export function RecordActs({ archived, onArchive, quiet }: { archived: boolean | undefined; onArchive: (archived: boolean) => void; quiet?: boolean }) {
  const { t } = useTranslation('export');
  const look = quiet ? { type: 'text' as const } : {};
  return (
    <>
      <Button {...look} size="small" onClick={() => window.print()}>
        {t('print')}
      </Button>
      <Button {...look} size="small" onClick={() => onArchive(!archived)}>
        {t(archived ? 'ui:list.restore' : 'ui:list.archive')}
      </Button>
    </>
  );
}

/** The address leads to a record that is not here (any more): the way back to the room. */
export function UnknownRecord({ room }: { room: Room }) {
  const { t } = useTranslation(room);
  return (
    <EmptyState title={t('unknownRecord')}>
      <Button onClick={() => navigate({ room })}>{t('back')}</Button>
    </EmptyState>
  );
}
