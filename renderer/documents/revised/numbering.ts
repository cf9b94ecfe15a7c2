/** Automatic numbering as text: what Word counts before a paragraph stands in no run of it. */
import type { ZipReader } from '../unzip.ts';
import { readXml } from '../xml-read.ts';
import { numeral } from './numerals.ts';

/** `legal`: the numbers of the levels above are printed in figures too. */
type Level = { format: string; pattern: string; start: number; legal: boolean };
type Numbered = { abstract: string; starts: Map<number, number> };
export type NumberRef = { id: string; level: number };

export type Numbering = {
  /** numbering a paragraph gets from its style */
  ofStyle: (style: string) => NumberRef | undefined;
  /** counts the next paragraph of a list and answers its number as it is printed; '' for bullets and unknown lists */
  next: (ref: NumberRef) => string;
};

const LEVELS = 9;

/** Reads word/numbering.xml and the styles that point into it; counters begin anew with every call. */
export function numberingOf(zip: ZipReader): Numbering {
  const { abstracts, numbered } = readLists(zip);
  const styles = readStyles(zip);
  const counters = new Map<string, (number | undefined)[]>();
  return {
    ofStyle(style) {
      let at: string | undefined = style;
      for (let hops = 0; at !== undefined && hops < 12; hops++) {
        const found: StyleNumber | undefined = styles.get(at);
        if (found?.id !== undefined) return { id: found.id, level: found.level };
        at = found?.basedOn;
      }
      return undefined;
    },
    next({ id, level }) {
      const list = numbered.get(id);
      const levels = list && abstracts.get(list.abstract);
      const own = levels?.get(level);
      if (!list || !levels || !own || level >= LEVELS) return '';
      const counts = counters.get(list.abstract) ?? [];
      counters.set(list.abstract, counts);
      counts[level] = counts[level] === undefined ? (list.starts.get(level) ?? own.start) : counts[level] + 1;
      counts.length = level + 1;
      if (own.format === 'bullet' || own.format === 'none') return '';
      return own.pattern.replace(/%([1-9])/g, (_, digit: string) => {
        const of = Number(digit) - 1;
        const { format = 'decimal', start = 1 } = levels.get(of) ?? {};
        return numeral(counts[of] ?? start, own.legal ? 'decimal' : format);
      });
    },
  };
}

function readLists(zip: ZipReader): { abstracts: Map<string, Map<number, Level>>; numbered: Map<string, Numbered> } {
  const abstracts = new Map<string, Map<number, Level>>();
  const numbered = new Map<string, Numbered>();
  if (!zip.has('word/numbering.xml')) return { abstracts, numbered };
  let levels: Map<number, Level> | undefined;
  let list: Numbered | undefined;
  let level: Level | undefined;
  let override: number | undefined;
  readXml(zip, 'word/numbering.xml', {
    open(name, a) {
      const value = a['val'] ?? '';
      if (name === 'abstractNum') abstracts.set(a['abstractNumId'] ?? '', (levels = new Map()));
      else if (name === 'num') numbered.set(a['numId'] ?? '', (list = { abstract: '', starts: new Map() }));
      else if (name === 'abstractNumId' && list) list.abstract = value;
      else if (name === 'lvlOverride') override = Number(a['ilvl']);
      else if (name === 'startOverride' && list && override !== undefined) list.starts.set(override, Number(value) || 0);
      else if (name === 'lvl') {
        level = { format: 'decimal', pattern: '', start: 1, legal: false };
        if (override === undefined) levels?.set(Number(a['ilvl']), level);
      } else if (name === 'numFmt' && level) level.format = value;
      else if (name === 'isLgl' && level) level.legal = value !== '0' && value !== 'false';
      else if (name === 'lvlText' && level) level.pattern = value;
      else if (name === 'start' && level) level.start = Number(value) || 0;
    },
    close(name) {
      if (name === 'lvl') level = undefined;
      else if (name === 'lvlOverride') override = undefined;
      else if (name === 'num') list = undefined;
      else if (name === 'abstractNum') levels = undefined;
    },
  });
  return { abstracts, numbered };
}

type StyleNumber = { id?: string; level: number; basedOn?: string };

function readStyles(zip: ZipReader): Map<string, StyleNumber> {
  const styles = new Map<string, StyleNumber>();
  if (!zip.has('word/styles.xml')) return styles;
  let style: StyleNumber | undefined;
  readXml(zip, 'word/styles.xml', {
    open(name, a) {
      if (name === 'style') styles.set(a['styleId'] ?? '', (style = { level: 0 }));
      else if (!style) return;
      else if (name === 'basedOn') style.basedOn = a['val'] ?? '';
      else if (name === 'numId') style.id = a['val'] ?? '';
      else if (name === 'ilvl') style.level = Number(a['val']) || 0;
    },
    close(name) {
      if (name === 'style') style = undefined;
    },
  });
  return styles;
}
