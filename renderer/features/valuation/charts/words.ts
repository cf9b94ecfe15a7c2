import type { Units } from '../../../session/settings.ts';

/** What the charts are called: their own words and those of the method. */
export type ChartWords = {
  /** money of the chart */
  units: Units;
  /** `valuation-charts` */
  t: (key: string, params?: Record<string, string | number>) => string;
  /** a figure of the method */
  cell: (name: string) => string;
  /** a field of the request by its path: `discountRate`, `revenues.2` */
  field: (path: string) => string;
};

/** `t` is i18next's, in any namespace; `family` the method's: its words stand in `method-<family>`. Papers have their money in 万元. */
export function chartWords(t: (key: string | string[], params: Record<string, unknown>) => string, family: string, units: Units = 'wan'): ChartWords {
  const own = (key: string, params: Record<string, string | number> = {}): string => t(`valuation-charts:${key}`, params);
  const cell = (name: string): string => t(`method-${family}:cells.${name}`, {});
  const field = (path: string): string => {
    const parts = path.split('.');
    const name = parts.filter((p) => !/^\d+$/.test(p)).at(-1)!;
    const at = parts.find((p) => /^\d+$/.test(p));
    const label = t([`method-${family}:fields.${name}`, `method-${family}:cells.${name}`], {});
    return at === undefined ? label : own('item', { name: label, k: Number(at) + 1 });
  };
  return { units, t: own, cell, field };
}
