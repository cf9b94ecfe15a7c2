import { useEffect, useState } from 'react';
import { reportError } from '../../data/report.ts';
import { keepsTokens } from '../../sync/registries.ts';

/** Whether tokens outlast this run on this computer; taken for so until it is known. */
export function useKeepsTokens(): boolean {
  const [kept, setKept] = useState(true);
  useEffect(() => void keepsTokens().then(setKept, (e: unknown) => reportError('registry', e)), []);
  return kept;
}
