/** The word a person most likely meant, where one is near enough to be worth asking. */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase();
  let best: { word: string; far: number } | undefined;
  for (const word of known) {
    const far = apart(wanted.slice(0, 60), word.toLowerCase());
    if (far <= Math.max(1, Math.floor(Math.max(wanted.length, word.length) / 3)) && (best === undefined || far < best.far)) best = { word, far };
  }
  return best?.word;
}

/** How many letters must be put in, taken out, changed or swapped with their neighbour. */
function apart(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity;
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same, swapped));
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
