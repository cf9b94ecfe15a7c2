/** What follows a registration: changes, cancellations, confirmations of income, and objections. */
import type { CodedReason } from '../../../shared/registry/check.ts';
import type { FollowupBody } from '../../../shared/registry/followup-letter.ts';
import { cents } from '../../../shared/registry/check.ts';
import { allowedFollowup, type FollowupAct } from '../machine.ts';
import { currentForm, followupBodyOf } from '../row.ts';
import { proofTable, reasonList } from './filing-page.ts';
import { frame, hiddenToken, moment, option, STATUS_WORDS, statusTag, yuan, yuanOfCents, type Seat } from './frame.ts';
import { FOLLOWUP_WORDS } from './followup-words.ts';
import { html, type Html } from './html.ts';
import { logTable } from './log-page.ts';
import type { followupList, FollowupLine, FollowupView } from './queries.ts';
import { fieldWords, reasonEditor } from './reason-editor.ts';
import { may } from './roles.ts';

type ListOf = Awaited<ReturnType<typeof followupList>>;
type Chosen = { status: string; kind: string; point: string };
const STATUSES = ['SUBMITTED', 'ACCEPTED', 'RETURNED', 'REFUSED', 'DONE'];

export function followupsPage(seat: Seat, view: ListOf, chosen: Chosen): string {
  const points = new Map(view.points.map((p) => [p.id, p.name]));
  const line = (
    row: FollowupLine,
  ): Html => html`<tr><td><a class="mono" href="/desk/followups/${row.id}">${row.id}</a></td><td>${FOLLOWUP_WORDS[row.kind] ?? row.kind}</td>
<td><a class="mono" href="/desk/filings/${row.filing}">${row.register_no || row.filing}</a></td><td>${view.offices.get(row.office_id)}</td><td>${points.get(row.point) ?? row.point}</td><td>${statusTag(row.status)}</td><td class="mono whole">${moment(row.received_at)}</td></tr>`;
  const older = new URLSearchParams({ ...chosen, before: String(view.next) }).toString();
  return frame(
    '登记后事项',
    html`<h1>登记后事项</h1><form class="panel filter" method="get" action="/desk/followups" role="search">
<label>事项<select name="kind">${option('', '全部', chosen.kind)}${Object.entries(FOLLOWUP_WORDS).map(([kind, words]) => option(kind, words, chosen.kind))}</select></label>
<label>状态<select name="status">${option('', '全部', chosen.status)}${STATUSES.map((s) => option(s, STATUS_WORDS[s]!, chosen.status))}</select></label>
<label>登记点<select name="point">${option('', '全部', chosen.point)}${view.points.map((p) => option(p.id, p.name, chosen.point))}</select></label><button class="plain">筛选</button></form>
<div class="panel">${view.rows.length === 0 ? html`<p>没有符合条件的事项。</p>` : html`<table class="list"><caption>共列出 ${view.rows.length} 件，最近到达在前</caption><thead><tr><th scope="col">编号</th><th scope="col">事项</th><th scope="col">登记编号或申请</th><th scope="col">填报单位</th><th scope="col">登记点</th><th scope="col">状态</th><th scope="col">到达时间</th></tr></thead><tbody>${view.rows.map(line)}</tbody></table>`}
${view.next !== null && html`<p><a href="/desk/followups?${older}">更早的事项</a></p>`}</div>`,
    seat,
  );
}

type Waiting = { kind: string; status: string; second_reason: string };
/** An objection is answered by the second person, and so is a change to a large amount once it is accepted; everything else at first instance. */
export const neededFor = (row: Waiting, act: FollowupAct): 'decide' | 'review' =>
  row.kind === 'filing.dispute' || (row.second_reason !== '' && act !== 'accept' && row.status === 'ACCEPTED') ? 'review' : 'decide';
export const mayTakeFollowup = (role: Seat['person']['role'], row: Waiting, act: FollowupAct): boolean =>
  allowedFollowup(row.status, act) && may(role, neededFor(row, act));

const DONE: Readonly<Record<string, string>> = {
  'filing.change': '同意变更',
  'filing.cancel': '同意注销',
  'filing.income': '核定技术性收入',
  'filing.dispute': '异议成立，转复核',
};

export function followupPage(seat: Seat, view: FollowupView, refusal: string | null, from: string, rows: number): string {
  const { row, filing, office, log, templates } = view;
  const body = followupBodyOf(row);
  const can = (act: FollowupAct): boolean => mayTakeFollowup(seat.person.role, row, act);
  const hidden = html`${hiddenToken(seat)}<input type="hidden" name="revision" value="${row.revision}">`;
  const at = `/desk/followups/${row.id}`;
  const reasoned = (
    [
      ['return', '退回修改'],
      ['refuse', row.kind === 'filing.dispute' ? '异议不成立' : '不予办理'],
    ] as const
  ).filter(([act]) => can(act));
  const reasons = JSON.parse(row.reasons) as CodedReason[];
  return frame(
    FOLLOWUP_WORDS[row.kind] ?? row.kind,
    html`<p class="noprint"><a href="/desk/followups">← 登记后事项</a></p><h1>${FOLLOWUP_WORDS[row.kind] ?? row.kind}　${statusTag(row.status)}</h1>
<p class="dim">编号 <span class="mono">${row.id}</span>　填报单位 ${office}　第 ${row.version} 版　到达 ${moment(row.received_at)}　${row.signature === null ? '未签名' : '签名已核对'}</p>
${refusal !== null && html`<div class="note" role="alert">${refusal}</div>`}
${filing && html`<p>所属申请 <a href="/desk/filings/${filing.id}">${filing.project_name}</a>　${statusTag(filing.status)}　模拟登记编号 <span class="mono">${filing.register_no ?? '（未登记）'}</span></p>`}
${row.second_reason !== '' && html`<p>变更后达到大额界限：受理后由另一人（复核员）同意。</p>`}
${reasons.length > 0 && reasonList(reasons)}
${
  (can('accept') || can('done') || reasoned.length > 0) &&
  html`<section class="panel noprint" aria-label="办理"><h2>办理</h2><div class="acts">${can('accept') && html`<form method="post" action="${at}/accept">${hidden}<button>受理</button></form>`}${can('done') && html`<form method="post" action="${at}/done">${hidden}<button>${DONE[row.kind] ?? '办结'}</button></form>`}</div>
${reasoned.length > 0 && reasonEditor({ at, hidden, hints: [], templates, from, rows, annexes: body.proofs.map((p) => p.name), acts: reasoned.map(([act, words]) => ({ act, words })) })}</section>`
}
<div class="two"><section class="panel" aria-label="内容">${said(body, filing ? currentForm(filing) : {})}</section><div>
${proofTable(body.proofs)}
<section class="panel" aria-label="办理经过">${logTable(log, '办理经过')}</section></div></div>`,
    seat,
  );
}

const MONEY = new Set(['totalAmount', 'technicalAmount']);
const CAUSES: Readonly<Record<string, string>> = { terminated: '合同解除或终止', rescinded: '合同被撤销' };

function said(body: FollowupBody, registered: Readonly<Record<string, string>>): Html {
  switch (body.kind) {
    case 'filing.change': {
      const value = (key: string, text: string): string => (text === '' ? '（无）' : MONEY.has(key) ? `${yuan(text)} 元` : text);
      return html`<table><caption>变更内容（变更日 ${body.on}）</caption><thead><tr><th scope="col">栏目</th><th scope="col">原登记</th><th scope="col">变更为</th></tr></thead><tbody>${Object.entries(
        body.changes,
      ).map(
        ([key, { before, after }]) =>
          html`<tr class="${(registered[key] ?? '') === before ? '' : 'differs'}"><th scope="row">${fieldWords(key)}</th><td>${value(key, before)}${(registered[key] ?? '') !== before && html`<div class="dim">本端现登记：${value(key, registered[key] ?? '')}</div>`}</td><td>${value(key, after)}</td></tr>`,
      )}</tbody></table><p>理由：${body.reason}</p>`;
    }
    case 'filing.cancel':
      return html`<h2>注销</h2><p>${CAUSES[body.cause] ?? body.cause}，${body.on}。</p><p>${body.reason}</p>`;
    case 'filing.income': {
      const sum = body.rows.reduce((total, r) => total + (cents(r.amount) ?? 0n), 0n);
      return html`<table><caption>到账（${body.from} 至 ${body.to}）</caption><thead><tr><th scope="col">到账日</th><th scope="col" class="num">金额（元）</th><th scope="col">说明</th></tr></thead><tbody>${body.rows.map((r) => html`<tr><td class="mono">${r.on}</td><td class="num">${yuan(r.amount)}</td><td>${r.note}</td></tr>`)}</tbody></table>
<table><tbody><tr><th scope="row">各笔合计</th><td class="num">${yuanOfCents(sum)}</td></tr><tr class="${cents(body.amount) === sum ? '' : 'differs'}"><th scope="row">申报的收入</th><td class="num">${yuan(body.amount)}</td></tr><tr><th scope="row">其中技术性收入</th><td class="num">${yuan(body.technicalIncome)}</td></tr></tbody></table>`;
    }
    case 'filing.dispute':
      return html`<h2>异议</h2><p class="said">${body.text}</p>`;
  }
}
