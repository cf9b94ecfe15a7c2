/** Which rooms exist. A room is `features/<folder>/<Name>Room.tsx` exporting `<Name>Room`; what has no file is not shown. */
import { useEffect, useState, type ComponentType } from 'react';
import type { Room, Route } from '../session/route.ts';
import { Loading } from '../ui/Loading.tsx';

/**
 * `dealId` is given when the room stands as a tab of that deal. DealsRoom gets `renderRoom`, by which it puts other
 * rooms into its tabs: features never import each other.
 */
export type RoomProps = { route: Route; dealId?: string; renderRoom?: RenderRoom };
export type RenderRoom = (room: Room, dealId: string) => React.ReactNode;

type Module = Record<string, ComponentType<RoomProps>>;
const modules = import.meta.glob<Module>('../features/*/*Room.tsx');

const rooms = new Map<string, ComponentType<RoomProps>>();
const loaders = new Map<string, () => Promise<Module>>();

/** Not React's lazy: a sign once shown would be held for 300 ms, and a room already fetched would still blink. */
function fetchedRoom(path: string, name: string, load: () => Promise<Module>): ComponentType<RoomProps> {
  let Fetched: ComponentType<RoomProps> | undefined;
  return function Room(props: RoomProps) {
    const [failed, setFailed] = useState<Error>();
    const [, setFetched] = useState(Fetched !== undefined);
    useEffect(() => {
      if (Fetched) return;
      load().then(
        (m) => {
          Fetched = m[name];
          if (Fetched) setFetched(true);
          else setFailed(new Error(`${path} does not export ${name}`));
        },
        (e: unknown) => setFailed(e instanceof Error ? e : new Error(String(e))),
      );
    }, []);
    if (failed) throw failed;
    return Fetched ? <Fetched {...props} /> : <Loading />;
  };
}
for (const [path, load] of Object.entries(modules)) {
  const [, folder, name] = /features\/([\w-]+)\/(\w+)Room\.tsx$/.exec(path) ?? [];
  if (!folder || !name) continue;
  loaders.set(folder, load);
  rooms.set(folder, fetchedRoom(path, `${name}Room`, load));
}

export const hasRoom = (room: string): boolean => rooms.has(room);
export const roomOf = (room: string): ComponentType<RoomProps> | undefined => rooms.get(room);

/** Fetches a room's code ahead of its opening (pointer over the navigation), so that it opens at once. */
export function prefetchRoom(room: string): void {
  void loaders.get(room)?.();
}

/** The order of the left navigation. */
export const NAVIGATION: readonly Room[] = [
  'today',
  'portfolio',
  'demands',
  'parties',
  'deals',
  'valuation',
  'negotiation',
  'contracts',
  'registration',
  'reports',
  'settings',
];
