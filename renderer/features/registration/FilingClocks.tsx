import { useTranslation } from 'react-i18next';
import type { ClockKind } from '../../../shared/domain/clocks/clock.ts';
import { registryClock } from '../../../shared/domain/clocks/registry-clock.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { packDifference, type PackDifference } from '../../../shared/rules/engine.ts';
import type { RulePack } from '../../../shared/rules/pack.ts';
import { ClockLines } from '../../data/ClockLines.tsx';
import { dealClocksNow } from '../../data/clocks-now.ts';
import { useToday } from '../../data/day.ts';
import { valueWords } from '../../data/rule-words.ts';
import { packInForce, packName, packNamed, rulesAt } from '../../data/rules.ts';
import { Panel } from '../../ui/Panel.tsx';

/** Of a deal's clocks those that bear on its registration; payments and fees stand with the deal. */
const HERE: ReadonlySet<ClockKind> = new Set(['validity', 'registry', 'recordal', 'assignment', 'importRecordal', 'benefit', 'changeReport', 'cancelReport']);
/** Rules of a pack that bear on a filing. */
const BEARS = /^(registry|filing)\./;

/** 时限 of a filing: until when it must be filed, by when the registry has to decide, and by which rules. */
export function FilingClocks({ file, filing }: { file: DealFile; filing: Filing }) {
  const { t } = useTranslation('clocks');
  const { achievementId } = file.deal;
  const clocks = dealClocksNow(file, useToday()).filter((c) => HERE.has(c.kind));
  const note = packNote(filing);
  if (clocks.length === 0 && note === undefined) return null;
  return (
    <Panel title={t('title')}>
      {clocks.length > 0 && <ClockLines clocks={clocks} dealId={file.deal.id} {...(achievementId ? { achievementId } : {})} />}
      {note && <PackNote file={file} filing={filing} {...note} />}
    </Panel>
  );
}

type Note = { used: RulePack | undefined; now: RulePack; differences: PackDifference[] };
/** The rules this filing was begun with, where those in force say otherwise by now, or where they are not here any more. */
function packNote(filing: Filing): Note | undefined {
  if (!filing.rulePack) return undefined;
  const [used, now] = [packNamed(filing.rulePack), packInForce()];
  const differences = used ? packDifference(used, now).filter((d) => BEARS.test(d.id)) : [];
  return used === undefined || differences.length > 0 ? { used, now, differences } : undefined;
}

function PackNote({ file, filing, used, now, differences }: { file: DealFile; filing: Filing } & Note) {
  const { t } = useTranslation('clocks');
  if (!used) return <p className="small">{t('frozenGone', { used: filing.rulePack, now: packName(now) })}</p>;
  const day = registryClock(file, rulesAt(undefined, file.seller?.region))?.day;
  return (
    <section data-pack-note={packName(used)}>
      <p className="small">{t('frozen', { used: `${used.name} ${used.version}`, now: `${now.name} ${now.version}` })}</p>
      <ul className="small">
        {differences.map((d) => (
          <li key={`${d.id}|${d.region}|${d.validFrom ?? ''}`}>
            {t('frozenChanged', {
              title: (d.after ?? d.before)!.title,
              before: d.before ? valueWords(t, d.before.value) : t('frozenNone'),
              after: d.after ? valueWords(t, d.after.value) : t('frozenNone'),
            })}
          </li>
        ))}
      </ul>
      {day && <p className="small">{t('frozenDay', { day })}</p>}
    </section>
  );
}
