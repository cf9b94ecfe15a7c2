/** Coded reasons of return and refusal (resources: refusal_reasons; R10–R13 are the practice of single universities, not national rules). */
export type ReasonCode = 'R01' | 'R02' | 'R03' | 'R04' | 'R05' | 'R06' | 'R07' | 'R08' | 'R09' | 'R10' | 'R11' | 'R12' | 'R13';

export const REASONS: Readonly<Record<ReasonCode, string>> = {
  R01: '无效合同或未生效的合同',
  R02: '非技术合同',
  R03: '主体、技术标的、价款/报酬/使用费约定不明确',
  R04: '依规定须审批而未办理审批',
  R05: '合同名称与权利义务不一致且未补正',
  R06: '含非法垄断技术、妨碍技术进步等不合理限制条款/侵害他人技术成果',
  R07: '不出具证明文件或证明文件不符合要求',
  R08: '印章不齐全或印章与书写名称不一致',
  R09: '其他不应认定登记的',
  R10: '合同已过有效期才申请登记',
  R11: '技术开发合同把设备费、材料费计入技术交易额',
  R12: '知识产权转让类选错登记机构',
  R13: '重复登记 / 由买方登记',
};
export const REASON_CODES = Object.keys(REASONS) as ReasonCode[];
export const isReasonCode = (code: string): code is ReasonCode => Object.hasOwn(REASONS, code);
