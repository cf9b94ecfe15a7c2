import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { isOrgReturn } from '../../../shared/domain/org-review.ts';
import { AHEAD_DAYS, FEE_AHEAD_DAYS, KEPT_DAYS } from '../../../shared/domain/due.ts';
import type { Deal } from '../../../shared/domain/deal.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import type { Followup } from '../../../shared/domain/followup.ts';
import { followupStateKey } from '../../../shared/domain/followup-words.ts';
import { chinaDay, daysBetween, parseDay } from '../../../shared/time.ts';
import { useToday } from '../../data/day.ts';
import { useObserveSlowly } from '../../data/observe-slowly.ts';
import { useObserve } from '../../data/observe.ts';
import { officeRow } from '../../data/queries/parties.ts';
import { placeOfDraft } from '../../data/queries/places.ts';
import {
  begunFollowups,
  cameBack,
  dueItems,
  isEmptyWorkspace,
  latestDeals,
  unfinishedDrafts,
  unsentRows,
  type CameBack,
  type Due,
  type Unsent,
} from '../../data/queries/today.ts';
import { navigate } from '../../session/route.ts';
import { Loading } from '../../ui/Loading.tsx';
import type { Tone } from '../../ui/marks.tsx';
import { moneyFigure } from '../../ui/Money.tsx';
import { useUnits } from '../../session/settings.ts';
import { Page } from '../../ui/Page.tsx';
import { Doors } from './Doors.tsx';
import { TodayList, type TodayLine } from './TodayList.tsx';

/** What is due, what came back, what is unsent, what was left unfinished; each line opens its place. */
export function TodayRoom() {
  const { t } = useTranslation('today');
  const day = useToday();
  const empty = useObserve(isEmptyWorkspace, []);
  if (empty === undefined)
    return (
      <Page title={t('title')}>
        <Loading />
      </Page>
    );
  return (
    <Page
      title={t('title')}
      {...(empty
        ? {}
        : {
            action: (
              <Button type="primary" onClick={() => navigate({ room: 'deals', tab: 'new' })}>
                {t('newDeal')}
              </Button>
            ),
          })}
    >
      <p className="today-day">{t('day', { day })}</p>
      <NameAsked />
      {empty ? <Doors /> : <Work day={day} />}
    </Page>
  );
}

/** A first start that was passed without a name: asked again here, in one line that is in nobody's way. */
function NameAsked() {
  const { t } = useTranslation('today');
  const named = useObserve(async () => ((await officeRow())?.userName ?? '').trim() !== '', []);
  if (named !== false) return null;
  return (
    <p className="today-name" role="note">
      {t('noName')}{' '}
      <Button size="small" type="link" onClick={() => navigate({ room: 'settings', tab: 'office', focus: 'office/office/userName' })}>
        {t('giveName')}
      </Button>
    </p>
  );
}

/** What the filings' lists are made of: thousands may be on their way. */
const FILED = ['filings', 'followups', 'deals', 'outbox'] as const;
const FILED_EVERY_MS = 1_000;

function Work({ day }: { day: string }) {
  const { t } = useTranslation(['today', 'followups', 'portal']);
  const units = useUnits();
  const due = useObserve(() => dueItems(day), [day]);
  const returned = useObserveSlowly(FILED, () => cameBack(day), FILED_EVERY_MS, [day]);
  const unsent = useObserveSlowly(FILED, unsentRows, FILED_EVERY_MS, []);
  const drafts = useObserve(unfinishedDrafts, []);
  const begun = useObserveSlowly(FILED, begunFollowups, FILED_EVERY_MS, []);
  const deals = useObserve(() => latestDeals(8), []);
  if (!due || !returned || !unsent || !drafts || !begun || !deals) return <Loading />;

  const dueLine = (d: Due): TodayLine => {
    const end = parseDay(d.day);
    const left = end === undefined ? undefined : daysBetween(day, end);
    const figure = d.amount ? `${moneyFigure(d.amount, units)} ${t(`ui:unit.${units}`)}` : '';
    const amount = figure && ` · ${d.partly ? t('rest', { amount: figure }) : figure}`;
    return {
      key: d.key,
      kind: t(`due.${d.kind}`),
      text: `${d.name || t('unnamed')}${amount}`,
      when: d.day ?? '',
      ...(d.unconfirmed ? { unconfirmed: true } : {}),
      mark:
        left === undefined
          ? { tone: 'neutral', words: t(`clocks:missing.${d.missing ?? 'noDeadline'}`) }
          : { tone: toneOf(left), words: left < 0 ? t('late', { count: -left }) : left === 0 ? t('isToday') : t('in', { count: left }) },
      onOpen: () =>
        navigate(
          d.dealId
            ? { room: 'deals', id: d.dealId, tab: DEAL_TABS[d.kind] }
            : d.achievementId
              ? { room: 'portfolio', id: d.achievementId }
              : { room: 'demands', id: d.id },
        ),
    };
  };
  const namesOf = (x: { deal: Deal | undefined } & ({ filing: Filing } | { followup: Followup })): Pick<TodayLine, 'kind' | 'text' | 'onOpen'> => ({
    kind: 'filing' in x ? t('filing') : t(`followups:kind.${x.followup.kind ?? 'change'}`),
    text: x.deal?.name ?? ('filing' in x ? x.filing.form?.['projectName'] : undefined) ?? t('unnamed'),
    onOpen: () =>
      navigate(x.deal ? { room: 'deals', id: x.deal.id, tab: 'registration' } : { room: 'registration', id: 'filing' in x ? x.filing.id : x.followup.id }),
  });
  const backLine = (b: CameBack): TodayLine => {
    const state = ('filing' in b ? b.filing.state : b.followup.state) ?? 'draft';
    return {
      key: b.id,
      ...namesOf(b),
      when: b.on ?? '',
      mark: {
        tone: state === 'registered' || state === 'done' ? 'done' : state === 'refused' ? 'blocked' : 'attention',
        words:
          'followup' in b
            ? t(`followups:${followupStateKey(b.followup.kind, b.followup.state ?? 'draft')}`)
            : t(isOrgReturn(b.filing) ? 'portal:org.givenBack' : `state.${state}`),
      },
    };
  };
  const unsentLine = (u: Unsent): TodayLine => ({
    key: u.id,
    ...namesOf(u),
    when: chinaDay(u.frozenOn) ?? '',
    mark: { tone: 'attention', words: t(`state.${u.state}`) },
  });
  const begunLine = (b: (typeof begun)[number]): TodayLine => ({
    key: b.followup.id,
    ...namesOf(b),
    when: '',
    mark: { tone: 'attention', words: t(`followups:${followupStateKey(b.followup.kind, 'draft')}`) },
  });
  const lists = [
    {
      title: t('section.due'),
      note: t('ahead', { days: AHEAD_DAYS, fee: FEE_AHEAD_DAYS }),
      none: t('none.due', { days: AHEAD_DAYS, fee: FEE_AHEAD_DAYS }),
      lines: due.map(dueLine),
    },
    { title: t('section.returned'), note: t('kept', { days: KEPT_DAYS }), none: t('none.returned'), lines: returned.map(backLine) },
    { title: t('section.unsent'), none: t('none.unsent'), lines: unsent.map(unsentLine) },
    {
      title: t('section.unfinished'),
      none: t('none.unfinished'),
      lines: [
        ...begun.map(begunLine),
        ...drafts.map((d): TodayLine => ({
          key: d.key,
          kind: t('draft'),
          text: d.text.slice(0, 80),
          when: chinaDay(d.at) ?? '',
          mark: { tone: 'attention', words: t('typedOnly') },
          onOpen: () =>
            void placeOfDraft(d.key).then((place) => {
              if (place) navigate(place);
            }),
        })),
      ],
    },
    {
      title: t('section.deals'),
      none: t('none.deals'),
      lines: deals.map((d): TodayLine => ({
        key: d.id,
        kind: d.no ?? '',
        text: d.name || t('unnamed'),
        when: d.startedOn ?? '',
        onOpen: () => navigate({ room: 'deals', id: d.id }),
      })),
    },
  ];
  // what there is to do comes first; what is empty says so in one line each below
  const inOrder = [...lists.filter((l) => l.lines.length > 0), ...lists.filter((l) => l.lines.length === 0)];
  return (
    <>
      {inOrder.map((l) => (
        <TodayList key={l.title} {...l} />
      ))}
    </>
  );
}

const DEAL_TABS: Record<Due['kind'], string> = {
  noticeEnd: 'pricing',
  instalment: 'setup',
  royalty: 'performance',
  acceptance: 'performance',
  demand: 'setup',
  validity: 'registration',
  contractEnd: 'signing',
  promise: 'signing',
  fee: 'setup',
  registry: 'registration',
  recordal: 'signing',
  assignment: 'signing',
  importRecordal: 'signing',
  benefit: 'registration',
  changeReport: 'registration',
  cancelReport: 'registration',
};
const toneOf = (left: number): Tone => (left < 0 ? 'blocked' : left <= 7 ? 'attention' : 'neutral');
