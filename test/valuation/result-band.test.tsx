/** The band above a worksheet: the basis somebody chose, and none where nobody did. */
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, expect, it } from 'vitest';
import { checkWorksheet, worksheetGate } from '../../shared/domain/checks/worksheet.ts';
import type { Worksheet, WorksheetInput } from '../../shared/domain/deal.ts';
import { WORKSHEET } from './worksheet-rows.ts';

let band: (inputs: Record<string, WorksheetInput>) => string;
beforeAll(async () => {
  const { startI18n } = await import('../../renderer/app/i18n.ts');
  startI18n('zh');
  const { ResultBand } = await import('../../renderer/features/valuation/ResultBand.tsx');
  const { figuresOf } = await import('../../renderer/features/valuation/compute.ts');
  band = (inputs) => {
    const sheet: Worksheet = { ...WORKSHEET, inputs: { ...WORKSHEET.inputs, ...inputs } };
    const [gate, findings] = [worksheetGate(sheet), checkWorksheet(sheet)];
    const { length: met } = gate.filter((g) => g.met);
    return renderToStaticMarkup(<ResultBand sheet={sheet} figures={figuresOf(sheet)} must={0} ask={findings.length} met={met} all={gate.length} />)
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
  };
});

it('says 口径未定 and 请核实 while a basis is not chosen; figures stay', () => {
  const open: Record<string, WorksheetInput>[] = [{ flowBasis: {} }, { rateBasis: {} }, { flowBasis: {}, rateBasis: {}, taxRate: { value: '0.25' } }];
  for (const unsaid of open) {
    const text = band(unsaid);
    expect(text).toContain('口径未定');
    expect(text).not.toMatch(/税[前后]口径/);
    expect(text).toMatch(/请核实/);
  }
  const sample = band({});
  expect(sample).toContain('税前口径');
  expect(sample).toContain('二十项要件齐全');
  expect(sample).toContain('106.35');
  expect(sample).toContain('92.80–115.93');
});

it('says the rates that bound the range, the base rate among them', () => {
  const at = (discountRate: string): string => band({ discountRate: { value: discountRate } });
  expect(band({})).toContain('92.80–115.93 万元 折现率 12%–20%');
  expect(at('0.0015')).toContain('92.80–169.12 万元 折现率 0.15%–20%');
  expect(at('2.5')).toContain('7.65–115.93 万元 折现率 12%–250%');
});
