/** Where each line lies, by seq: three numbers a line instead of an object, so that a million lines stay affordable. */
export class Positions {
  #file = new Uint16Array(1024);
  #offset = new Float64Array(1024);
  #length = new Uint32Array(1024);
  #max = 0;
  #count = 0;

  get max(): number {
    return this.#max;
  }

  get count(): number {
    return this.#count;
  }

  put(seq: number, file: number, offset: number, length: number): void {
    if (seq >= this.#length.length) this.#grow(seq);
    if (this.#length[seq] === 0) this.#count++;
    this.#file[seq] = file;
    this.#offset[seq] = offset;
    this.#length[seq] = length;
    if (seq > this.#max) this.#max = seq;
  }

  get(seq: number): { file: number; offset: number; length: number } | null {
    const length = this.#length[seq];
    return length === undefined || length === 0 ? null : { file: this.#file[seq]!, offset: this.#offset[seq]!, length };
  }

  /** The first `most` numbers between 1 and the last one that no line carries. */
  missing(most: number): number[] {
    const gaps: number[] = [];
    if (this.#count === this.#max) return gaps;
    for (let seq = 1; seq < this.#max && gaps.length < most; seq++) if (this.#length[seq] === 0) gaps.push(seq);
    return gaps;
  }

  #grow(seq: number): void {
    const size = Math.max(seq + 1, this.#length.length * 2);
    const grown = <A extends { set(from: A): void }>(fresh: A, old: A): A => (fresh.set(old), fresh);
    this.#file = grown(new Uint16Array(size), this.#file);
    this.#offset = grown(new Float64Array(size), this.#offset);
    this.#length = grown(new Uint32Array(size), this.#length);
  }
}
