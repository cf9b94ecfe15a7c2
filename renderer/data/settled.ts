/** Waiting for what was chosen or typed a moment ago: every write stands in one line, and this stands behind the last. */
import { commit } from './commit.ts';

/** Resolves when every commit begun so far is through; writes nothing. */
export async function settled(): Promise<void> {
  await commit({ intent: 'settled' }, () => []);
}
