/** The assistant in a narrow window above all others, beside the browser with the portal. */
import { useEffect, useState } from 'react';
import { call } from '../../data/bridge-call.ts';
import { reportError } from '../../data/report.ts';

const tell = (on: boolean): void => void call('window.compact', { on }).catch((error: unknown) => reportError('window.compact', error));

/** The window goes back when the assistant is left. */
export function useCompact(): [boolean, (on: boolean) => void] {
  const [compact, setCompact] = useState(false);
  useEffect(() => {
    if (!compact) return;
    tell(true);
    return () => tell(false);
  }, [compact]);
  return [compact, setCompact];
}
