/** 模拟登记回执: a paper for class. No emblem, no seal, no words of an authority; what it is not stands across it. */
import { SIMULATED_NOTICE, SIMULATED_RECEIPT } from '../../../shared/registry/simulated.ts';
import { bodyOf } from '../row.ts';
import type { FilingRow } from '../tables.ts';
import { frame, moment, yuan } from './frame.ts';
import { html } from './html.ts';

export function receiptPage(row: FilingRow): string {
  const { form, facts, contentHash, version } = bodyOf(row);
  const line = (zh: string, value: string | null | undefined, mono = false) =>
    html`<tr><th scope="row">${zh}</th><td class="${mono ? 'mono' : ''}">${value}</td></tr>`;
  return frame(
    SIMULATED_RECEIPT,
    html`<p class="noprint"><a href="/desk/filings/${row.id}">← 返回申请</a>　可用浏览器的打印功能打印本页。</p>
<article class="paper"><h1>${SIMULATED_RECEIPT}</h1><p class="sub">${SIMULATED_NOTICE}</p>
<table><tbody>${line('模拟登记编号', row.register_no, true)}${line('受理编号', row.id, true)}${line('项目名称', form.projectName)}${line('合同编号', facts.contractNo)}
${line('合同类别', form.contractType)}${line('卖方', row.seller_name)}${line('买方', row.buyer_name)}
${line('合同成交总额', `${yuan(form.totalAmount)} 元`)}${line('技术交易额', `${yuan(form.technicalAmount)} 元`)}${line('签订日期', form.signDate)}
${line('到达时间', moment(row.received_at))}${line('受理日期', row.accepted_on)}${line('登记日期', row.registered_on)}${line('申请内容（第 ' + version + ' 版）的哈希', contentHash, true)}</tbody></table>
<p class="foot">本回执由模拟登记端生成，仅供教学与测试，不具任何登记效力，不得用于办理税务、奖酬或其他事项。</p></article>`,
    true,
  );
}
