/** How this person wants the window: kept over restarts by app/persist-session.ts, never part of a record. */
import { create } from 'zustand';

export type Theme = 'system' | 'light' | 'dark';
export type Locale = 'zh' | 'en';
/** 元 or 万元: the unit amounts are shown and typed in; stored amounts are always 元. */
export type Units = 'yuan' | 'wan';
export type Density = 'compact' | 'roomy';

export type Settings = { theme: Theme; locale: Locale; units: Units; density: Density; railOpen: boolean; navOpen: boolean };

export const DEFAULT_SETTINGS: Settings = { theme: 'system', locale: 'zh', units: 'wan', density: 'compact', railOpen: true, navOpen: true };

export const useSettings = create<Settings>(() => DEFAULT_SETTINGS);

export function changeSettings(part: Partial<Settings>): void {
  useSettings.setState(part);
}

export const useUnits = (): Units => useSettings((s) => s.units);
