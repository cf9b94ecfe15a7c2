import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortalLine } from '../../../shared/domain/layout-lines.ts';
import { AssistLine } from './AssistLine.tsx';

type Props = {
  lines: readonly PortalLine[];
  at: number;
  ticked: ReadonlySet<string>;
  onChoose: (at: number) => void;
  onCopy: (line: PortalLine, text: string) => void;
  onTick: (line: PortalLine, on: boolean) => void;
  onNext: () => void;
};

/** Every field in the portal's order, walked with the keyboard: Enter copies and goes on, a digit copies one level of a tree. */
export function AssistList({ lines, at, ticked, onChoose, onCopy, onTick, onNext }: Props) {
  const { t } = useTranslation('registration');
  const list = useRef<HTMLDivElement>(null);
  const current = lines[at];
  // the same acts for as long as the list stands, whatever they close over by now
  const latest = useRef({ onChoose, onCopy, onTick });
  useEffect(() => {
    latest.current = { onChoose, onCopy, onTick };
  });
  const acts = useMemo(
    (): Pick<Props, 'onChoose' | 'onCopy' | 'onTick'> => ({
      onChoose: (i) => latest.current.onChoose(i),
      onCopy: (line, text) => latest.current.onCopy(line, text),
      onTick: (line, on) => latest.current.onTick(line, on),
    }),
    [],
  );
  useEffect(() => {
    const [box, line] = [list.current, list.current?.querySelector<HTMLElement>('[aria-current="true"]')];
    if (!box || !line) return;
    // in the narrow window the list is as long as it is; elsewhere only the list scrolls: the page stays where the person has it
    if (box.scrollHeight <= box.clientHeight) return line.scrollIntoView({ block: 'nearest' });
    const top = line.offsetTop - box.offsetTop;
    if (top < box.scrollTop || top + line.offsetHeight > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 2;
  }, [at]);
  const keys = (e: KeyboardEvent<HTMLElement>): void => {
    if (!current || e.target !== e.currentTarget) return;
    const level = /^[1-9]$/.test(e.key) ? current.levels[Number(e.key) - 1] : undefined;
    if (e.key === 'ArrowDown') onChoose(Math.min(lines.length - 1, at + 1));
    else if (e.key === 'ArrowUp') onChoose(Math.max(0, at - 1));
    else if (e.key === 'Home') onChoose(0);
    else if (e.key === 'End') onChoose(lines.length - 1);
    else if (e.key === ' ') onTick(current, !ticked.has(current.key));
    else if (e.key === 'Enter') onNext();
    else if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'c') onCopy(current, current.copy);
    else if (level !== undefined) onCopy(current, level);
    else return;
    e.preventDefault();
  };
  return (
    <div className="assist" ref={list} tabIndex={0} aria-label={t('assistant.title')} role="group" onKeyDown={keys}>
      {lines.map((line, i) => (
        <AssistLine key={line.key} line={line} at={i} current={i === at} done={ticked.has(line.key)} {...acts} />
      ))}
    </div>
  );
}
