/** Fields of a word processor: their result stands in the text, and some of them change it by themselves. */

type Field = { code: string; result: boolean };

/** Fields whose result is the text itself, or that we print. */
const STEADY = new Set(['TOC', 'PAGE', 'NUMPAGES', 'SECTIONPAGES', 'PAGEREF', 'REF', 'HYPERLINK', 'NOTEREF', 'SEQ', 'STYLEREF', 'BOOKMARK', 'EQ']);

export class Fields {
  readonly #open: Field[] = [];

  begin(): void {
    this.#open.push({ code: '', result: false });
  }

  code(text: string): void {
    const field = this.#open.at(-1);
    if (field && !field.result && field.code.length < 200) field.code += text;
  }

  /** The code of the field whose result begins. */
  separate(): string {
    const field = this.#open.at(-1);
    if (!field) return '';
    field.result = true;
    return field.code;
  }

  end(): void {
    this.#open.pop();
  }

  get isToc(): boolean {
    return this.#open.some((f) => /^\s*TOC\b/.test(f.code));
  }

  /** The name of a field that writes words of its own: a date of today, a value from elsewhere. */
  changing(code: string): string | undefined {
    const name = /^\s*([A-Za-z]+)/.exec(code)?.[1]?.toUpperCase();
    return name === undefined || STEADY.has(name) ? undefined : name;
  }
}
