/** Pages of the scan opposite those of the locked version, and what a file is by how it begins. */
import { describe, expect, it } from 'vitest';
import { pagePairs, pagesToTick, ticksThatStand, unexplainedPages } from '../../shared/domain/scan-pages.ts';
import { contentOf, keepsItsWord, namedKind } from '../../shared/file-kinds.ts';

const told = (pairs: ReturnType<typeof pagePairs>): string => pairs.map((p) => `${p.scan ?? '-'}/${p.locked ?? '-'}`).join(' ');

describe('pages of the scan', () => {
  it('stand opposite those of the locked version; one with a reason stands alone and the rest moves up', () => {
    expect(told(pagePairs({ pages: 2, lockedPages: 2 }))).toBe('1/1 2/2');
    expect(told(pagePairs({ pages: 3, lockedPages: 2 }))).toBe('1/1 2/2 3/-');
    expect(told(pagePairs({ pages: 3, lockedPages: 2, pageNotes: [{ of: 'scan', page: 1, reason: '用印审批页' }] }))).toBe('1/- 2/1 3/2');
    expect(told(pagePairs({ pages: 2, lockedPages: 3, pageNotes: [{ of: 'locked', page: 2, reason: '附件另册' }] }))).toBe('1/1 -/2 2/3');
    expect(told(pagePairs({ pages: 2 }))).toBe('1/- 2/-');
  });
  it('need a reason each where the counts differ; nothing is asked where the locked version has none to count', () => {
    expect(unexplainedPages({ pages: 3, lockedPages: 5 })).toEqual({ of: 'locked', count: 2 });
    expect(unexplainedPages({ pages: 3, lockedPages: 2 })).toEqual({ of: 'scan', count: 1 });
    expect(unexplainedPages({ pages: 3, lockedPages: 2, pageNotes: [{ of: 'scan', page: 1, reason: '用印审批页' }] })).toBeNull();
    // one reason said twice is one page
    const twice = { of: 'locked' as const, page: 5, reason: '附件另册' };
    expect(unexplainedPages({ pages: 3, lockedPages: 5, pageNotes: [twice, twice] })).toEqual({ of: 'locked', count: 1 });
    expect(unexplainedPages({ pages: 3 })).toBeNull();
    expect(pagesToTick({ pages: 3, pageNotes: [{ of: 'scan', page: 1, reason: '用印审批页' }] })).toEqual([2, 3]);
    // what has nothing opposite cannot be called equal to it
    expect(pagesToTick({ pages: 3, lockedPages: 2 })).toEqual([1, 2]);
  });
  it('a reason that moves the pages takes back the ticks it moved', () => {
    const before = { pages: 4, lockedPages: 3, pagesEqual: [1, 2, 3] };
    expect(ticksThatStand(before, { ...before, pageNotes: [{ of: 'scan', page: 2, reason: '授权委托书' }] })).toEqual([1]);
    expect(ticksThatStand(before, { ...before, pageNotes: [{ of: 'scan', page: 4, reason: '用印审批页' }] })).toEqual([1, 2, 3]);
  });
});

describe('what a file is', () => {
  const bytes = (...b: (number | string)[]): Uint8Array => Uint8Array.from(b.flatMap((x) => (typeof x === 'number' ? [x] : [...new TextEncoder().encode(x)])));
  it.each([
    ['empty', bytes()],
    ['pdf', bytes('%PDF-1.7')],
    ['jpeg', bytes(0xff, 0xd8, 0xff, 0xe0)],
    ['png', bytes(0x89, 'PNG')],
    ['webp', bytes('RIFF', 1, 0, 0, 0, 'WEBPVP8 ')],
    ['other', bytes('RIFF', 1, 0, 0, 0, 'WAVEfmt ')],
    ['bmp', bytes('BM', 1, 2, 3, 4, 0, 0, 0, 0, ...Array<number>(20).fill(1))],
    ['text', bytes('BMI 指数说明')],
    ['heic', bytes(0, 0, 0, 0x18, 'ftypheic')],
    ['web', bytes(0xef, 0xbb, 0xbf, '\n<!-- saved --><!DOCTYPE html>')],
    ['text', bytes('示例说明，不是图片')],
    ['text', bytes(0xff, 0xfe, 0x3a, 0x79)],
    ['program', bytes('MZ', 0x90, 0)],
    ['other', bytes(1, 2, 3, 4)],
  ] as const)('%s', (content, of) => expect(contentOf(of)).toBe(content));
  it('a name is held to its kind; a picture under another picture’s name is a picture', () => {
    const keeps = (name: string, content: ReturnType<typeof contentOf>): boolean => keepsItsWord(namedKind(name)!, content);
    expect([keeps('a.pdf', 'text'), keeps('a.JPG', 'web'), keeps('a.docx', 'ole'), keeps('a.jpg', 'png'), keeps('a.b.pdf', 'pdf')]).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect([namedKind('扫描件'), namedKind('a.exe'), namedKind('constructor'), namedKind('a.constructor')]).toEqual(Array(4).fill(undefined));
  });
});
