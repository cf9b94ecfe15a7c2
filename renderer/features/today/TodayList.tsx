import { StatusTag, UnconfirmedMark, type Tone } from '../../ui/marks.tsx';
import './today.css';

export type TodayLine = {
  key: string;
  kind: string;
  text: string;
  when: string;
  mark?: { tone: Tone; words: string };
  /** rests on a rule that is 待确认 */ unconfirmed?: true;
  onOpen: () => void;
};

/** One heading and its lines; a heading without lines says so in one row and takes no more room. */
export function TodayList({ title, note, lines, none }: { title: string; note?: string; lines: readonly TodayLine[]; none: string }) {
  return (
    <section className={`today-list${lines.length === 0 ? ' today-empty' : ''}`}>
      <h2>
        {title}
        {lines.length > 0 && <span className="today-count">{lines.length}</span>}
        {lines.length > 0 && note && <span className="today-note">{note}</span>}
      </h2>
      {lines.length === 0 ? (
        <p>{none}</p>
      ) : (
        <ul>
          {lines.map((l) => (
            <li key={l.key}>
              <button type="button" onClick={l.onOpen}>
                <span className="today-kind">{l.kind}</span>
                <span className="today-text" title={l.text}>
                  {l.text}
                </span>
                <span className="today-mark">
                  {l.unconfirmed && <UnconfirmedMark />}
                  {l.mark && <StatusTag tone={l.mark.tone}>{l.mark.words}</StatusTag>}
                </span>
                <span className="today-when">{l.when}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
