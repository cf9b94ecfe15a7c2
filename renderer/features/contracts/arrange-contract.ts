/** Where the articles and clauses of a draft stand, and what its articles are called. */
import { orderOf, stepped } from '../../../shared/domain/contract/arrange.ts';
import { editContract } from '../../../shared/domain/contract-rules.ts';
import { refuse, type Refusal } from '../../../shared/result.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { clausesFor } from '../../documents/clauses.ts';

type Answer = Promise<Committed | Refusal>;

/** One step of a clause, or of an article (`heading:ID`), past its neighbour among those on the screen; `note` names it. */
export const moveStep = (id: string, what: string, by: -1 | 1, shown: ReadonlySet<string>, note: string): Answer =>
  commit({ intent: 'contract.order', note }, async (read) => {
    const contract = await read.get('contracts', id);
    if (!contract) return refuse('row.gone');
    const order = stepped(clausesFor(contract), shown, what, by);
    const { order: _own, ...rest } = contract;
    const seen = (ids: readonly string[]): string => ids.filter((x) => x.startsWith('heading:') || shown.has(x)).join();
    // back where the text has everything there is no order of its own
    return order ? editContract(contract, { order: seen(order) === seen(orderOf(clausesFor(rest))) ? undefined : order }) : [];
  });

/** Articles and clauses as their text has them. */
export const ownOrder = (id: string): Answer =>
  commit({ intent: 'contract.unorder' }, async (read) => {
    const contract = await read.get('contracts', id);
    return contract ? editContract(contract, { order: undefined }) : refuse('row.gone');
  });

/** The heading of an article; `undefined` or an empty one gives it back its own. */
export const nameArticle = (id: string, article: string, title: string | undefined): Answer =>
  commit({ intent: 'contract.heading', note: title ?? '' }, async (read) => {
    const contract = await read.get('contracts', id);
    if (!contract) return refuse('row.gone');
    const { [article]: _old, ...rest } = contract.headings ?? {};
    const own = clausesFor({ ...contract, headings: rest }).articles.find((a) => a.id === article)?.title;
    const named = (title ?? '').trim();
    const headings = named === '' || named === own ? rest : { ...rest, [article]: named };
    return editContract(contract, { headings: Object.keys(headings).length > 0 ? headings : undefined });
  });
