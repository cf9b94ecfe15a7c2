import type { ReactNode } from 'react';
import type { Room, Route } from '../../session/route.ts';
import { DealList } from './DealList.tsx';
import { DealPage } from './DealPage.tsx';
import { FromFile } from './FromFile.tsx';
import { StartDeal } from './StartDeal.tsx';

/** Puts another room into a tab of the deal; handed in by the frame, because features never import each other. */
export type RenderRoom = (room: Room | 'signing', dealId: string) => ReactNode;

/** 转化项目: the list, starting one, a foreign contract, or one deal in place. */
export function DealsRoom({ route, renderRoom }: { route: Route; renderRoom?: RenderRoom }) {
  if (route.id) return <DealPage key={route.id} id={route.id} tab={route.tab} renderRoom={renderRoom} />;
  if (route.tab === 'new') return <StartDeal />;
  if (route.tab === 'from-file') return <FromFile />;
  return <DealList />;
}
