/** One filing: the form beside what the signed paper says, what deserves a look, and the decisions that are possible now. */
import contractTypes from '../../../resources/codes/contract-types.json';
import { codePath, type CodeList } from '../../../shared/domain/codes.ts';
import type { CodedReason } from '../../../shared/registry/check.ts';
import { FORM_FIELDS } from '../../../shared/registry/form.ts';
import type { ContractFacts } from '../../../shared/registry/letter.ts';
import { REASON_CODES, REASONS } from '../../../shared/registry/reasons.ts';
import { allowed } from '../machine.ts';
import { bodyOf } from '../row.ts';
import type { EventRow, FilingRow } from '../tables.ts';
import { frame, moment, STATUS_WORDS, yuan } from './frame.ts';
import { html, type Html } from './html.ts';

export type FilingView = { row: FilingRow; office: string; events: EventRow[]; hints: CodedReason[]; formToken: string; refusal: string | null };

const FACTS: [keyof ContractFacts, string][] = [
  ['contractNo', '合同编号'],
  ['title', '合同项目名称'],
  ['kind', '合同类别'],
  ['signedOn', '签订日期'],
  ['effectiveOn', '生效日期'],
  ['validFrom', '有效期起'],
  ['validTo', '有效期止'],
  ['place', '签订地点'],
  ['sellerName', '卖方'],
  ['sellerCreditCode', '卖方信用代码'],
  ['sellerSealName', '卖方印章名称'],
  ['sellerSignatory', '卖方签字人'],
  ['buyerName', '买方'],
  ['buyerCreditCode', '买方信用代码'],
  ['buyerSealName', '买方印章名称'],
  ['buyerSignatory', '买方签字人'],
  ['totalAmount', '成交总额（元）'],
  ['technicalAmount', '技术交易额（元）'],
  ['payment', '价款与支付'],
  ['pages', '页数'],
  ['lockedHash', '锁定文本的哈希'],
];
const MONEY = new Set(['totalAmount', 'technicalAmount']);
const PROOFS: Record<string, string> = { signedScan: '签署盖章扫描件' };
/** `XK-ZL` → 技术许可/专利实施许可, as the form has it; text that is no code stays as it is */
const kindName = (code: string): string =>
  codePath(contractTypes as Pick<CodeList, 'items'>, code)
    .map((item) => item.name)
    .join('/') || code;

export function filingPage(view: FilingView): string {
  const { row, office, events, hints, formToken, refusal } = view;
  const { form, facts, proofs, version } = bodyOf(row);
  const reasons = JSON.parse(row.reasons) as CodedReason[];
  const marked = new Set([...hints, ...reasons].map((r) => r.field));
  const shown = (key: string, value: string): string => (MONEY.has(key) ? yuan(value) : key === 'kind' ? kindName(value) : value);
  const fieldLine = ({ key, zh, required }: (typeof FORM_FIELDS)[number]): Html | false =>
    (form[key] !== undefined || required) &&
    html`<tr class="${marked.has(key) ? 'differs' : ''}"><th scope="row">${zh}</th><td>${form[key] ? shown(key, form[key]) : html`<span class="dim">未填写</span>`}</td></tr>`;
  return frame(
    row.project_name,
    html`<p class="noprint"><a href="/desk">← 登记申请</a></p>
<h1>${row.project_name || '（未填项目名称）'}　<span class="tag ${row.status}">${STATUS_WORDS[row.status] ?? row.status}</span></h1>
<p class="dim">受理编号 <span class="mono">${row.id}</span>　填报单位 ${office}　第 ${version} 版　到达 ${moment(row.received_at)}
${row.register_no && html`　模拟登记编号 <b class="mono">${row.register_no}</b>　<a href="/desk/filings/${row.id}/receipt">模拟登记回执</a>`}</p>
${refusal && html`<div class="note" role="alert">${refusal}</div>`}
${hints.length > 0 && html`<div class="note"><b>请核实</b>（只作提示，不代替判断）<ul class="plainlist">${hints.map((h) => html`<li><span class="mono">${h.code}</span> ${h.text}</li>`)}</ul></div>`}
${reasons.length > 0 && html`<div class="panel"><h2>退回原因</h2><ul class="plainlist">${reasons.map((r) => html`<li><span class="mono">${r.code}</span> ${r.text}</li>`)}</ul></div>`}
${actions(row, formToken)}
<div class="two"><section class="panel" aria-label="登记表"><table><caption>登记表</caption><tbody>${FORM_FIELDS.map(fieldLine)}</tbody></table></section>
<div><section class="panel" aria-label="签署合同所载"><table><caption>签署合同所载</caption><tbody>${FACTS.map(([key, zh]) => facts[key] !== undefined && html`<tr><th scope="row">${zh}</th><td class="${key === 'lockedHash' ? 'mono' : ''}">${shown(key, String(facts[key]))}</td></tr>`)}</tbody></table></section>
<section class="panel" aria-label="随附材料"><table><caption>随附材料（${proofs.length}）</caption><tbody>${proofs.map((p) => html`<tr><th scope="row">${PROOFS[p.kind] ?? p.kind}</th><td>${p.name}<div class="dim mono">${p.sha256.slice(0, 16)}…　${p.size} 字节</div></td></tr>`)}</tbody></table></section>
<section class="panel" aria-label="办理经过"><table><caption>办理经过</caption><tbody>${events.map((e) => html`<tr><th scope="row" class="mono">${moment(e.at)}</th><td>${STATUS_WORDS[e.status] ?? e.status}</td></tr>`)}</tbody></table></section></div></div>`,
    true,
  );
}

function actions(row: FilingRow, formToken: string): Html | false {
  const hidden = html`<input type="hidden" name="token" value="${formToken}"><input type="hidden" name="revision" value="${row.revision}">`;
  const at = `/desk/filings/${row.id}`;
  const [accept, back, register] = [allowed(row.status, 'accept'), allowed(row.status, 'return'), allowed(row.status, 'register')];
  return (
    (accept || back || register) &&
    html`<section class="panel noprint" aria-label="办理"><h2>办理</h2><div class="acts">
${accept && html`<form method="post" action="${at}/accept">${hidden}<button>受理</button></form>`}
${register && html`<form method="post" action="${at}/register">${hidden}<button>登记（给出 990000 开头的模拟编号）</button></form>`}</div>
${
  back &&
  html`<details><summary>退回修改（选择原因）</summary><form method="post" action="${at}/return">${hidden}<fieldset><legend>退回原因，至少选一项</legend>
${REASON_CODES.map((code) => html`<div class="reason"><input type="checkbox" id="${code}" name="code" value="${code}"><label for="${code}"><span class="mono">${code}</span> ${REASONS[code]}</label><input type="text" name="note-${code}" maxlength="500" aria-label="${code} 的说明" placeholder="具体说明（可不填）"></div>`)}
</fieldset><button class="back">退回修改</button></form></details>`
}</section>`
  );
}
