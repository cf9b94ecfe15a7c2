const RATES = new Set(['royaltyRate', 'discountRate', 'decayRate', 'taxRate', 'lowRate', 'highRate', 'royaltyWeight', 'weight']);
/** Whether a worksheet's value of this name is a rate stored as a decimal. */
export const isRate = (name: string): boolean => RATES.has(name);
