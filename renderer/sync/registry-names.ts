/** Names of the registries this computer knows, for the history: as they were last read. */
const names = new Map<string, string>();

export function noteNames(registries: readonly { id: string; name: string }[]): void {
  for (const { id, name } of registries) names.set(id, name);
}

/** One that was removed before this start has only its id left. */
export const nameOfRegistry = (id: string): string => names.get(id) ?? id;
