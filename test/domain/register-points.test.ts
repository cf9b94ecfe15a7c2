import { describe, expect, it } from 'vitest';
import { checkFilingOwn } from '../../shared/domain/checks/filing-own.ts';
import type { DealFile } from '../../shared/domain/deal-file.ts';
import { fillForm } from '../../shared/domain/filing-form.ts';
import { choosePoint } from '../../shared/domain/filing-own.ts';
import type { Filing } from '../../shared/domain/filing.ts';
import { pointDirectory, pointOf, pointsOn, proposePoint } from '../../shared/domain/register-points.ts';
import { form, good, json, lists, refusalKey, signed } from './support.ts';

const points = pointDirectory.parse(json('codes/register-offices.json'));
const at = (kind: string | undefined, seat: string | undefined, on = '2026-05-28') => {
  const p = proposePoint(points, { kind, seat, on });
  return p && [p.point.id, p.because];
};

describe('where a filing goes', () => {
  it('a patent assigned goes to the agency in Guangzhou, even from Shenzhen; all else by the seat', () => {
    expect([
      at('ZR-ZL', '440600'),
      at('ZR-SQ', '440300'),
      at('XK-ZL', '440300'),
      at('KF-WT', '440305'),
      at('KF-WT', '441900'),
      at(undefined, '440100'),
    ]).toEqual([
      ['gz-cnipa', 'object'],
      ['gz-cnipa', 'object'],
      ['sz', 'seat'],
      ['sz', 'seat'],
      ['gd', 'seat'],
      ['gd', 'seat'],
    ]);
  });
  it('nothing is guessed for a seat nobody gave, or one the directory does not know', () => {
    expect([at('KF-WT', undefined), at('KF-WT', ' '), at('ZR-ZL', '110100')]).toEqual([undefined, undefined, undefined]);
  });
  it('a point that closed, or is not open yet, is not proposed', () => {
    const dated = { ...points, points: points.points.map((p) => (p.id === 'sz' ? { ...p, validFrom: '2026-02-01', validTo: '2026-12-31' } : p)) };
    const on = (day: string) => proposePoint(dated, { kind: 'KF-WT', seat: '440300', on: day })?.point.id;
    expect([on('2026-01-31'), on('2026-02-01'), on('2026-12-31'), on('2027-01-01')]).toEqual(['gd', 'sz', 'sz', 'gd']);
    expect(pointsOn(dated, '2027-01-01').map((p) => p.id)).toEqual(['gz-cnipa', 'gd']);
    expect(pointOf(dated, 'sz')?.id).toBe('sz');
  });
  it('every point is 待确认 and says what it rests on', () => {
    for (const p of points.points) expect([p.status, p.source.length > 4, (p.note ?? '').length > 4]).toEqual(['待确认', true, true]);
  });
});

describe('another point than the proposed one', () => {
  const draft: Filing = { id: 'f1', dealId: 'sample-deal', state: 'draft' };
  const f: DealFile = { ...signed(), seller: { ...signed().seller!, region: '440100' } };
  const found = (filing: Partial<Filing>) =>
    checkFilingOwn(f, { ...draft, ...filing }, fillForm(f, form, lists, '2026-05-28'), points, '2026-05-28').map((x) => [x.message.key, x.level]);
  it('asks for its reason, and never blocks', () => {
    expect([found({}), found({ pointId: 'gd' }), found({ pointId: 'sz' }), found({ pointId: 'sz', pointReason: '卖方在深圳设有分支机构（示例）' })]).toEqual([
      [],
      [],
      [['filing.pointReason', 'ask']],
      [],
    ]);
  });
  it('is chosen while the form may be written in', () => {
    expect(good(choosePoint(draft, { pointId: 'sz' }))).toMatchObject([{ fields: { pointId: 'sz' } }]);
    expect(refusalKey(choosePoint({ ...draft, state: 'ready' }, { pointId: 'sz' }))).toBe('filing.frozen');
  });
});
