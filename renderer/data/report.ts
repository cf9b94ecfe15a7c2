/** Errors reach one place, with the intent they interrupted. */
export type Reported = { intent: string; error: unknown; at: number };

const listeners = new Set<(r: Reported) => void>();

/** The shell shows what is reported; anybody may report. */
export function onReport(listener: (r: Reported) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function reportError(intent: string, error: unknown): void {
  for (const tell of listeners) tell({ intent, error, at: performance.now() });
}
