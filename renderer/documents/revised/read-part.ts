/** One part of a .docx, element by element, into lines: paragraphs, rows, text boxes, with their revisions and comments. */
import type { Touch, TheirLine, Unread } from '../../../shared/domain/redline/clauses.ts';
import type { ZipReader } from '../unzip.ts';
import { readXml } from '../xml-read.ts';
import type { Comment } from './comments.ts';
import { Fields } from './fields.ts';
import type { Numbering, NumberRef } from './numbering.ts';
import { addText, addTouch, emptyRaw, linesOf, rowOf, type Raw } from './paragraphs.ts';

type Known = { comments: ReadonlyMap<string, Comment>; numbering: Numbering };
/** Where paragraphs are gathered: the part itself, a cell, a text box. */
type Flow = { raws: Raw[]; lines: TheirLine[]; place: TheirLine['place'] };
type Row = { cells: TheirLine[][]; touch?: Touch };
type Paragraph = { raw: Raw; style: string; list?: { id?: string; level: number }; unread: Unread[] };

/** Copies for older programs, the code of fields, readings above characters. */
const SKIPPED = new Set(['Fallback', 'instrText', 'delInstrText', 'rt']);
const REVISIONS: Readonly<Record<string, Touch['op']>> = { ins: 'ins', del: 'del', moveFrom: 'moveFrom', moveTo: 'moveTo' };
const UNREADABLE: Readonly<Record<string, Unread['what']>> = {
  blip: 'picture',
  imagedata: 'picture',
  OLEObject: 'object',
  relIds: 'object',
  chart: 'object',
  oMath: 'formula',
  altChunk: 'part',
  subDoc: 'part',
  showingPlcHdr: 'placeholder',
};

export function readPart(zip: ZipReader, part: string, place: TheirLine['place'], known: Known, unread: Unread[]): TheirLine[] {
  const walk = new Walk(place, known, unread);
  readXml(zip, part, { open: (name, a) => walk.open(name, a), text: (text) => walk.text(text), close: (name) => walk.close(name) });
  return walk.end();
}

class Walk {
  readonly #known: Known;
  readonly #unread: Unread[];
  readonly #open: string[] = [];
  readonly #flows: Flow[];
  readonly #rows: Row[] = [];
  readonly #paragraphs: Paragraph[] = [];
  readonly #revisions: Touch[] = [];
  readonly #fields = new Fields();
  readonly #anchors = new Map<string, string>();
  /** depth inside what is not read, and inside the look something had before */
  #skipping = 0;
  #was = 0;

  constructor(place: TheirLine['place'], known: Known, unread: Unread[]) {
    this.#known = known;
    this.#unread = unread;
    this.#flows = [{ raws: [], lines: [], place }];
  }

  end(): TheirLine[] {
    return this.#settled(this.#flows[0]!);
  }

  open(name: string, a: Record<string, string>): void {
    const parent = this.#open.at(-1) ?? '';
    this.#open.push(name);
    if (SKIPPED.has(name)) this.#skipping++;
    if (name.endsWith('PrChange')) {
      this.#was++;
      if (name === 'rPrChange' || name === 'pPrChange') this.#touch({ op: 'format', by: a['author'] ?? '', at: a['date'] ?? '', text: '' });
    }
    if (this.#was > 0) return;
    if (name in REVISIONS) this.#revision(REVISIONS[name]!, parent, a);
    else if (name in UNREADABLE) this.#cannotRead(UNREADABLE[name]!, a['progId'] ?? a['ProgID'] ?? '');
    else this.#element(name, parent, a);
  }

  text(text: string): void {
    if (this.#skipping > 0) {
      const name = this.#open.at(-1);
      if (name === 'instrText' || name === 'delInstrText') this.#fields.code(text);
      return;
    }
    const name = this.#open.at(-1);
    if (name === 't' || name === 'delText') this.#put(text);
  }

  close(name: string): void {
    this.#open.pop();
    if (SKIPPED.has(name)) {
      this.#skipping--;
      if (name === 'instrText' && this.#fields.isToc) this.#markToc();
    }
    if (name.endsWith('PrChange')) this.#was--;
    else if (this.#was > 0) return;
    else if (name in REVISIONS) this.#revisionEnds();
    else if (name === 'p') this.#paragraphEnds();
    else if (name === 'tc') this.#rows.at(-1)?.cells.push(this.#settled(this.#flows.pop()!));
    else if (name === 'tr') this.#rowEnds();
    else if (name === 'txbxContent') {
      const box = this.#flows.pop()!;
      this.#flows.at(-1)!.lines.push(...this.#settled(box));
    }
  }

  #element(name: string, parent: string, a: Record<string, string>): void {
    const p = this.#paragraphs.at(-1);
    const value = a['val'] ?? '';
    if (name === 'p') {
      const raw = emptyRaw();
      raw.toc = this.#fields.isToc;
      this.#paragraphs.push({ raw, style: '', unread: [] });
    } else if (name === 'tr') this.#rows.push({ cells: [] });
    else if (name === 'tc') this.#flows.push({ raws: [], lines: [], place: 'table' });
    else if (name === 'txbxContent') this.#flows.push({ raws: [], lines: [], place: 'box' });
    else if (!p) return;
    else if (name === 'pStyle') {
      p.style = value;
      if (/^(toc|目录|contents)\s*\d/i.test(value)) p.raw.toc = true;
    } else if (name === 'numId' && parent === 'numPr') p.list = { level: p.list?.level ?? 0, id: value };
    else if (name === 'ilvl' && parent === 'numPr') p.list = { ...p.list, level: Number(value) || 0 };
    else if (name === 'tab' && parent === 'r') this.#put(' ');
    else if (name === 'cr' || (name === 'br' && a['type'] !== 'page' && a['type'] !== 'column')) this.#put('\n');
    else if (name === 'noBreakHyphen') this.#put('-');
    else if (name === 'sym') {
      this.#put('□');
      this.#cannotRead('symbol', `${a['font'] ?? ''} ${a['char'] ?? ''}`.trim());
    } else if (name === 'rFonts' && a['eastAsia'] && this.#open.at(-3) === 'r') p.raw.fonts.add(a['eastAsia']);
    else if (name === 'vanish' && this.#open.at(-3) === 'r' && value !== '0' && value !== 'false') p.raw.hidden = true;
    else if (name === 'fldChar') this.#field(a['fldCharType'] ?? '');
    else if (name === 'fldSimple') this.#fieldNamed(a['instr'] ?? '');
    else if (name === 'commentRangeStart') this.#anchors.set(a['id'] ?? '', '');
    else if (name === 'commentReference') this.#comment(a['id'] ?? '', p.raw);
  }

  /** Only what is put in or struck out between runs; the same words in the properties of a paragraph or a row mean its end or the row. */
  #revision(op: Touch['op'], parent: string, a: Record<string, string>): void {
    const touch: Touch = { op, by: a['author'] ?? '', at: a['date'] ?? '', text: '' };
    this.#revisions.push(touch);
    if (parent === 'rPr') {
      const raw = this.#paragraphs.at(-1)?.raw;
      if (raw && this.#open.at(-3) === 'pPr') raw.end = op === 'ins' || op === 'moveTo' ? 'ins' : 'del';
    } else if (parent === 'trPr') {
      const row = this.#rows.at(-1);
      if (row) row.touch = { ...touch, op: op === 'moveTo' ? 'ins' : op === 'moveFrom' ? 'del' : op };
    }
  }

  #revisionEnds(): void {
    const touch = this.#revisions.pop();
    if (touch && touch.text !== '') this.#touch(touch);
  }

  #touch(touch: Touch): void {
    const p = this.#paragraphs.at(-1);
    if (p) addTouch(p.raw, touch);
  }

  #put(text: string): void {
    const p = this.#paragraphs.at(-1);
    if (!p || this.#skipping > 0) return;
    const gone = this.#revisions.some((r) => r.op === 'del' || r.op === 'moveFrom');
    const come = this.#revisions.some((r) => r.op === 'ins' || r.op === 'moveTo');
    // struck out again by the one who put it in, it never was
    addText(p.raw, gone && come ? 'none' : gone ? 'del' : come ? 'ins' : 'same', text);
    const last = this.#revisions.at(-1);
    if (last) last.text += text;
    if (!gone) for (const [id, about] of this.#anchors) if (about.length < 200) this.#anchors.set(id, about + text);
  }

  #comment(id: string, raw: Raw): void {
    const comment = this.#known.comments.get(id);
    if (comment) raw.remarks.push({ ...comment, about: (this.#anchors.get(id) ?? '').trim() });
    this.#anchors.delete(id);
  }

  #field(kind: string): void {
    if (kind === 'begin') this.#fields.begin();
    else if (kind === 'separate') this.#fieldNamed(this.#fields.separate());
    else if (kind === 'end') this.#fields.end();
  }

  #fieldNamed(code: string): void {
    const name = this.#fields.changing(code);
    if (name !== undefined) this.#cannotRead('field', name);
  }

  #markToc(): void {
    const p = this.#paragraphs.at(-1);
    if (p) p.raw.toc = true;
  }

  #cannotRead(what: Unread['what'], detail: string): void {
    const note: Unread = { what, detail, near: '' };
    const p = this.#paragraphs.at(-1);
    if (this.#skipping > 0) return;
    if (p) p.unread.push(note);
    else this.#unread.push(note);
  }

  #paragraphEnds(): void {
    const p = this.#paragraphs.pop();
    if (!p) return;
    this.#unread.push(...p.unread.map((u) => ({ ...u, near: p.raw.after.trim().slice(0, 40) })));
    const gone = p.raw.end === 'del' && p.raw.after === '';
    const ref = numberRef(p, this.#known.numbering);
    if (ref && !gone) p.raw.number = this.#known.numbering.next(ref);
    this.#flows.at(-1)!.raws.push(p.raw);
  }

  #rowEnds(): void {
    const row = this.#rows.pop();
    if (!row) return;
    const flow = this.#flows.at(-1)!;
    flow.lines = this.#settled(flow);
    flow.lines.push(rowOf(row.cells, row.touch));
  }

  /** The lines of a flow so far; what is gathered is emptied. */
  #settled(flow: Flow): TheirLine[] {
    const made = [...flow.lines, ...linesOf(flow.raws, flow.place)].filter((l) => l.text !== '' || l.before !== '' || l.remarks.length > 0);
    flow.raws = [];
    flow.lines = [];
    return made;
  }
}

function numberRef(p: Paragraph, numbering: Numbering): NumberRef | undefined {
  if (p.list?.id !== undefined) return p.list.id === '0' ? undefined : { id: p.list.id, level: p.list.level };
  const style = p.style === '' ? undefined : numbering.ofStyle(p.style);
  return style && { id: style.id, level: p.list?.level ?? style.level };
}
