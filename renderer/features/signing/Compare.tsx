import { Button, Checkbox } from 'antd';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment, Signing } from '../../../shared/domain/contract.ts';
import type { DocumentModel } from '../../../shared/domain/contract/blocks.ts';
import { isRefusal } from '../../../shared/result.ts';
import { reportError } from '../../data/report.ts';
import { showRefusal } from '../../session/trouble.ts';
import { Loading } from '../../ui/Loading.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { countPages, tickPage } from './edit-signing.ts';
import { lockedPages, scanPages, type Pages } from './pages.ts';

type Loaded = { pages: Pages | null; failed: string | null };
export type Locked = { model: DocumentModel } | { file: Attachment } | null;

/** Opens pages while on screen; `key` says when they are others. */
function usePages(key: string, open: (() => Promise<Pages>) | null): Loaded {
  const [state, setState] = useState<Loaded & { key: string }>({ key: '', pages: null, failed: null });
  useEffect(() => {
    if (!open) return;
    let gone = false;
    let opened: Pages | null = null;
    open()
      .then((p) => {
        opened = p;
        if (gone) p.close();
        else setState({ key, pages: p, failed: null });
      })
      .catch((error: unknown) => {
        reportError('signing.pages', error);
        if (!gone) setState({ key, pages: null, failed: error instanceof Error ? error.message : String(error) });
      });
    return () => {
      gone = true;
      opened?.close();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for everything `open` closes over
  }, [key]);
  return state.key === key ? state : { pages: null, failed: null };
}

/** The signed scan against the locked text, page by page; a person says of each that it is the same. */
export function Compare({ signing, scans, locked, lockedKey }: { signing: Signing; scans: readonly Attachment[]; locked: Locked; lockedKey: string }) {
  const { t } = useTranslation('signing');
  const [at, setAt] = useState(1);
  const scan = usePages(`scan:${scans.map((s) => s.hash).join(',')}`, scans.length > 0 ? () => scanPages(scans) : null);
  const left = usePages(`locked:${lockedKey}:${scans.length > 0}`, locked && scans.length > 0 ? () => lockedPages(locked) : null);
  const total = scan.pages?.urls.length ?? 0;
  useEffect(() => {
    if (total > 0 && signing.pages !== total) void countPages(signing, total);
  }, [total, signing]);
  const ticked = new Set(signing.pagesEqual ?? []);
  const page = Math.min(at, Math.max(1, total));
  const tick = (equal: boolean) =>
    tickPage(signing.id, page, equal).then((a) => {
      if (isRefusal(a)) showRefusal(a);
      else if (equal && page < total) setAt(page + 1);
    });
  const keys = (e: KeyboardEvent<HTMLDivElement>): void => {
    if (e.key === 'ArrowLeft') setAt(Math.max(1, page - 1));
    else if (e.key === 'ArrowRight') setAt(Math.min(total, page + 1));
    else if (e.key === ' ' && total > 0 && e.target === e.currentTarget) void tick(!ticked.has(page));
    else return;
    e.preventDefault();
  };
  const done = [...ticked].filter((p) => p <= total).length;
  return (
    <Panel
      title={t('section.compare')}
      extra={
        total > 0 && (
          <StatusTag tone={done === total ? 'done' : 'attention'}>
            {done === total ? t('compare.allDone', { all: total }) : t('compare.done', { done, all: total })}
          </StatusTag>
        )
      }
    >
      <div className="compare" role="group" aria-label={t('section.compare')} tabIndex={0} onKeyDown={keys} data-field={`signings/${signing.id}/pagesEqual`}>
        {scans.length === 0 && <p className="muted">{t('compare.noScan')}</p>}
        {scan.failed !== null && (
          <p className="compare-failed" role="alert">
            {t('scan.failed', { name: scan.failed })}
          </p>
        )}
        {scans.length > 0 && scan.failed === null && !scan.pages && <Loading label={t('scan.reading')} />}
        {total > 0 && (
          <>
            <div className="toolbar">
              <Button size="small" disabled={page <= 1} onClick={() => setAt(page - 1)}>
                {t('compare.prev')}
              </Button>
              <Button size="small" disabled={page >= total} onClick={() => setAt(page + 1)}>
                {t('compare.next')}
              </Button>
              <Checkbox checked={ticked.has(page)} onChange={(e) => void tick(e.target.checked)}>
                {t('compare.equal')}
              </Checkbox>
              <span className="muted small">{t('compare.keys')}</span>
              <span className="spring" />
              <span className="compare-pages">
                {Array.from({ length: total }, (_, i) => (
                  <button
                    key={i}
                    type="button"
                    className={`compare-page${ticked.has(i + 1) ? ' compare-ticked' : ''}`}
                    aria-current={i + 1 === page ? 'page' : undefined}
                    onClick={() => setAt(i + 1)}
                  >
                    {i + 1}
                  </button>
                ))}
              </span>
            </div>
            {left.pages && left.pages.urls.length !== total && (
              <p className="compare-count">
                <StatusTag tone="attention">{t('compare.pageCount', { scan: total, locked: left.pages.urls.length })}</StatusTag>
              </p>
            )}
            <div className="compare-two">
              <figure>
                <figcaption>{t('compare.locked', { n: page })}</figcaption>
                {!locked ? (
                  <p className="muted">{t('compare.noLocked')}</p>
                ) : left.failed !== null ? (
                  <p className="muted">{t('compare.noLocked')}</p>
                ) : left.pages ? (
                  <Picture pages={left.pages} page={page} alt={t('compare.locked', { n: page })} none={t('compare.none')} />
                ) : (
                  <Loading label={t('compare.rendering')} />
                )}
              </figure>
              <figure>
                <figcaption>{t('compare.scan', { n: page })}</figcaption>
                {scan.pages && <Picture pages={scan.pages} page={page} alt={t('compare.scan', { n: page })} none={t('compare.none')} />}
              </figure>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}

function Picture({ pages, page, alt, none }: { pages: Pages; page: number; alt: string; none: string }) {
  const url = pages.urls[page - 1];
  return url === undefined ? <p className="muted">{none}</p> : <img src={url} alt={alt} />;
}
