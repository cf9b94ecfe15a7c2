/** Ids with more of them at the end, each once. */
export const addedTo = (ids: readonly string[] | undefined, more: readonly string[]): string[] => [...new Set([...(ids ?? []), ...more])];
