/** What is shown instead of a page that cannot be. */
import { frame } from './frame.ts';
import { html } from './html.ts';

export function errorPage(words: string): string {
  return frame('不能完成', html`<h1>不能完成</h1><div class="panel"><p role="alert">${words}</p><p><a href="/desk">回到审核台</a></p></div>`, null);
}
