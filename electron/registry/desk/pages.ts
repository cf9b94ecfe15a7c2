/** What is shown instead of a page that cannot be. `written`: what the form that was sent held. */
import { frame } from './frame.ts';
import { html } from './html.ts';
import type { Guest } from './language.ts';
import { writtenNote } from './written.ts';

export function errorPage(guest: Guest, error: { code: string; zh: string; en: string }, written: readonly string[] = []): string {
  const { t, lang } = guest.say;
  const title = t('error.title');
  return frame(
    title,
    html`<h1>${title}</h1><div class="panel"><p role="alert">${error.code === 'internal' ? t('error.internal') : error[lang]}</p><p><a href="/desk">${t('error.back')}</a></p></div>${writtenNote(guest.say, written)}`,
    guest,
  );
}
