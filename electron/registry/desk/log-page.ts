/** The audit log: who did what, when and why; as a page of its own and beside each filing. */
import type { AuditLine } from './queries.ts';
import { frame, moment, STATUS_WORDS, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { ROLE_WORDS, type Role } from './roles.ts';

const ACT_WORDS: Readonly<Record<string, string>> = {
  submit: '报送到达',
  accept: '受理',
  supplement: '通知补正',
  resume: '补正后重新受理',
  return: '退回修改',
  refuse: '不予登记',
  forward: '转复核',
  register: '初审同意',
  confirm: '复核同意并登记',
  cancel: '注销登记',
  revoke: '撤销登记',
  done: '办结',
  change: '变更生效',
  income: '技术性收入已核定',
  'sign-in': '登录',
  'sign-in-failed': '登录失败',
  password: '改密码',
  'password-given': '给新初始密码',
  'account-made': '新增账号',
  'account-closed': '停用账号',
  'office-made': '新增单位',
  point: '新增或修改登记点',
  template: '存常用意见',
  'key-registered': '登记公钥',
  'class-made': '开班',
  'class-mode': '改班级办理方式',
  'class-reset': '班级重来',
  'class-closed': '结束班级',
  'class-line': '开放或关闭局域网',
  joined: '加入班级',
  'seat-freed': '腾出座位',
  exported: '导出',
};
const FOLLOWUP_ACTS: Readonly<Record<string, string>> = {
  'filing.change': '变更',
  'filing.cancel': '注销',
  'filing.income': '技术性收入核定',
  'filing.dispute': '异议',
};
/** `filing.change.done` is a decision on a change, `filing.change` its arrival. */
export function actWords(act: string): string {
  const followup = Object.keys(FOLLOWUP_ACTS).find((kind) => act === kind || act.startsWith(`${kind}.`));
  if (followup === undefined) return ACT_WORDS[act] ?? act;
  const done = act.slice(followup.length + 1);
  return done === '' ? `${FOLLOWUP_ACTS[followup]}报送到达` : `${FOLLOWUP_ACTS[followup]}：${ACT_WORDS[done] ?? done}`;
}
const roleWords = (role: string): string =>
  ROLE_WORDS[role as Role] ?? ({ office: '单位', registry: '系统', class: '班级自动' } as Record<string, string>)[role] ?? role;

const linked = (about: string): Html | string => (/^M[NH]\d{12,}$/.test(about) ? html`<a class="mono" href="/desk/about/${about}">${about}</a>` : about);

export function logTable(rows: readonly AuditLine[], caption: string, whole = false): Html {
  return html`<table class="log"><caption>${caption}</caption><thead><tr><th scope="col">时间</th><th scope="col">谁</th><th scope="col">事项</th>${whole && html`<th scope="col">关于</th>`}</tr></thead><tbody>${rows.map(
    (r) => html`<tr><td class="mono whole">${moment(r.at)}</td><td>${r.by_name}<div class="dim">${roleWords(r.role)}</div></td>
<td>${actWords(r.act)}${r.to_status !== '' && r.to_status !== r.from_status && html`　<span class="dim">→ ${STATUS_WORDS[r.to_status] ?? r.to_status}</span>`}${r.why !== '' && html`<div>${r.why}</div>`}</td>${whole && html`<td>${linked(r.about)}</td>`}</tr>`,
  )}</tbody></table>`;
}

export type LogView = { rows: AuditLine[]; next: number | null; act: string; about: string; by: string };

export function logPage(seat: Seat, { rows, next, act, about, by }: LogView): string {
  const older = new URLSearchParams({ act, about, by, before: String(next) }).toString();
  return frame(
    '日志',
    html`<h1>日志</h1><p class="dim">只增不改：数据库本身拒绝修改和删除任何一行。</p>
<form class="panel filter" method="get" action="/desk/audit" role="search"><label>事项<select name="act"><option value="">全部</option>${Object.entries(ACT_WORDS).map(([code, words]) => (code === act ? html`<option value="${code}" selected>${words}</option>` : html`<option value="${code}">${words}</option>`))}</select></label>
<label>关于（受理编号等）<input type="search" name="about" value="${about}" maxlength="100"></label><label>谁（姓名）<input type="search" name="by" value="${by}" maxlength="40"></label><button class="plain">筛选</button></form>
<div class="panel">${rows.length === 0 ? html`<p>没有符合条件的记录。</p>` : logTable(rows, '最近在前', true)}${next !== null && html`<p><a href="/desk/audit?${older}">更早的记录</a></p>`}</div>`,
    seat,
  );
}
