/** 模拟登记回执 as a page; the file of the same words is receipt-pdf.ts. */
import { SIMULATED_NOTICE, SIMULATED_RECEIPT } from '../../../shared/registry/simulated.ts';
import { receiptLines, RECEIPT_FOOT, type ReceiptView } from '../receipt-pdf.ts';
import { frame, type Seat } from './frame.ts';
import { html } from './html.ts';

const MONO = /编号|哈希/;

/** The paper itself is a Chinese one, whatever the page around it speaks. */
/** `since`: what became of the registration after the paper was made. */
export function receiptPage(seat: Seat, view: ReceiptView, since: { status: string; on: string } | null): string {
  const { t, h } = seat.say;
  return frame(
    t('filing.receipt'),
    html`<p class="noprint"><a href="/desk/filings/${view.registryId}">← ${t('receipt.back')}</a>　${h('receipt.print', { pdf: html`<a href="/desk/filings/${view.registryId}/receipt.pdf">${t('receipt.pdf')}</a>` })}</p>
${since && html`<div class="note" role="alert">${since.status === 'REGISTERED' ? t('receipt.changed', { on: since.on }) : t('receipt.ended', { status: seat.say.of('status', since.status), on: since.on })}</div>`}
<article class="paper" lang="zh-CN"><h1>${SIMULATED_RECEIPT}</h1><p class="sub">${SIMULATED_NOTICE}</p>
<table><tbody>${receiptLines(view).map(([name, value]) => html`<tr><th scope="row">${name}</th><td class="${MONO.test(name) ? 'mono' : ''}">${value}</td></tr>`)}</tbody></table>
<p class="foot">${RECEIPT_FOOT}</p></article>`,
    seat,
  );
}
