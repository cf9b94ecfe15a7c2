import { describe, expect, it } from 'vitest';
import { answered, refusedOf, warned, type Asked } from './asked.ts';

const near = (a: number, b: number): void => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9);
const peer = (name: string, ebitda: number, sales: number): Asked => ({ name, intangibleShare: 0.4, technologyShare: 0.5, ebitda, sales });

describe('comparable companies', () => {
  it('takes the median, not the mean, and adjusts for the margin gap', () => {
    const peers = [peer('甲', 100, 1000), peer('乙', 200, 1000), peer('丙', 900, 1000)];
    near(answered('profit-share-comparable', { peers }).value, 0.2 * 0.2);
    const adjusted = answered('profit-share-comparable', { peers, subjectMargin: 0.1 });
    near(adjusted.value, 0.04 * (0.1 / 0.2));
    near(adjusted.outputs['lower']!, 0.03);
    near(adjusted.outputs['upper']!, 0.11);
    expect(warned(adjusted)).toEqual([]);
  });

  it('warns of few peers, losses, mixed units and a gap not adjusted; refuses a margin it cannot use', () => {
    expect(warned(answered('profit-share-comparable', { peers: [peer('甲', -5, 100), peer('乙', 500, 100)] }))).toEqual([
      'fewPeers',
      'marginOverOne',
      'peerLoss',
      'marginNotAdjusted',
    ]);
    expect(refusedOf('profit-share-comparable', { peers: [peer('甲', -5, 100)], subjectMargin: 0.1 })).toBe('marginNotPositive peers');
    expect(refusedOf('profit-share-comparable', { peers: [peer('甲', 5, 100)], subjectMargin: 0 })).toBe('marginNotPositive subjectMargin');
    expect(refusedOf('profit-share-comparable', { peers: [peer('甲', 5, 0)] })).toBe('fieldTooSmall peers.0.sales');
    const level = [peer('甲', 100, 100), peer('乙', 0, 100), peer('丙', 0, 100)];
    expect(answered('profit-share-comparable', { peers: level }).warnings.filter((w) => w.key !== 'marginNotAdjusted')).toEqual([
      { key: 'peerLoss', params: { name: '乙' } },
      { key: 'peerLoss', params: { name: '丙' } },
    ]);
    expect(refusedOf('profit-share-comparable', { peers: level, subjectMargin: 0.1 })).toBe('marginNotPositive peers');
    expect(refusedOf('profit-share-comparable', { peers: [] })).toBe('listShort peers');
  });
});
