import { Button, Checkbox } from 'antd';
import { useEffect, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment, Signing } from '../../../shared/domain/contract.ts';
import { pagePairs, pagesToTick, unexplainedPages, type PagePair } from '../../../shared/domain/scan-pages.ts';
import { isRefusal } from '../../../shared/result.ts';
import { logError } from '../../data/report.ts';
import { showRefusal } from '../../session/trouble.ts';
import { Loading } from '../../ui/Loading.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { useBlankPages } from './blank-pages.ts';
import { countPages, tickPage } from './edit-signing.ts';
import { PageBasis } from './PageBasis.tsx';
import { PageReasons } from './PageReasons.tsx';
import { lockedPages, scanPages, type Locked, type Pages } from './pages.ts';

type Loaded = { pages: Pages | null; failed: string | null };

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
        logError('signing.pages', error);
        if (!gone) setState({ key, pages: null, failed: error instanceof Error ? error.message : String(error) });
      });
    return () => {
      gone = true;
      opened?.close();
      // pictures that are given back are never shown again, even where the same key returns
      setState({ key: '', pages: null, failed: null });
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
  const lockedTotal = left.pages?.urls.length;
  const blank = useBlankPages(scan.pages?.urls);
  // a page lies in the scanner as it lies: turned for the eye only
  const [turns, setTurns] = useState<Readonly<Record<number, number>>>({});
  // a page is compared, and the pages counted, once both sides are there, or it is known that the other has none
  const bothOpen = total > 0 && (!locked || lockedTotal !== undefined || left.failed !== null);
  const counted = bothOpen && signing.pages === total && signing.lockedPages === lockedTotal;
  useEffect(() => {
    if (bothOpen && !counted) void countPages(signing, total, lockedTotal);
  }, [bothOpen, counted, total, lockedTotal, signing]);
  const shown = { ...signing, pages: total, lockedPages: lockedTotal };
  const pairs = pagePairs(shown);
  const toTick = pagesToTick(shown);
  const ticked = new Set(signing.pagesEqual ?? []);
  const place = Math.min(at, Math.max(1, pairs.length));
  const pair = pairs[place - 1] ?? {};
  const page = pair.scan;
  const mayTick = bothOpen && page !== undefined && toTick.includes(page);
  const tick = (equal: boolean) => {
    if (mayTick)
      void tickPage(signing.id, page, equal).then((a) => {
        if (isRefusal(a)) showRefusal(a);
        else if (equal && place < pairs.length) setAt(place + 1);
      });
  };
  const keys = (e: KeyboardEvent<HTMLDivElement>): void => {
    if (e.target !== e.currentTarget) return;
    if (e.key === 'ArrowLeft') setAt(Math.max(1, place - 1));
    else if (e.key === 'ArrowRight') setAt(Math.min(pairs.length, place + 1));
    else if (e.key === ' ' && page !== undefined) tick(!ticked.has(page));
    else return;
    e.preventDefault();
  };
  const done = toTick.filter((p) => ticked.has(p)).length;
  const all = toTick.length;
  const reasonOf = (p: PagePair): string | undefined =>
    signing.pageNotes?.find((n) => (n.of === 'scan' ? n.page === p.scan && p.locked === undefined : n.page === p.locked && p.scan === undefined))?.reason;
  return (
    <Panel
      title={t('section.compare')}
      extra={
        total > 0 && (
          <StatusTag tone={done === all && !unexplainedPages(shown) ? 'done' : 'attention'}>
            {done === all && all > 0 ? t('compare.allDone', { all }) : t('compare.done', { done, all })}
          </StatusTag>
        )
      }
    >
      <div className="compare" role="group" aria-label={t('section.compare')} tabIndex={0} onKeyDown={keys} data-field={`signings/${signing.id}/pagesEqual`}>
        <PageBasis locked={locked} />
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
              <Button size="small" disabled={place <= 1} onClick={() => setAt(place - 1)}>
                {t('compare.prev')}
              </Button>
              <Button size="small" disabled={place >= pairs.length} onClick={() => setAt(place + 1)}>
                {t('compare.next')}
              </Button>
              <Checkbox checked={page !== undefined && ticked.has(page)} disabled={!mayTick} onChange={(e) => tick(e.target.checked)}>
                {t('compare.equal')}
              </Checkbox>
              <span className="muted small">{t('compare.keys')}</span>
              <span className="spring" />
              <span className="compare-pages">
                {pairs.map((p, i) => (
                  <button
                    key={i}
                    type="button"
                    className={`compare-page${p.scan !== undefined && ticked.has(p.scan) ? ' compare-ticked' : ''}${reasonOf(p) === undefined ? '' : ' compare-alone'}`}
                    aria-current={i + 1 === place ? 'page' : undefined}
                    title={reasonOf(p)}
                    onClick={() => setAt(i + 1)}
                  >
                    {p.scan ?? t('compare.missing', { n: p.locked })}
                  </button>
                ))}
              </span>
            </div>
            {counted && <PageReasons signing={signing} blank={blank} at={pair} />}
            <div className="compare-two">
              <figure>
                <figcaption>{t(pair.locked === undefined ? 'compare.lockedSide' : 'compare.locked', { n: pair.locked })}</figcaption>
                {!locked ? (
                  <p className="muted">{t('compare.noLocked')}</p>
                ) : left.failed !== null ? (
                  <p className="compare-failed" role="alert">
                    {t('compare.lockedFailed')}
                  </p>
                ) : left.pages ? (
                  <Picture pages={left.pages} page={pair.locked} alt={t('compare.locked', { n: pair.locked })} none={reasonOf(pair) ?? t('compare.none')} />
                ) : (
                  <Loading label={t('compare.rendering')} />
                )}
              </figure>
              <figure>
                <figcaption>
                  {t(page === undefined ? 'compare.scanSide' : 'compare.scan', { n: page })}
                  {page !== undefined && (
                    <button type="button" className="link" onClick={() => setTurns({ ...turns, [page]: ((turns[page] ?? 0) + 1) % 4 })}>
                      {t('compare.turn')}
                    </button>
                  )}
                  {page !== undefined && blank.has(page) && <StatusTag tone="attention">{t('compare.blank')}</StatusTag>}
                </figcaption>
                {scan.pages && (
                  <Picture
                    pages={scan.pages}
                    page={page}
                    alt={t('compare.scan', { n: page })}
                    none={reasonOf(pair) ?? t('compare.none')}
                    turns={turns[page ?? 0] ?? 0}
                  />
                )}
              </figure>
            </div>
          </>
        )}
      </div>
    </Panel>
  );
}

function Picture({ pages, page, alt, none, turns = 0 }: { pages: Pages; page: number | undefined; alt: string; none: string; turns?: number }) {
  const url = page === undefined ? undefined : pages.urls[page - 1];
  if (url === undefined) return <p className="muted">{none}</p>;
  const picture = <img src={url} alt={alt} data-turns={turns} />;
  return turns === 0 ? picture : <div className="compare-turned">{picture}</div>;
}
