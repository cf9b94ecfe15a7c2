/**
 * React itself, and of a document only what an empty page asks for: a hook runs with its real effects, state and
 * subscriptions, and shows nothing.
 */
import { createElement, StrictMode, useEffect, type ReactNode } from 'react';

type Host = Record<string, unknown>;
const nothing = (): void => undefined;

function emptyPage(): Host {
  const page: Host = {
    nodeType: 9,
    nodeName: '#document',
    addEventListener: nothing,
    removeEventListener: nothing,
    activeElement: null,
    defaultView: globalThis,
  };
  const body: Host = {
    nodeType: 1,
    nodeName: 'DIV',
    tagName: 'DIV',
    namespaceURI: 'http://www.w3.org/1999/xhtml',
    ownerDocument: page,
    textContent: '',
    addEventListener: nothing,
    removeEventListener: nothing,
  };
  return Object.assign(page, { documentElement: body, body });
}

export type Held<T> = { values: T[]; last: () => T; again: (deps: string) => void; stop: () => void };

/** Mounts a hook and waits until it is; `again` renders it anew with another argument, `values` are all its answers in order. Strict: effects run twice. */
export async function holdHook<T>(hook: (argument: string) => T, argument = '', around: (children: ReactNode) => ReactNode = (c) => c): Promise<Held<T>> {
  // React asks the window for the kind of the present event, and whether what has the focus is a frame
  Object.assign(globalThis, { window: globalThis, HTMLIFrameElement: class {} });
  const { createRoot } = await import('react-dom/client');
  const values: T[] = [];
  let shown = nothing;
  // drawn is not yet mounted: what is set before that is lost
  const mounted = new Promise<void>((done) => (shown = done));
  const Body = ({ of }: { of: string }): null => {
    values.push(hook(of));
    useEffect(shown, []);
    return null;
  };
  const root = createRoot(emptyPage()['body'] as unknown as Element);
  const render = (of: string): void => root.render(createElement(StrictMode, null, around(createElement(Body, { of }))));
  render(argument);
  await mounted;
  return { values, last: () => values.at(-1)!, again: render, stop: () => root.unmount() };
}
