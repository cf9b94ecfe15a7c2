import { FindingList, type FindingLine } from '../ui/FindingList.tsx';
import { RailSection } from '../ui/Rail.tsx';
import { answerFinding } from './findings.ts';

/** What a room of a deal lacks, each with its written reason; the count is of what is still open. */
export function RoomMissing({ dealId, title, none, lines }: { dealId: string; title: string; none: string; lines: readonly FindingLine[] }) {
  return (
    <RailSection kind="missing" title={title} count={lines.filter((l) => !l.answer).length}>
      <FindingList findings={lines} none={none} onAnswer={(key, reason) => answerFinding(dealId, key, reason)} />
    </RailSection>
  );
}
