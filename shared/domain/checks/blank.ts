/** Whether a field says anything at all. */
export const filled = (text: string | undefined | null): boolean => (text ?? '').trim() !== '';
