/** A contract's text as the checks read it: what it says, what it only names, and what it is. */
import { classOfOther, type OtherContract } from './other-contract.ts';
import { isIntent, kindByContent, kindByTitle, kindOf, type ContractKind, type FoundKind } from './kind.ts';

export type Reading = {
  text: string;
  /** without headings that say nothing: those of a table of contents, and articles that read 无 */
  said: string;
  /** headings of the articles that read 无 */
  none: string;
  title: FoundKind | undefined;
  content: FoundKind | undefined;
  /** undefined where nobody can tell, where it is no technology contract, and for a 意向书 */
  kind: ContractKind | undefined;
  other: OtherContract | undefined;
  intent: boolean;
};

const HEADING = /^\s*第[一二三四五六七八九十百零〇\d]{1,5}条[^。；：:]{0,40}$/;
const NONE = /^\s*无[。.]?\s*$/;
const linesIn = (text: string): string[] => text.split('\n').filter((l) => l.trim() !== '');

export function readingOf(text: string): Reading {
  const lines = linesIn(text);
  const empty = (line: string, i: number): boolean => HEADING.test(line) && NONE.test(lines[i + 1] ?? '');
  const silent = (line: string, i: number): boolean => HEADING.test(line) && (lines[i + 1] === undefined || HEADING.test(lines[i + 1]!) || empty(line, i));
  const other = classOfOther(text);
  const intent = isIntent(text);
  return {
    text,
    said: lines.filter((line, i) => !silent(line, i)).join('\n'),
    none: lines.filter(empty).join('\n'),
    title: kindByTitle(text),
    content: kindByContent(text),
    kind: other || intent ? undefined : kindOf(text),
    other,
    intent,
  };
}
