import type { Route } from '../../session/route.ts';
import { DemandList } from './DemandList.tsx';
import { DemandPage } from './DemandPage.tsx';

/** 需求库: the list, or one demand in place. */
export function DemandsRoom({ route }: { route: Route }) {
  return route.id ? <DemandPage key={route.id} id={route.id} /> : <DemandList />;
}
