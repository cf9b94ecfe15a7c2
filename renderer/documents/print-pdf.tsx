/** The paper alone on the window's page, printed to PDF by the system, then the window as it was. */
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import type { DocumentModel } from '../../shared/domain/contract/blocks.ts';
import { call } from '../data/bridge-call.ts';
import { blocksToPrintDocument } from './print-page.tsx';
import './print-page.css';
import './print-host.css';

const NUMBERS = { true: 'always', false: 'never', several: 'several' } as const;

let before: Promise<unknown> = Promise.resolve();

/** One paper at a time: two on the page at once would print into each other. */
export function pdfOf(model: DocumentModel): Promise<Uint8Array> {
  const made = before.then(
    () => print(model),
    () => print(model),
  );
  before = made.catch(() => undefined);
  return made;
}

async function print(model: DocumentModel): Promise<Uint8Array> {
  const host = document.createElement('div');
  host.className = 'print-host';
  document.body.append(host);
  const page = document.documentElement;
  const shown = { title: document.title, lang: page.lang };
  page.classList.add('printing-paper');
  // the file bears the name of the paper, in its language; not of the room it was made in
  document.title = model.title;
  page.lang = 'zh-CN';
  const root = createRoot(host);
  try {
    flushSync(() => root.render(blocksToPrintDocument(model)));
    await document.fonts.ready;
    return await call('print.pdf', { title: model.title, numbers: NUMBERS[`${model.pageNumbers}`] });
  } finally {
    page.classList.remove('printing-paper');
    page.lang = shown.lang;
    if (document.title === model.title) document.title = shown.title;
    root.unmount();
    host.remove();
  }
}
