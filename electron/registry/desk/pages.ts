/** The desk's list, its offices, and its errors. */
import type { Office } from '../offices.ts';
import type { FilingRow } from '../tables.ts';
import { bodyOf } from '../row.ts';
import { frame, moment, STATUS_WORDS, yuan } from './frame.ts';
import { html, type Html } from './html.ts';

export type ListView = { rows: FilingRow[]; offices: Office[]; status: string; search: string; next: number | null; counts: Record<string, number> };

export function listPage(view: ListView): string {
  const nameOf = new Map(view.offices.map((o) => [o.id, o.name]));
  const option = (value: string, words: string): Html =>
    view.status === value ? html`<option value="${value}" selected>${words}</option>` : html`<option value="${value}">${words}</option>`;
  const line = (row: FilingRow): Html => html`<tr>
<td><a href="/desk/filings/${row.id}">${row.project_name || '（未填项目名称）'}</a><div class="dim mono">${row.id}</div></td>
<td class="whole">${row.contract_no}</td><td>${row.seller_name}${nameOf.get(row.office_id) !== row.seller_name && html`<div class="dim">${nameOf.get(row.office_id)}</div>`}</td><td>${row.buyer_name}</td>
<td class="num">${yuan(bodyOf(row).form.totalAmount)}</td><td><span class="tag ${row.status}">${STATUS_WORDS[row.status] ?? row.status}</span></td>
<td class="mono whole">${moment(row.received_at)}</td></tr>`;
  const older = new URLSearchParams({ status: view.status, q: view.search, before: String(view.next) }).toString();
  return frame(
    '登记申请',
    html`<h1>登记申请</h1>
<form class="panel filter" method="get" action="/desk" role="search">
<label>状态<select name="status">${option('', '全部')}${Object.entries(STATUS_WORDS).map(([code, words]) => option(code, `${words}（${view.counts[code] ?? 0}）`))}</select></label>
<label>项目名称、合同编号、买方或卖方<input type="search" name="q" value="${view.search}" size="28" maxlength="100"></label>
<button class="plain">筛选</button></form>
<div class="panel">${
      view.rows.length === 0
        ? html`<p>没有符合条件的申请。单位从科转台提交后，会按到达先后列在这里。</p>`
        : html`<table class="list"><caption>共列出 ${view.rows.length} 件，最近到达在前</caption><thead><tr><th scope="col">项目名称</th><th scope="col">合同编号</th><th scope="col">卖方 / 填报单位</th><th scope="col">买方</th><th scope="col">成交总额（元）</th><th scope="col">状态</th><th scope="col">到达时间</th></tr></thead><tbody>${view.rows.map(line)}</tbody></table>`
    }
${view.next !== null && html`<p><a href="/desk?${older}">更早的申请</a></p>`}</div>`,
    true,
  );
}

export function officesPage(offices: Office[], formToken: string, made: { name: string; token: string } | null): string {
  return frame(
    '单位与令牌',
    html`<h1>单位与令牌</h1>
${made && html`<div class="note" role="status"><b>${made.name}</b> 的令牌，只显示这一次，请当面交给该单位：<div class="mono">${made.token}</div></div>`}
<div class="panel"><table><caption>可以向本端提交的单位</caption><thead><tr><th scope="col">名称</th><th scope="col">编号</th></tr></thead>
<tbody>${offices.map((o) => html`<tr><td>${o.name}</td><td class="mono">${o.id}</td></tr>`)}</tbody></table></div>
<form class="panel filter" method="post" action="/desk/offices"><input type="hidden" name="token" value="${formToken}">
<label>新增单位名称<input type="text" name="name" required maxlength="100" size="30"></label><button>新增并生成令牌</button></form>`,
    true,
  );
}

export function errorPage(words: string): string {
  return frame('不能完成', html`<h1>不能完成</h1><div class="panel"><p role="alert">${words}</p><p><a href="/desk">回到登记申请</a></p></div>`, false);
}

export function closedPage(): string {
  return frame(
    '请从科转台打开',
    html`<h1>请从科转台打开审核台</h1>
<div class="panel"><p>审核台的地址带有一次启动的钥匙。请在科转台中点「打开审核台」，或使用启动模拟登记端时显示的完整地址。</p></div>`,
    false,
  );
}
