/** Runs of text for a .docx. Everything typed by a person goes through here: it loses what XML forbids. */
import type { IRunOptions } from 'docx';
import { TextRun } from 'docx';
import type { Run } from '../../shared/domain/contract/blocks.ts';
import { legalXml } from '../../shared/sheet/xml.ts';

/** One run per line. Given as `text`, never as a child: a child that reads CURRENT would become a page number. */
export function text(value: string, look: IRunOptions = {}): TextRun[] {
  const clean = legalXml(value);
  if (!clean.includes('\n')) return [new TextRun({ ...look, text: clean })];
  return clean.split('\n').map((line, i) => new TextRun({ ...look, text: line, break: i === 0 ? 0 : 1 }));
}

// highlightCs is no element of the standard: the package would write it beside highlight
const BLANK: IRunOptions = { highlight: 'yellow', highlightComplexScript: false };
const UNDERLINE: IRunOptions = { underline: { type: 'single' } };

export const runs = (list: readonly Run[], bold = false): TextRun[] =>
  list.flatMap((x) =>
    text(x.text, {
      ...(x.bold || bold ? { bold: true } : {}),
      ...(x.blank ? BLANK : {}),
      ...(x.underline ? UNDERLINE : {}),
      ...(x.strike ? { strike: true } : {}),
    }),
  );
