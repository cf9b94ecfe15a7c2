/** What the pre-check of contract and form finds beside the checks of either, and the risks it points at. Words: `findings`, as all. */
const QA = { document: '科技部火炬中心 2021-01-13 答复' };
const RULES_2001 = { document: '技术合同认定规则', number: '国科发政字〔2001〕253号' };
/** Its origin is not known for certain, so nothing that rests on it is confirmed. */
const RULES_39 = { document: '技术合同认定规则（三十九条文本，出处待确认）' };
const house = { confirmed: false } as const;

export const PRECHECK_FINDINGS = {
  'precheck.effectCondition': { level: 'ask', consequence: 'refusal', source: QA },
  'precheck.notYetEffective': { level: 'must', consequence: 'refusal', source: QA },
  'precheck.termEnded': { level: 'ask', consequence: 'refusal', ...house },
  'precheck.oral': { level: 'ask', consequence: 'refusal', source: RULES_2001, ...house },
  'precheck.approvalMissing': { level: 'ask', consequence: 'refusal', source: QA },
  'precheck.permitMissing': { level: 'ask', consequence: 'refusal', source: QA },
  'precheck.translationMissing': { level: 'ask', consequence: 'refusal', source: { ...RULES_39, article: '第三十六条' }, ...house },
  'precheck.paperCopy': { level: 'ask', consequence: 'refusal', source: RULES_2001, ...house },
  'precheck.sealMissing': { level: 'ask', consequence: 'refusal', source: QA },
  'precheck.noSignaturePage': { level: 'ask', consequence: 'refusal', source: QA },
  'precheck.amountUnfounded': { level: 'ask', consequence: 'refusal', source: QA },
  'precheck.dayDiffers': { level: 'ask', consequence: 'refusal', source: QA },
  'precheck.codeDiffers': { level: 'ask', consequence: 'refusal', source: QA },
  'precheck.textUnread': { level: 'ask', consequence: 'missing', ...house },
  'flag.related': { level: 'ask', consequence: 'tax', ...house },
  'flag.priceFar': { level: 'ask', consequence: 'refusal', ...house },
  'flag.equipmentHidden': { level: 'ask', consequence: 'refusal', ...house },
  'flag.split': { level: 'ask', consequence: 'refusal', ...house },
  'flag.sameText': { level: 'ask', consequence: 'refusal', ...house },
  'flag.filedTwice': { level: 'ask', consequence: 'refusal', ...house },
  'flag.backdated': { level: 'ask', consequence: 'validity', ...house },
  'flag.expiryNear': { level: 'ask', consequence: 'refusal', ...house },
} as const;
