/** Findings on screen: in words, with the person's written reason, each opening its field. */
import type { TFunction } from 'i18next';
import proposedClauses from '../../resources/codes/proposed-clauses.json';
import { codeList } from '../../shared/domain/codes.ts';
import { proposedClause } from '../../shared/domain/contract-text/proposed.ts';
import type { Answer } from '../../shared/domain/deal.ts';
import { inOrder, isSettled, type Finding, type Params, type Where } from '../../shared/domain/finding.ts';
import { formatYuan } from '../../shared/money.ts';
import { make, set } from '../../shared/domain/edit.ts';
import type { TableName } from '../../shared/domain/tables.ts';
import type { Refusal } from '../../shared/result.ts';
import { navigate, type Route } from '../session/route.ts';
import type { FindingLine } from '../ui/FindingList.tsx';
import { commit, type Committed } from './commit.ts';
import { newId, who } from './store.ts';

const TABS: Partial<Record<TableName, string>> = {
  deals: 'setup',
  worksheets: 'valuation',
  rounds: 'negotiation',
  pricings: 'pricing',
  notices: 'pricing',
  objections: 'pricing',
  contracts: 'contract',
  signings: 'signing',
  filings: 'registration',
  instalments: 'setup',
  receipts: 'performance',
};
/** Records outside the deal and the room they live in; rights and contributors stand on their achievement's page. */
const ROOMS: Partial<Record<TableName, Route['room']>> = { parties: 'parties', achievements: 'portfolio', demands: 'demands', office: 'settings' };

/** Where a finding's field stands: a tab of its deal, or a room of its own. */
export function placeOf(where: Where, dealId: string | undefined, achievementId?: string): Route | undefined {
  const focus = where.field === undefined ? undefined : `${where.table}/${where.id}/${where.field}`;
  const more = focus === undefined ? {} : { focus };
  const tab = TABS[where.table];
  if (tab !== undefined && dealId !== undefined) return { room: 'deals', id: dealId, tab, ...more };
  const room = ROOMS[where.table];
  if (room !== undefined) return { room, id: where.id, ...more };
  if ((where.table === 'rights' || where.table === 'contributors') && achievementId !== undefined) return { room: 'portfolio', id: achievementId, ...more };
  return undefined;
}

type Context = {
  dealId?: string;
  achievementId?: string;
  answers: readonly Answer[];
  /** of a few findings the clause depends on it */
  route?: string | undefined;
};

/** Words of the clauses that could stand where a finding is. */
const CLAUSES = codeList.parse(proposedClauses);

/** Amounts in a finding's words are grouped; quoted texts, numbers and days stay as they are. */
export const spoken = (params: Params = {}): Params =>
  Object.fromEntries(Object.entries(params).map(([k, v]) => [k, typeof v === 'string' && k !== 'text' && /^\d+\.\d\d$/.test(v) ? formatYuan(v) : v]));

export function findingLines(t: TFunction, findings: readonly Finding[], { dealId, achievementId, answers, route }: Context): FindingLine[] {
  return inOrder(findings, answers).map((f) => {
    const answer = isSettled(f, answers) ? answers.find((a) => a.findingKey === f.key && a.archived !== true) : undefined;
    const place = placeOf(f.where, dealId, achievementId);
    const source = f.source ? [`《${f.source.document}》`, f.source.number, f.source.article].filter(Boolean).join(' ') : undefined;
    const proposed = proposedClause(f, CLAUSES, route);
    const fix = t(`findings:fix.${f.message.key}`, { ...spoken(f.message.params), defaultValue: '' });
    return {
      key: f.key,
      draftKey: `${f.where.table}/${f.where.id}/${f.key}`,
      level: f.level,
      confirmed: f.confirmed,
      ...(f.answerable ? { answerable: true } : {}),
      text: t(`findings:message.${f.message.key}`, spoken(f.message.params)),
      consequence: t(`findings:consequence.${f.consequence}`),
      ...(source ? { source } : {}),
      ...(fix !== '' ? { detail: fix } : {}),
      ...(proposed === undefined ? {} : { proposed }),
      ...(answer ? { answer: { reason: answer.reason ?? '', ...(answer.by ? { by: answer.by } : {}), ...(answer.at ? { at: answer.at } : {}) } } : {}),
      ...(place ? { onOpen: () => navigate(place) } : {}),
    };
  });
}

/** Keeps the written reason for a 请核实; without words the earlier reason is put aside. */
export function answerFinding(dealId: string, key: string, reason: string | undefined): Promise<Committed | Refusal> {
  return commit({ intent: 'finding.answer' }, async (read) => {
    const old = (await read.by('answers', 'dealId', dealId)).find((a) => a.findingKey === key);
    const at = new Date().toISOString();
    if (old) return [set('answers', old.id, reason === undefined ? { archived: true } : { archived: undefined, reason, by: who(), at })];
    return reason === undefined ? [] : [make('answers', { id: newId(), dealId, findingKey: key, reason, by: who(), at })];
  });
}
