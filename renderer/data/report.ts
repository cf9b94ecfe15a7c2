/** Errors reach one place, with the intent they interrupted. */
export type Reported = { intent: string; error: unknown; at: number };

const listeners = new Set<(r: Reported) => void>();

/** The shell shows what is reported; anybody may report. */
export function onReport(listener: (r: Reported) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Into the log only: where it happened the page says it itself. */
export function logError(intent: string, error: unknown): void {
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  void window.bridge.call('app.log', { level: 'error', text: `${intent}: ${detail}`.slice(0, 4000) });
}

export function reportError(intent: string, error: unknown): void {
  for (const tell of listeners) tell({ intent, error, at: performance.now() });
}
