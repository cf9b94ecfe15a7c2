/** The kinds of rights as papers name them. */
import type { RowOf } from '../tables.ts';

export const RIGHT_NAMES: Record<NonNullable<RowOf<'rights'>['kind']>, string> = {
  invention: '发明专利',
  utility: '实用新型专利',
  design: '外观设计专利',
  application: '专利申请',
  secret: '技术秘密',
  software: '计算机软件著作权',
  layout: '集成电路布图设计',
  variety: '植物新品种',
};
