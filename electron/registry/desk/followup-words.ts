/** What may follow a registration, as the desk calls it. */
export const FOLLOWUP_WORDS: Readonly<Record<string, string>> = {
  'filing.change': '变更登记',
  'filing.cancel': '注销登记',
  'filing.income': '技术性收入核定',
  'filing.dispute': '异议',
};
