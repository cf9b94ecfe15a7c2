/** Settings of the window over restarts: read before the first paint of the frame, written when they change. */
import { readPref, writePref } from '../data/prefs.ts';
import { changeSettings, DEFAULT_SETTINGS, useSettings, type Settings } from '../session/settings.ts';

const CHOICES: { [K in keyof Settings]: readonly Settings[K][] } = {
  theme: ['system', 'light', 'dark'],
  locale: ['zh', 'en'],
  units: ['yuan', 'wan'],
  density: ['compact', 'roomy'],
  railOpen: [true, false],
  navOpen: [true, false],
};

/** What an older or damaged entry says is dropped, never trusted. */
function parseSettings(text: string | undefined): Partial<Settings> {
  try {
    const read = JSON.parse(text ?? '{}') as Record<string, unknown>;
    const known = (Object.keys(CHOICES) as (keyof Settings)[]).filter((k) => (CHOICES[k] as readonly unknown[]).includes(read[k]));
    return Object.fromEntries(known.map((k) => [k, read[k]]));
  } catch {
    return {};
  }
}

export async function restoreSettings(): Promise<void> {
  const read = parseSettings(await readPref('settings').catch(() => undefined));
  changeSettings({ ...DEFAULT_SETTINGS, ...read });
}

export function keepSettings(): void {
  useSettings.subscribe((settings) => void writePref('settings', JSON.stringify(settings)).catch(() => {}));
}
