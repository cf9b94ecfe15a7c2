/** Scroll, sort, filter and open folds of a view, by name, so that coming back finds it as it was left. */
import { useCallback } from 'react';
import { create } from 'zustand';

const useViews = create<Record<string, unknown>>(() => ({}));

/** Like useState, but it outlives the component. `key` names the view, e.g. `portfolio.filter`. */
export function useViewState<T>(key: string, initial: T): [T, (next: T) => void] {
  const value = useViews((s) => (key in s ? (s[key] as T) : initial));
  const setValue = useCallback((next: T) => useViews.setState({ [key]: next }), [key]);
  return [value, setValue];
}

/** Without a re-render: scroll positions. */
export function readView<T>(key: string, initial: T): T {
  const all = useViews.getState();
  return key in all ? (all[key] as T) : initial;
}

export function writeView(key: string, value: unknown): void {
  useViews.setState({ [key]: value });
}
