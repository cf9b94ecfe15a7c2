/** Fills the 示例库 when it is opened for the first time: the R-017 deal, and achievements to look through. */
import { make, type Edit } from '../../shared/domain/edit.ts';
import { OFFICE_ID } from '../../shared/domain/party.ts';
import { sampleDeal } from '../../shared/domain/sample-deal.ts';
import { sampleAchievements, SAMPLE_INSTITUTE, sampleUscc } from '../../shared/domain/samples.ts';
import { commit } from './commit.ts';
import { db, setWho } from './store.ts';

const SAMPLE_USER = '示例经理';
const LISTED = 24;
const R017_PLACE = 16;

/** Does nothing where the store already holds something. */
export async function fillSampleLibrary(): Promise<void> {
  if ((await db().changes.limit(1).count()) > 0) return;
  const others: Edit[] = sampleAchievements(1, LISTED).flatMap((a, i) =>
    i === R017_PLACE
      ? []
      : [make('achievements', { id: `sample-achievement-${i + 1}`, sample: true, no: `R-${String(i + 1).padStart(3, '0')}`, ...a, disclosure: 'public' })],
  );
  const office = make('office', {
    id: OFFICE_ID,
    sample: true,
    name: SAMPLE_INSTITUTE,
    uscc: sampleUscc('12', 1),
    kind: 'institute',
    isPublic: true,
    role: 'seller',
    userName: SAMPLE_USER,
  });
  await commit({ intent: 'sample.fill', origin: 'sample' }, () => [office, ...sampleDeal(), ...others]);
  setWho(SAMPLE_USER);
}
