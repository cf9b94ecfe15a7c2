/** 模拟登记回执 as a page; the file of the same words is receipt-pdf.ts. */
import { SIMULATED_NOTICE, SIMULATED_RECEIPT } from '../../../shared/registry/simulated.ts';
import { receiptLines, RECEIPT_FOOT, type ReceiptView } from '../receipt-pdf.ts';
import { frame, type Seat } from './frame.ts';
import { html } from './html.ts';

const MONO = /编号|哈希/;

export function receiptPage(seat: Seat, view: ReceiptView): string {
  return frame(
    SIMULATED_RECEIPT,
    html`<p class="noprint"><a href="/desk/filings/${view.registryId}">← 返回申请</a>　可用浏览器的打印功能打印本页，或<a href="/desk/filings/${view.registryId}/receipt.pdf">取 PDF 文件</a>。</p>
<article class="paper"><h1>${SIMULATED_RECEIPT}</h1><p class="sub">${SIMULATED_NOTICE}</p>
<table><tbody>${receiptLines(view).map(([name, value]) => html`<tr><th scope="row">${name}</th><td class="${MONO.test(name) ? 'mono' : ''}">${value}</td></tr>`)}</tbody></table>
<p class="foot">${RECEIPT_FOOT}</p></article>`,
    seat,
  );
}
