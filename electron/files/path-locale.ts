import { spawnSync } from 'node:child_process';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * On Linux Chromium reads paths by the C library's locale. Where that is none (LANG names one that is not installed, or C) a
 * folder or file with Chinese characters in its path cannot be opened. Answers the variables with which it can; null where nothing is wrong.
 */
export function localeForPaths(env: Env, platform: NodeJS.Platform = process.platform, works = localeWorks): Record<string, string> | null {
  if (platform !== 'linux' || works(env)) return null;
  const named = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((l) => l !== undefined && l !== '');
  // the language of menus and dialogs is still the one that was asked for
  const language = env['LANGUAGE'] || named?.split(/[.@]/)[0];
  return { LC_ALL: 'C.UTF-8', ...(language ? { LANGUAGE: language } : {}) };
}

/** Whether the C library can set the locale these variables name, and it knows more than ASCII. */
function localeWorks(env: Env): boolean {
  const said = spawnSync('locale', ['charmap'], { env: { ...env }, encoding: 'utf8', timeout: 2000 });
  // without the program nothing is known, and nothing is changed
  return said.status !== 0 || (said.stderr.trim() === '' && !/^(ANSI_X3\.4|US-ASCII|646)/.test(said.stdout));
}

/** The same, only where it has not been tried: any file a person drops or chooses may have a Chinese name. */
export const localeToStartWith = (env: Env): Record<string, string> | null => (env['LC_ALL'] === 'C.UTF-8' ? null : localeForPaths(env));
