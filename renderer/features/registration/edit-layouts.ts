/** Each act on a portal layout as one commit; what may be is decided by the domain on the rows as they are. */
import { allLayouts, type LayoutRow, type PortalLayout } from '../../../shared/domain/layout.ts';
import { choicesId, rememberChoice, saveLayout } from '../../../shared/domain/layout-rules.ts';
import { set } from '../../../shared/domain/edit.ts';
import type { Refusal } from '../../../shared/result.ts';
import { commit, type Committed } from '../../data/commit.ts';
import { today } from '../../data/rules.ts';
import { newId, who } from '../../data/store.ts';

type Answer = Promise<Committed | Refusal>;

/** Kept as the next version of its layout; `all` are the versions known when it was opened. */
export const keepLayout = (all: readonly PortalLayout[], next: PortalLayout, imported = false): Answer =>
  commit({ intent: imported ? 'layout.import' : 'layout.save', note: next.name }, async (read) => {
    // another one may have been kept meanwhile
    const rows: LayoutRow[] = await read.by('layouts', 'layout', next.id);
    const saving = { newId: newId(), by: who(), now: new Date().toISOString(), today: today() };
    return saveLayout([...all, ...allLayouts([], rows)], next, saving, imported);
  });

/** What the portal offers for a value of ours; '' forgets it. */
export const keepChoice = (layout: string, key: string, ours: string, theirs: string): Answer =>
  commit({ intent: 'layout.choice', note: theirs }, async (read) => rememberChoice(await read.get('layouts', choicesId(layout)), layout, key, ours, theirs));

/** The layout a filing is entered with. */
export const chooseLayout = (filingId: string, layout: PortalLayout): Answer =>
  commit({ intent: 'filing.layout', note: layout.name }, () => [set('filings', filingId, { layoutId: layout.id, layoutVersion: String(layout.version) })]);
