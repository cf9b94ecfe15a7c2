/** Ids with more of them at the end, each once. */
export const addedTo = (ids: readonly string[] | undefined, more: readonly string[]): string[] => [...new Set([...(ids ?? []), ...more])];

/** As the form itself writes them; they are values, not words on screen. */
export const YES_NO = ['是', '否'] as const;
