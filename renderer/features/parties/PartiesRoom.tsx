import type { Route } from '../../session/route.ts';
import { PartyList } from './PartyList.tsx';
import { PartyPage } from './PartyPage.tsx';

/** 单位: the list, or one party in place. */
export function PartiesRoom({ route }: { route: Route }) {
  return route.id ? <PartyPage key={route.id} id={route.id} /> : <PartyList />;
}
