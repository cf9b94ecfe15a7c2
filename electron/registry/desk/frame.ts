/** What stands around every page of the desk: its name, and what it is not. */
import { SIMULATED_NOTICE } from '../../../shared/registry/simulated.ts';
import { html, type Html } from './html.ts';

export const STATUS_WORDS: Record<string, string> = { SUBMITTED: '已提交（待受理）', ACCEPTED: '已受理', RETURNED: '退回修改', REGISTERED: '已登记（模拟）' };

export function frame(title: string, main: Html, session: boolean): string {
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 模拟登记端（${SIMULATED_NOTICE}）</title><link rel="stylesheet" href="/desk/style.css"></head>
<body><a class="skip" href="#main">跳到正文</a><div class="band" role="note">${SIMULATED_NOTICE}</div>
<header class="top"><span class="name">模拟登记端 · 审核台</span>${session && html`<nav aria-label="审核台"><a href="/desk">登记申请</a>　<a href="/desk/offices">单位与令牌</a></nav>`}</header>
<main id="main">${main}</main></body></html>`.text;
}

/** A moment in China's time (UTC+8), to the minute. */
export function moment(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** 元 with thousands separators, as given otherwise. */
export function yuan(text: string | undefined): string {
  const m = /^(\d+)(\.\d{1,2})?$/.exec(text ?? '');
  return m ? `${m[1]!.replace(/\B(?=(\d{3})+$)/g, ',')}${(m[2] ?? '.').padEnd(3, '0')}` : (text ?? '');
}
