/** Which rooms exist. A room is `features/<folder>/<Name>Room.tsx` exporting `<Name>Room`; what has no file is not shown. */
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import type { Room, Route } from '../session/route.ts';

/**
 * `dealId` is given when the room stands as a tab of that deal. DealsRoom gets `renderRoom`, by which it puts other
 * rooms into its tabs: features never import each other.
 */
export type RoomProps = { route: Route; dealId?: string; renderRoom?: RenderRoom };
export type RenderRoom = (room: Room, dealId: string) => React.ReactNode;

type Module = Record<string, ComponentType<RoomProps>>;
const modules = import.meta.glob<Module>('../features/*/*Room.tsx');

const rooms = new Map<string, LazyExoticComponent<ComponentType<RoomProps>>>();
const loaders = new Map<string, () => Promise<Module>>();
for (const [path, load] of Object.entries(modules)) {
  const [, folder, name] = /features\/([\w-]+)\/(\w+)Room\.tsx$/.exec(path) ?? [];
  if (!folder || !name) continue;
  loaders.set(folder, load);
  rooms.set(folder, lazy(async () => {
    const found = (await load())[`${name}Room`];
    if (!found) throw new Error(`${path} does not export ${name}Room`);
    return { default: found };
  }));
}

export const hasRoom = (room: string): boolean => rooms.has(room);
export const roomOf = (room: string): LazyExoticComponent<ComponentType<RoomProps>> | undefined => rooms.get(room);

/** Fetches a room's code ahead of its opening (pointer over the navigation), so that it opens at once. */
export function prefetchRoom(room: string): void {
  void loaders.get(room)?.();
}

/** The order of the left navigation. */
export const NAVIGATION: readonly Room[] = [
  'today', 'portfolio', 'demands', 'parties', 'deals', 'valuation', 'negotiation', 'contracts', 'registration', 'reports', 'settings',
];
