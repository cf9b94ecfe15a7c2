/** Signing in, passwords, accounts, and the offices that may file. */
import type { Office } from '../offices.ts';
import { SHORTEST_PASSWORD } from '../passwords.ts';
import { frame, hiddenToken, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';
import { ACCOUNT_ROLES, ROLE_WORDS, type Person } from './roles.ts';

const alert = (words: string | null): Html | false => words !== null && html`<div class="note" role="alert">${words}</div>`;

export function signInPage(fault: string | null, login = ''): string {
  return frame(
    '登录',
    html`<h1>登录审核台</h1>${alert(fault)}
<form class="panel narrow" method="post" action="/desk/sign-in"><label>登录名<input type="text" name="login" required maxlength="32" autocomplete="username" value="${login}"></label>
<label>密码<input type="password" name="password" required maxlength="200" autocomplete="current-password"></label><button>登录</button></form>
<div class="panel"><p>没有账号：请从科转台打开审核台（「打开审核台」），或使用启动模拟登记端时显示的完整地址。那个地址带有一次启动的钥匙，第一位管理员在那里设立。</p></div>`,
    null,
  );
}

export function passwordPage(seat: Seat, fault: string | null): string {
  return frame(
    '改密码',
    html`<h1>改密码</h1>${seat.person.mustChange && html`<div class="note">现在的密码是别人给的，请先换成自己的。</div>`}${alert(fault)}
<form class="panel narrow" method="post" action="/desk/password">${hiddenToken(seat)}<input type="text" name="login" value="${seat.person.login}" autocomplete="username" hidden>
<label>现在的密码<input type="password" name="old" required maxlength="200" autocomplete="current-password"></label>
<label>新密码（至少 ${SHORTEST_PASSWORD} 个字符）<input type="password" name="new" required maxlength="200" autocomplete="new-password"></label>
<label>再写一次新密码<input type="password" name="again" required maxlength="200" autocomplete="new-password"></label><button>换成新密码</button></form>`,
    seat,
  );
}

export type AccountsView = {
  accounts: (Person & { closed: boolean })[];
  points: readonly { id: string; name: string }[];
  /** shown once: who was given which password */
  given: { name: string; login: string; password: string } | null;
  fault: string | null;
};

export function accountsPage(seat: Seat, { accounts, points, given, fault }: AccountsView): string {
  const nameOf = new Map(points.map((p) => [p.id, p.name]));
  const row = (a: AccountsView['accounts'][number]): Html => html`<tr><td>${a.name}</td><td class="mono">${a.login}</td><td>${ROLE_WORDS[a.role]}</td>
<td>${a.points.length === 0 ? '全部' : a.points.map((id) => nameOf.get(id) ?? id).join('、')}</td><td>${a.closed ? '已停用' : a.mustChange ? '待首次登录' : '使用中'}</td>
<td>${
    !a.closed &&
    html`<div class="acts"><form method="post" action="/desk/accounts/${a.id}/password">${hiddenToken(seat)}<button class="plain small" aria-label="新初始密码：${a.name}">新初始密码</button></form>
<form method="post" action="/desk/accounts/${a.id}/close">${hiddenToken(seat)}<button class="back small" aria-label="停用：${a.name}">停用</button></form></div>`
  }</td></tr>`;
  return frame(
    '账号',
    html`<h1>账号与角色</h1>${alert(fault)}
${given && html`<div class="note" role="status"><b>${given.name}</b>（${given.login}）的初始密码只显示这一次，首次登录须换掉：<div class="mono">${given.password}</div></div>`}
<div class="panel">${
      accounts.length === 0
        ? html`<p>还没有账号。复核要由两个人分别办理，请至少设一名登记员和一名复核员；人不在本机前时，还需要一名管理员。</p>`
        : html`<table><caption>账号（${accounts.length}）</caption><thead><tr><th scope="col">姓名</th><th scope="col">登录名</th><th scope="col">角色</th><th scope="col">登记点</th><th scope="col">状态</th><th scope="col">办理</th></tr></thead><tbody>${accounts.map(row)}</tbody></table>`
    }</div>
<form class="panel" method="post" action="/desk/accounts" aria-label="新增账号"><h2>新增账号</h2>${hiddenToken(seat)}<div class="filter">
<label>姓名<input type="text" name="name" required maxlength="40"></label><label>登录名<input type="text" name="login" required maxlength="32" pattern="[A-Za-z][A-Za-z0-9._\\-]+"></label>
<label>角色<select name="role">${ACCOUNT_ROLES.map((role) => html`<option value="${role}">${ROLE_WORDS[role]}</option>`)}</select></label></div>
<fieldset><legend>登记点（不选为全部）</legend>${points.map((p) => html`<label class="tick"><input type="checkbox" name="point" value="${p.id}">${p.name}</label>`)}</fieldset>
<button>新增并给出初始密码</button></form>
<div class="panel"><table><caption>谁可以做什么</caption><tbody>
<tr><th scope="row">登记员</th><td>受理、补正、退回、不予登记、登记、转复核；看监测分析</td></tr>
<tr><th scope="row">复核员</th><td>复核大额或有争议的申请（不能是转来复核的同一个人）；看监测分析</td></tr>
<tr><th scope="row">统计员</th><td>看申请、监测分析，导出 CSV 与 Excel；不办理</td></tr>
<tr><th scope="row">管理员</th><td>账号、单位与令牌、班级、日志；看不到申请内容，不办理</td></tr>
<tr><th scope="row">本机值守</th><td>用启动时的钥匙打开的人：以上全部，但同样不能一人完成初审和复核</td></tr></tbody></table></div>`,
    seat,
  );
}

export function officesPage(seat: Seat, offices: Office[], made: { name: string; token: string } | null): string {
  return frame(
    '单位与令牌',
    html`<h1>单位与令牌</h1>
${made && html`<div class="note" role="status"><b>${made.name}</b> 的令牌，只显示这一次，请当面交给该单位：<div class="mono">${made.token}</div></div>`}
<div class="panel"><table><caption>可以向本端提交的单位</caption><thead><tr><th scope="col">名称</th><th scope="col">编号</th></tr></thead>
<tbody>${offices.map((o) => html`<tr><td>${o.name}</td><td class="mono">${o.id}</td></tr>`)}</tbody></table></div>
<form class="panel filter" method="post" action="/desk/offices">${hiddenToken(seat)}
<label>新增单位名称<input type="text" name="name" required maxlength="100" size="30"></label><button>新增并生成令牌</button></form>`,
    seat,
  );
}
