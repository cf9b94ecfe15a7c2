/** The class kit: seats and codes, slips to hand out, how filings are decided, and a view for the wall that names nobody. */
import { CLASS_MODES, MOST_SEATS, type ClassMode } from '../class.ts';
import type { ClassRow, SeatRow } from '../desk-tables.ts';
import { causeWords } from './figures-page.ts';
import { frame, hiddenToken, moment, option, STATUS_WORDS, type Seat } from './frame.ts';
import { html, type Html } from './html.ts';

const MODE_WORDS: Readonly<Record<ClassMode, string>> = {
  manual: '人工办理：每件由人受理、退回、登记',
  auto: '自动初审：按种子和规则退回或受理，登记仍由人办理',
  release: '全部放行：到件即受理并登记',
};
export type ClassLine = ClassRow & { seats: number; joined: number };
export type Network = { addresses: readonly string[]; port: number | null };

export function classesPage(seat: Seat, classes: readonly ClassLine[], seed: string): string {
  return frame(
    '班级',
    html`<h1>班级（实训）</h1><div class="note">只用于实训库：学员在科转台的实训库里用入班码加入，每个座位是一个填报单位，所报均为模拟。</div>
<form class="panel filter" method="post" action="/desk/classes" aria-label="开班">${hiddenToken(seat)}<label>班级名称<input type="text" name="name" required maxlength="40" value="实训班"></label>
<label>座位数（1–${MOST_SEATS}）<input type="number" name="size" required min="1" max="${MOST_SEATS}" value="40"></label><label>种子<input type="text" name="seed" required maxlength="40" value="${seed}"></label>
<label>办理方式<select name="mode" class="wide">${CLASS_MODES.map((m) => option(m, MODE_WORDS[m], 'manual'))}</select></label><button>开班，生成单位与入班码</button></form>
<div class="panel">${
      classes.length === 0
        ? html`<p>还没有班级。</p>`
        : html`<table><caption>班级</caption><thead><tr><th scope="col">名称</th><th scope="col">开班</th><th scope="col" class="num">已入班 / 座位</th><th scope="col">办理方式</th><th scope="col">状态</th></tr></thead><tbody>${classes.map(
            (c) =>
              html`<tr><td><a href="/desk/classes/${c.id}">${c.name}</a></td><td class="mono">${moment(c.created_at)}</td><td class="num">${c.joined} / ${c.seats}</td><td>${MODE_WORDS[c.mode as ClassMode]?.split('：')[0]}</td><td>${c.closed_at === null ? '进行中' : '已结束'}</td></tr>`,
          )}</tbody></table>`
    }</div>`,
    seat,
  );
}

export type SeatLine = SeatRow & { filings: number; last: string | null };

export function classPage(seat: Seat, row: ClassRow, seats: readonly SeatLine[], network: Network): string {
  const at = `/desk/classes/${row.id}`;
  const open = row.closed_at === null;
  const post = (path: string, button: Html): Html => html`<form method="post" action="${at}/${path}">${hiddenToken(seat)}${button}</form>`;
  return frame(
    row.name,
    html`<p><a href="/desk/classes">← 班级</a></p><h1>${row.name}${!open && '（已结束）'}</h1>
${open && address(seat, at, network)}
${
  open &&
  html`<section class="panel" aria-label="办理方式"><form class="filter" method="post" action="${at}/mode">${hiddenToken(seat)}<label>办理方式<select name="mode" class="wide">${CLASS_MODES.map((m) => option(m, MODE_WORDS[m], row.mode))}</select></label><button>改用这种方式</button></form>
<p class="dim">改为自动初审或全部放行时，正在等候的申请一并按新方式办理。种子 <span class="mono">${row.seed}</span>：同一种子、同一座位、同一问题，退回与否总是一样；每条原因写明规则。</p>
<div class="acts"><a class="button" href="${at}/slips">打印入班条（A4，每页 8 张）</a><a class="button" href="${at}/board">投影（不显示姓名）</a>
<details><summary>重来或结束</summary><div class="acts">${post('reset', html`<button class="back">重来：结束本次，按同样座位数另发新码</button>`)}${post('close', html`<button class="back">结束班级</button>`)}</div></details></div></section>`
}
<div class="panel"><table><caption>座位（已入班 ${seats.filter((s) => s.joined_at !== null).length} / ${seats.length}）</caption><thead><tr><th scope="col">座位</th><th scope="col">入班码</th><th scope="col">入班</th><th scope="col">自报的名字</th><th scope="col" class="num">已报</th><th scope="col">最近到件</th>${open && html`<th scope="col">办理</th>`}</tr></thead><tbody>${seats.map(
      (s) =>
        html`<tr><td>${String(s.place).padStart(2, '0')} 组</td><td class="mono">${open ? spaced(s.code) : '—'}</td><td class="mono">${s.joined_at === null ? html`<span class="dim">未入班</span>` : moment(s.joined_at)}</td><td>${s.joined_name}</td><td class="num">${s.filings}</td><td class="mono">${s.last === null ? '' : moment(s.last)}</td>${open && html`<td>${s.joined_at !== null && post(`seats/${s.place}/free`, html`<button class="plain small" aria-label="腾出座位：${s.place} 组">腾出座位</button>`)}</td>`}</tr>`,
    )}</tbody></table></div>`,
    seat,
  );
}

const spaced = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;

function address(seat: Seat, at: string, { addresses, port }: Network): Html {
  if (port === null)
    return html`<section class="panel" aria-label="局域网"><p>现在只有本机能连。学员的电脑要连进来，请先开放局域网（不加密，只用于课堂网络；审核台仍只在本机）。</p>
<form method="post" action="${at}/line">${hiddenToken(seat)}<input type="hidden" name="open" value="1"><button>在局域网上开放</button></form></section>`;
  return html`<section class="panel" aria-label="局域网"><p>学员在“设置 → 登记端连接 → 加入课堂”里填写：</p>${
    addresses.length === 0
      ? html`<p role="alert">这台电脑现在没有局域网地址，请先连上课堂的网络。</p>`
      : addresses.map((a) => html`<p class="address mono">http://${a}:${port}/</p>`)
  }
<p class="dim">不加密；有几个地址时，用与学员同一网段的那个。连不上时检查防火墙是否放行该端口，或换用这台电脑的热点。</p>
<form method="post" action="${at}/line">${hiddenToken(seat)}<input type="hidden" name="open" value=""><button class="plain">关闭局域网</button></form></section>`;
}

/** Eight to a page, with lines to cut along; each slip says itself what it is for. */
export function slipsPage(seat: Seat, row: ClassRow, seats: readonly SeatRow[], { addresses, port }: Network): string {
  const where = port === null ? ['（老师开放局域网后告知）'] : addresses.map((a) => `http://${a}:${port}/`);
  return frame(
    `${row.name} 入班条`,
    html`<h1 class="noprint">${row.name}　入班条</h1><p class="noprint"><a href="/desk/classes/${row.id}">← ${row.name}</a>　用浏览器打印：A4，纵向，页边距“无”或“默认”均可，沿虚线裁开。</p>
<div class="slips">${seats.map(
      (s) =>
        html`<section class="slip" aria-label="${s.place} 组"><div class="slipnote">模拟·实训用，非官方登记证明</div><h2>${row.name}　${String(s.place).padStart(2, '0')} 组</h2><p>科转台 → 实训库 → 设置 → 登记端连接 → 加入课堂</p><p class="dim">地址</p>${where.map((w) => html`<p class="mono">${w}</p>`)}<p class="dim">入班码</p><p class="code mono">${spaced(s.code)}</p></section>`,
    )}</div>`,
    seat,
  );
}

export type Board = { joined: number; seats: number; filings: Readonly<Record<string, number>>; causes: readonly { code: string; n: number }[] };

/** Numbers only; comes anew by itself every few seconds. */
export function boardPage(row: ClassRow, { joined, seats, filings, causes }: Board): string {
  const figure = (n: number | string, words: string): Html => html`<div><b>${n}</b><span>${words}</span></div>`;
  return frame(
    '课堂进度',
    html`<h1>${row.name}</h1><div class="panel figures board">${figure(`${joined} / ${seats}`, '已入班')}${Object.entries(STATUS_WORDS)
      .filter(([status]) => status !== 'DONE')
      .map(([status, words]) => (filings[status] ?? 0) > 0 && figure(filings[status]!, words))}</div>
<div class="panel board"><table><caption>退回原因</caption><tbody>${causes.map(({ code, n }) => html`<tr><td><span class="mono">${code}</span> ${causeWords(code)}</td><td class="num">${n}</td></tr>`)}</tbody></table>${causes.length === 0 && html`<p>还没有退回。</p>`}</div>`,
    null,
    { refreshSeconds: 5, bare: true },
  );
}
