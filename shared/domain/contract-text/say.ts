/** Makes a finding about the text being read: its name, the words that caused it, and what the message needs. */
import type { finding, Finding, FindingSource, Level, Quote } from '../finding.ts';

export type Say = (
  name: Parameters<typeof finding>[0],
  quote: Quote | undefined,
  params?: Record<string, string | number>,
  level?: Level,
  source?: FindingSource,
) => Finding;
