/** Who is whose partner so far: one each, -1 where there is none yet. */
export class AlignMatch {
  readonly ours: Int32Array;
  readonly theirs: Int32Array;
  readonly #likeness: Float64Array;

  constructor(ours: number, theirs: number) {
    this.ours = new Int32Array(ours).fill(-1);
    this.theirs = new Int32Array(theirs).fill(-1);
    this.#likeness = new Float64Array(ours);
  }

  free(i: number, j: number): boolean {
    return i >= 0 && j >= 0 && i < this.ours.length && j < this.theirs.length && this.ours[i] === -1 && this.theirs[j] === -1;
  }

  join(i: number, j: number, likeness: number): void {
    this.ours[i] = j;
    this.theirs[j] = i;
    this.#likeness[i] = likeness;
  }

  /** How many of the two neighbours have their partners beside this one. */
  beside(i: number, j: number): number {
    const near = (k: number, l: number): number => (k >= 0 && k < this.ours.length && this.ours[k] === l ? 1 : 0);
    return near(i - 1, j - 1) + near(i + 1, j + 1);
  }

  found(): { i: number; j: number; likeness: number }[] {
    return [...this.ours].flatMap((j, i) => (j === -1 ? [] : [{ i, j, likeness: this.#likeness[i]! }]));
  }
}
