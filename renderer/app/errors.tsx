/** The one place where failures are shown: what happened, what is safe, what to do, with the intent they interrupted. */
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { logError, onReport } from '../data/report.ts';
import { useProgress } from '../session/progress.ts';
import { useRoute } from '../session/route.ts';
import { dismiss, forgetRefusal, raise, useTroubles } from '../session/trouble.ts';
import { ToneIcon } from '../ui/marks.tsx';
import { refusalWords } from '../ui/refusal-words.ts';
import { useTroubleWords } from './trouble-words.ts';

const ProgressDialog = lazy(() => import('../ui/ProgressDialog.tsx').then((m) => ({ default: m.ProgressDialog })));
const NOTICE_MS = 6000;

export function Errors() {
  const { t } = useTranslation('shell');
  const { refused, notice } = useTroubles();
  const troubles = useTroubleWords();
  const { room, id, tab } = useRoute();
  // also when the frame goes with its workspace
  useEffect(() => forgetRefusal, [room, id, tab]);

  useEffect(
    () =>
      onReport(({ intent, error }) => {
        const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
        logError(intent, error);
        const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
        raise({
          intent,
          what: { of: code === '' ? 'shell:trouble.what' : [`shell:bridgeError.${code}`, 'shell:trouble.what'] },
          safe: 'shell:trouble.safe',
          detail,
        });
      }),
    [],
  );
  useStrayFailures();

  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => dismiss(notice.n), NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice]);

  return (
    <div className="errors">
      <div role="alert">
        {troubles.map((x) => (
          <section key={x.n} className="trouble">
            <p className="trouble-what">
              <ToneIcon tone="blocked" />
              <span>
                <strong>{x.called}</strong>
                {t('ui:named', { name: '', what: x.what })}
              </span>
            </p>
            {x.safe && <p>{x.safe}</p>}
            {x.detail && (
              <details>
                <summary>{t('detail')}</summary>
                <pre>{x.detail}</pre>
              </details>
            )}
            <p className="trouble-do">
              {x.repair && (
                <button
                  type="button"
                  className="plain-button"
                  onClick={() => {
                    dismiss(x.n);
                    x.repair!.run();
                  }}
                >
                  {x.repair.label}
                </button>
              )}
              <button type="button" className="plain-button" onClick={() => dismiss(x.n)}>
                {t('trouble.read')}
              </button>
            </p>
          </section>
        ))}
        {refused && (
          <section key={refused.n} className="trouble trouble-refusal">
            <p className="trouble-what">
              <ToneIcon tone="attention" />
              <span>{refusalWords(t, refused.refusal)}</span>
            </p>
            <p className="trouble-do">
              <button type="button" className="plain-button" onClick={() => dismiss(refused.n)}>
                {t('trouble.read')}
              </button>
            </p>
          </section>
        )}
      </div>
      <div role="status">
        {notice && (
          <div className={`notice notice-${notice.tone}`}>
            {notice.tone === 'done' && <ToneIcon tone="done" />}
            {notice.tone === 'attention' && <ToneIcon tone="attention" />}
            <span>{notice.text}</span>
            {notice.action && (
              <button
                type="button"
                className="link"
                onClick={() => {
                  dismiss(notice.n);
                  notice.action!.run();
                }}
              >
                {notice.action.label}
              </button>
            )}
          </div>
        )}
      </div>
      <Running />
    </div>
  );
}

function Running() {
  const running = useProgress((s) => s.running);
  const lines = running.filter((r) => r.late);
  return lines.length > 0 ? (
    <Suspense fallback={null}>
      <ProgressDialog lines={lines} />
    </Suspense>
  ) : null;
}

/** What nobody caught is a bug of ours: it is shown and logged, never swallowed. */
function useStrayFailures(): void {
  useEffect(() => {
    const show = (reason: unknown) => {
      const detail = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
      void window.bridge.call('app.log', { level: 'error', text: detail.slice(0, 4000) });
      raise({ intent: 'unknown', what: { of: 'shell:trouble.what' }, safe: 'shell:trouble.safe', detail });
    };
    const rejected = (e: PromiseRejectionEvent) => show(e.reason);
    const thrown = (e: ErrorEvent) => {
      if (!e.message.startsWith('ResizeObserver loop')) show(e.error ?? e.message);
    };
    window.addEventListener('unhandledrejection', rejected);
    window.addEventListener('error', thrown);
    return () => {
      window.removeEventListener('unhandledrejection', rejected);
      window.removeEventListener('error', thrown);
    };
  }, []);
}
