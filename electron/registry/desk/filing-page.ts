/** One filing: the form beside what the signed paper says, what deserves a look, and the decisions that are possible now. */
import type { CodedReason } from '../../../shared/registry/check.ts';
import { FORM_FIELDS } from '../../../shared/registry/form.ts';
import type { ContractFacts, FilingBody } from '../../../shared/registry/letter.ts';
import { allowed, type FilingAct } from '../machine.ts';
import { bodyOf, currentForm } from '../row.ts';
import { frame, hiddenToken, moment, STATUS_WORDS, statusTag, yuan, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { areaName, kindName, riskWords } from './list-pages.ts';
import { logTable } from './log-page.ts';
import { FOLLOWUP_WORDS } from './followup-words.ts';
import type { OneView } from './queries.ts';
import { placeOf, reasonEditor } from './reason-editor.ts';
import { may } from './roles.ts';

export type FilingView = OneView & { refusal: string | null; from: string; rows: number };

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
const PROOFS: Readonly<Record<string, string>> = {
  signedScan: '签署盖章扫描件',
  supplement: '补充协议（签署）',
  agreement: '补充协议（签署）',
  annex: '附件',
  commitment: '登记承诺书',
};
/** The papers a letter names; the files themselves stay with the office. */
export const proofTable = (proofs: FilingBody['proofs']): Html =>
  html`<section class="panel" aria-label="随附材料"><table><caption>随附材料（${proofs.length}）</caption><tbody>${proofs.map((p) => html`<tr><th scope="row">${PROOFS[p.kind] ?? p.kind}</th><td>${p.name}<div class="dim mono">${p.sha256.slice(0, 16)}…　${p.size} 字节</div></td></tr>`)}</tbody></table></section>`;
const SECOND: Record<string, string> = { large: '达到大额界限（界限与口径按到件日的规则包）', dispute: '有异议', asked: '登记员转来复核' };

export function filingPage(seat: Seat, view: FilingView): string {
  const { row, office, point, hints, risks, followups, log, refusal } = view;
  const body = bodyOf(row);
  const reasons = JSON.parse(row.reasons) as CodedReason[];
  return frame(
    row.project_name,
    html`<p class="noprint"><a href="/desk">← 登记申请</a></p>
<h1>${row.project_name || '（未填项目名称）'}　${statusTag(row.status)}</h1>
<p class="dim">受理编号 <span class="mono">${row.id}</span>　填报单位 ${office}　登记点 ${point}　第 ${row.version} 版　到达 ${moment(row.received_at)}　${row.signature === null ? '未签名' : '签名已核对'}
${row.register_no && html`<br>模拟登记编号 <b class="mono">${row.register_no}</b>　<a href="/desk/filings/${row.id}/receipt">模拟登记回执</a>　<a href="/desk/filings/${row.id}/receipt.pdf">回执 PDF</a>`}</p>
${refusal && html`<div class="note" role="alert">${refusal}</div>`}
${
  row.second_reason !== '' &&
  html`<div class="note">须复核：${row.second_reason.split(',').map((r, i) => `${i > 0 ? '；' : ''}${SECOND[r] ?? r}`)}。初审与复核由两个人分别办理。</div>`
}
${hints.length > 0 && html`<div class="note"><b>请核实</b>（只作提示，不代替判断）<ul class="plainlist">${hints.map((h) => html`<li><span class="mono">${h.code}</span> ${h.text}</li>`)}</ul></div>`}
${risks.length > 0 && html`<div class="note"><b>风险提示</b>（只作提示；期间与比例是本软件自定的）<ul class="plainlist">${risks.map((r) => html`<li>${riskWords(r)}</li>`)}</ul></div>`}
${reasons.length > 0 && reasonList(reasons)}
${actions(seat, view, body)}
<div class="two"><section class="panel" aria-label="登记表">${formTable(view, body)}</section>
<div><section class="panel" aria-label="签署合同所载"><table><caption>签署合同所载</caption><tbody>${FACTS.map(([key, zh]) => body.facts[key] !== undefined && html`<tr><th scope="row">${zh}</th><td class="${key === 'lockedHash' ? 'mono' : ''}">${shown(key, String(body.facts[key]))}</td></tr>`)}</tbody></table></section>
${proofTable(body.proofs)}
${followups.length > 0 && html`<section class="panel" aria-label="登记后事项"><table><caption>登记后事项</caption><tbody>${followups.map((f) => html`<tr><th scope="row">${FOLLOWUP_WORDS[f.kind] ?? f.kind}</th><td><a href="/desk/followups/${f.id}" class="mono">${f.id}</a>　${statusTag(f.status)}</td></tr>`)}</tbody></table></section>`}
<section class="panel" aria-label="办理经过">${logTable(log, '办理经过（谁、何时、为何）')}</section></div></div>`,
    seat,
  );
}

export const reasonList = (reasons: readonly CodedReason[]): Html =>
  html`<div class="panel"><h2>原因</h2><ol>${reasons.map((r) => html`<li><span class="mono">${r.code}</span> ${r.text}${placeOf(r) !== '' && html`<div class="dim">所在：${placeOf(r)}</div>`}</li>`)}</ol></div>`;

const shown = (key: string, value: string): string => (MONEY.has(key) ? yuan(value) : key === 'kind' ? kindName(value) : value);
const inForm = (key: string, value: string): string =>
  key.endsWith('Region') && areaName(value) !== value ? `${value} ${areaName(value)}` : shown(key, value);

function formTable({ row, hints }: OneView, { form }: FilingBody): Html {
  const reasons = JSON.parse(row.reasons) as CodedReason[];
  const marked = new Set([...hints, ...reasons].map((r) => r.field));
  const now = currentForm(row);
  const fieldLine = ({ key, zh, required }: (typeof FORM_FIELDS)[number]): Html | false => {
    const [value, before] = [now[key], form[key]];
    return (
      (value !== undefined || required) &&
      html`<tr class="${marked.has(key) ? 'differs' : ''}"><th scope="row">${zh}</th><td>${value ? inForm(key, value) : html`<span class="dim">未填写</span>`}${value !== before && html`<div class="dim">登记时：${before ? inForm(key, before) : '未填写'}（后经变更）</div>`}</td></tr>`
    );
  };
  return html`<table><caption>登记表</caption><tbody>${FORM_FIELDS.map(fieldLine)}</tbody></table>`;
}

/** Decisions of first instance, and those of the second person. */
const SECOND_ONLY = new Set<FilingAct>(['confirm']);
/** Who may take this decision: what lies in second review is the reviewer's, all else the registrar's. */
export const mayTake = (role: Seat['person']['role'], status: string, act: FilingAct): boolean =>
  allowed(status, act) && (SECOND_ONLY.has(act) || status === 'SECOND_REVIEW' ? may(role, 'review') : may(role, 'decide'));

const SIMPLE: readonly [FilingAct, string][] = [
  ['accept', '受理'],
  ['resume', '补正材料已交，重新受理'],
  ['register', '登记（给出 990000 开头的模拟编号）'],
  ['confirm', '复核同意，登记（给出模拟编号）'],
];
const WITH_REASONS: readonly [FilingAct, string][] = [
  ['return', '退回修改'],
  ['supplement', '通知补正'],
  ['refuse', '不予登记'],
  ['revoke', '撤销登记'],
];
const WITH_WHY: readonly [FilingAct, string, string][] = [
  ['forward', '转复核', '为什么要由第二个人复核'],
  ['cancel', '注销登记', '依据：谁申请、合同怎样终止'],
];

function actions(seat: Seat, view: FilingView, body: FilingBody): Html | false {
  const { row } = view;
  const can = (act: FilingAct): boolean => mayTake(seat.person.role, row.status, act);
  const simple = SIMPLE.filter(([act]) => can(act)).map(([act, words]): [FilingAct, string] =>
    act === 'register' && row.second_reason !== '' ? [act, '初审同意，送复核'] : [act, words],
  );
  const reasoned = WITH_REASONS.filter(([act]) => can(act));
  const why = WITH_WHY.filter(([act]) => can(act));
  if (simple.length + reasoned.length + why.length === 0) return row.status in ENDED ? false : html`<p class="dim">${waitsFor(row.status)}</p>`;
  const hidden = html`${hiddenToken(seat)}<input type="hidden" name="revision" value="${row.revision}">`;
  const at = `/desk/filings/${row.id}`;
  return html`<section class="panel noprint" aria-label="办理"><h2>办理</h2><div class="acts">${simple.map(([act, words]) => html`<form method="post" action="${at}/${act}">${hidden}<button>${words}</button></form>`)}</div>
${reasoned.length > 0 && reasonEditor({ at, hidden, hints: view.hints, templates: view.templates, from: view.from, rows: view.rows, annexes: body.proofs.map((p) => p.name), acts: reasoned.map(([act, words]) => ({ act, words })) })}
${why.map(([act, words, ask]) => html`<details><summary>${words}</summary><form class="filter" method="post" action="${at}/${act}">${hidden}<label>${ask}<input type="text" name="why" required maxlength="500" size="40"></label><button class="back">${words}</button></form></details>`)}</section>`;
}
const ENDED: Readonly<Record<string, true>> = { RETURNED: true, REFUSED: true, CANCELLED: true, REVOKED: true };
const waitsFor = (status: string): string =>
  status === 'SECOND_REVIEW' ? '等待复核员办理。' : status === 'REGISTERED' ? '' : `现在是“${STATUS_WORDS[status] ?? status}”，您的角色只能查看。`;
