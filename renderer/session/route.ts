/** Where the person is, and the way back. Kept in memory: the window has no address bar and a restart begins at 今日. */
import { create } from 'zustand';

export const ROOMS = [
  'today',
  'portfolio',
  'demands',
  'parties',
  'deals',
  'valuation',
  'negotiation',
  'pricing',
  'contracts',
  'registration',
  'signing',
  'reports',
  'import',
  'settings',
  'recovery',
] as const;
export type Room = (typeof ROOMS)[number];

/** `id` a record, `tab` a part of its page, `focus` a field by its `name`: the page scrolls to it and puts the cursor in. */
export type Route = { room: Room; id?: string; tab?: string; focus?: string };

type RouteState = { stack: Route[]; at: number };

const useRoutes = create<RouteState>(() => ({ stack: [{ room: 'today' }], at: 0 }));

const same = (a: Route, b: Route) => a.room === b.room && a.id === b.id && a.tab === b.tab;

/** Goes to a place. A tab of the same record replaces the step, so that Back leaves the record instead of walking its tabs. */
export function navigate(to: Route, how: { replace?: boolean } = {}): void {
  useRoutes.setState(({ stack, at }) => {
    const here = stack[at]!;
    const replace = how.replace === true || same(here, to) || (here.room === to.room && here.id !== undefined && here.id === to.id);
    const next = [...stack.slice(0, replace ? at : at + 1), to].slice(-100);
    return { stack: next, at: next.length - 1 };
  });
}

export function goBack(): void {
  useRoutes.setState(({ stack, at }) => ({ stack, at: Math.max(0, at - 1) }));
}

export function goForward(): void {
  useRoutes.setState(({ stack, at }) => ({ stack, at: Math.min(stack.length - 1, at + 1) }));
}

/** Forgets every step, e.g. when another workspace opens and the ids of this one mean nothing there. */
export function resetRoute(to: Route = { room: 'today' }): void {
  useRoutes.setState({ stack: [to], at: 0 });
}

/** Where the person is now, asked outside of React. */
export function here(): Route {
  const { stack, at } = useRoutes.getState();
  return stack[at]!;
}

export function useRoute(): Route {
  return useRoutes((s) => s.stack[s.at]!);
}

export function useCanGoBack(): boolean {
  return useRoutes((s) => s.at > 0);
}
