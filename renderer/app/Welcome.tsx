/** The first start and the tour stand over the frame; both come as their own chunk. */
import { lazy, Suspense } from 'react';
import { useObserve } from '../data/observe.ts';
import { officeRow } from '../data/queries/parties.ts';
import { useBoot } from '../session/boot.ts';

const FirstStart = lazy(() => import('../features/today/FirstStart.tsx').then((m) => ({ default: m.FirstStart })));

export function Welcome() {
  const workspace = useBoot((s) => s.workspace);
  const office = useObserve(async () => (await officeRow()) ?? null, []);
  if (workspace !== 'work' || office !== null) return null;
  return <Suspense fallback={null}><FirstStart /></Suspense>;
}
