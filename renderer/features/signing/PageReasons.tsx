import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Signing } from '../../../shared/domain/contract.ts';
import { unexplainedPages, type PageNote, type PagePair } from '../../../shared/domain/scan-pages.ts';
import { isRefusal } from '../../../shared/result.ts';
import { showRefusal } from '../../session/trouble.ts';
import { TextField } from '../../ui/fields/TextField.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { notePage } from './edit-signing.ts';

type Side = PageNote['of'];
type Page = Pick<PageNote, 'of' | 'page'>;
const last = (s: Signing, of: Side): number => (of === 'scan' ? s.pages : s.lockedPages) ?? 0;

/** Pages of a side that have no reason yet: blank ones of the scan, else the last, where what is more, or missing, mostly lies. */
function proposed(s: Signing, of: Side, count: number, blank: ReadonlySet<number>): number[] {
  const said = new Set((s.pageNotes ?? []).filter((n) => n.of === of).map((n) => n.page));
  const free = Array.from({ length: last(s, of) }, (_, i) => i + 1).filter((p) => !said.has(p));
  const empty = of === 'scan' ? free.filter((p) => blank.has(p)) : [];
  return [...free.filter((p) => !empty.includes(p)), ...empty].slice(-count).sort((a, b) => a - b);
}

/**
 * Which page stands alone, and why: asked for where scan and locked version differ in number, and said of the pages on screen (`at`)
 * where a doubled page and a missing one hide each other.
 */
export function PageReasons({ signing, blank, at }: { signing: Signing; blank: ReadonlySet<number>; at: PagePair }) {
  const { t } = useTranslation('signing');
  const [named, setNamed] = useState<Page | null>(null);
  const open = unexplainedPages(signing);
  const notes = signing.pageNotes ?? [];
  const own: PageNote[] = named && !notes.some((n) => n.of === named.of && n.page === named.page) ? [{ ...named, reason: '' }] : [];
  const left = open ? open.count - own.filter((n) => n.of === open.of).length : 0;
  const rest = open && left > 0 ? proposed({ ...signing, pageNotes: [...notes, ...own] }, open.of, left, blank) : [];
  const drafts: PageNote[] = [...own, ...rest.map((page) => ({ of: open!.of, page, reason: '' }))];
  const alone = (['scan', 'locked'] as const).flatMap((of) => (at.scan === undefined || at.locked === undefined ? [] : [{ of, page: at[of]! }]));
  return (
    <div className="page-reasons" data-field={`signings/${signing.id}/pageNotes`}>
      {alone.length > 0 && (
        <p className="small compare-alone-ways">
          {alone.map((page) => (
            <button key={page.of} type="button" className="link" data-act={`alone-${page.of}`} onClick={() => setNamed(page)}>
              {t(`reason.add.${page.of}`, { n: page.page })}
            </button>
          ))}
          <span className="muted">{t('reason.order')}</span>
        </p>
      )}
      {(open ?? notes.length > 0) && (
        <p className="compare-count">
          <StatusTag tone={open ? 'blocked' : 'done'}>
            {t('compare.pageCount', { scan: signing.pages ?? 0, locked: signing.lockedPages ?? 0 })}
            {open ? t(`reason.open.${open.of}`, { count: open.count }) : t('reason.settled')}
          </StatusTag>
        </p>
      )}
      {open && <p className="muted small">{t(`reason.way.${open.of}`)}</p>}
      {notes.map((n) => (
        <Row key={`${n.of}${n.page}`} signing={signing} note={n} taken={notes} blank={blank} />
      ))}
      {drafts.map((n) => (
        <Row
          key={`${n.of}${n.page}`}
          signing={signing}
          note={n}
          taken={[...notes, ...drafts]}
          blank={blank}
          {...(own.includes(n) ? { onDrop: () => setNamed(null) } : {})}
        />
      ))}
    </div>
  );
}

/** `onDrop`: a page that was only named, and may be let go again. */
type RowProps = { signing: Signing; note: PageNote; taken: readonly Page[]; blank: ReadonlySet<number>; onDrop?: () => void };

function Row({ signing, note, taken, blank, onDrop }: RowProps) {
  const { t, i18n } = useTranslation('signing');
  const [page, setPage] = useState(note.page);
  const told = note.reason !== '';
  const say = (answer: unknown): unknown => {
    if (isRefusal(answer)) showRefusal(answer);
    return answer;
  };
  const move = (to: number): void => {
    setPage(to);
    if (told) void notePage(signing.id, { ...note, page: to }, note).then(say);
  };
  const options = Array.from({ length: last(signing, note.of) }, (_, i) => i + 1)
    .filter((p) => p === page || !taken.some((n) => n.of === note.of && n.page === p))
    .map((p) => ({ value: p, label: t(`reason.page.${note.of}`, { n: p }) }));
  return (
    <div className="page-reason">
      <Select<number> value={page} options={options} onChange={move} aria-label={t('reason.which')} popupMatchSelectWidth={false} />
      <TextField
        label={t(`reason.why.${note.of}`)}
        value={note.reason}
        placeholder={t(`reason.example.${note.of}`)}
        onSave={(reason) => notePage(signing.id, { of: note.of, page, reason: reason ?? '' }, note)}
      />
      {!told && note.of === 'scan' && blank.has(page) && (
        // kept as the paper says it, whatever language the screen speaks
        <Button
          size="small"
          onClick={() => void notePage(signing.id, { of: note.of, page, reason: i18n.getFixedT('zh', 'signing')('reason.blank') }, note).then(say)}
        >
          {t('reason.markBlank')}
        </Button>
      )}
      {(told || onDrop) && (
        <Button size="small" type="text" onClick={() => (told ? void notePage(signing.id, { ...note, reason: '' }).then(say) : onDrop?.())}>
          {t('reason.remove')}
        </Button>
      )}
    </div>
  );
}
