/** Columns a paper's table may show of a list of records. Only what may be printed: nothing internal is here. */
export const RECORD_COLUMNS = {
  rights: ['no', 'name', 'kind', 'number', 'applicant', 'owner', 'inventors', 'filedOn', 'grantedOn', 'feePaidTo', 'expiresOn', 'status'],
  patents: ['no', 'name', 'kind', 'number', 'applicant', 'owner', 'inventors', 'filedOn', 'grantedOn', 'feePaidTo', 'expiresOn', 'status'],
  instalments: ['no', 'name', 'dueOn', 'condition', 'amount'],
  contributors: ['no', 'name', 'role', 'share'],
  rounds: ['no', 'heldOn', 'place', 'offeredBy', 'attendees', 'licenseMode', 'territory', 'termFrom', 'termTo', 'entryFee', 'royaltyRate', 'royaltyBase'],
} as const;
