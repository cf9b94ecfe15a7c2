/** The desk's one style sheet; system fonts, no pictures. Printed, only the paper of a receipt or the slips of a class remain. */
export const STYLE = `
:root { color-scheme: light; --ink: #1f2a37; --dim: #5b6776; --line: #d5dbe3; --soft: #f4f6f9; --key: #1d4f91; --sim: #8a3b00; --simbg: #fff3e2; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--soft); color: var(--ink); font: 15px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", system-ui, sans-serif; }
body:lang(en) { font-family: "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
a { color: var(--key); } a.quiet { color: inherit; text-decoration: underline dotted; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible { outline: 3px solid #f0a020; outline-offset: 2px; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 8px; top: 8px; background: #fff; padding: 6px 12px; z-index: 2; }
.band { background: var(--simbg); color: var(--sim); border-bottom: 2px solid var(--sim); padding: 6px 24px; font-weight: 700; text-align: center; letter-spacing: .08em; } .stand { position: sticky; top: 0; z-index: 1; }
header.top { background: #fff; border-bottom: 1px solid var(--line); padding: 12px 24px; display: flex; gap: 24px; align-items: baseline; flex-wrap: wrap; }
header.top .name { font-size: 18px; font-weight: 700; } header.top nav { display: flex; gap: 4px 18px; flex-wrap: wrap; } header.top .who { margin-left: auto; color: var(--dim); } header.top:lang(en) { row-gap: 6px; } header.top:lang(en) nav { order: 1; flex-basis: 100%; }
main { max-width: 1240px; margin: 0 auto; padding: 20px 24px 64px; }
h1 { font-size: 22px; margin: 4px 0 12px; } h2 { font-size: 16px; margin: 0 0 8px; }
.panel { background: #fff; border: 1px solid var(--line); border-radius: 6px; padding: 16px 18px; margin: 0 0 16px; }
.two { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 16px; align-items: start; }
@media (max-width: 900px) { .two { grid-template-columns: minmax(0, 1fr); } }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 700; padding: 0 0 8px; }
th, td { border-bottom: 1px solid var(--line); padding: 7px 10px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { color: var(--dim); font-weight: 600; overflow-wrap: break-word; } :lang(zh) thead th { white-space: nowrap; } tbody th { font-weight: 500; color: var(--dim); width: 13em; }
td.num, thead th.num { text-align: right; } td.num { font-variant-numeric: tabular-nums; white-space: nowrap; } .mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 13px; }
td.whole { white-space: nowrap; } table.list td:first-child { min-width: 14em; } table.list td { max-width: 22em; }
.tag { display: inline-block; border: 1px solid currentColor; border-radius: 3px; padding: 0 7px; font-size: 13px; white-space: nowrap; }
.tag.SUBMITTED { color: #1d4f91; } .tag.ACCEPTED { color: #5b3fa0; } .tag.RETURNED, .tag.REFUSED, .tag.REVOKED { color: #a32020; } .tag.REGISTERED, .tag.DONE { color: #14663a; }
.tag.SUPPLEMENT, .tag.SECOND_REVIEW { color: #8a3b00; } .tag.CANCELLED { color: #5b6776; } .flag { display: inline-block; margin-top: 3px; padding: 0 6px; border-radius: 3px; background: var(--simbg); color: var(--sim); font-size: 13px; white-space: nowrap; }
.differs { background: #fdeeee; } .dim { color: var(--dim); } .note { border-left: 4px solid var(--sim); background: var(--simbg); padding: 8px 12px; margin: 0 0 16px; }
.acts { display: flex; gap: 12px; flex-wrap: wrap; align-items: center; }
button, .button { font: inherit; padding: 7px 18px; border-radius: 4px; border: 1px solid var(--key); background: var(--key); color: #fff; cursor: pointer; text-decoration: none; display: inline-block; }
button.plain { background: #fff; color: var(--key); } button.back { background: #fff; color: #a32020; border-color: #a32020; }
input[type=search], input[type=text], input[type=password], input[type=number], input[type=month], select { font: inherit; padding: 6px 9px; border: 1px solid #9aa5b3; border-radius: 4px; background: #fff; }
.filter { display: flex; gap: 12px; flex-wrap: wrap; align-items: end; } .filter select { max-width: 15em; } .filter select.wide { max-width: none; } tr.why td { color: var(--sim); padding-top: 0; } tr:has(+ tr.why) td { border-bottom: 0; } .filter label { display: grid; gap: 2px; color: var(--dim); font-size: 13px; }
fieldset { border: 0; padding: 0; margin: 0 0 12px; } legend { font-weight: 600; padding: 0; }
details { margin-top: 10px; } summary { cursor: pointer; padding: 4px 0; color: #a32020; } legend { margin: 6px 0; }
nav.queues { display: flex; gap: 8px; flex-wrap: wrap; margin: 0 0 12px; } nav.queues a { padding: 5px 14px; border: 1px solid var(--line); border-radius: 4px; background: #fff; text-decoration: none; } nav.queues a[aria-current] { border-color: var(--key); box-shadow: inset 0 -2px 0 var(--key); }
button.small { padding: 1px 10px; font-size: 13px; } .narrow { display: grid; gap: 12px; max-width: 420px; } .narrow label { display: grid; gap: 2px; } .narrow button { justify-self: start; }
label.tick { display: inline-flex; gap: 6px; align-items: center; margin-right: 18px; } label.inline { display: inline-flex; gap: 6px; align-items: center; }
.filter p.whole { flex-basis: 100%; margin: 0; } .two.even { grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr)); } .said { white-space: pre-wrap; }
.figures { display: flex; gap: 16px 40px; flex-wrap: wrap; } .figures.row { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, auto); column-gap: 32px; justify-content: space-between; } @media (max-width: 900px) { .figures.row { display: flex; } } .term { white-space: nowrap; } .figures div { display: grid; align-content: start; } .figures b { font-size: 22px; font-variant-numeric: tabular-nums; } .figures span { color: var(--dim); font-size: 13px; }
table.log tbody td:first-child { width: 11em; } table.log tbody td:nth-child(2) { min-width: 6em; } ol.rows { margin: 0 0 12px; padding-left: 24px; }
.board b { font-size: clamp(56px, 6vw, 160px); line-height: 1.2; } .board span, .board p, .board caption { font-size: clamp(22px, 1.7vw, 44px); } .board td { font-size: clamp(22px, 1.9vw, 48px); } .board td .mono { font-size: inherit; }
main:has(.board) { max-width: none; padding: 2vw 4vw; } main:has(.board) h1 { font-size: clamp(22px, 2.2vw, 56px); } .address { font-size: 40px; font-weight: 700; margin: 4px 0; }
.slips { display: grid; grid-template-columns: 1fr 1fr; background: #fff; } .slip { height: 68mm; padding: 5mm 8mm; border: 0 dashed #777; border-width: 0 1px 1px 0; overflow: hidden; break-inside: avoid; font-size: 14px; line-height: 1.45; } .slip:nth-child(even) { border-right: 0; }
.slip { display: flex; flex-direction: column; } .slip h2 { font-size: 18px; line-height: 1.35; margin: 2px 0 4px; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; flex: none; } .slip h2 .whom { font-size: 15px; } .slip p { margin: 1px 0; flex: none; } .slip p:not(.code), .slip .mono:not(.code), .slip .key .dim { font-size: 12.5px; line-height: 1.35; } .slip .key { display: flex; align-items: baseline; gap: 10px; } .slip .give { margin-top: auto; flex: none; }
.slip .code { font-size: 34px; line-height: 1.2; font-weight: 700; letter-spacing: .06em; } .slip .slipnote { color: var(--sim); font-weight: 700; font-size: 12px; }
.reason { display: grid; grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) minmax(0, 2fr) minmax(0, 1.2fr) minmax(0, 1.4fr); gap: 6px; padding: 6px 0; border-bottom: 1px solid var(--line); } .reason select, .reason input { width: 100%; min-width: 0; }
@media (max-width: 900px) { .reason { grid-template-columns: minmax(0, 1fr); } }
.brief { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; overflow-wrap: anywhere; } h1, .dim, li, summary, option { overflow-wrap: anywhere; } details.long { margin: 0; } details.long summary { color: inherit; }
ul.plainlist { margin: 0; padding-left: 20px; }
.paper { background: #fff; border: 1px solid var(--line); max-width: 780px; margin: 0 auto; padding: 48px 56px; position: relative; overflow: hidden; }
.paper::before { content: "模拟 · 实训用　非官方登记证明"; position: absolute; left: -20%; top: 44%; width: 140%; text-align: center; transform: rotate(-24deg); font-size: 40px; font-weight: 700; color: rgba(138, 59, 0, .11); pointer-events: none; }
.paper h1 { text-align: center; font-size: 28px; letter-spacing: .3em; margin: 0 0 6px; } .paper .sub { text-align: center; color: var(--sim); font-weight: 700; margin: 0 0 28px; }
.paper .mono { font-size: 15px; }
.paper .foot { margin-top: 28px; color: var(--dim); font-size: 13px; }
@page { size: A4; margin: 8mm; }
@media print { body:has(.slips) .band { display: none; } body { background: #fff; } header.top, .skip, .noprint { display: none; } .stand { position: static; } .band { -webkit-print-color-adjust: exact; print-color-adjust: exact; } .paper { border: 0; } main { padding: 0; } }
`;
