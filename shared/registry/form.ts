/**
 * Fields of the 技术合同登记表 as this protocol carries them (national seller form, state of March 2021).
 * An unknown key is refused by name: a typing mistake in a key must not lose a value in silence.
 */
export type FormKind = 'text' | 'date' | 'money' | 'code3' | 'code6' | 'zip6' | 'uscc';
export type FormField = { key: string; zh: string; kind: FormKind; required: boolean };

const field = (key: string, zh: string, required: boolean, kind: FormKind = 'text'): FormField => ({ key, zh, kind, required });

const PROJECT: FormField[] = [
  field('projectName', '项目名称', true),
  field('contractType', '合同类别', true),
  field('signDate', '合同签订日期', true, 'date'),
  field('validFrom', '合同有效期起', true, 'date'),
  field('validTo', '合同有效期止', true, 'date'),
  field('totalAmount', '合同成交总额(元)', true, 'money'),
  field('technicalAmount', '技术交易额(元)', true, 'money'),
  field('payMethod', '支付方式', true),
  field('isRelated', '是否关联交易', true),
  field('planSource', '项目计划来源', true),
  field('ipr', '知识产权', true),
  field('techField', '技术领域', true),
  field('techField2', '技术领域（二级）', false),
  field('socioEconomic', '社会经济目标', true),
  field('serviceIndustry', '技术服务的国民经济行业', true),
];
/** Both sides of a contract fill the same block; the form asks the buyer's each time and keeps the seller's with its registration. */
const side = (who: 'buyer' | 'seller', zh: string, required: boolean): FormField[] => [
  field(`${who}Name`, `${zh}名称`, required),
  field(`${who}Type`, `${zh}性质`, required),
  field(`${who}Country`, `${zh}国别代码`, required, 'code3'),
  field(`${who}Region`, `${zh}行政区划代码`, required, 'code6'),
  field(`${who}Address`, `${zh}地址`, required),
  field(`${who}Rep`, `${zh}法定代表人`, required),
  field(`${who}Contact`, `${zh}联系人`, required),
  field(`${who}Tel`, `${zh}联系电话`, required),
  field(`${who}Zip`, `${zh}邮编`, required, 'zip6'),
  field(`${who}IsTTO`, `${zh}是否技术转移机构`, required),
  field(`${who}IsRD`, `${zh}是否研发机构`, required),
  field(`${who}Converted`, `${zh}是否转制科研院所`, false),
  field(`${who}HiTechZone`, `${zh}是否国家高新区内企业`, false),
  field(`${who}Listed`, `${zh}是否上市公司`, false),
  field(`${who}Scale`, `${zh}企业规模`, false),
  field(`${who}Industry`, `${zh}从事的国民经济行业`, required),
  field(`${who}CreditCode`, `${zh}统一社会信用代码`, false, 'uscc'),
];

export const FORM_FIELDS: readonly FormField[] = [
  ...PROJECT,
  ...side('seller', '卖方', false),
  ...side('buyer', '买方', true),
  field('sellerProfile', '卖方信息', false),
  field('isForeign', '是否涉外（技术进出口）', false),
  field('newInput', '预计新增投入(万元)', false, 'money'),
  field('newOutput', '预计新增产值(万元)', false, 'money'),
  field('agent', '填报人', false),
  field('agentHead', '负责人', false),
  field('agentDate', '填报日期', false, 'date'),
  field('note', '备注', false),
];
export const FORM_KEYS: ReadonlySet<string> = new Set(FORM_FIELDS.map((f) => f.key));
